"""Ledgers as files: Excel and CSV, read into rows and written from them."""
