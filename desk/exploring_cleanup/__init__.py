"""The exploration of the clean-up campaign: every act by everybody in every reachable state of small worlds."""
