"""Entries that are proposed for the thesaurus of the search, ``policy_index/thesaurus.yml``."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import yaml

from policy_index.collection import Collection
from policy_index.text import normalize
from policy_index.thesaurus import entry_of, written_words

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_SEPARATOR = re.compile(r"[\n,，、;；]+")


def words_in(field: str) -> list[str]:
    """The words of a field of a form, by comma or line, as the thesaurus spells them."""
    found = (normalize(word).strip().lower() for word in _SEPARATOR.split(field))
    return list(dict.fromkeys(word for word in found if word))


def mistake_of(said: Sequence[str], written: Sequence[str], collection: Collection) -> str | None:
    """Why the entry would be of no use; None if it is sound."""
    if not said or not written:
        return "两边都要填：别人怎么说，文件怎么写"
    try:
        entry_of({"said": list(said), "written": list(written)})
    except ValueError:
        return "同一个词不能两边都有"
    text = _text_of(collection)
    if absent := [word for word in written if word not in text]:
        return f"没有一份文件写过“{'”“'.join(absent)}”；右边要填文件里的词"
    known = [word for word in said if set(written) <= set(written_words(word))]
    return f"词表里已经有“{'”“'.join(known)}”" if known else None


def unknown_words(question: str, collection: Collection) -> list[str]:
    """The stretches of a question that share no two characters in a row with any clause: most
    likely what people say and documents do not."""
    text, stretches = _text_of(collection), []
    for run in _CHINESE.findall(normalize(question)):
        current = ""
        for pair in map("".join, pairwise(run)):
            if pair in text:
                stretches.append(current)
                current = ""
            else:
                current = current + pair[1] if current else pair
        stretches.append(current)
    return list(dict.fromkeys(filter(None, stretches)))


def as_yaml(entries: Iterable[tuple[str, Sequence[str], Sequence[str]]]) -> str:
    """Entries (a remark, said, written) in the form of thesaurus.yml, to be put into it."""
    parts = []
    for remark, said, written in entries:
        entry = {"written": list(written), "said": list(said)}
        body = yaml.safe_dump(
            [entry], allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=None
        )
        parts.append(f"# {' '.join(remark.split())}\n{body}")
    return "".join(parts)


def _text_of(collection: Collection) -> str:
    return "\n".join(clause.text for clause in collection.clauses)
