"""When people of the staff can be had: ``Mon-Fri 09:00-12:00,14:00-17:30; Sat 09:00-12:00``."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.gateway.lines import CHINA
from bot.gateway.settings import SettingsError

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WORDS = "一二三四五六日"
_DAY = "|".join(_DAYS)
_PART = re.compile(rf"({_DAY})(?:-({_DAY}))? (\S+)")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(([01]\d|2[0-3]):([0-5]\d)|24:00)", re.ASCII)


@dataclass(frozen=True)
class _Part:
    """Days from ``first`` to ``last`` (Monday is 0), and the spans of each of them."""

    first: int
    last: int
    spans: tuple[tuple[str, str], ...]

    def words(self) -> str:
        days = f"周{_WORDS[self.first]}"
        if self.last != self.first:
            days += f"至周{_WORDS[self.last]}"
        return f"{days} {'、'.join('—'.join(span) for span in self.spans)}"


class Hours:
    """The hours of service, in China's time. Public holidays are not known."""

    def __init__(self, text: str) -> None:
        """Raises ``SettingsError`` if ``text`` has another form."""
        self._parts = [_part(part.strip()) for part in text.split(";")]
        self.words = "；".join(part.words() for part in self._parts)

    def are_on(self, moment: datetime) -> bool:
        """Whether ``moment`` is in them; the last minute of a span is not."""
        here = moment.astimezone(CHINA)
        now = here.time().isoformat("minutes")
        return any(
            part.first <= here.weekday() <= part.last
            and any(begin <= now < end for begin, end in part.spans)
            for part in self._parts
        )


def _part(text: str) -> _Part:
    whole = _PART.fullmatch(text)
    spans = [_SPAN.fullmatch(span) for span in whole[3].split(",")] if whole else [None]
    if whole is None or not all(span and span[0][:5] < span[3] for span in spans):
        raise SettingsError(
            f"GATEWAY_DESK_HOURS: {text!r} is none, needs Mon-Fri 09:00-12:00,14:00-17:30"
        )
    first = _DAYS.index(whole[1])
    last = _DAYS.index(whole[2] or whole[1])
    if last < first:
        raise SettingsError(f"GATEWAY_DESK_HOURS: {text!r} goes back, needs Mon before Sun")
    return _Part(first, last, tuple((span[0][:5], span[3]) for span in spans if span))
