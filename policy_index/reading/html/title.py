"""The title of the document on a page."""

import re

from selectolax.lexbor import LexborHTMLParser

from policy_index.reading.html.blocks import Block
from policy_index.reading.html.furniture import is_linked
from policy_index.reading.words import collapsed, squeezed

_META = ("articletitle", "title", "og:title")
# What parts the title from the name of the site behind it.
_SITE = re.compile(
    r"\s*[_|｜]\s*|\s+[-–—]+\s+"
    r"|[-–—]+(?=[^-–—\d]{2,}(?:网|政府|局|厅|委|部|门户|平台|公开)[^-–—]*$)"
)
# The kinds of documents: a site's name has none of these words.
_KINDS = re.compile(
    r"关于|通知|通告|公告|办法|意见|方案|规定|条例|细则|措施|规划|计划|决定|决议|批复|指南|规则|准则|制度|标准|目录|"
    r"清单|若干|政策$|法$|令$|纲要|要点|函$|公示|办函|须知|章程|解读|指引|实施|条款"
)
_SHORTEST = 5
_SHORTEST_NAME = 8
_TITLE_NAMES = ("title", "tit", "biaoti", "headline", "bt")


def announced_title(tree: LexborHTMLParser) -> str:
    """What the page's head calls the document, without the name of the site; "" if nothing."""
    metas = {
        (meta.attributes.get("name") or meta.attributes.get("property") or "").lower(): (
            meta.attributes.get("content") or ""
        )
        for meta in tree.css("meta")
    }
    title = tree.css_first("title")
    named = [metas.get(name, "") for name in _META] + [title.text() if title else ""]
    for text in map(collapsed, named):
        for piece in map(str.strip, _SITE.split(text)):
            if _is_name(piece) and not piece.endswith(("…", "...")):
                return piece
    return ""


def is_title(block: Block, announced: str) -> bool:
    """A line that stands above the text as the document's title, or as a part of it."""
    text = squeezed(block.text)
    if is_linked(block) or len(text) < _SHORTEST:
        return False
    if says(text, announced) or (len(text) > 2 * _SHORTEST and text in squeezed(announced)):
        return True
    marked = block.is_heading or any(each.is_named(*_TITLE_NAMES) for each in block.path[-2:])
    return marked and _is_name(text)


def _is_name(text: str) -> bool:
    """Of a document, not of a column of the site (通知公告, 政策文件)."""
    return len(text) >= _SHORTEST_NAME and _KINDS.search(text) is not None


def shows(line: str, announced: str) -> bool:
    """Whether the line is the announced title, or what of it is not the site's."""
    text = squeezed(line)
    return says(text, announced) or (_is_name(text) and text in squeezed(announced))


def says(line: str, announced: str) -> bool:
    """Whether the line holds the announced title."""
    return bool(announced) and squeezed(announced) in squeezed(line)
