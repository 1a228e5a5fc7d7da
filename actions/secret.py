"""How the parts of the bot know each other at the action server's door."""

SECRET_HEADER = "X-Action-Secret"
"""As in endpoints.yml."""
