"""One case for every branch of a list's rules, made from the law's data and played through it."""
