"""A first draft of a measure from the words of its clause, for a policy officer to decide on."""
