"""A document's way into the collection: what is written, and when nothing is."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from policy_index.collection import Collection
from policy_index.documents import Fact, load_document
from policy_index.errors import PolicyError
from policy_index.intake.take_in import take_in
from policy_index.intake.write import revise, same_source, write
from tests.policy_index.intake.conftest import TEXT


def test_the_id_is_made_of_place_and_year(file: Path) -> None:
    assert take_in(file).id == "zibo-2025"
    assert take_in(file, id="zibo-help").id == "zibo-help"


def test_what_was_written_loads_with_its_facts_and_clauses(file: Path, policies: Path) -> None:
    assert write(take_in(file), policies) == policies / "zibo-2025"
    collection = Collection.load(policies)
    document = collection.document("zibo-2025")
    assert document.reference == "《淄博市支持专精特新企业若干措施》（淄政办发〔2025〕8号）"
    assert (document.city, document.issued, document.review) == (
        "淄博",
        date(2025, 3, 8),
        "pending",
    )
    assert document.status(date(2026, 1, 1)).code == "in_force"
    assert document.status(date(2028, 4, 1)).code == "expired"
    award = collection.clause("zibo-2025", "一、（一）")
    assert award.responsible == ("市工业和信息化局",)


def test_the_text_is_kept_as_it_was_read(file: Path, policies: Path) -> None:
    folder = write(take_in(file), policies)
    assert (folder / "source.txt").read_text(encoding="utf-8") == TEXT
    assert [path.name for path in sorted(folder.iterdir())] == ["document.yml", "source.txt"]


def test_another_encoding_is_kept_beside_the_text(file: Path, policies: Path) -> None:
    file.write_bytes(TEXT.encode("gb18030"))
    folder = write(take_in(file), policies)
    assert (folder / "original.txt").read_bytes() == TEXT.encode("gb18030")
    assert Collection.load(policies).document("zibo-2025").source == TEXT


def test_a_text_that_is_there_is_known_again(file: Path, policies: Path) -> None:
    write(take_in(file), policies)
    again = take_in(file, id="another")
    assert same_source(again, dict(Collection.load(policies).documents)) == "zibo-2025"


def test_a_taken_id_is_not_overwritten(file: Path, policies: Path) -> None:
    folder = write(take_in(file), policies)
    file.write_text(TEXT.replace("50万元", "60万元"), encoding="utf-8")
    with pytest.raises(PolicyError, match="a document of this id already: give another --id"):
        write(take_in(file), policies)
    assert "50万元" in (folder / "source.txt").read_text(encoding="utf-8")


def test_a_replaced_document_keeps_what_people_wrote_beside_it(file: Path, policies: Path) -> None:
    folder = write(take_in(file), policies)
    kept = ("measures.yml", "coverage.yml", "questions.yml")
    for name in kept:
        (folder / name).write_text("[]\n", encoding="utf-8")
    file.write_text(TEXT.replace("50万元", "60万元"), encoding="utf-8")
    write(take_in(file), policies, replace=True)
    assert "60万元" in (folder / "source.txt").read_text(encoding="utf-8")
    assert all((folder / name).is_file() for name in kept)
    assert not list(policies.glob(".adding-*"))


def test_a_fact_that_the_text_does_not_bear_out_writes_nothing(file: Path, policies: Path) -> None:
    intake = take_in(file)
    invented = replace(intake.facts, number=Fact("鲁政发〔2025〕1号", "鲁政发〔2025〕1号"))
    before = sorted(policies.iterdir())
    with pytest.raises(PolicyError, match="number: the source does not say"):
        write(replace(intake, facts=invented), policies)
    assert sorted(policies.iterdir()) == before


def test_a_place_that_the_text_does_not_name_must_be_given(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("支持企业若干措施\n2025年1月1日\n一、奖励。给予奖励。", encoding="utf-8")
    with pytest.raises(PolicyError, match="name the place it holds for: --jurisdiction"):
        take_in(path)
    intake = take_in(path, jurisdiction="淄博")
    assert intake.id == "zibo-2025"


def test_what_is_missing_or_odd_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("淄博市支持企业若干措施\n一、奖励。给予奖励。\n2025年1月1日", encoding="utf-8")
    places = [place for place, _ in take_in(path, id="plan").oddities()]
    assert {"number", "term"} <= set(places)


def sha_of(policies: Path) -> str:
    return sha256((policies / "guangzhou-2022" / "document.yml").read_bytes()).hexdigest()


def test_a_description_is_revised_in_the_facts_that_are_named_alone(policies: Path) -> None:
    before = load_document(policies / "guangzhou-2022")
    revise("guangzhou-2022", policies, {"printed": None}, of=sha_of(policies))
    after = load_document(policies / "guangzhou-2022")
    assert before.facts.keys() - after.facts.keys() == {"printed"}
    assert replace(before, printed=None, facts=after.facts) == after


def test_a_revision_that_the_text_does_not_bear_out_changes_nothing(policies: Path) -> None:
    before = sha_of(policies)
    wrong = {"value": "穗府办规〔2022〕5号", "words": "穗府办规〔2022〕4号"}
    with pytest.raises(PolicyError, match=r"number: .* does not say"):
        revise("guangzhou-2022", policies, {"number": wrong}, of=before)
    assert sha_of(policies) == before
    assert not list(policies.glob(".*"))


def test_a_revision_of_what_another_has_revised_is_refused(policies: Path) -> None:
    read = sha_of(policies)
    revise("guangzhou-2022", policies, {"printed": None}, of=read)
    with pytest.raises(PolicyError, match="somebody else"):
        revise("guangzhou-2022", policies, {"review": "pending"}, of=read)
    assert load_document(policies / "guangzhou-2022").review == "confirmed"
