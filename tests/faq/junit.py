"""A run as JUnit XML, which build servers read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from tests.faq.accepted import Status, Verdict
from tests.faq.sheet import RowMistake
from tests.faq.summary import describe

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(verdicts: Sequence[Verdict], mistakes: Sequence[RowMistake]) -> bytes:
    """One test for each case (one to be reviewed is skipped) and for each wrong row of a sheet (an
    error)."""
    suite = ET.Element(
        "testsuite",
        name="faq",
        tests=str(len(verdicts) + len(mistakes)),
        failures=str(sum(verdict.failed for verdict in verdicts)),
        errors=str(len(mistakes)),
        skipped=str(sum(verdict.status is Status.REVIEW for verdict in verdicts)),
    )
    for verdict in verdicts:
        _add_case(suite, verdict)
    for mistake in mistakes:
        test = ET.SubElement(suite, "testcase", classname=mistake.source.name, name=mistake.place)
        ET.SubElement(test, "error", message=_clean(str(mistake)))
    root = ET.Element("testsuites")
    root.append(suite)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _add_case(suite: ET.Element, verdict: Verdict) -> None:
    result = verdict.result
    seconds = sum(reply.seconds for reply in result.replies)
    test = ET.SubElement(
        suite,
        "testcase",
        classname=result.case.source.stem,
        name=result.case.id,
        time=f"{seconds:.3f}",
    )
    if verdict.status is Status.REVIEW:
        message = f"{verdict.status}: {', '.join(verdict.changed)}"
        ET.SubElement(test, "skipped", message=_clean(message))
    elif verdict.failed:
        checks = ", ".join(dict.fromkeys(failure.check for failure in result.failures))
        failure = ET.SubElement(test, "failure", message=f"{verdict.status}: {checks}")
        failure.text = _clean(describe(result))


def _clean(text: str) -> str:
    return _NOT_XML.sub("�", text)
