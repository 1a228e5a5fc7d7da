"""The marks that number a heading, in every form that documents print them."""

import pytest

from policy_index.parsing.markers import find_marker, to_han, to_int


@pytest.mark.parametrize(
    ("line", "label", "number"),
    [
        ("第一编 总则", "第一编", 1),
        ("第一部分 总体要求", "第一部分", 1),
        ("第十二章　附则", "第十二章", 12),
        ("第 一 章　总 则", "第一章", 1),
        ("第三节 支持", "第三节", 3),
        ("第二十一条 本办法自发布之日起施行。", "第二十一条", 21),
        ("第一百零五条　其他。", "第一百零五条", 105),
        ("第12条 其他。", "第十二条", 12),
        ("第一条为规范管理，制定本办法。", "第一条", 1),
        ("第一条（目的）", "第一条", 1),
        ("第二款 前款规定以外的", "第二款", 2),
        ("一、工作目标", "一、", 1),
        ("一 、工作目标", "一、", 1),
        ("十 一、附则", "十一、", 11),
        ("—、工作目标", "一、", 1),
        ("ニ、工作目标", "二、", 2),
        ("(ニ)主要目标。", "（二）", 2),
        ("一．工作目标", "一、", 1),
        ("二、三级联动机制", "二、", 2),
        ("（一）梯度培育行动。", "（一）", 1),
        ("(十一)强化服务支持", "（十一）", 11),
        ("（一)强化服务支持", "（一）", 1),
        ("（ 一 ）强化服务支持", "（一）", 1),
        ("（—）强化服务支持", "（一）", 1),
        ("〔二〕强化服务支持", "（二）", 2),
        ("（一）、总则", "（一）", 1),
        ("（三）项目支持。", "（三）", 3),
        ("㈢项目支持。", "（三）", 3),
        ("（二）及时兑现奖励。", "（二）", 2),
        ("1.提升技术创新能力。", "1.", 1),
        ("1 .提升技术创新能力。", "1.", 1),
        ("２．促进数字化转型。", "2.", 2),
        ("⒉促进数字化转型。", "2.", 2),
        ("3、加强品牌建设。", "3.", 3),
        ("1. 2025年底前完成", "1.", 1),
        ("1.", "1.", 1),
        ("l.老年助餐。", "1.", 1),
        ("(1)申报", "（1）", 1),
        ("1）申报", "（1）", 1),
        ("⑴申报", "（1）", 1),
        ("①优先保障用地。", "①", 1),
        ("㉑优先保障用地。", "㉑", 21),
        ("❷优先保障用地。", "②", 2),
    ],
)
def test_a_mark_has_one_form_whatever_is_printed(line: str, label: str, number: int) -> None:
    marker = find_marker(line)
    assert marker is not None
    assert (marker.label, marker.number) == (label, number)


@pytest.mark.parametrize(
    "line",
    [
        "一、二等奖获得者",
        "四、五两个季度",
        "一、二、三等奖",
        "（一）至（三）项所列企业",
        "（一）、（二）项",
        "（三）项所列企业",
        "（二）（三）两项",
        "(1)至(3)项",
        "3.5亿元以上的项目",
        "3．5亿元以上的项目",
        "4、5月份集中受理",
        "第三条规定的条件",
        "第一条至第三条",
        "第二条、第四条所列企业",
        "第三条第二款",
        "②类企业",
    ],
)
def test_what_follows_a_number_that_is_spoken_of_casts_doubt_on_it(line: str) -> None:
    marker = find_marker(line)
    assert marker is not None
    assert marker.doubt >= 2


@pytest.mark.parametrize(
    "line",
    [
        "713家企业",
        "2024年起",
        "2022.5.1前",
        "第三方服务机构",
        "一是加强领导",
        "一 次性奖励",
        "",
        "——坚持",
        "l.5万元",
    ],
)
def test_a_number_in_prose_is_no_mark(line: str) -> None:
    assert find_marker(line) is None


def test_a_mark_may_be_torn_over_lines() -> None:
    marker = find_marker("（\n1\n）申报")
    assert marker is not None
    assert (marker.label, marker.breaks) == ("（1）", 2)
    assert marker.words("（1）申报") == "申报"


def test_a_mark_does_not_take_the_line_behind_it() -> None:
    marker = find_marker("第一条\n为规范管理")
    assert marker is not None
    assert (marker.width, marker.breaks) == (3, 0)


@pytest.mark.parametrize("number", [1, 9, 10, 11, 19, 20, 21, 99, 100, 101, 110, 111, 250, 999])
def test_a_chinese_numeral_reads_as_it_is_written(number: int) -> None:
    assert to_int(to_han(number)) == number
