"""Regression cases: questions to the running bot, and what a right answer holds."""
