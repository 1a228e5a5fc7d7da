"""Two set-ups never work at once, and a dead one never blocks."""

import os
import signal
from pathlib import Path

from bot.launch.exclusive import exclusive
from tests.launch.support import eventually, finish, start_script

HOLD = """
import signal, sys
from pathlib import Path
from bot.launch.exclusive import exclusive
with exclusive(Path(sys.argv[1]), print):
    Path(sys.argv[2]).touch()
    signal.pause()
"""


def test_a_second_set_up_waits_for_the_first_and_takes_over_from_a_dead_one(
    tmp_path: Path,
) -> None:
    lock, held = tmp_path / "new" / "lock", tmp_path / "held"
    holder = start_script(HOLD, lock, held)
    eventually(held.exists, "the first holds the lock")

    told: list[str] = []

    def tell(message: str) -> None:
        told.append(message)
        finish(holder, signal.SIGKILL)

    with exclusive(lock, tell):
        assert told == [f"Another set-up (process {holder.pid}) is running; waiting."]
        assert lock.read_text() == str(os.getpid())


def test_a_lock_left_by_an_ended_process_is_no_obstacle(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text("999999999")
    told: list[str] = []
    with exclusive(lock, told.append):
        assert told == []
