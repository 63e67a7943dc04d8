"""How mandates are reckoned for many people: what counts as a training, who is spoken of where, and on which day that turns."""
