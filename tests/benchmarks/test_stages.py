"""The clocks that docs/turn-cost.md is written from."""

import asyncio
import json
from pathlib import Path

import pytest

from benchmarks.stages import actions
from benchmarks.stages.clock import Clock


class Kitchen:
    def cook(self) -> str:
        return f"{self.wash()} and cooked"

    def wash(self) -> str:
        return "washed"

    async def serve(self) -> str:
        await asyncio.sleep(0)
        return f"{self.cook()}, served"


@pytest.mark.parametrize(("owner", "name", "_stage"), actions.STAGES)
def test_every_stage_of_the_action_server_is_there(owner: object, name: str, _stage: str) -> None:
    assert callable(getattr(owner, name))


def test_each_turn_is_one_line_of_its_stages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("cook", "wash", "serve"):  # to be put back as they were
        monkeypatch.setattr(Kitchen, name, getattr(Kitchen, name))
    clock = Clock(tmp_path / "turns.jsonl")
    for name in ("cook", "wash", "serve"):
        clock.watch(Kitchen, name, name)
    assert asyncio.run(Kitchen().serve()) == "washed and cooked, served"
    assert Kitchen().wash() == "washed"
    served, washed = map(json.loads, (tmp_path / "turns.jsonl").read_text("utf-8").splitlines())
    assert set(served) == {"serve", "cook", "wash"}
    assert set(washed) == {"wash"}
    assert all(seconds >= 0 for seconds, _ in served.values())
