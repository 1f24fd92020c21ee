"""Tables of words, Chinese first and English beside it."""
