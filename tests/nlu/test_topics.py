"""Topics by everyday words."""

from collections import Counter

import pytest

from bot.nlu.lookups import lookup
from bot.nlu.topics import find_topics
from policy_index.text import normalize


def topics(text: str) -> list[str]:
    return list(dict.fromkeys(mention.topic for mention in find_topics(normalize(text))))


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("找银行借钱利息压得喘不过气", "贴息"),
        ("请担保公司的钱有没有补", "担保"),
        ("年利率不超过多少，LPR是3.1%", "贷款利率"),
        ("我们想拿地", "用地"),
        ("江門可唔可以幾間公司夾份投地", "用地"),
        ("想租标准厂房", "用房"),
        ("员工宿舍有补贴吗", "用房"),
        ("外地牌的商务车能免开四停四不", "车辆"),
        ("our company car with a non-Guangzhou plate", "车辆"),
        ("上ERP和MES", "数字化"),
        ("想起智能工廠、搞自動化", "数字化"),
        ("数子化", "数字化"),
        ("冲刺北交所，请券商", "上市"),
        ("新三板挂牌", "上市"),
        ("整体搬到湛江", "迁入"),
        ("买新设备", "技改"),
        ("技该", "技改"),
        ("产业园引进小巨人有没有奖", "园区"),
        ("强企增效工程", "强企增效"),
        ("银行有没有专属的荣资服务", "融资"),
        ("去德国开个实验室", "创新"),
        ("出口通关能不能快点", "市场"),
        ("注册商标", "品牌"),
        ("高价值专利大赛", "知识产权"),
        ("招不到人", "人才"),
        ("有没有服务专员", "服务"),
        ("节能诊断", "绿色"),
        ("夏天老是限电", "用电"),
        ("员工的小孩读书", "子女教育"),
        ("老板看病", "医疗"),
        ("没公交车坐，能不能给开一趟", "公交"),
        ("税费服务直通车", "税务"),
        ("湛江计划到哪一年凑够300家", "目标"),
        ("小巨人认定补帖多少", "认定"),
    ],
)
def test_everyday_words_tell_the_topic(text: str, topic: str) -> None:
    assert topics(text)[0] == topic


def test_several_topics_are_given_in_their_order() -> None:
    assert topics("贷款贴息 担保费 100万") == ["贴息", "担保"]
    assert topics("上市和数字化改造") == ["上市", "数字化"]


def test_having_got_the_title_is_a_topic_only_by_itself() -> None:
    assert topics("刚评上省级专精特新") == ["认定"]
    assert topics("去年评上省级专精特新，上系统能补几成") == ["数字化"]
    assert topics("广州省级专精特新奖多少") == ["认定"]


@pytest.mark.parametrize(
    "text",
    [
        "你好",
        "那湛江呢",
        "市场监管局的电话",
        "当地和外地",
        "you are interested",
        "省级的",
        "这笔费用能补吗",
    ],
)
def test_other_words_have_no_topic(text: str) -> None:
    assert topics(text) == []


def test_no_word_means_two_topics() -> None:
    data = lookup("topics")
    words = Counter(word.lower() for each in data["topics"].values() for word in each)
    words.update(word.lower() for word in data["not_topics"])
    assert [word for word, times in words.items() if times > 1] == []
