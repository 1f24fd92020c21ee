"""What the law says: citations, periods, working days, regimes."""
