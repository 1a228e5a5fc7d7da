"""sheet: everything computed for a firm on one printable page, kept by its id."""

import argparse
from dataclasses import asdict
from functools import partial
from pathlib import Path

from actions.subsidy import sheets
from actions.subsidy.commands.arguments import (
    add_as_of,
    add_profile,
    add_selection,
    as_of,
    profile_of,
    selected,
)
from actions.subsidy.loader import load_measures
from actions.subsidy.measures import MeasureSet
from actions.subsidy.sheet import Sheet, make, page
from policy_index.collection import Collection
from policy_index.commands.arguments import Commands
from policy_index.commands.output import print_json, tell
from policy_index.errors import PolicyError
from policy_index.files import replace_whole


def register(commands: Commands) -> None:
    """Add ``sheet``."""
    sheet = commands.add("sheet", "a calculation sheet to print, kept by its id", prints_json=True)
    add_selection(sheet)
    add_profile(sheet)
    add_as_of(sheet)
    sheet.add_argument("--id", help="the sheet that was made before, as it was")
    sheet.add_argument("--to", type=Path, metavar="FILE.html", help="write the page there")
    sheet.set_defaults(run=partial(_sheet, sheet))


def _sheet(command: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    collection = Collection.load(options.policies)
    measures = load_measures(collection)
    folder = sheets.folder()
    if options.id is None:
        sheet = sheets.keep(_made(options, measures, collection), folder)
    elif _describes(options):
        command.error("--id stands alone: a kept sheet is not computed anew")
    else:
        sheet = sheets.read(options.id, folder)
    changed = not sheet.is_of(collection, measures)
    if changed:
        tell("note: the documents or the measures have changed since this sheet was made")
    if options.to is not None:
        _write(options.to, page(sheet, changed=changed))
    if options.json:
        print_json(asdict(sheet))
    else:
        print(sheet.id, options.to or sheets.path_of(sheet.id, folder), sep="\n")
    return 0


def _made(options: argparse.Namespace, measures: MeasureSet, collection: Collection) -> Sheet:
    """The sheet of what is selected; what is not for firms only if it is named by its id."""
    ids = [
        measure.id
        for measure in selected(options, measures, collection)
        if options.measure or measure.beneficiary == "enterprise"
    ]
    if not ids:
        raise PolicyError("no measure for firms of these places and topics; see estimate")
    return make(ids, profile_of(options), measures, collection, as_of(options))


def _describes(options: argparse.Namespace) -> bool:
    selection = (options.city, options.topic, options.measure, options.as_of)
    return any(selection) or bool(profile_of(options).facts)


def _write(path: Path, html: str) -> None:
    try:
        replace_whole(path, html)
    except OSError as error:
        raise PolicyError(f"{path}: cannot write the page: {error.strerror}") from error
