"""Which day it is. Everything else takes the day as a parameter."""

import os
from datetime import date, datetime, timedelta, timezone

_SHANGHAI = timezone(timedelta(hours=8))  # no daylight saving time since 1991


def today() -> date:
    """The day in Guangdong, or POLICY_BOT_TODAY (YYYY-MM-DD) if that is set.

    Raises ValueError if POLICY_BOT_TODAY is not a date.
    """
    override = os.environ.get("POLICY_BOT_TODAY")
    if not override:
        return datetime.now(_SHANGHAI).date()
    try:
        return date.fromisoformat(override)
    except ValueError:
        raise ValueError(f"POLICY_BOT_TODAY={override!r} is not a date YYYY-MM-DD") from None
