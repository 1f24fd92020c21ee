"""What is typed at a terminal: one file a command of duecourse."""
