"""The counters where people come."""
