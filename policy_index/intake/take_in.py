"""From a file to everything that is recognised in it; nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policy_index.clauses import PREAMBLE
from policy_index.documents import Fact
from policy_index.errors import PolicyError
from policy_index.parsing.parsed import Parsed
from policy_index.parsing.parser import parse_text
from policy_index.reading.files import read_file
from policy_index.reading.reading import Reading
from policy_index.recognition.recognise import Recognised, recognise


@dataclass(frozen=True)
class Intake:
    """A file that was read: its text, its clauses, and what it says of itself."""

    path: Path
    id: str
    reading: Reading
    parsed: Parsed
    facts: Recognised

    def oddities(self) -> Iterator[tuple[str, str]]:
        """What a person should look at: the place (a clause's path or a fact) and why."""
        for name in ("number", "issuer", "issued"):
            if getattr(self.facts, name) is None:
                yield name, "not found in the text"
        if self.facts.term is None:
            yield "term", "the text prints no day from which it holds, or none was recognised"
        if all(clause.path == PREAMBLE for clause in self.parsed.clauses):
            yield PREAMBLE, "no numbered heading was recognised: the text is one clause"
        for oddity in self.parsed.oddities:
            yield oddity.path, oddity.message


def take_in(path: Path, *, id: str | None = None, jurisdiction: str | None = None) -> Intake:
    """Read a file and recognise what it is.

    ``id`` and ``jurisdiction`` outweigh what would be made or recognised. Raises PolicyError if
    the file cannot be read, or if one of the two is needed and was not given.
    """
    reading = read_file(path)
    parsed = parse_text(id or path.stem, reading.text)
    facts = recognise(parsed, reading.text)
    if facts.title is None:
        raise PolicyError(f"{path}: no title was recognised: is this a policy document?")
    if jurisdiction is not None:
        facts = facts.holding_for(Fact(jurisdiction, facts.title.words))
    if id is None:
        id = _id_of(path, facts)
        parsed = parse_text(id, reading.text)
    return Intake(path, id, reading, parsed, facts)


def _id_of(path: Path, facts: Recognised) -> str:
    """guangzhou-2022: the place in pinyin and the year of the number, else of the first day."""
    if facts.jurisdiction is None:
        cure = "name the place it holds for: --jurisdiction 淄博"
        raise PolicyError(f"{path}: the text does not say for which place it holds: {cure}")
    if (year := facts.year()) is None:
        raise PolicyError(f"{path}: the text prints no year: give the id, --id zibo-2024")
    from pypinyin import lazy_pinyin

    return f"{''.join(lazy_pinyin(str(facts.jurisdiction.value)))}-{year}"
