"""The collection as a whole: what it covers, how a clause is found, what is refused."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from policy_index.collection import POLICIES, Collection
from policy_index.errors import PolicyError, UnknownClause, UnknownDocument


def test_five_documents_of_four_jurisdictions(collection: Collection) -> None:
    assert list(collection.documents) == [
        "guangdong-2023",
        "guangzhou-2022",
        "jiangmen-2022",
        "jiangmen-2024",
        "zhanjiang-2022",
    ]
    assert collection.cities == ("广东", "广州", "江门", "湛江")


def test_a_clause_is_found_by_document_and_path(collection: Collection) -> None:
    clause = collection.clause("guangzhou-2022", "三、（一）")
    assert clause.text.startswith("（一）企业认定奖励。对新认定的国家级专精特新“小巨人”企业")
    other = collection.clause("zhanjiang-2022", "三、（一）")
    assert other.text.startswith("(一) 企业认定支持。对2022年以来")


def test_an_unknown_document_is_named_with_those_there_are(collection: Collection) -> None:
    with pytest.raises(UnknownDocument, match="'shenzhen'; there are: guangdong-2023, guangzhou"):
        collection.document("shenzhen")
    with pytest.raises(UnknownDocument):
        collection.clause("shenzhen", "一、")


def test_of_many_documents_those_of_a_like_name_are_named(collection: Collection) -> None:
    (some, *_) = collection.documents.values()
    many = replace(collection, documents={f"city{number}-2022": some for number in range(100)})
    with pytest.raises(UnknownDocument, match=r"there are: .*city42-2022.* and 90 more$"):
        many.document("city42-2023")


@pytest.mark.parametrize("path", ["三、", "三、（八）", "三（一）", "三、(一)", ""])
def test_an_unknown_path_is_named(collection: Collection, path: str) -> None:
    with pytest.raises(UnknownClause, match="guangzhou-2022 has no clause"):
        collection.clause("guangzhou-2022", path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(POLICIES, tmp_path / "policies"))


def test_a_copy_is_the_same_collection(collection: Collection, root: Path) -> None:
    assert Collection.load(root).digest == collection.digest


def test_the_digest_follows_the_sources_and_not_the_measures(
    collection: Collection, root: Path
) -> None:
    (root / "jiangmen-2024" / "measures.yml").write_text("[]", encoding="utf-8")
    assert Collection.load(root).digest == collection.digest
    shutil.rmtree(root / "jiangmen-2024")
    fewer = Collection.load(root)
    assert fewer.digest != collection.digest
    assert len(fewer.clauses) == 84 - 17


def test_a_note_in_a_document_changes_the_digest(collection: Collection, root: Path) -> None:
    path = root / "jiangmen-2024" / "document.yml"
    path.write_text(path.read_text(encoding="utf-8") + "  - 又一条说明。\n", encoding="utf-8")
    assert Collection.load(root).digest != collection.digest


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="no policy here"):
        Collection.load(tmp_path)
    with pytest.raises(PolicyError, match="no policy here"):
        Collection.load(tmp_path / "nowhere")


def test_one_wrong_document_is_named(root: Path) -> None:
    (root / "zhanjiang-2022" / "source.txt").unlink()
    with pytest.raises(PolicyError, match=r"zhanjiang-2022/source\.txt: No such file"):
        Collection.load(root)


def test_reading_the_policies_needs_no_model() -> None:
    code = """
import sys
from policy_index.collection import Collection
Collection.load()
heavy = {"torch", "transformers", "sentence_transformers", "faiss", "numpy"} & set(sys.modules)
print(sorted(heavy))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
