"""What is stored, with columns commented in the law's words."""
