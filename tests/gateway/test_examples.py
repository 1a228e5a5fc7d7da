"""The examples of ``docs/api.md`` do what they say."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.launch.layout import ROOT
from tests.gateway.upstream import Upstream

PAGE = ROOT / "docs" / "api.md"
ANSWER = "广州：省级专精特新认定奖励：20万元（文件写“给予”，是定额，不是上限）。"
CARD = {
    "kind": "amount",
    "figures": [{"measure": "guangzhou-2022/title-provincial", "yuan": "200000"}],
    "citations": [{"document": "guangzhou-2022", "clause": "三、（一）"}],
    "quick_replies": ["那湛江呢"],
    "ask": None,
}


@dataclass
class Example:
    language: str
    code: str
    shown: str


def examples() -> list[Example]:
    """Each command of the page with what it shows as its output."""
    blocks = re.findall(r"```(\w+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    found: list[Example] = []
    for language, text in blocks:
        if language in {"sh", "python"}:
            found.append(Example(language, text, ""))
        else:
            found[-1].shown = text
    return found


def squeeze(text: str) -> str:
    """JSON as one line, whatever its layout."""
    return re.sub(r"\s+", "", text)


def matches(shown: str, output: str) -> bool:
    pieces = map(re.escape, squeeze(shown).split("…"))
    return re.fullmatch(".*?".join(pieces), squeeze(output)) is not None


def test_every_example_shows_what_it_prints(
    gateway_url: str, upstream: Upstream, tmp_path: Path
) -> None:
    upstream.says([{"text": ANSWER}, {"custom": CARD}])
    environment = os.environ | {"BASE": gateway_url, "PYTHONUTF8": "1", "NO_PROXY": "127.0.0.1"}
    token = tmp_path / "token"
    for example in examples():
        if example.language == "sh":
            keep = f"TOKEN=$(cat {token} 2>/dev/null)\n{example.code}\nprintf %s $TOKEN > {token}"
            command = ["bash", "-c", keep]
        else:
            command = [sys.executable, "-c", example.code]
            environment["TOKEN"] = token.read_text()
        ran = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=True
        )
        assert matches(example.shown, ran.stdout), f"{example.code}\n{ran.stdout}"
    assert upstream.texts == [
        "广州省级专精特新奖多少，我电话[电话号码]",
        "那湛江呢",
    ]


def test_the_page_names_every_setting() -> None:
    settings = (ROOT / "bot/gateway/settings.py").read_text(encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    for name in set(re.findall(r'"(GATEWAY_\w+|POLICY_BOT_SECRET)"', settings)):
        assert f"`{name}`" in page
