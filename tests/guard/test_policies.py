"""Two readings of the documents, the checker's and the product's, come to the same clauses."""

import re

import pytest

from policy_index.clauses import Clause
from policy_index.collection import Collection
from tests.guard.policies import read_policies

COLLECTION = Collection.load()
POLICIES = read_policies()


def test_the_same_documents() -> None:
    titles = {id_: policy.title for id_, policy in POLICIES.items()}
    assert titles == {id_: one.title for id_, one in COLLECTION.documents.items()}


@pytest.mark.parametrize(
    "clause", COLLECTION.clauses, ids=lambda clause: f"{clause.document} {clause.path}"
)
def test_a_clause_is_cut_alike(clause: Clause) -> None:
    own = POLICIES[clause.document].clause(clause.path)
    assert _squeezed(clause.text) in _squeezed(own)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
