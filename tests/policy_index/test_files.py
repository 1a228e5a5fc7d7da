"""Files that are there whole or not at all."""

from pathlib import Path

import pytest

from policy_index.files import create_whole, replace_whole


def test_the_first_writer_wins(tmp_path: Path) -> None:
    path = tmp_path / "file"
    create_whole(path, "first")
    create_whole(path, "second")
    assert path.read_text(encoding="utf-8") == "first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_replacement_keeps_the_permissions(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("first", encoding="utf-8")
    path.chmod(0o640)
    replace_whole(path, "第二")
    assert path.read_text(encoding="utf-8") == "第二"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("write", [create_whole, replace_whole])
def test_what_cannot_be_written_leaves_nothing(write: object, tmp_path: Path) -> None:
    assert callable(write)
    with pytest.raises(UnicodeEncodeError):
        write(tmp_path / "file", "half of it \udcff")
    assert list(tmp_path.iterdir()) == []
