"""The conversation in the terminal, with the running bot."""

import re
import subprocess
import sys
from urllib.parse import urlsplit

from bot.launch.services import Addresses
from tests.launch.support import ROOT


def talk(bot: Addresses, *lines: str) -> str:
    """Pipe the lines into a chat that joins the running bot; what the user would see."""
    port = urlsplit(bot.gateway or "").port
    done = subprocess.run(
        [sys.executable, "-m", "bot.launch", "chat", "--port", str(port)],
        input="\n".join(lines),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_it_joins_the_running_bot_and_shows_question_and_answer(bot_addresses: Addresses) -> None:
    seen = talk(
        bot_addresses, "上市一共花了560万，我们是国家级小巨人，广州能补多少？", "/quit", "not asked"
    )
    assert "已连接" in seen
    assert re.search(r"你：上市一共花了560万.*\n助手：", seen)
    assert "280万元" in seen
    assert "not asked" not in seen
    assert seen.endswith("再见！\n")


def test_a_number_chooses_the_quick_reply_that_it_stands_for(bot_addresses: Addresses) -> None:
    question = "数字化改造花了1500万能补多少"
    first = re.search(r"\[1\] (.+)", talk(bot_addresses, question))
    assert first is not None, "the city is missing, so choices are offered"
    chosen, typed = (
        talk(bot_addresses, question, "1"),
        talk(bot_addresses, question, first.group(1)),
    )
    assert chosen.replace("你：1\n", f"你：{first.group(1)}\n") == typed


def test_the_conversation_is_remembered_from_line_to_line(bot_addresses: Addresses) -> None:
    seen = talk(bot_addresses, "上市花了560万，国家级小巨人，在广州能补多少？", "那湛江呢")
    _, answer = seen.split("你：那湛江呢\n")
    assert "湛江" in answer
