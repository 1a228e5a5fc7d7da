"""A new document as it comes, and a collection that it may be taken into."""

import shutil
from pathlib import Path

import pytest

from policy_index.collection import POLICIES

TEXT = """淄博市人民政府办公室关于印发淄博市支持专精特新企业若干措施的通知
淄政办发〔2025〕8号
各区县人民政府：
《淄博市支持专精特新企业若干措施》已经市政府同意，现印发给你们，请认真贯彻执行。
淄博市人民政府办公室
2025年3月8日

一、认定奖励
（一）对新认定的小巨人企业，给予50万元一次性奖励。（责任单位：市工业和信息化局）
（二）对新认定的省级专精特新企业，给予20万元一次性奖励。
二、附则
本措施自2025年4月1日起施行，有效期3年。
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "zibo.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """A copy of the collection."""
    return Path(shutil.copytree(POLICIES, tmp_path / "policies"))
