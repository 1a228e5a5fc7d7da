"""The words of a paragraph as Word shows them: changes accepted, fields by their results."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from policy_index.reading.docx.xml import child, children, is_on, local, value

_WORDLESS = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr", "rt", "instrText"})
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Symbol fonts keep their signs in a private area, by the codes of their first 8-bit versions.
_SYMBOLS = {
    "WINGDINGS": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0xA8: "□", 0xFB: "✗", 0xFC: "✓"}
    | {0xFD: "☒", 0xFE: "☑"},
    "WINGDINGS 2": {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"},
}


@dataclass
class Words:
    """What a paragraph says. ``boxes``: the contents of its text boxes (w:txbxContent); ``notes``:
    its references as (footnote or endnote, id); ``deleted`` and ``hidden`` words are not shown."""

    text: str = ""
    deleted: str = ""
    hidden: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def words_of(paragraph: Element) -> Words:
    """The words of one paragraph (w:p)."""
    words = Words()
    _read(paragraph, words)
    return words


def ends_deleted(paragraph: Element) -> bool:
    """Whether the paragraph's end was deleted, so that it goes on with the next one."""
    mark = child(paragraph, "pPr", "rPr")
    return next(children(mark, "del", "moveFrom"), None) is not None


def _read(element: Element, words: Words) -> None:
    for each in element:
        name = local(each)
        if name in _WORDLESS:
            continue
        if name == "t":
            words.text += each.text or ""
        elif name in _BREAKS:
            words.text += _BREAKS[name]
        elif name == "sym":
            words.text += _symbol(each)
        elif name in ("del", "moveFrom"):
            words.deleted += "".join(t.text or "" for t in each.iter() if local(t) in _TEXTS)
        elif name == "r" and is_on(child(each, "rPr", "vanish")):
            words.hidden += "".join(t.text or "" for t in each.iter() if local(t) == "t")
        elif name == "txbxContent":
            words.boxes.append(each)
        elif name in ("footnoteReference", "endnoteReference"):
            words.notes.append((name.removesuffix("Reference"), value(each, "id") or ""))
        elif name == "AlternateContent":
            _read(_preferred(each), words)
        else:
            _read(each, words)


_TEXTS = ("t", "delText")


def _preferred(alternatives: Element) -> Element:
    """The newest of the forms that say the same; an older one only if the newest has no words."""
    forms = list(children(alternatives, "Choice", "Fallback"))
    speaking = [form for form in forms if any(local(each) == "t" for each in form.iter())]
    return next(iter([*speaking, *forms]), alternatives)


def _symbol(symbol: Element) -> str:
    font, code = (value(symbol, "font") or "").upper(), value(symbol, "char") or ""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    private = 0xF000 <= point <= 0xF0FF
    return _SYMBOLS.get(font, {}).get(point & 0xFF, "·") if private else chr(point)
