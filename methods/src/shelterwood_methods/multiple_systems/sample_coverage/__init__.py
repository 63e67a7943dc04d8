"""Sample coverage (Chao and Tsay 1998): how much of each list the others already hold, corrected for dependence between pairs of lists."""
