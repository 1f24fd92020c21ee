"""Errands done in the world."""
