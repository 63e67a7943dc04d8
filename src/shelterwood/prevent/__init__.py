"""What is done before harm: awareness now; training and protocols have their rooms here."""
