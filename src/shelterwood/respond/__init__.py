"""What is done when somebody noticed something: concerns now; cases, referrals and courts have their rooms here."""
