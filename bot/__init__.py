"""The assistant: understanding, dialogue, and what it runs in."""
