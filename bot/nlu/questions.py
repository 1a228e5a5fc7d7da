"""A message that asks several things, cut into its questions.

Rules say where a message may be cut and what sounds like a question; the classifier says what each
piece asks. What belongs to no question (我们是省级企业。) lies outside all of them, and what only
repeats or presses one (是真的吗？) is part of it. A story with one question at its end is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.nlu.cities import find_cities
from bot.nlu.firms import firms_in
from bot.nlu.matters import matters_in
from bot.nlu.tiers import find_tiers
from bot.nlu.topics import find_topics
from policy_index.text import normalize

MOST = 8
"""Further questions stay with the last: each costs the time of a message."""
_MOST_PIECES = 16


@dataclass(frozen=True)
class Question:
    """What is asked at [start, end) of the message, with its intent as the classifier sees it;
    ``of_another_firm`` if each question is about a firm of its own."""

    start: int
    end: int
    intent: str
    confidence: float
    of_another_firm: bool = False


Classify = Callable[[str], "tuple[str, float]"]
"""The likeliest intent of a text, and its probability."""

_SURE = 0.5
_SURER = 0.75
_HEADING = 8
_ASKING = {
    *("ask_amount", "ask_policy", "ask_match", "ask_change", "ask_gap", "ask_sheet"),
    *("ask_validity", "ask_responsible", "ask_source", "ask_procedure", "compare", "out_of_scope"),
}
# 找谁, 怎么申请: few words, and yet another question than the one before.
_OF_ANY_ANSWER = {"ask_responsible", "ask_procedure", "ask_validity"}
# 上市呢？ is a question only beside another one.
_ELLIPTIC = re.compile(r"呢[?？。!！~]*$|^(?:那|那么|and |what about|how about)", re.I)

_NUMBER = re.compile(
    r"(?:(?<=[\s。;；?？!！，,:：、])|^)(?:[（(]?(?P<digits>\d{1,2})(?:[.、．)）:：](?!\d)|(?=[，,]))"
    r"|(?P<circled>[①-⑩])|第?(?P<han>[一二三四五六七八九])(?:[、.．]|是|个?问题[是:：]?)"
    r"|(?P<ordinal>[第其](?P<th>[一二三四五六七八九]))[，,、:：])\s*"
)
_HAN = "一二三四五六七八九"
_BULLET = re.compile(r"\s*(?:[-*·•●▪◦]|[a-eA-E][.)、])\s*")
_SENTENCE = re.compile(r"[^\n。;；?？!！]*(?:[。;；?？!！~]+|\n|$)")
# Keywords stand apart by spaces: 湛江小巨人奖多少 怎么申请 找谁.
_CLAUSE = re.compile(r"(?:[^,， 　]|(?<![一-鿿])[ 　]|[ 　](?![一-鿿]))+(?:[,， 　]+|$)")

_ASKS = re.compile(
    r"多少|(?<![零十百千万好\d])几[多钱万成时家台辆笔个项份种天年]|[什甚]么|哪|怎[么样]|如何|谁|何[时处]|多[久大长]|为啥|咋|啥|"
    r"[吗嘛]|呢$|(.)[不没]\1|有没有|有无|是否|能否|可否|行不|对不|[了期效布发完批过]没有$|介绍|说说|"
    r"\b(?:how|what|which|who|where|when|why|can|could|is|are|do|does|will|would|any)\b",
    re.I,
)
# 不知道怎么办 and 跑了好几家 tell; they do not ask.
_TELLS = re.compile(
    r"不[知晓]道|不清楚|不懂|不太懂|没弄清|没搞懂|犹豫|纠结|无论|不管|不是说|听说|据说|什么都|[哪谁]都|怎么都"
)
_PRESSES = re.compile(
    r"(?:是|对|真|行|可以|好|会|能|有)?的?(?:吗|嘛|不对|对不对|是不是|是不是真的|真的假的|真的吗|对吗|没错吧|有没有|"
    r"行不行|可以吗|好吗|是吗|是吧|对吧|吧)[?？!！。~]*"
)
# 小巨人能评职称吗，省里咋说 only adds whose words are wanted.
_WHAT_IS_SAID = re.compile(
    r"(?:的?(?:文件|政策|方案|指导意见|政府))?里?头?"
    r"(?:(?:咋|怎么|怎样|如何|点样?)(?:说|讲|规定|写|定)的?|"
    r"有[没冇]?有?(?:说|写|讲|提|规定|这[个种]?(?:服务|政策|说法))(?:过|到)?[吗没]?)[?？。!！~]*"
)
_CHOICE = re.compile(r"(?:还是|或者?|or\b)", re.I)
# 比省级多多少 and 有没有写几成 need what was asked before it.
_REFERS = re.compile(
    r"(?:文件|里面|上面)?(?:有[没冇]有?|有无|有)[写讲]|比|[跟和与同].{1,8}?(?:比|一样|相同|不同)|两[边者]"
)
_COUNTED = re.compile(r"(?:多少|几)([家个项次辆台户])")
_EMPTY = re.compile(
    r"请问|麻烦|谢谢|想问|问一?下|我们?|你们?|公司|这个|那个|到底|究竟|大概|一共|总共|具体|可以|能不能|能|会|要|给|补|拿|钱|"
    r"多少|几[多个钱万]?|什么|怎么样?|怎样|如何|哪[个些里]?|谁|多久|为什么|有没有|是不是|吗|呢|啊|呀|的|了|是|有|"
    r"[\s,，.。?？!！~、:：;；]"
)


def find_questions(text: str, classify: Classify) -> list[Question]:
    """The questions in order of the text, at least two; none if it asks less than two things."""
    firms = firms_in(text)
    if apart := firms or matters_in(text):
        intent, confidence = classify(text)
        intent = "ask_amount" if intent == "compare" else intent
        return [Question(start, end, intent, confidence, bool(firms)) for start, end in apart]
    listed = _listed(text)
    pieces = listed or [piece for piece in _pieces(text) if _may_ask(text, *piece)]
    if len(pieces) < 2:
        return []
    asked = [
        Question(start, end, *classify(text[start:end])) for start, end in pieces[:_MOST_PIECES]
    ]
    merged = _merged(text, [each for each in asked if _asks(text, each, bool(listed))], classify)
    return merged if len(merged) > 1 else []


def _listed(text: str) -> list[tuple[int, int]]:
    """The items of 1. … 2. …; none if it is no such list."""
    starts: list[tuple[int, int]] = []
    for match in _NUMBER.finditer(text):
        if _value(match) == len(starts) + 1:
            starts.append(match.span())
    if len(starts) < 2:
        return []
    ends = [begin for begin, _ in starts[1:]] + [len(text)]
    items = [_trimmed(text, begin, end) for (_, begin), end in zip(starts, ends, strict=True)]
    return [(begin, end) for begin, end in items if begin < end]


def _value(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    if match["circled"]:
        return ord(match["circled"]) - ord("①") + 1
    return _HAN.index(match["han"] or match["th"]) + 1


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Sentences and lines; a sentence of clauses that all ask, clause by clause."""
    for match in _SENTENCE.finditer(text):
        start, end = _trimmed(text, *match.span())
        if start == end:
            continue
        bullet = _BULLET.match(text, start)
        start = bullet.end() if bullet and bullet.end() < end else start
        clauses = [
            _trimmed(text, start + clause.start(), start + clause.end())
            for clause in _CLAUSE.finditer(text[start:end])
        ]
        yield from _asking_apart(text, clauses) or [(start, end)]


def _asking_apart(text: str, clauses: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The clauses joined so that each part ends with one that asks; none if that is only one.

    What is told after the last (奖多少，几时到账，我们在广州) is of no question's wording.
    """
    parts: list[tuple[int, int]] = []
    begin: int | None = None
    for start, end in clauses:
        begin = start if begin is None else begin
        if _sounds_asking(text[start:end]):
            parts.append((begin, end))
            begin = None
    return parts if len(parts) > 1 else []


def _sounds_asking(piece: str) -> bool:
    plain = normalize(piece)
    return bool(_ASKS.search(plain.rstrip("?!。,;~ "))) and not _TELLS.search(plain)


def _may_ask(text: str, start: int, end: int) -> bool:
    return _is_asking(text[start:end]) or _on_its_own_line(text, start, end)


def _is_asking(said: str) -> bool:
    return said.endswith(("?", "？")) or _sounds_asking(said)


def _asks(text: str, piece: Question, listed: bool) -> bool:
    said = text[piece.start : piece.end]
    asking = _is_asking(said)
    if asking and _ELLIPTIC.search(said) and piece.intent == "inform":
        return True
    alone = _on_its_own_line(text, piece.start, piece.end)
    if piece.intent in _ASKING and (listed or asking or (alone and piece.confidence >= _SURE)):
        return True
    return (listed or alone) and (_names_a_topic(said) or _names_an_award(said))


def _names_a_topic(said: str) -> bool:
    """A heading in a list: 贷款贴息."""
    return len(said) <= _HEADING and bool(find_topics(normalize(said)))


def _names_an_award(said: str) -> bool:
    """An item of a list: 江门省级奖励."""
    return len(said) <= 2 * _HEADING and bool(re.search("奖|补贴|补助|优惠", said))


def _on_its_own_line(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(" \t-*·•"), text[end:].lstrip(" \t")
    return "\n" in text and before[-1:] in ("", "\n") and after[:1] in ("", "\n")


def _merged(text: str, asked: Sequence[Question], classify: Classify) -> list[Question]:
    """Without those that only press the one before, or ask the same of the same thing."""
    merged: list[Question] = []
    for question in asked:
        if merged and (len(merged) == MOST or _continues(text, merged[-1], question)):
            whole = replace(merged[-1], end=question.end)
            intent, confidence = classify(text[whole.start : whole.end])
            merged[-1] = replace(whole, intent=intent, confidence=confidence)
        else:
            merged.append(question)
    return merged


def _continues(text: str, last: Question, question: Question) -> bool:
    said = normalize(text[question.start : question.end])
    if _PRESSES.fullmatch(said) or _CHOICE.match(said) or _REFERS.match(said):
        return True
    if _ELLIPTIC.search(said):
        return False
    if _only_asks_whose_words(said) and not find_cities(normalize(text[last.start : last.end])):
        return True
    things = _things(said)
    if _counts_the_same(text[last.start : last.end], said):
        return True
    if question.intent in _OF_ANY_ANSWER and question.intent != last.intent:
        return question.confidence < _SURE
    vague = len(_EMPTY.sub("", said)) < 2 or question.confidence < _SURER
    if vague and not things:
        return True
    before = _things(normalize(text[last.start : last.end]))
    return last.intent == question.intent and (not things or not before or things == before)


def _counts_the_same(last: str, said: str) -> bool:
    """要搞多少家小巨人，现在有多少家: of the same firms."""
    counted = _COUNTED.search(said)
    if counted is None or find_cities(said) or find_tiers(said):
        return False
    return _COUNTED.findall(normalize(last))[-1:] == [counted[1]]


def _only_asks_whose_words(said: str) -> bool:
    for place in reversed(find_cities(said)):
        said = said[: place.start] + said[place.end :]
    return _WHAT_IS_SAID.fullmatch(said.strip(" ,的那在")) is not None


def _things(said: str) -> set[str]:
    """What a question is about: topics, cities, tiers."""
    topics = {mention.topic for mention in find_topics(said)}
    cities = {mention.name for mention in find_cities(said)}
    return topics | cities | {mention.tier for mention in find_tiers(said)}


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(" \t\n,，。;；"))
    return min(start + lead, end), max(
        start + len(piece.rstrip(" \t\n,，;；")), min(start + lead, end)
    )
