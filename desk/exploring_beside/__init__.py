"""The exploration of proceedings beside the listing, in small worlds."""
