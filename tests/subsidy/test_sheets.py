"""Sheets are kept as they were; nothing but a sheet is ever read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions.subsidy import sheets
from actions.subsidy.loader import load_measures
from actions.subsidy.measures import MeasureSet
from actions.subsidy.profile import read_profile
from actions.subsidy.sheet import Sheet, make, page
from policy_index.collection import Collection
from policy_index.errors import PolicyError


@pytest.fixture
def sheet(measures: MeasureSet, collection: Collection) -> Sheet:
    firm = read_profile({"tier": "provincial", "listing_cost": "5600000"})
    return make(["guangzhou-2022/listing"], firm, measures, collection, date(2026, 11, 22))


def test_a_kept_sheet_gives_the_same_page(sheet: Sheet, tmp_path: Path) -> None:
    sheets.keep(sheet, tmp_path / "new")
    kept = sheets.read(sheet.id, tmp_path / "new")
    assert page(kept, changed=False) == page(sheet, changed=False)
    assert [path.name for path in (tmp_path / "new").iterdir()] == [f"{sheet.id}.json"]


def test_it_is_for_its_owner_alone(sheet: Sheet, tmp_path: Path) -> None:
    sheets.keep(sheet, tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
    assert sheets.path_of(sheet.id, tmp_path / "new").stat().st_mode & 0o077 == 0


def test_the_first_sheet_of_an_id_stays(sheet: Sheet, tmp_path: Path) -> None:
    sheets.keep(sheet, tmp_path)
    assert sheets.keep(replace(sheet, places=[]), tmp_path).places == sheet.places


def test_it_outlives_a_change_of_the_measures(sheet: Sheet, root: Path, tmp_path: Path) -> None:
    sheets.keep(sheet, tmp_path)
    path = root / "guangzhou-2022" / "measures.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# looked at\n", encoding="utf-8")
    changed = Collection.load(root)
    kept = sheets.read(sheet.id, tmp_path)
    assert kept.is_of(Collection.load(), load_measures(Collection.load()))
    assert not kept.is_of(changed, load_measures(changed))
    assert page(kept, changed=False) == page(sheet, changed=False)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "0" * 15,
        "0" * 17,
        "0" * 16 + "\n",
        "../secret",
        "..%2Fsecret",
        "/etc/passwd",
        "A" * 16,
        "é" * 16,
    ],
)
def test_what_is_no_id_names_no_file(name: str, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.json").write_text("{}", encoding="utf-8")
    with pytest.raises(sheets.UnknownSheet, match="is no id of a sheet"):
        sheets.read(name, tmp_path)


def test_an_id_that_was_never_given_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(sheets.UnknownSheet, match=f"no sheet {'0' * 16} in"):
        sheets.read("0" * 16, tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"id": 1}', "\udcff"])
def test_a_damaged_sheet_is_told_with_the_cure(content: str, tmp_path: Path) -> None:
    path = tmp_path / f"{'0' * 16}.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(sheets.UnknownSheet, match="remove it and make it anew"):
        sheets.read("0" * 16, tmp_path)


def test_a_sheet_of_an_older_version_is_not_guessed_at(sheet: Sheet, tmp_path: Path) -> None:
    with pytest.raises(sheets.UnknownSheet, match="is of an older version"):
        sheets.keep(replace(sheet, form=0), tmp_path)


def test_a_folder_that_cannot_be_written_is_named(sheet: Sheet, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    with pytest.raises(PolicyError, match=f"{taken}: cannot keep a sheet: "):
        sheets.keep(sheet, taken)


def test_the_folder_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_BOT_SHEETS", "/var/sheets")
    assert sheets.folder() == Path("/var/sheets")
    monkeypatch.delenv("POLICY_BOT_SHEETS")
    assert sheets.folder().parts[-2:] == (".state", "sheets")
