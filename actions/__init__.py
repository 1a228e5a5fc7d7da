"""Rasa actions: thin, over the policy index and the subsidy calculator."""
