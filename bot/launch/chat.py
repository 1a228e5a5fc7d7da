"""A conversation with the bot in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from bot.launch.client import Client, Unanswered
from bot.launch.errors import LaunchError
from bot.launch.layout import LOG, ROOT
from bot.launch.logs import log_file
from bot.launch.ports import HOST, Ports
from bot.launch.services import running_bot
from bot.launch.setup import set_up

_WELCOME = """\
广东“专精特新”政策助手 · 广东省、广州、江门、湛江
直接用一句话提问，例如：上市花了800万，广州能补多少？
有选项时输入编号即可；/quit 或 Ctrl-D 退出。"""
_PROMPT = "\n你："
_LEAVE = {"/quit", "/exit", "/q"}


def chat(ports: Ports) -> None:
    """Talk to the bot that runs at the gateway's port, or to one started for this talk."""
    address = f"http://{HOST}:{ports.gateway}"
    if _is_the_bot(address):
        print(f"已连接到正在运行的助手：{address}\n")
        _talk(address)
        return
    ports.check()
    set_up()
    with log_file(LOG) as log:
        print(f"正在启动助手……（日志：{LOG.relative_to(ROOT)}）", flush=True)
        with running_bot(ports=ports, log=log):
            print()
            _talk(address)


def _is_the_bot(address: str) -> bool:
    try:
        return "parts" in Client().get(f"{address}/health")
    except (Unanswered, TypeError):
        return False


def _talk(address: str) -> None:
    client = Client()
    choices: list[str] = []
    print(_WELCOME)
    for typed in _questions():
        if typed.lower() in _LEAVE:
            break
        question = _chosen(typed, choices)
        choices = _show(_ask(client, address, question))
    print("再见！")


def _ask(client: Client, address: str, question: str) -> list[dict[str, Any]]:
    """The bot's messages; also those that say in its own words why there is no answer."""
    try:
        reply = client.post(f"{address}/api/v1/messages", {"text": question})
    except Unanswered as error:
        if not isinstance(error.body, dict) or "messages" not in error.body:
            raise LaunchError(f"The bot does not answer any more: {error}. Log: {LOG}") from error
        reply = error.body
    messages: list[dict[str, Any]] = reply["messages"]
    return messages


def _questions() -> Iterator[str]:
    """What the user types, or each line of a piped input (shown, to make a readable record)."""
    interactive = sys.stdin.isatty()
    if interactive:
        with suppress(ImportError):
            import readline  # noqa: F401  (arrow keys and history for input())
    while True:
        try:
            typed = input(_PROMPT).strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if typed:
            if not interactive:
                print(typed)
            yield typed


def _chosen(typed: str, choices: list[str]) -> str:
    """The quick reply with the typed number, or the typed words themselves."""
    if typed.isdecimal() and 1 <= int(typed) <= len(choices):
        return choices[int(typed) - 1]
    return typed


def _show(messages: list[dict[str, Any]]) -> list[str]:
    """Print the bot's messages; the quick replies that were offered last."""
    choices: list[str] = []
    for message in messages:
        first, *rest = message["text"].splitlines() or [""]
        print("\n".join([f"助手：{first}", *(f"      {line}" for line in rest)]))
        choices = (message.get("card") or {}).get("quick_replies") or choices
    for number, choice in enumerate(choices, start=1):
        print(f"      [{number}] {choice}")
    return choices
