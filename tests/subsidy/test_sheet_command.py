"""The command that makes, keeps and shows again a calculation sheet."""

import json
from pathlib import Path

import pytest

from tests.subsidy.test_cli import Done, run

FIRM = ("--tier", "provincial", "--listing-cost", "560万")


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLICY_BOT_SHEETS", str(tmp_path / "kept"))
    return tmp_path / "kept"


def sheet(*words: str) -> Done:
    return run("sheet", *words)


def test_it_keeps_the_sheet_and_prints_id_and_path(kept: Path) -> None:
    done = sheet("--city", "广州", *FIRM)
    id_, path = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(path) == kept / f"{id_}.json"
    assert json.loads(Path(path).read_text(encoding="utf-8"))["id"] == id_


def test_the_id_gives_the_page_again(tmp_path: Path) -> None:
    first, again = tmp_path / "first.html", tmp_path / "again.html"
    id_, path = sheet("--city", "广州", *FIRM, "--to", str(first)).stdout.splitlines()
    assert path == str(first)
    assert sheet("--id", id_, "--to", str(again)).stdout.splitlines() == [id_, str(again)]
    assert again.read_bytes() == first.read_bytes()


def test_a_change_since_is_told(root: Path, tmp_path: Path) -> None:
    id_, _ = sheet("--measure", "guangzhou-2022/listing", *FIRM).stdout.splitlines()
    path = root / "guangzhou-2022" / "measures.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# looked at\n", encoding="utf-8")
    page = tmp_path / "page.html"
    done = run("--policies", str(root), "sheet", "--id", id_, "--to", str(page))
    assert done.returncode == 0
    assert done.stderr.startswith("note: the documents or the measures have changed since")
    assert "有过改动" in page.read_text(encoding="utf-8")


def test_as_data() -> None:
    data = json.loads(sheet("--city", "广州", "--topic", "上市", *FIRM, "--json").stdout)
    (place,) = data["places"]
    (item,) = place["groups"]["depends"]
    assert (item["measure"], item["yuan"]) == ("guangzhou-2022/listing", "2800000")
    assert data["as_of"] == "2026-11-22"


def test_what_is_not_for_firms_is_on_it_only_if_named() -> None:
    assert sheet("--city", "广州", "--topic", "园区").returncode == 1
    data = json.loads(sheet("--measure", "guangzhou-2022/park-plaque", "--json").stdout)
    assert data["places"][0]["groups"]["depends"][0]["beneficiary"] == "park_operator"


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("--id", "../../secret"), 1, "'../../secret' is no id of a sheet"),
        (("--id", "0123456789abcdef"), 1, "no sheet 0123456789abcdef in"),
        (("--id", "0123456789abcdef", "--city", "广州"), 2, "--id stands alone"),
        (("--id", "0123456789abcdef", "--tier", "provincial"), 2, "--id stands alone"),
        (("--city", "深圳"), 1, "no document of 深圳"),
        (("--city", "江门", "--topic", "车辆"), 1, "no measure for firms of these places"),
        (("--city", "广州", "--to", "/nowhere/x.html"), 1, "/nowhere/x.html: cannot write"),
    ],
)
def test_a_mistake_is_one_line_with_its_cause(words: tuple[str, ...], code: int, why: str) -> None:
    done = sheet(*words)
    assert (done.returncode, done.stdout) == (code, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ")
    assert why in line
