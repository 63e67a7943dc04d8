"""One method fitted to each stratum, and the strata added up: people differ by age, sex and place, and so do the lists that meet them."""
