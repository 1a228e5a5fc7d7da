"""The cache of clauses: no source is parsed twice, and nothing but the time ever depends on it."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from policy_index import clause_cache
from policy_index.clause_cache import fingerprint, parse_all, parser_files
from policy_index.clauses import Clause
from policy_index.collection import Collection
from policy_index.parsing.parser import parse

SOURCES = {
    "one": "关于支持企业的通知\n一、目标。支持企业\n发展。\n二、奖励。给予10万元奖励。",
    "two": "一、目标。a b\nc d。（责任单位：市工信局）",
}
CLAUSES = [clause for document, source in SOURCES.items() for clause in parse(document, source)]


@pytest.fixture
def no_parser(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and from then on parsing fails."""

    def refuse(document: str, _source: str) -> Sequence[Clause]:
        raise AssertionError(f"{document} was parsed")

    return lambda: monkeypatch.setattr(clause_cache, "parse", refuse)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The file of a cache that has the clauses of ``SOURCES``."""
    parse_all(SOURCES, tmp_path)
    (path,) = tmp_path.iterdir()
    return path


def test_a_source_is_parsed_once(tmp_path: Path, no_parser: Callable[[], None]) -> None:
    assert parse_all(SOURCES, tmp_path / "made") == CLAUSES
    no_parser()
    assert parse_all(SOURCES, tmp_path / "made") == CLAUSES


def test_the_real_collection_is_the_same_from_the_cache(
    collection: Collection, tmp_path: Path, no_parser: Callable[[], None]
) -> None:
    sources = {document.id: document.source for document in collection.documents.values()}
    assert parse_all(sources, tmp_path) == collection.clauses
    no_parser()
    assert parse_all(sources, tmp_path) == collection.clauses


def test_a_changed_source_is_parsed_again(cache: Path) -> None:
    changed = SOURCES["one"].replace("10万元", "20万元")
    assert parse_all({"one": changed}, cache.parent) == parse("one", changed)


def test_the_same_source_may_be_another_document(
    cache: Path, no_parser: Callable[[], None]
) -> None:
    no_parser()
    clauses = parse_all({"three": SOURCES["one"]}, cache.parent)
    assert {clause.document for clause in clauses} == {"three"}


def test_any_change_of_the_parser_changes_its_fingerprint(tmp_path: Path) -> None:
    files = [tmp_path / "a.py", tmp_path / "b.py"]
    for path in files:
        path.write_text("x = 1\n", "utf-8")
    before = fingerprint(files)
    assert fingerprint(files) == before
    files[1].write_text("x = 2\n", "utf-8")
    assert fingerprint(files) != before


def test_the_fingerprint_covers_all_code_that_parses() -> None:
    code = """
import sys
import policy_index.parsing.parser
for name, module in sys.modules.items():
    if name.startswith("policy_index.") and name != "policy_index.parsing.parser":
        print(module.__file__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {Path(line) for line in done.stdout.splitlines()} <= set(parser_files())


def test_the_cache_of_another_parser_goes(cache: Path) -> None:
    other = cache.with_name("clauses-0123456789abcdef.sqlite")
    other.write_bytes(cache.read_bytes())
    parse_all({"new": "一、目标。"}, cache.parent)
    assert list(cache.parent.iterdir()) == [cache]


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _no_database(content: bytes) -> bytes:
    return b"\xff" * len(content)


def _a_byte_of_each_row_changed(content: bytes) -> bytes:
    for zlib_header in (at for at in range(len(content)) if content.startswith(b"\x78\x01", at)):
        at = zlib_header + 40
        content = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    return content


def _empty(_content: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("spoil", [_cut, _no_database, _a_byte_of_each_row_changed, _empty])
def test_a_damaged_cache_is_not_believed_and_is_made_anew(
    cache: Path,
    spoil: Callable[[bytes], bytes],
    no_parser: Callable[[], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    cache.write_bytes(spoil(cache.read_bytes()))
    assert parse_all(SOURCES, cache.parent) == CLAUSES
    assert caplog.records == []
    no_parser()
    assert parse_all(SOURCES, cache.parent) == CLAUSES


def test_without_a_place_for_a_cache_the_sources_are_parsed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert parse_all(SOURCES, tmp_path / "file") == CLAUSES
    assert parse_all(SOURCES, tmp_path / "file" / "below") == CLAUSES
    assert caplog.records == []


def test_processes_may_fill_one_cache_at_once(
    tmp_path: Path, no_parser: Callable[[], None]
) -> None:
    code = f"""
from pathlib import Path
from policy_index.clause_cache import parse_all
print(len(parse_all({SOURCES!r}, Path({str(tmp_path)!r}))))
"""
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [process.communicate()[0] for process in running] == [f"{len(CLAUSES)}\n"] * 4
    no_parser()
    assert parse_all(SOURCES, tmp_path) == CLAUSES
