"""The address of a calculation sheet: the page as it was kept, strict, or a page that says no."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from actions.subsidy import sheets
from actions.subsidy.sheet import Sheet, page, style
from bot.gateway.protection import policy_with
from tests.gateway.conftest import Visit
from tests.gateway.upstream import Upstream


@pytest.fixture
def visitor(
    serve: Callable[..., str], visit: Visit, upstream: Upstream, tmp_path: Path
) -> httpx.Client:
    return visit(serve(upstream.url, sheets=tmp_path))


def test_a_kept_sheet_is_shown_byte_for_byte(
    visitor: httpx.Client, sheet: Sheet, tmp_path: Path
) -> None:
    sheets.keep(sheet, tmp_path)
    response = visitor.get(f"/sheets/{sheet.id}")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.text == page(sheet, changed=False)


def test_only_the_style_sheet_of_the_page_is_let_in(
    visitor: httpx.Client, sheet: Sheet, tmp_path: Path
) -> None:
    sheets.keep(sheet, tmp_path)
    policy = visitor.get(f"/sheets/{sheet.id}").headers["content-security-policy"]
    assert policy == policy_with(style())
    assert policy != policy_with(style() + " ")
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "style-src 'sha256-" in policy


def test_a_sheet_of_other_rules_says_so(
    visitor: httpx.Client, sheet: Sheet, tmp_path: Path
) -> None:
    sheets.keep(Sheet(**{**vars(sheet), "measures": "of before"}), tmp_path)
    assert "有过改动" in visitor.get(f"/sheets/{sheet.id}").text


@pytest.mark.parametrize(
    "name", ["0123456789abcdef", "nothing", "..%2Fsecret", "%2Fetc%2Fpasswd", "%3Cscript%3E", "%00"]
)
def test_what_is_no_sheet_is_a_page_that_says_so(
    visitor: httpx.Client, name: str, tmp_path: Path
) -> None:
    (tmp_path.parent / "secret.json").write_text("{}", encoding="utf-8")
    response = visitor.get(f"/sheets/{name}")
    assert response.status_code == 404
    assert "没有找到" in response.text
    assert "<script>" not in response.text
