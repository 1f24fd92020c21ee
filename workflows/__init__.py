"""Proceedings that run through time."""
