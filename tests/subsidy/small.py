"""A document of a few lines with its measures and what they leave out, to be spoilt."""

import hashlib
from pathlib import Path

import yaml

DOCUMENT = "zibo-2024"
SOURCE = """淄博市专精特新企业扶持办法

为落实〔2023〕7号文，制定本办法。

一、工作目标

到2025年，全市累计培育100家企业，争取三年内再增50%。

二、扶持措施

（一）认定奖励。对新认定的省级专精特新中小企业给予20万元奖励。全市每年安排500万元，对其中5家试点企业另作安排。

（二）贷款贴息。对专精特新中小企业的贷款给予贴息，最高不超过20万元，每年评选5家。

三、加强宣传

加强宣传引导。
"""
MEASURES = """- id: zibo-2024/recognition
  clause: 二、（一）
  name: 认定奖励
  topics: [认定]
  evidence: 对新认定的省级专精特新中小企业给予20万元奖励。
  amount: {kind: fixed, value: 200000}

- id: zibo-2024/interest
  clause: 二、（二）
  name: 贷款贴息
  topics: [贴息]
  evidence: 对专精特新中小企业的贷款给予贴息，最高不超过20万元
  amount: {kind: upper_bound, cap: 200000}
"""
COVERAGE = """clauses:
  文首: {why: background}
  一、: {why: target, note: 到2025年的企业数}
  三、: {why: organisation}
numbers:
  - {clause: 文首, words: 〔2023〕7号, why: reference}
  - {clause: 一、, words: 2025年, why: target}
  - {clause: 一、, words: 100家, why: target}
  - {clause: 一、, words: 三年, why: target}
  - {clause: 一、, words: 50%, why: target}
  - {clause: 二、（一）, words: 每年安排500万元, why: budget}
  - {clause: 二、（一）, words: 5家, why: standard}
  - {clause: 二、（二）, words: 5家, why: standard}
"""


def write_document(policies: Path, *, review: str = "confirmed") -> Path:
    """The folder of the document, without measures."""
    folder = policies / DOCUMENT
    folder.mkdir(parents=True)
    content = SOURCE.encode()
    (folder / "source.txt").write_bytes(content)
    title = "淄博市专精特新企业扶持办法"
    facts = {
        "id": DOCUMENT,
        "title": {"value": title, "words": title},
        "number": None,
        "issuer": None,
        "jurisdiction": {"value": "淄博", "words": "淄博市"},
        "issued": None,
        "printed": None,
        "published": None,
        "term": None,
        "title_period": None,
        "source": {
            "file": "source.txt",
            "sha256": hashlib.sha256(content).hexdigest(),
            "original": None,
            "origin": "source.txt",
        },
        "review": review,
        "notes": [],
    }
    text = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False)
    (folder / "document.yml").write_text(text, encoding="utf-8")
    return folder


def write_whole(policies: Path) -> Path:
    """The folder of the document, with its measures and coverage."""
    folder = write_document(policies)
    (folder / "measures.yml").write_text(MEASURES, encoding="utf-8")
    (folder / "coverage.yml").write_text(COVERAGE, encoding="utf-8")
    return folder
