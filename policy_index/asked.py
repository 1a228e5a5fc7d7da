"""What a question asks: its words as the policies spell them, its places, years and kinds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policy_index.answer_types import AnswerType, asked_types, asks_who
from policy_index.document_facts import asked_facts
from policy_index.places import find_places
from policy_index.sentences import split_sentences
from policy_index.text import normalize
from policy_index.tokens import without_places

# 2024年那份方案, the 2024 plan; not 到2024年, nor the end of a span 2022—2024.
_DOCUMENT_YEAR = re.compile(
    r"(?<![到至—~\-])(20\d\d)\s*年?[^，。？！；,.?!;]{0,8}?"
    r"(?:方案|文件|政策|通知|意见|办法|plan|policy|document|scheme|notice)",
    re.IGNORECASE,
)
_STORY = 60
_ASKING = re.compile(r"[?？]|请问|想问|想知道")


@dataclass(frozen=True)
class Asked:
    """``text``: normalised, Latin place names written in Chinese · ``years``: those that name a
    document · ``kinds``: the kinds of words it waits for · ``who``: whether it wants the unit
    responsible · ``facts``: which facts of the document itself it wants, the best first."""

    text: str
    places: tuple[str, ...]
    years: tuple[int, ...]
    kinds: tuple[AnswerType, ...]
    who: bool
    facts: tuple[str, ...]

    @property
    def request(self) -> str:
        """What is asked, without the story around it: of a long text the sentences that ask."""
        if len(self.text) < _STORY:
            return self.text
        sentences = split_sentences(self.text)
        asking = [sentence for sentence in sentences if _ASKING.search(sentence)]
        return "".join((asking or sentences)[-2:])

    @property
    def subject(self) -> str:
        """The text without the year that names a document: that says which one, like a place, and
        not what is asked."""
        return _DOCUMENT_YEAR.sub(
            lambda match: match.group().removeprefix(match[1]).lstrip("年 "), self.text
        )


def read(query: str, *, cities: Sequence[str] = (), covered: Sequence[str] = ()) -> Asked:
    """Read a question.

    ``cities`` stand in the question's place names' stead: 那湛江呢 is asked with the words of the
    question about 广州. ``covered``: the places of the collection, heard even where the gazetteer
    does not know them.
    """
    text = normalize(query)
    if cities:
        text, places = f"{'、'.join(cities)}{without_places(text)}", tuple(cities)
    else:
        text, places = _with_places(text, covered)
    years = tuple(int(year) for year in _DOCUMENT_YEAR.findall(text))
    return Asked(text, places, years, tuple(asked_types(text)), asks_who(text), asked_facts(text))


def _with_places(text: str, covered: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    mentions = find_places(text)
    for mention in reversed(mentions):
        if text[mention.start : mention.end].isascii():
            text = f"{text[: mention.start]}{mention.name}{text[mention.end :]}"
    named = [mention.name for mention in mentions]
    named += [city for city in covered if city in text]
    return text, tuple(dict.fromkeys(named))
