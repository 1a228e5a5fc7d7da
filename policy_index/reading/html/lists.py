"""Automatic numbers of HTML lists: <ol type start>, <li value>, style sheets, UEditor's classes."""

import re
from dataclasses import dataclass

from policy_index.reading.ordinals import ordinal

_TYPES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "simp-chinese-formal": "chineseLegalSimplified",
    "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
_HAN_STYLES = frozenset(style for style in _STYLES if style.startswith(("cjk", "simp", "trad")))
# The editor of many Chinese sites draws these labels as pictures: the words are in the class alone.
_UEDITOR = {
    "custom_cn": ("chineseCounting", "{}、"),
    "custom_cn1": ("chineseCounting", "{}）"),
    "custom_cn2": ("chineseCounting", "（{}）"),
    "custom_num": ("decimal", "{}."),
    "custom_num1": ("decimal", "{}）"),
    "custom_num2": ("decimal", "（{}）"),
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b([a-z][a-z-]*)", re.IGNORECASE)


@dataclass
class NumberedList:
    """Counts the items of one list; ``pattern`` is "" where items carry no number."""

    number_format: str
    pattern: str
    last: int

    def next_label(self, value: str | None) -> str:
        self.last = int(value) if value and _is_number(value) else self.last + 1
        return self.pattern.format(ordinal(self.last, self.number_format)) if self.pattern else ""


def numbered_list(tag: str, attributes: dict[str, str | None]) -> NumberedList:
    number_format, pattern = _look(tag, attributes)
    start = attributes.get("start") or "1"
    return NumberedList(number_format, pattern, int(start) - 1 if _is_number(start) else 0)


def _look(tag: str, attributes: dict[str, str | None]) -> tuple[str, str]:
    for name in (attributes.get("class") or "").split():
        if name in _UEDITOR:
            return _UEDITOR[name]
    style = _STYLE.search(attributes.get("style") or "")
    if style and style[1].lower() in _STYLES:
        name = style[1].lower()
        return _STYLES[name], "{}、" if name in _HAN_STYLES else "{}."
    if tag != "ol" or (style and style[1].lower() == "none"):
        return "none", ""
    return _TYPES.get(attributes.get("type") or "1", "decimal"), "{}."


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\s*-?\d{1,6}\s*", text) is not None
