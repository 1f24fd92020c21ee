"""Open the house in the morning: the one module that knows all rooms. Nobody imports it."""
