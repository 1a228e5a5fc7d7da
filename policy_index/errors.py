"""What can be wrong with the policies, told so that a policy officer can mend it."""


class PolicyError(Exception):
    """A fault in the collection: the message names the file, the field and the cure."""


class UnknownDocument(PolicyError):
    """No document of that id."""


class UnknownClause(PolicyError):
    """No clause at that path of that document."""
