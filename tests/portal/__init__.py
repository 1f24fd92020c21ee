"""Tests of the counters where officers act."""
