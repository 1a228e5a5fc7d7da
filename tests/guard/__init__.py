"""Seeded conversations with a running bot, and a checker of its replies that shares no code with
the product's own number guard."""
