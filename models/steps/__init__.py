"""The order the law sets: one table a machine, and the decision on an act."""
