"""From when and until when a document holds, by its own words: 自…起施行，有效期…."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policy_index.clauses import Clause
from policy_index.dates import find_days
from policy_index.documents import Fact
from policy_index.recognition.days import Days
from policy_index.sentences import split_sentences
from policy_index.status import Term

_BEGINS = r"(?:施行|实施|执行|生效|实行|试行|有效|起效)"
_START = re.compile(
    rf"(?:自|从|本[^，。；\d]{{1,10}}(?=\d{{4}}年))(?P<when>[^，。；自从]{{2,30}}?)(?:之?日)?起[^，。；]{{0,8}}?{_BEGINS}"
)
_ACT = re.compile(r"(?:发布|印发|公布|颁布|下发|签发|印制|发文|发表)之?(?:日)?$")
_DAYS_AFTER = re.compile(r"起[^，。]*\d+[^，。]*日?后")
_YEARS = re.compile(
    r"(?:有效期|有效时间|执行期|实施期|施行期|试行期|期限)限?(?:暂定|暂)?(?:为|是|:|：)?([一二两三四五六七八九十\d]{1,2})\s*(?:个)?年"
    r"|(?:有效|试行|施行|执行|实施)([一二两三四五六七八九十\d]{1,2})年"
)
_UNTIL = re.compile(r"(?:有效期|期限|执行期|实施期)?限?(?:截至|截止到|截止至|截止|至|到)$")
_SPAN = re.compile(
    r"(?:有效期|执行期|实施期|施行期)限?[为自从是：:]*\s?\d{4}年[^，。；]{3,8}日?[至到—-]+\s?\d{4}年"
)
_OWN_TERM = re.compile(r"(?:本|该|上述|以上)[^，。；]{1,10}(?:有效期|试行期|执行期|实施期)")
_OF_TITLE = re.compile(r"(?:称号|资格|证书|认定|名单|公示|企业|入库)[^，。；]{0,8}有效期")
_HAN = {han: i for i, han in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


@dataclass(frozen=True)
class _Start:
    """From when: the printed day, or the act (发布) whose day counts ("" if days are added)."""

    day: date | None
    act: str


def find_term(clauses: Sequence[Clause], days: Days) -> Term | None:
    """The document's own term; that of a title or of another document is none.

    A term that counts from an act (自印发之日起) starts on the printed day of that act or, where
    only the signature is printed, on the day of the signature; its words are then among the term's.
    """
    for sentence, following in _sentences(clauses):
        if (start := _start(sentence)) is None:
            continue
        said = sentence + (following if _speaks_of_term(following) else "")
        words = (sentence, *([following] if said != sentence else []))
        act = None if start.day else _day_of(start.act, days)
        if term := _term(start.day, act, said, words):
            return term
    return _without_start(clauses)


def _term(day: date | None, act: Fact | None, said: str, words: tuple[str, ...]) -> Term | None:
    until = _until(said)
    years = None if until else _years(said)
    if act is not None:
        assert isinstance(act.value, date)
        return Term(act.value, years, until, (*words, act.words))
    return Term(day, years, until, words) if day or years or until else None


def _sentences(clauses: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    """Sentences with the one that follows, from the end: a term stands in the last clauses."""
    for clause in reversed(clauses):
        sentences = split_sentences(clause.text)
        yield from reversed(list(zip(sentences, [*sentences[1:], ""], strict=True)))


def _start(sentence: str) -> _Start | None:
    for match in _START.finditer(sentence):
        if "《" in sentence[: match.start()] and "》" in match.group():
            continue
        day = next((day for day, _ in find_days(match.group())), None)
        if day is not None:
            return _Start(day, "")
        if _ACT.search(match["when"]):
            return _Start(None, "" if _DAYS_AFTER.search(match.group()) else match["when"])
    return None


def _speaks_of_term(sentence: str) -> bool:
    return bool(re.match(r"(?:本[^，。]{1,8})?(?:有效期|试行期|执行期|实施期)", sentence))


def _years(said: str) -> int | None:
    match = None if _OF_TITLE.search(said) else _YEARS.search(said)
    if match is None:
        return None
    printed = match[1] or match[2]
    return int(printed) if printed.isdecimal() else _HAN.get(printed)


def _until(said: str) -> date | None:
    """有效期至2027年12月31日, 执行至…, 到…止."""
    for day, match in find_days(said):
        if _UNTIL.search(said[: match.start()]):
            return day
    return None


def _day_of(act: str, days: Days) -> Fact | None:
    if not act:
        return None
    if "印" in act:
        return days.issued or days.printed or days.published
    return days.issued or days.published or days.printed


def _without_start(clauses: Sequence[Clause]) -> Term | None:
    """本措施有效期为2023年1月1日至2025年12月31日; 本办法有效期三年."""
    for sentence, _ in _sentences(clauses):
        found = [day for day, _ in find_days(sentence)]
        if _SPAN.search(sentence) and len(found) > 1:
            return Term(found[0], None, found[1], (sentence,))
        if _OWN_TERM.search(sentence):
            return _term(None, None, sentence, (sentence,))
    return None
