"""What a web site puts around a document, and between its paragraphs: menus, buttons, footers."""

import re
from collections.abc import Sequence

from policy_index.parsing.closing_words import is_date, is_formality, is_organ
from policy_index.parsing.lines import Line
from policy_index.parsing.markers import Kind, find_marker
from policy_index.parsing.web_words import (
    ANYWHERE,
    FOOTER,
    FOOTER_END,
    LABEL,
    LABELLED_DAY,
    LATIN,
    MENU_LIKE,
    OWN_LABEL,
    PAGE_DATA,
    PAGE_TIME,
    PLACE,
    RELATED,
    menu_words,
)

_SYMBOLS = re.compile(r"[\W_]+")
_PATH_SIGNS = re.compile(r"[>›»＞|｜/\s]+")
_PATH_PIECE = re.compile(r"[>›»＞/]\s*\S{2,12}")
_FILE = re.compile(r".{2,80}\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|ofd|pptx?)\s*(?:[（(].*[）)])?")
_SENTENCE_END = ("。", "；", "：", ":", "）", "”")
_TOP_REACH, _MENU_WORD, _SHORT, _NEUTRAL = 90, 12, 6, 24
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 160
_MENU_RUN = 4
_FOOTER_SHARE, _RELATED_SHARE = 0.3, 0.6


def find_web_page(lines: Sequence[Line]) -> set[int]:
    """Indexes of the lines that belong to the web site and not to the document."""
    found = {i for i, line in enumerate(lines) if ANYWHERE.fullmatch(line.text.lstrip("•·* "))}
    found |= _top(lines, found)
    return found | _bottom(lines, found)


def _top(lines: Sequence[Line], found: set[int]) -> set[int]:
    """All above the line that says where in the site one is; menus and page data below it."""
    texts = [line.text for line in lines[:_TOP_REACH]]
    top = _front_matter(texts)
    body = max(top, default=-1) + 1
    end = next((i for i in range(body, len(texts)) if _begins_body(texts[i])), len(texts))
    name = _site_name(texts, end)
    texts = texts[:end]
    top |= set(range(max((i for i in range(end) if PLACE.fullmatch(texts[i])), default=-1) + 1))
    top |= _menus(texts)
    top |= _page_data(texts, sure=bool(top or found)) | name
    return top | _headlines(texts)


def _begins_body(text: str) -> bool:
    marker = find_marker(text)
    return text.endswith(("。", "；")) or (marker is not None and marker.kind <= Kind.HAN_BRACKET)


def _menus(texts: Sequence[str]) -> set[int]:
    """Lines of menu words; runs of short lines with two such words; torn 首页 > 政务公开 > 通知."""
    menus = {i for i, text in enumerate(texts) if _is_menu(text) or LATIN.fullmatch(text)}
    start = 0
    for index in range(len(texts) + 1):
        if index < len(texts) and len(texts[index]) <= _SHORT and not find_marker(texts[index]):
            continue
        run = set(range(start, index))
        if len(run) >= _MENU_RUN and len(run & menus) >= 2:
            menus |= run
        start = index + 1
    menus |= {i for i, text in enumerate(texts) if _PATH_PIECE.fullmatch(text)}
    for index, text in enumerate(texts):
        if _PATH_SIGNS.fullmatch(text):
            near = {i for i in (index - 1, index + 1) if 0 <= i < len(texts)}
            menus |= {index} | {i for i in near if len(texts[i]) <= _MENU_WORD}
    return menus


def _is_menu(text: str) -> bool:
    words = [word for word in re.split(r"[\s|｜>›»＞·•]+", text) if word]
    known = sum(word in menu_words() for word in words)
    if len(words) <= 1:
        return known == 1 or MENU_LIKE.fullmatch(text) is not None
    return known * 2 >= len(words) or (
        known > 0 and len(words) >= 4 and all(len(word) <= _MENU_WORD for word in words)
    )


def _page_data(texts: Sequence[str], *, sure: bool) -> set[int]:
    """The table of 索引号, 主题分类… and the site's name over it; the page's date and source."""
    data = {i for i, text in enumerate(texts) if LABELLED_DAY.fullmatch(text)}
    labels = {i for i, text in enumerate(texts) if LABEL.match(text)}
    alone = {i for i in labels if LABEL.fullmatch(texts[i])}
    values = {i + 1 for i in alone if i + 1 < len(texts) and i + 1 not in labels}
    if len(labels) > 1 and any(OWN_LABEL.match(texts[i]) for i in labels):
        data |= labels | values
        if is_organ(texts[0]) and 1 in labels:
            data.add(0)
    bare = [text.lstrip("•·* ") for text in texts]
    timed = any(PAGE_TIME.fullmatch(text) for text in bare)
    if sure or data or timed:
        data |= alone | values | {i for i in labels if len(re.findall("[：:]", texts[i])) == 1}
        data |= {i for i, text in enumerate(bare) if PAGE_DATA.fullmatch(text)}
    return data


def _site_name(texts: Sequence[str], end: int) -> set[int]:
    """某市人民政府 beside a menu, unless it begins a title of two lines."""
    return {
        i
        for i in range(min(end, len(texts) - 1))
        if re.fullmatch(r"[^，。]{2,12}人民政府", texts[i])
        and not texts[i + 1].startswith(("关于", "印发", "办公"))
        and (_is_menu(texts[i + 1]) or (i > 0 and _is_menu(texts[i - 1])))
    }


def _front_matter(texts: Sequence[str]) -> set[int]:
    """What a store of web pages puts before a text: keys between --- lines, and > remarks."""
    fences = [i for i, text in enumerate(texts) if text == "---"]
    matter = set(range(fences[1] + 1)) if fences[:1] == [0] and len(fences) > 1 else set()
    return matter | {i for i, text in enumerate(texts) if text.startswith("> ")}


def _headlines(texts: Sequence[str]) -> set[int]:
    """A page's headline before the title itself: with the site's name, or word for word."""
    found: set[int] = set()
    for index, text in enumerate(texts):
        if not _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE:
            continue
        if index + 1 < len(texts) and texts[index + 1] == text:
            found.add(index)
        elif index == 0 and (parts := re.match(r"[【\[]?(.{8,}?)[】\]]?\s*[-_—|－].{2,}", text)):
            title = re.sub(r"\s|[（(][^）)]*[）)]$", "", parts[1])
            after = re.sub(r"\s", "", "".join(texts[1:]))
            if title in after:
                found.add(index)
    return found


def _bottom(lines: Sequence[Line], found: set[int]) -> set[int]:
    """The footer, and what the site recommends or offers for download above it."""
    texts = [line.text for line in lines]
    foot = _first_in_last(texts, FOOTER_END, _FOOTER_SHARE)
    start = len(texts) if foot is None else foot
    while start and (start - 1 in found or _may_be_footer(texts[start - 1])):
        start -= 1
    tail = range(start, len(texts))
    menus = [i for i in tail if _is_menu(texts[i].lstrip("|>·• "))]
    signs = [i for i in tail if i in found or (foot is not None and FOOTER.fullmatch(texts[i]))]
    if signs or len(menus) > 1:
        signs = sorted({*signs, *menus})
    related = _first_in_last(texts, RELATED, _RELATED_SHARE)
    begins = len(texts) if related is None else related
    if signs:
        documentary = any(_is_documentary(text) for text in texts[start : signs[0]])
        begins = min(begins, signs[0] if documentary else start)
    return set(range(_downloads_start(texts, begins, found), len(texts)))


def _downloads_start(texts: Sequence[str], end: int, found: set[int]) -> int:
    """Where the names of files begin that stand before ``end``, and the bare 附件： over them."""
    start = end
    while start and (start - 1 in found or _is_download(texts[start - 1])):
        start -= 1
    offered = any(_FILE.fullmatch(text) for text in texts[start:end])
    return start if offered or end < len(texts) else end


def _first_in_last(texts: Sequence[str], shape: re.Pattern[str], share: float) -> int | None:
    """The first line of a shape within the last part of a text."""
    room, first = share * sum(map(len, texts)), None
    for index in range(len(texts) - 1, -1, -1):
        room -= len(texts[index])
        if room < 0:
            break
        goes_on = index > 0 and texts[index - 1].endswith(("，", "、", "（"))
        if shape.fullmatch(texts[index]) and not goes_on:
            first = index
    return first


def _is_download(text: str) -> bool:
    return _FILE.fullmatch(text) is not None or re.fullmatch(r"附\s*件\s*[：:]?", text) is not None


def _may_be_footer(text: str) -> bool:
    if _is_menu(text.lstrip("|>·• ")) or _is_download(text):
        return True
    if FOOTER.fullmatch(text) or RELATED.fullmatch(text):
        return True
    if is_date(text) or is_formality(text) or find_marker(text) or " | " in text:
        return False
    return len(text) <= _NEUTRAL and not text.endswith(_SENTENCE_END) and "，" not in text


def _is_documentary(text: str) -> bool:
    """Whether a short line above a footer may be the end of the document: a form, a signature."""
    return "：" in text or (text.startswith("附") and not _FILE.fullmatch(text)) or is_organ(text)
