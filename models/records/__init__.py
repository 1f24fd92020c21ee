"""What a case file holds: frozen values."""
