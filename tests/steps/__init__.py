"""The law of the steps: what each act needs, refuses and does."""
