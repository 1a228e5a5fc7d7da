"""All that a document says of itself, from its parsed text."""

import re
from dataclasses import dataclass, replace
from datetime import date

from policy_index.documents import Fact
from policy_index.parsing.parsed import Parsed
from policy_index.recognition.days import find_days_of
from policy_index.recognition.front import front_of
from policy_index.recognition.issuers import find_issuer, find_jurisdiction
from policy_index.recognition.numbers import find_number
from policy_index.recognition.terms import find_term
from policy_index.recognition.titles import find_title, find_title_period
from policy_index.status import Term, TitlePeriod

_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True)
class Recognised:
    """Every fact with its words; None where the text is silent."""

    title: Fact | None
    number: Fact | None
    issuer: Fact | None
    jurisdiction: Fact | None
    issued: Fact | None
    printed: Fact | None
    published: Fact | None
    term: Term | None
    title_period: TitlePeriod | None

    def holding_for(self, jurisdiction: Fact) -> "Recognised":
        """The same facts for a place that somebody named."""
        return replace(self, jurisdiction=jurisdiction)

    def year(self) -> int | None:
        """The year that people call the document by: its number's, else that of a day or title."""
        number = _YEAR.search(str(self.number.value)) if self.number else None
        if number:
            return int(number.group())
        days = [fact.value for fact in (self.issued, self.printed, self.published) if fact]
        years = [day.year for day in days if isinstance(day, date)]
        if self.title_period:
            years.append(self.title_period.first_year)
        if self.term and self.term.start:
            years.append(self.term.start.year)
        return years[0] if years else None


def recognise(parsed: Parsed, source: str) -> Recognised:
    """Read the facts from head, web page, tail and last clauses; nothing is guessed."""
    front = front_of(parsed, source)
    title, issuer, days = find_title(front.head), find_issuer(front), find_days_of(front)
    own = [clause for clause in parsed.clauses if not clause.path.startswith("附")]
    return Recognised(
        title=title,
        number=find_number(front),
        issuer=issuer,
        jurisdiction=find_jurisdiction(title, issuer, front.head),
        issued=days.issued,
        printed=days.printed,
        published=days.published,
        term=find_term(own, days),
        title_period=find_title_period(title),
    )
