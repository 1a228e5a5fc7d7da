"""add, list, diff and remove from the command line."""

import json
from pathlib import Path

import pytest

from policy_index.cli import main
from policy_index.collection import Collection
from tests.policy_index.intake.conftest import TEXT

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def at(policies: Path) -> list[str]:
    """The options that name the copied collection."""
    return ["--policies", str(policies)]


def ids(policies: Path) -> set[str]:
    return set(Collection.load(policies).documents)


def test_add_shows_facts_and_tree_and_writes_the_folder(
    file: Path, policies: Path, at: list[str], capsys: Capture
) -> None:
    assert main([*at, "add", str(file)]) == 0
    printed = capsys.readouterr().out
    for words in (
        "淄政办发〔2025〕8号",
        "2025-04-01",
        "一、认定奖励",
        "一、（二）",
        "review: pending",
    ):
        assert words in printed
    assert "zibo-2025" in ids(policies)


def test_a_dry_run_writes_nothing(
    file: Path, policies: Path, at: list[str], capsys: Capture
) -> None:
    assert main([*at, "add", str(file), "--dry-run", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["metadata"]["number"] == {
        "value": "淄政办发〔2025〕8号",
        "words": "淄政办发〔2025〕8号",
    }
    assert data["metadata"]["term"]["start"] == "2025-04-01"
    assert [clause["path"] for clause in data["clauses"]] == [
        "文首", "一、（一）", "一、（二）", "二、",
    ]  # fmt: skip
    assert all(clause["text"] in TEXT for clause in data["clauses"] if clause["path"] != "文首")
    assert data["furniture"] == [
        {"kind": "heading", "start": TEXT.index("一、认"), "text": "一、认定奖励"}
        | {"end": TEXT.index("一、认") + 6}
    ]
    assert data["written"] is None
    assert "zibo-2025" not in ids(policies)


def test_adding_twice_is_harmless(
    file: Path, policies: Path, at: list[str], capsys: Capture
) -> None:
    main([*at, "add", str(file)])
    written = (policies / "zibo-2025" / "document.yml").read_bytes()
    assert main([*at, "add", str(file)]) == 0
    assert "zibo-2025 has this very text already; nothing was written" in capsys.readouterr().out
    assert (policies / "zibo-2025" / "document.yml").read_bytes() == written


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "is empty"), (b"\x00\x01\x02" * 100, "plan.txt: "), ("只有一句话".encode(), "place")],
)
def test_a_file_that_is_no_document_is_refused_in_one_line(
    tmp_path: Path, policies: Path, at: list[str], capsys: Capture, content: bytes, why: str
) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(content)
    before = sorted(policies.iterdir())
    assert main([*at, "add", str(path)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("error: ")
    assert told.count("\n") == 1
    assert why in told
    assert sorted(policies.iterdir()) == before


def test_list_tells_the_status_on_a_day(at: list[str], capsys: Capture) -> None:
    main([*at, "list", "--as-of", "2023-01-01", "--json"])
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["jiangmen-2022"]["status"] == "in_force"
    assert rows["jiangmen-2022"]["until"] == "2025-08-05"
    assert rows["guangzhou-2022"]["measures"] > 0
    assert rows["jiangmen-2024"]["status"] == "not_yet_in_force"


def test_list_as_a_table(at: list[str], capsys: Capture) -> None:
    assert main([*at, "list"]) == 0
    printed = capsys.readouterr().out
    assert "zhanjiang-2022" in printed
    assert "confirmed" in printed


def test_diff_names_the_measures_and_cases_that_a_change_touches(
    tmp_path: Path, policies: Path, at: list[str], capsys: Capture
) -> None:
    new = tmp_path / "new.txt"
    text = (policies / "guangzhou-2022" / "source.txt").read_text(encoding="utf-8")
    new.write_text(text.replace("给予100万元一次性奖励", "给予80万元一次性奖励"), encoding="utf-8")
    assert main([*at, "diff", "guangzhou-2022", str(new), "--json"]) == 0
    (change,) = json.loads(capsys.readouterr().out)
    assert (change["kind"], change["old"], change["new"]) == ("changed", "三、（一）", "三、（一）")
    assert "guangzhou-2022/recognition-little-giant" in change["broken_evidence"]
    assert "guangzhou-2022/recognition-provincial" in change["measures"]
    assert "guangzhou-2022/recognition-provincial" not in change["broken_evidence"]
    assert "guangzhou-little-giant-newly-recognised" in change["cases"]


def test_diff_of_the_same_document_says_so(at: list[str], capsys: Capture) -> None:
    assert main([*at, "diff", "zhanjiang-2022", "zhanjiang-2022"]) == 0
    assert capsys.readouterr().out == "no clause differs\n"


def test_remove_takes_the_document_and_tells_what_goes_with_it(
    policies: Path, at: list[str], capsys: Capture
) -> None:
    assert main([*at, "remove", "zhanjiang-2022", "--yes"]) == 0
    assert "zhanjiang-2022" not in ids(policies)
    told = capsys.readouterr().err
    assert "with it go 51 measures" in told
    assert "regression cases cite it" in told


def test_remove_asks_before_it_does(policies: Path, at: list[str], capsys: Capture) -> None:
    assert main([*at, "remove", "zhanjiang-2022"]) == 1
    assert "nothing was removed: say --yes" in capsys.readouterr().err
    assert "zhanjiang-2022" in ids(policies)
