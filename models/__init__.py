"""What the law says, what a case file holds, and the order the law sets."""
