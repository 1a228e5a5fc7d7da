"""What a document says of itself, each fact with its words, and what is refused."""

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest

from policy_index.collection import POLICIES, Collection
from policy_index.dates import prints_day, prints_years
from policy_index.documents import load_document
from policy_index.errors import PolicyError


@pytest.mark.parametrize(
    ("document", "fact", "value", "words"),
    [
        ("guangdong-2023", "published", date(2023, 12, 6), "发布日期: 2023-12-06"),
        (
            "guangdong-2023",
            "issuer",
            "广东省",
            "广东省发布《推动专精特新企业高质量发展的指导意见》",
        ),
        ("guangzhou-2022", "number", "穗府办规〔2022〕4号", "穗府办规〔2022〕4号"),
        ("guangzhou-2022", "issued", date(2022, 4, 13), "2022年4月13日"),
        (
            "guangzhou-2022",
            "printed",
            date(2022, 4, 19),
            "广州市人民政府办公厅秘书处 2022年4月19日印发",
        ),
        ("guangzhou-2022", "published", date(2022, 4, 24), "2022-04-24"),
        ("jiangmen-2022", "number", "江府办函〔2022〕125号", "江府办函〔2022〕125号"),
        ("jiangmen-2022", "issued", date(2022, 7, 26), "2022年7月26日"),
        ("jiangmen-2024", "number", "江府办函〔2024〕13号", "江府办函〔2024〕13号"),
        ("zhanjiang-2022", "number", "湛工信函〔2023〕20号", "湛工信函〔2023〕20号"),
        ("zhanjiang-2022", "issued", date(2023, 2, 17), "2023年2月17日"),
    ],
)
def test_a_fact_and_its_words(
    collection: Collection, document: str, fact: str, value: object, words: str
) -> None:
    found = collection.document(document).facts[fact]
    assert (found.value, found.words) == (value, words)


def test_what_the_text_does_not_print_is_not_guessed(collection: Collection) -> None:
    province = collection.document("guangdong-2023")
    assert (province.number, province.issued, province.term, province.title_period) == (None,) * 4
    newest = collection.document("jiangmen-2024")
    assert (newest.issued, newest.printed, newest.published, newest.term) == (None,) * 4
    assert collection.document("guangzhou-2022").term is None


def test_a_document_is_cited_with_its_number_if_it_has_one(collection: Collection) -> None:
    assert collection.document("zhanjiang-2022").reference == (
        "《湛江市培育优质中小企业行动方案（2022—2025年）》（湛工信函〔2023〕20号）"
    )
    province = collection.document("guangdong-2023").reference
    assert province == "《推动专精特新企业高质量发展的指导意见》"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of one policy, to be spoilt."""
    return Path(shutil.copytree(POLICIES / "jiangmen-2022", tmp_path / "jiangmen-2022"))


def spoil(folder: Path, old: str, new: str) -> Path:
    path = folder / "document.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("printed: null\n", "printed: null\nrank: 1\n", "unknown keys: rank"),
        ("printed: null\n", "", "unknown keys: printed"),
        ("printed: null\n", "printed: null\nprinted: null\n", "the key 'printed' stands twice"),
        ("years: 3", "years: 3.0", "term.years: 3.0 would be read as a float"),
        ("years: 3", "years: 5", "term: no word prints 5年"),
        ("years: 3", "years: three", "term: years must be a whole number"),
        ("until: null", "until: 2025-08-04", "term: give years or until, not both"),
        (
            "years: 3\n  until: null",
            "years: null\n  until: 2020-01-01",
            "term: no word prints 2020-01-01",
        ),
        ("review: confirmed", "review: maybe", "review: must be one of pending, confirmed"),
        ("start: 2022-08-05", "start: 2022-08-06", "term: no word prints 2022-08-06"),
        ("start: 2022-08-05", "start: soon", "term: start must be a date"),
        ("start: 2022-08-05", "start: 2022-02-30", "term.start: 2022-02-30: day is out of range"),
        (
            "自2022年8月5日起实施,有效期3年",
            "自2022年8月5日起实施,有效期4年",
            "term: the source does not say",
        ),
        (
            "value: 2022-07-26",
            "value: 2022-07-27",
            "issued: '2022年7月26日' does not print 2022-07-27",
        ),
        ("value: 2022-07-26", "value: July", "issued: value must be a date"),
        ("words: 2022年7月26日", "words: 2022年9月1日", "issued: the source does not say"),
        (
            "江门市人民政府办公室, words",
            "广州市人民政府, words",
            "issuer: '江门市人民政府办公室' does not say",
        ),
        ("from: 2022", "from: 2021", "title_period: the words do not print 2021"),
        (
            "from: 2022, to: 2024",
            "from: 2024, to: 2022",
            "title_period: from must not come after to",
        ),
        (
            "id: jiangmen-2022",
            "id: jiangmen",
            "id: is 'jiangmen', but the folder is 'jiangmen-2022'",
        ),
        ("{value: 江门, words", "{worth: 江门, words", "jurisdiction: needs exactly: value, words"),
        (
            "jurisdiction: {value: 江门, words: 支持江门市中小企业}",
            "jurisdiction: null",
            "jurisdiction: must be",
        ),
        ("sha256: f8", "sha256: f9", "document.yml says f9"),
        ("file: source.txt", "file: other.txt", "other.txt: No such file"),
        ("  origin:", "  from:", "source: needs exactly: file, origin, original, sha256"),
        ("notes:\n  - ", "notes: ", "notes: must be a list of texts"),
    ],
)
def test_a_document_that_its_source_does_not_bear_out_is_refused(
    folder: Path, old: str, new: str, why: str
) -> None:
    spoil(folder, old, new)
    with pytest.raises(PolicyError) as refusal:
        load_document(folder)
    assert str(folder) in str(refusal.value)
    assert why in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_changed_source_is_refused(folder: Path) -> None:
    source = folder / "source.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("3年", "5年"), encoding="utf-8")
    with pytest.raises(PolicyError, match=r"source\.txt: its sha256 is"):
        load_document(folder)


def test_a_source_in_another_encoding_is_refused(folder: Path) -> None:
    content = (folder / "source.txt").read_text(encoding="utf-8").encode("gb18030")
    old = hashlib.sha256((folder / "source.txt").read_bytes()).hexdigest()
    (folder / "source.txt").write_bytes(content)
    spoil(folder, old, hashlib.sha256(content).hexdigest())
    with pytest.raises(PolicyError, match=r"source\.txt: is not text in UTF-8"):
        load_document(folder)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("id: [", "line 1: "),
        ("- a list", "missing or unknown keys"),
        ("", "missing or unknown keys"),
        ("? [a]\n: b\n", "a key must be a word"),
    ],
)
def test_a_file_that_is_no_document_is_refused(folder: Path, text: str, why: str) -> None:
    path = folder / "document.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as refusal:
        load_document(folder)
    assert str(path) in str(refusal.value)
    assert why in str(refusal.value)


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("自2022年8月5日起实施", True),
        ("自2022年08月05日起实施", True),
        ("2022 年 8 月\n5 日", True),
        ("发布日期: 2022-08-05", True),
        ("2022年8月15日", False),
        ("12022年8月5日", False),
        ("2022年8月", False),
    ],
)
def test_a_day_is_found_as_texts_print_it(words: str, printed: bool) -> None:
    assert prints_day(date(2022, 8, 5), words) is printed


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("有效期3年", True),
        ("有效期三年", True),
        ("有效期 3 年", True),
        ("有效期13年", False),
        ("有效期十三年", False),
        ("三个月", False),
    ],
)
def test_a_length_of_time_is_found_as_texts_print_it(words: str, printed: bool) -> None:
    assert prints_years(3, words) is printed
