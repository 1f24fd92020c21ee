"""Tests of the papers and of how they are printed."""
