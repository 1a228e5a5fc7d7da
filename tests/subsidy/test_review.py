"""The page for review: every clause, every number with what became of it, every measure."""

import re
from pathlib import Path

import pytest

from tests.subsidy.small import write_document, write_whole
from tests.subsidy.test_cli import run


def page(policies: Path, *words: str) -> str:
    done = run("--policies", str(policies), "review", "--to", str(policies / "out"), *words)
    assert (done.returncode, done.stderr) == (0, "")
    (path,) = done.stdout.split()
    return Path(path).read_text(encoding="utf-8")


@pytest.fixture
def written(tmp_path: Path) -> str:
    write_whole(tmp_path)
    return page(tmp_path)


def test_a_number_links_to_the_measure_that_computes_with_it(written: str) -> None:
    mark = '<mark class="covered"><a href="#recognition" title="认定奖励">20万元</a></mark>'
    assert mark in written
    assert '<section class="measure" id="recognition">' in written


def test_a_waived_number_says_why(written: str) -> None:
    assert '<mark class="waived">500万元</mark>' in written
    assert '<mark class="waived">每年安排500万元</mark> 工程的总预算</li>' in written


def test_a_clause_without_measure_says_why(written: str) -> None:
    assert "没有措施：目标数，不是给单个企业的（到2025年的企业数）" in written


def test_the_words_of_a_clause_are_whole(written: str) -> None:
    text = re.sub("<[^>]+>", "", written)
    assert "到2025年，全市累计培育100家企业，争取三年内再增50%。" in text


def test_what_is_open_stands_out(tmp_path: Path) -> None:
    write_document(tmp_path, review="pending")
    written = page(tmp_path, "zibo-2024")
    assert written.count('<mark class="open">20万元</mark>') == 4  # in the text and below it
    assert "没有措施，也没有说明为什么" in written
    assert "元数据待核对" in written


def test_mistakes_stand_on_top(tmp_path: Path) -> None:
    path = write_whole(tmp_path) / "measures.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 2", "value: 3"), "utf-8")
    written = page(tmp_path)
    assert "有 1 处要改" in written
    assert "zibo-2024/recognition: amount.value: 300000 is not printed in" in written


def test_the_status_is_that_of_the_day(tmp_path: Path) -> None:
    done = run("review", "zhanjiang-2022", "--to", str(tmp_path), "--as-of", "2024-06-01")
    assert done.returncode == 0
    written = (tmp_path / "zhanjiang-2022.html").read_text(encoding="utf-8")
    assert "文件状态：在有效期内（2024-06-01，" in written


def test_what_the_files_say_is_escaped(tmp_path: Path) -> None:
    path = write_whole(tmp_path) / "measures.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: 认定奖励", 'name: "<script>alert(1)</script>"'), "utf-8")
    written = page(tmp_path)
    assert "<script" not in written
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written


def test_the_page_needs_nothing_else(written: str) -> None:
    assert not re.search(r"<(script|link|img|iframe)|https?://|url\(", written)
    anchors = set(re.findall(r'href="#([^"]+)"', written))
    assert anchors <= set(re.findall(r'id="([^"]+)"', written))


def test_an_unknown_document_is_refused(tmp_path: Path) -> None:
    done = run("review", "nowhere", "--to", str(tmp_path))
    assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
