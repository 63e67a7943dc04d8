LANGUAGES = [("en", "English"), ("es", "Español")]  # each in its own words
