"""What the elements of a page are for, told by their tags, ids and classes."""

import re
from dataclasses import dataclass

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
    *("header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section"),
    *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
# What prints no words of its own, or words of a control.
WORDLESS = frozenset(
    {
        *("audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "map"),
        *("noembed", "noframes", "noscript", "object", "optgroup", "option", "progress", "rp"),
        *("rt", "script", "select", "style", "svg", "template", "textarea", "title", "video"),
    }
)
_FURNITURE_TAGS = {"nav": "menu", "footer": "footer", "aside": "related links"}
# Kind of furniture → words of an id or a class (share-box, siteFooter, bread_crumb).
_FURNITURE_NAMES = {
    "menu": "nav navbar navigation menu menubar submenu topnav login search",
    "breadcrumb": "breadcrumb breadcrumbs crumb crumbs location position dqwz mbx",
    "page tools": "share bdshare bdsharebuttonbox jiathis toolbar tools print printer fontsize "
    "qrcode ewm erweima sweep zoomtool pagination pager jiucuo",
    "related links": "related relation sidebar recommend xglj xgwz xgyd xgjd xgzc friendlink",
    "footer": "footer foot copyright",
}
_FURNITURE = {word: kind for kind, words in _FURNITURE_NAMES.items() for word in words.split()}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True)
class Element:
    """An element with lines in it; ``serial`` counts the elements of the page, ``names`` are its
    id and classes in lower case, ``furniture`` what these say that it is."""

    serial: int
    tag: str
    names: frozenset[str]
    furniture: str | None

    def is_named(self, *parts: str) -> bool:
        """Whether an id or a class contains one of the parts."""
        return any(part in name for name in self.names for part in parts)


def element(serial: int, tag: str, attributes: dict[str, str | None]) -> Element:
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return Element(serial, tag, frozenset(names.lower().split()), _furniture(tag, names))


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Hidden by the page itself; what a style sheet hides is not told here."""
    return "hidden" in attributes or bool(_NOT_SHOWN.search(attributes.get("style") or ""))


def _furniture(tag: str, names: str) -> str | None:
    if tag in _FURNITURE_TAGS:
        return _FURNITURE_TAGS[tag]
    words = [word.lower() for word in _WORD.findall(names)] + names.lower().split()
    if tag == "ul" and "tabs" in words:
        return "page tools"
    return next((_FURNITURE[word] for word in words if word in _FURNITURE), None)
