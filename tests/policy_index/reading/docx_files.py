"""Word files made from their XML, part by part, so that a test shows what it is about."""

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from policy_index.reading.docx.document import read_docx
from policy_index.reading.reading import Reading

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(
    content: str,
    *,
    num: int | None = None,
    level: int | None = None,
    style: str | None = None,
    mark: str = "",
) -> str:
    """A w:p. ``content`` is text, or runs if it begins with <; ``mark``: properties of its end."""
    number = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    number += f'<w:numId w:val="{num}"/>' if num is not None else ""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f"<w:numPr>{number}</w:numPr>" if number else ""
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    runs = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def level(
    at: int, text: str, number_format: str = "decimal", extra: str = "", start: int = 1
) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, extra: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, *overrides: str) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def start_override(at: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def paragraph_style(
    name: str, content: str = "", *, based_on: str = "", default: bool = False
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    is_default = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="paragraph"{is_default} w:styleId="{name}">{base}'
        f"<w:pPr>{content}</w:pPr></w:style>"
    )


def cell(*content: str, properties: str = "") -> str:
    blocks = "".join(each if each.startswith("<") else paragraph(each) for each in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    written = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl>{written}</w:tbl>"


def docx(*blocks: str, parts: Mapping[str, str] | None = None, main: str = "document.xml") -> bytes:
    """A Word file with the blocks as its body. ``parts``: kind of part (numbering, styles, header,
    footnotes …) → the content of its root element."""
    parts = parts or {}
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "header": "hdr", "footer": "ftr"}
    files = {
        "_rels/.rels": _relations({"officeDocument": f"word/{main}"}),
        f"word/_rels/{main}.rels": _relations({kind: f"{kind}.xml" for kind in parts}),
        f"word/{main}": _xml("document", f"<w:body>{''.join(blocks)}<w:sectPr/></w:body>"),
    }
    for kind, content in parts.items():
        files[f"word/{kind}.xml"] = _xml(roots.get(kind, kind), content)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read(*blocks: str, **parts: str) -> Reading:
    return read_docx(docx(*blocks, parts=parts))


def lines(*blocks: str, **parts: str) -> list[str]:
    return read(*blocks, **parts).text.split("\n")


def _xml(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{content}</w:{root}>'


def _relations(targets: Mapping[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="r{kind}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}">{each}</Relationships>'
