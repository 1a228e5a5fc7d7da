"""The words that stand right before a mention."""

REACH = 20


def just_before(text: str, start: int, reach: int = REACH) -> str:
    """At most `reach` characters before `start`, so that the work stays linear in the text."""
    return text[max(0, start - reach) : start]
