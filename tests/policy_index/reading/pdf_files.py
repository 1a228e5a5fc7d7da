"""PDFs drawn for a test: characters and lines at given places, as word processors write them."""

from collections.abc import Iterable
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from policy_index.reading.pdf.document import read_pdf
from policy_index.reading.reading import Reading

FONT, SIZE = "STSong-Light", 16
LEFT, TOP, LEADING, PER_LINE = 90, 770, 28, 26  # points, and characters in a full line
INDENT = "　　"


class Drawing:
    """A PDF under the pen."""

    def __init__(self) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._stream = BytesIO()
        self.canvas = Canvas(self._stream, pagesize=(595, 842))
        self.canvas.setFont(FONT, SIZE)
        self._y = TOP

    def at(self, x: float, y: float, text: str, spacing: float = 0) -> None:
        self.canvas.drawString(x, y, text, charSpace=spacing)

    def line(self, text: str, indent: float = 0) -> None:
        """The next line of the page; ``indent`` in characters."""
        self.at(LEFT + indent * SIZE, self._y, text)
        self._y -= LEADING

    def paragraph(self, text: str, indent: int = 2) -> None:
        """A paragraph broken into lines at the width of the page."""
        first = PER_LINE - indent
        self.line(text[:first], indent)
        for start in range(first, len(text), PER_LINE):
            self.line(text[start : start + PER_LINE])

    def down(self, lines: float) -> None:
        self._y -= lines * LEADING

    def new_page(self) -> None:
        self.canvas.showPage()
        self.canvas.setFont(FONT, SIZE)
        self._y = TOP

    def grid(self, columns: Iterable[float], rows: Iterable[float]) -> None:
        """Ruling lines at these x and y, each across the whole table."""
        xs, ys = list(columns), list(rows)
        for x in xs:
            self.canvas.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.canvas.line(xs[0], y, xs[-1], y)

    def content(self) -> bytes:
        self.canvas.save()
        return self._stream.getvalue()

    def read(self) -> Reading:
        return read_pdf(self.content())

    def lines(self) -> list[str]:
        return self.read().text.split("\n")
