"""Decisions already made, held against the code as it is now."""
