"""Measurements: the house beside the bare machine it stands on."""
