"""Cases from any file: YAML, or a sheet of which the wrong rows are told and the others read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faq.basis import Basis
from tests.faq.cases import Case, case_files, load_file, unique
from tests.faq.sheet import RowMistake, read_sheet
from tests.faq.tables import SUFFIXES


@dataclass(frozen=True)
class CaseFiles:
    """The usable cases in the order of the files, and the rows of sheets that are none."""

    cases: Sequence[Case]
    mistakes: Sequence[RowMistake]


def read_cases(paths: Iterable[Path], basis: Basis) -> CaseFiles:
    """Reads files and folders; a folder stands for its YAML files. Raises CaseError."""
    cases: list[Case] = []
    mistakes: list[RowMistake] = []
    for path in case_files(paths):
        if path.suffix.lower() in SUFFIXES:
            of_sheet, wrong = read_sheet(path, basis)
            cases += of_sheet
            mistakes += wrong
        else:
            cases += load_file(path)
    return CaseFiles(unique(cases), mistakes)
