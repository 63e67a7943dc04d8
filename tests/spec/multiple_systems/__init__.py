"""Published and stored results of other programs, reproduced: the manual of what each method must give on which table."""
