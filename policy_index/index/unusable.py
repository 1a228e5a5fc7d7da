"""What a reader says of an index that it does not read."""


class IndexUnusable(Exception):
    """The index is missing, stale or damaged; the message says which and of what."""
