"""Random lives of cases in a world of our own making, where everything may fail at any step."""
