"""Paragraphs out of a raw source: furniture named, page breaks mended, offsets kept."""

import pytest

from policy_index.parsing.layout import lay_out


def paragraphs(source: str) -> list[str]:
    return [paragraph.text for paragraph in lay_out(source).paragraphs]


def furniture(source: str) -> list[str]:
    return [source[start:end] for start, end in lay_out(source).furniture]


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("力争现\n\n有 713 家省级企业。", "力争现有 713 家省级企业。"),
        ("由高校、\n\n科研机构揭榜。", "由高校、科研机构揭榜。"),
        ("小巨人企业，\n\n充分发挥带动作用。", "小巨人企业，充分发挥带动作用。"),
        ("给予奖励,对被\n\n认定(含复核)的企业。", "给予奖励,对被认定(含复核)的企业。"),
        ("大力推进\n\n智能化。", "大力推进智能化。"),
        ("设备制\n\n造、销售。", "设备制造、销售。"),
        ("投入达到\n\n3.5亿元的项目。", "投入达到3.5亿元的项目。"),
        ("设立\n\n一、二等奖若干。", "设立一、二等奖若干。"),
        ("符合\n\n（一）至（三）项的企业。", "符合（一）至（三）项的企业。"),
        ("（责任单位：市金融局、\n\n人民银行)", "（责任单位：市金融局、人民银行)"),
        ("（市人力资源社会保障)\n\n局)", "（市人力资源社会保障)局)"),
    ],
)
def test_a_page_break_inside_a_sentence_is_closed_up(broken: str, mended: str) -> None:
    assert paragraphs(f"一、目标\n\n{broken}") == ["一、目标", mended]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("支持企业发展。", "鼓励各地支持。"),
        ("在税务方面：", "提供服务。"),
        ("（责任单位：市科技局）", "支持企业发展。"),
        ("一、工作目标", "支持企业发展。"),
        ("支持企业发展", "（一）加大支持。"),
        ("支持企业发展", "公开方式：主动公开"),
    ],
)
def test_what_ends_a_paragraph_or_opens_one_stays_apart(first: str, second: str) -> None:
    assert paragraphs(f"一、总则\n\n{first}\n\n{second}")[-2:] == [first, second]


def test_lines_before_the_body_stay_apart_unless_prose_goes_on() -> None:
    source = "某市文件\n某函〔2024〕1号\n关于支持中小企业、\n促进发展的通知\n一、目标\n做好。"
    assert paragraphs(source)[:3] == [
        "某市文件",
        "某函〔2024〕1号",
        "关于支持中小企业、促进发展的通知",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "[回到顶部](#)",
        "回到顶部",
        "[首页](#)[政务公开](#)当前位置：[首页](#) > [法规公文](#)",
        "广州市人民政府 版权所有 主办单位：广州市人民政府办公厅",
        "网站标识码：4401000004 ICP备案号：粤B2-20040244号-1",
        "打印本页",
        "The People's Government of Guangzhou Municipality",
    ],
)
def test_furniture_is_named_wherever_it_stands(line: str) -> None:
    source = f"一、目标\n支持企业发展，\n{line}\n促进增长。"
    assert furniture(source) == [line]
    assert paragraphs(source) == ["一、目标", "支持企业发展，促进增长。"]


def test_a_site_name_and_a_menu_are_furniture_only_at_the_top() -> None:
    menu, name = "专题首页 改革动态 改革试点 他山之石", "广州市人民政府"
    source = f"{menu}\n{name}\n关于印发方案的通知。\n一、目标\n做好。\n{name}\n{menu}"
    assert furniture(source) == [menu, name]
    assert name in paragraphs(source)[-1]


@pytest.mark.parametrize("start", ["相关新闻", "相关链接", "附件下载", "使用帮助"])
def test_after_the_related_news_nothing_is_the_document(start: str) -> None:
    source = f"一、目标\n支持企业发展。\n{start}\n某报道。\n二、更多"
    assert furniture(source) == [start, "某报道。", "二、更多"]


def test_every_character_keeps_its_place_in_the_source() -> None:
    source = " \u3000一、目标 \r\n\r\n\u00a0支持企\r\n\r\n业发展。\t"
    for paragraph in lay_out(source).paragraphs:
        assert paragraph.text == "".join(source[offset] for offset in paragraph.offsets)
        assert list(paragraph.offsets) == sorted(set(paragraph.offsets))
        assert (paragraph.start, paragraph.end) == (
            paragraph.offsets[0],
            paragraph.offsets[-1] + 1,
        )


def test_an_empty_source_has_no_paragraph() -> None:
    assert lay_out(" \n\n\u3000") == lay_out("")
    assert paragraphs("") == []
