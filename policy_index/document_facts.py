"""Questions about the document itself, which its own facts answer: when, by whom, under what number
it was issued, and until when it holds.

Each fact of a document carries the words that it was read from (document.yml); the clause that
prints those words is the one to read, and no similarity of meaning finds it as surely.
"""

import re
from collections.abc import Sequence

from policy_index.documents import Document

_DOCUMENT = (
    r"(?:方案|文件|政策|通知|意见|办法|措施|规定|条例|细则|那份|这份|份|\d号文|[〕\])]\d+号"
    r"|plan|policy|document|scheme|notice|measures|opinions?|guidance)"
)
_TERM = (
    r"(?:过期|过了期|有效|作废|失效|到期|还管用|管用|能用|管到|管几年|管哪几年|用几年|生效|实施|实行"
    r"|施行|算数|作数|几年|哪年为止|valid|expired?|in force|effective|take effect|still apply)"
)
_GAP = r"[^。？！?!]{0,12}"
_ASKS_TERM = re.compile(rf"{_DOCUMENT}{_GAP}{_TERM}|{_TERM}{_GAP}{_DOCUMENT}", re.IGNORECASE)

_WHEN = r"(?:什么时候|啥时候|几时|何时|哪天|哪一天|哪日|哪年|几号|几月|日期|时间|日子)"
_ISSUED = r"(?:印发|签发|发文|发布|公布|出台|颁布|颁发|成文|下发|发出|发的|出的|印的|落款)"
_ASKS_ISSUED = re.compile(
    rf"{_WHEN}{_GAP}{_ISSUED}(?!会)|{_ISSUED}(?!会)(?:的|了)?{_WHEN}"
    r"|\b(?:when|what date|which day)\b.{0,60}\b(?:issued|released|signed|printed|adopted|come out)"
    r"|\bdate of issue|\bissu(?:e|ing) date",
    re.IGNORECASE,
)
_ASKS_PUBLISHED = re.compile(
    rf"{_WHEN}{_GAP}(?:挂|登|放|上)(?:到|在|上)?(?:了)?(?:网|官网|网页)|(?:网上|网页|官网){_GAP}{_WHEN}"
    rf"|{_WHEN}{_GAP}(?:上网|公开)|发布日期"
    r"|\b(?:when|what date|which day)\b.{0,60}\b(?:published|posted|online)|publication date",
    re.IGNORECASE,
)
_ASKS_NUMBER = re.compile(
    r"文号|文件号|发文字号|字号|几号文|哪号文|多少号文|号是多少|document number|reference number",
    re.IGNORECASE,
)
_ASKS_ISSUER = re.compile(
    rf"(?:谁|哪个(?:单位|部门|机关|局|办)|哪家|什么(?:单位|部门|机关))(?:来|给|负责)?{_ISSUED}(?!会)"
    r"|(?:发文|印发|制定|发布)(?:单位|机关|部门)|who (?:issued|published|released|drew up)",
    re.IGNORECASE,
)

# Which facts answer, the best first; a document has the one or the other.
_ANSWERED_BY = (
    (_ASKS_PUBLISHED, ("published", "printed", "issued")),
    (_ASKS_ISSUED, ("issued", "printed", "published")),
    (_ASKS_NUMBER, ("number",)),
    (_ASKS_ISSUER, ("issuer",)),
)


def asks_term(text: str) -> bool:
    """True when a normalised question asks from when or until when a document holds."""
    return bool(_ASKS_TERM.search(text))


def asked_facts(text: str) -> tuple[str, ...]:
    """The facts that a normalised question wants, the best first; mostly none."""
    for asks, facts in _ANSWERED_BY:
        if asks.search(text):
            return facts
    return ("term", "title_period") if asks_term(text) else ()


def fact_words(document: Document, facts: Sequence[str]) -> tuple[str, ...]:
    """The words of the first of ``facts`` that the document prints; none when it prints none."""
    for name in facts:
        if name == "term" and document.term:
            return document.term.words
        if name == "title_period" and document.title_period:
            return document.title_period.words
        if name in document.facts:
            return (document.facts[name].words,)
    return ()
