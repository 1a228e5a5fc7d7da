"""From an official document in any common format to its text, ready for the clause parser."""
