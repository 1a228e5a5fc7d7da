"""From lines to paragraphs: hard line breaks and page breaks closed up, every character traced."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policy_index.clauses import Span
from policy_index.parsing.closing_words import (
    is_formality,
    is_organ,
    is_title,
    states_term,
)
from policy_index.parsing.lines import Line, is_full
from policy_index.parsing.markers import Kind, Marker

_ENDS = tuple("。！？；：”’）)〕］]」』】.!?;:")
_LEFT_OPEN = tuple("，、（(《“‘〔［[,—－-")
_GOES_ON = re.compile(r"[，。、；：！？）)〕］\]》”’」』】%％‰℃．]|\.\d")
_OPENERS, _CLOSERS = "（(〔［[《“", "）)〕］]》”"
_TORN_DECIMAL = re.compile(r"\d[.．]")
_NUMBER = re.compile(r".{0,20}[〔\[［(（]20\d\d[〕\]］)）].{0,8}号.?")
_DIGITS = re.compile(r"\d{1,4}(?:\.\d+)?")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together.

    ``spans``: the pieces ``[start, end)`` of the raw source that they were joined from; a space
    that was put between two Latin words is in none.
    """

    text: str
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def join_lines(lines: Sequence[Line], wrapped: int, marker: Marker | None) -> list[Paragraph]:
    """The paragraphs of lines that begin with a heading's mark, or with none.

    ``wrapped`` is the text's wrap width. Where no heading stands before, and behind a signature,
    titles and names stand on open lines; only plain prose is carried on there.
    """
    paragraphs: list[_Growing] = []
    in_body = marker is not None
    for index, line in enumerate(lines):
        if index and (
            (marker and index <= marker.breaks)
            or _continues(
                paragraphs[-1].text,
                lines[index - 1],
                line,
                wrapped,
                marker if len(paragraphs) == 1 else None,
                in_body=in_body,
            )
        ):
            paragraphs[-1].join(line)
        else:
            paragraphs.append(_Growing(line.text, [(line.start, line.end)]))
        in_body = in_body and not is_formality(paragraphs[-1].text)
    return [Paragraph(each.text, tuple(each.spans)) for each in paragraphs]


@dataclass(slots=True)
class _Growing:
    """A paragraph that lines are still joined to."""

    text: str
    spans: list[Span]

    def join(self, line: Line) -> None:
        if _LATIN.match(self.text[-1]) and _LATIN.match(line.text):
            self.text += " "
        self.text += line.text
        self.spans.append((line.start, line.end))


def _continues(
    text: str, previous: Line, line: Line, wrapped: int, marker: Marker | None, *, in_body: bool
) -> bool:
    """Whether a line goes on with the sentence that the paragraph ``text`` left open."""
    if line.tied:
        return True
    if previous.is_table_row or line.is_table_row:
        return False
    if _GOES_ON.match(line.text) or _DIGITS.fullmatch(line.text) or text.endswith(_LEFT_OPEN):
        return True
    if _closes_more_than_it_opens(line.text):
        return True
    if marker and len(text) <= marker.width and marker.kind > Kind.PARAGRAPH:
        return True
    if _TORN_DECIMAL.fullmatch(text[-2:]) and line.text[0].isdecimal():
        return True
    if text.endswith(_ENDS) or _closes(line.text):
        return False
    if _closes(text):
        return is_full(previous, wrapped)
    if is_organ(text) and is_organ(line.text):
        return False
    if _DIGITS.fullmatch(previous.text):
        return True
    if not in_body and (is_title(text) or _NUMBER.fullmatch(line.text)):
        return False
    full = is_full(previous, wrapped)
    if marker and not re.search(r"[，。；、,;]", text[marker.width :]):
        return full
    return full or in_body


def _closes(text: str) -> bool:
    return is_formality(text) or states_term(text)


def _closes_more_than_it_opens(line: str) -> bool:
    depth = 0
    for char in line:
        depth += (char in _OPENERS) - (char in _CLOSERS)
        if depth < 0:
            return True
    return False
