"""Pictures of the pages, compared with those that are kept in ``looks/``."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page

KEPT = Path(__file__).with_name("looks")
RENEW = "RENEW_LOOKS"
"""Environment variable: keep the pictures as they are now."""

_COLOURS = 256
_UNLIKE = 40  # of 255 in one colour, after blurring: more than another smoothing of the letters
_TOLERATED = 0.001  # of all pixels


class Look:
    """What the pages look like; ``folder`` takes the pictures that differ."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, page: Page, name: str) -> None:
        """The page looks as it does in the picture ``name``; fails with the way to see why not."""
        page.mouse.move(0, 0)
        shot = page.screenshot(animations="disabled", caret="hide", scale="css")
        now, path = Image.open(BytesIO(shot)).convert("RGB"), KEPT / f"{name}.png"
        if os.environ.get(RENEW):
            now.quantize(_COLOURS).save(path, optimize=True)
            return
        if not path.exists():
            pytest.fail(f"{path} is missing: take it with `make looks`", pytrace=False)
        before = Image.open(path).convert("RGB")
        if now.size != before.size:
            pytest.fail(f"{name} is {now.size} large, was {before.size}", pytrace=False)
        difference = unlike(before, now)
        share = difference.histogram()[255] / (now.width * now.height)
        if share > _TOLERATED:
            self._folder.mkdir(parents=True, exist_ok=True)
            now.save(self._folder / f"{name}.png")
            difference.save(self._folder / f"{name}-difference.png")
            pytest.fail(
                f"{name} looks otherwise than {path} in {share:.2%} of it: see {self._folder}. "
                "If that is how it is to look: `make looks`, and commit the picture",
                pytrace=False,
            )


def unlike(before: Image.Image, now: Image.Image) -> Image.Image:
    """White where the two differ to the eye, black elsewhere."""
    soft = [each.filter(ImageFilter.BoxBlur(1)) for each in (before, now)]
    bands = ImageChops.difference(*soft).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return most.point(lambda value: 255 if value > _UNLIKE else 0)


def drawn_with(page: Page) -> set[str]:
    """The fonts that draw the page's own text."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    document = devtools.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
    texts = [node for node in _nodes(document) if node["nodeName"] in {"P", "H1"}]
    return {
        font["familyName"]
        for node in texts[:5]
        for font in devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})[
            "fonts"
        ]
    }


def _nodes(node: dict) -> list[dict]:  # type: ignore[type-arg]
    inner = [*node.get("children", []), *node.get("shadowRoots", [])]
    return [node, *(each for child in inner for each in _nodes(child))]
