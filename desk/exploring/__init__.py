"""Exhaustive exploration of the step machine with the production `decide`."""
