"""Paragraph styles: what a paragraph inherits from the styles that its own is based on."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from policy_index.reading.docx.xml import child, children, value


@dataclass(frozen=True)
class Styles:
    """Styles by id, and the id of the one that paragraphs without a style have."""

    by_id: dict[str, Element]
    default: str | None

    def chain(self, style: str | None) -> Iterator[tuple[str, Element]]:
        """The style and those that it is based on, the nearest first."""
        name, seen = style or self.default, set[str]()
        while name is not None and name in self.by_id and name not in seen:
            seen.add(name)
            yield name, self.by_id[name]
            name = value(child(self.by_id[name], "basedOn"))

    def numberings(self, style: str | None) -> Iterator[Element]:
        """What the chain says of numbers (w:numPr), the nearest first."""
        for _, element in self.chain(style):
            numbering = child(element, "pPr", "numPr")
            if numbering is not None:
                yield numbering

    def own_numbering(self, style: str) -> Element | None:
        return child(self.by_id.get(style), "pPr", "numPr")


def read_styles(part: Element | None) -> Styles:
    by_id: dict[str, Element] = {}
    default = None
    for style in children(part, "style"):
        name = value(style, "styleId")
        if name is None:
            continue
        by_id[name] = style
        is_paragraph = value(style, "type") == "paragraph"
        if is_paragraph and value(style, "default") in ("1", "true", "on"):
            default = name
    return Styles(by_id, default)
