"""WordprocessingML by local names, so that the transitional and the strict namespace read alike."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of local names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The direct children of those names, all if none is named."""
    for each in () if element is None else element:
        if not names or local(each) in names:
            yield each


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute, with or without its namespace."""
    if element is None:
        return None
    return next((v for key, v in element.items() if key.rpartition("}")[2] == name), None)


def number(element: Element | None, name: str = "val") -> int | None:
    text = value(element, name)
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def is_on(element: Element | None) -> bool:
    """A switch such as <w:vanish/>: on unless it says otherwise."""
    return element is not None and value(element) not in ("0", "false", "off")
