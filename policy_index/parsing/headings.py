"""What the words behind a mark are: a heading, a heading over others, or a rule."""

import re
from collections.abc import Sequence

from policy_index.parsing.markers import Kind, Marker
from policy_index.parsing.paragraphs import Paragraph

_LONGEST, _LONGEST_OVER_OTHERS, _LONGEST_REST = 30, 60, 20
# What a rule says and a heading that ends with a full stop does not.
_SAYS = re.compile(r"^[对由按经]|给予|应当|不得|可以|按照|负责|\d")
_LEADS_IN = re.compile(r"以下|下列|如下|(?:责任|牵头|主办|配合)(?:单位|部门)|[：:]$")


def split_heading(words: str) -> str:
    """The heading among the words that follow a mark: a short first sentence, or a short line."""
    sentence = words.split("。", 1)[0]
    return sentence if len(sentence) <= _LONGEST else ""


def is_bare(marker: Marker, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a heading over others says nothing of its own: no sentence leads in."""
    first = marker.words(paragraphs[0].text)
    rest = "".join(paragraph.text for paragraph in paragraphs[1:])
    words = first + rest
    if _LEADS_IN.search(words) or re.search(r"[。；！？].", words):
        return False
    if first and rest and (len(rest) > _LONGEST_REST or re.search(r"[，、：。]", rest)):
        return False
    if words.endswith(("；", ";")):
        return False
    if not words.endswith("。"):
        return len(words) <= _LONGEST_OVER_OTHERS
    is_rule = marker.kind is Kind.ARTICLE or _SAYS.search(words)
    return not is_rule and len(words) <= _LONGEST + len("。")
