"""Which lines of a page are the document's."""

import pytest

from policy_index.reading.html.facts import facts_in_line, facts_in_rows, without_counters
from policy_index.reading.html.page import read_page

TEXT = "".join(
    f"<p>第{n}条 为促进中小企业发展，对符合条件的企业给予补助，具体办法另行制定。</p>"
    for n in "一二三四五"
)
ARTICLES = [line for line in TEXT.replace("</p>", "").split("<p>") if line]


def lines(markup: str) -> list[str]:
    return read_page(markup).text.split("\n")


def test_a_title_that_only_the_head_of_the_page_names_is_put_before_the_text() -> None:
    head = "<head><title>某市中小企业促进办法_某市人民政府门户网站</title></head>"
    assert lines(f"{head}<body><div>{TEXT}</div></body>") == ["某市中小企业促进办法", *ARTICLES]


@pytest.mark.parametrize(
    "shown",
    ["某市中小企业促进办法", "某市中小企业促进办法（2024年修订）", "《某市中小企业促进办法》全文"],
)
def test_a_title_that_the_page_shows_is_not_put_there_again(shown: str) -> None:
    head = "<head><title>某市中小企业促进办法-某市政府网</title></head>"
    body = f"<body><div class='main'><p>{shown}</p><div>{TEXT}</div></div></body>"
    assert lines(head + body) == [shown, *ARTICLES]


@pytest.mark.parametrize(
    "title", ["某市人民政府门户网站", "政策文件_某市人民政府", "某市关于促进中小企业发展的若…_某网"]
)
def test_the_name_of_a_site_or_a_title_cut_short_is_none(title: str) -> None:
    head = f"<head><title>{title}</title></head>"
    assert lines(f"{head}<body><div>{TEXT}</div></body>") == ARTICLES


def test_the_title_may_stand_behind_the_name_of_the_site() -> None:
    head = "<head><title>某市人民政府_某市中小企业促进办法</title></head>"
    assert lines(f"{head}<body><div>{TEXT}</div></body>")[0] == "某市中小企业促进办法"


def test_a_known_element_holds_the_text_though_the_page_says_more() -> None:
    more = "".join(
        f"<p>声明{n}：本网站刊载的内容仅供参考，请以正式文件为准。</p>" for n in range(4)
    )
    body = f"<body><div><div class='TRS_Editor'>{TEXT}</div><div>{more}</div></div></body>"
    assert lines(body)[:5] == ARTICLES


def test_number_and_addressee_between_title_and_text_are_kept() -> None:
    body = (
        "<div class='head'><h1>关于促进中小企业发展的若干措施</h1></div>"
        f"<div><p>某政发〔2024〕1号</p><p>各县人民政府：</p></div><div id='zoom'>{TEXT}</div>"
    )
    assert lines(f"<body>{body}</body>")[:3] == [
        *("关于促进中小企业发展的若干措施", "某政发〔2024〕1号", "各县人民政府：")
    ]


def test_labels_and_values_on_lines_of_their_own_are_put_together() -> None:
    metadata = "<dl><dt>索引号：</dt><dd>A-1</dd><dt>文号</dt><dd>某政发〔2024〕1号</dd></dl>"
    reading = read_page(f"<body><div>{metadata}<div id='zoom'>{TEXT}</div></div></body>")
    assert reading.text.split("\n")[:2] == ["索引号：A-1", "文号：某政发〔2024〕1号"]
    assert reading.page_facts == {"索引号": "A-1", "文号": "某政发〔2024〕1号"}


def test_a_metadata_table_below_the_text_is_put_before_it() -> None:
    table = "<table><tr><td>索引号</td><td>A-1</td></tr><tr><td>文号</td><td>B</td></tr></table>"
    reading = read_page(f"<body><div id='zoom'>{TEXT}</div><div>{table}</div></body>")
    assert reading.page_facts == {"索引号": "A-1", "文号": "B"}
    assert reading.text.split("\n") == ["索引号：A-1", "文号：B", *ARTICLES]


def test_a_table_of_the_text_is_no_metadata() -> None:
    table = "<table><tr><td>名称</td><td>数量</td></tr><tr><td>厂房</td><td>3</td></tr></table>"
    reading = read_page(f"<body><div>{TEXT}{table}</div></body>")
    assert reading.page_facts == {}
    assert reading.text.endswith("名称 | 数量\n厂房 | 3")


def test_the_date_among_the_buttons_is_kept() -> None:
    tools = "<div class='toolbar'><span>发布时间：2024-01-02</span><a>打印</a></div>"
    assert lines(f"<body><div>{tools}<div id='zoom'>{TEXT}</div></div></body>")[0].startswith(
        "发布时间：2024-01-02"
    )


def test_an_element_with_most_of_the_text_is_no_furniture_whatever_it_is_called() -> None:
    assert lines(f"<body><div class='share print-area footer'>{TEXT}</div></body>") == ARTICLES


def test_text_that_is_hidden_until_a_script_shows_it_is_read() -> None:
    assert lines(f"<body><div style='display:none'>{TEXT}</div></body>") == ARTICLES


def test_signature_and_attachments_below_the_text_are_kept() -> None:
    below = "<div>某市人民政府</div><p>附件：<a href='1.doc'>1.申报表</a></p><p>打印本页</p>"
    body = f"<div class='main'><div id='zoom'>{TEXT}</div>{below}</div><div>某市 联系我们</div>"
    assert lines(f"<body>{body}</body>")[5:] == ["某市人民政府", "附件：1.申报表"]


def test_links_under_related_are_left_out_even_inside_the_text_element() -> None:
    related = "<p>相关解读：</p><p><a>一图读懂促进办法</a></p><p><a>二、问答</a></p>"
    assert lines(f"<body><div id='zoom'>{TEXT}{related}</div></body>") == ARTICLES


def test_the_tabs_above_a_text_are_the_site_s() -> None:
    tabs = "<ul class='nav nav-tabs'><li>正文</li><li>政策解读</li><li>相关附件</li></ul>"
    assert lines(f"<body><div>{tabs}<div>{TEXT}</div></div></body>") == ARTICLES


def test_a_link_in_the_text_is_a_word_of_it() -> None:
    linked = "<p>依据<a href='x'>《中小企业促进法》</a>制定。</p>"
    assert lines(f"<body><div>{TEXT}{linked}</div></body>")[-1] == "依据《中小企业促进法》制定。"


@pytest.mark.parametrize(
    "words",
    [
        *(
            "当前位置：首页 > 政务公开",
            "您现在的位置：首页",
            "首页 > 政策 > 正文",
            "【打印本页】【关闭窗口】",
        ),
        *(
            "字体：[大 中 小]",
            "A- A A+",
            "点击上方蓝字关注我们",
            "分享到：微信",
            "扫一扫在手机打开当前页",
            "责任编辑：张三",
            "浏览次数：12",
        ),
        *(
            "上一篇：关于某事的通知",
            "下一篇：没有了",
            "某ICP备12345678号",
            "网站标识码：1234567890",
        ),
        *("首页 | 概况 | 政策文件 | 互动", "|", "版权所有：某局"),
    ],
)
def test_lines_of_the_site_are_left_out(words: str) -> None:
    assert lines(f"<body><div><p>{words}</p>{TEXT}<p>{words}</p></div></body>") == ARTICLES


@pytest.mark.parametrize(
    "words",
    [
        *("上一条所称企业，是指中小企业。", "审核：由县级主管部门负责，五个工作日内完成。"),
        *(
            "项目所在位置：高新区。",
            "首页应当载明申请人的名称。",
            "分享发展成果。",
            "主办单位：某市工业和信息化局",
        ),
        *("返回的材料应当补正。", "编辑部门应当按照规定办理相关事项。", "下一页为申请表"),
    ],
)
def test_lines_of_the_document_are_kept_though_they_look_alike(words: str) -> None:
    assert lines(f"<body><div>{TEXT}<p>{words}</p></div></body>")[-1] == words


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "发布日期: 2023-12-06    来源:区委办  浏览次数: 3",
            {"发布日期": "2023-12-06", "来源": "区委办"},
        ),
        (
            "发布时间：2024-03-18 10:22来源：市政府",
            {"发布日期": "2024-03-18 10:22", "来源": "市政府"},
        ),
        (
            "2024-02-28 来源：产业局 【字体：大 中 小】",
            {"发布日期": "2024-02-28", "来源": "产业局"},
        ),
        ("时间：2024-01-02 来源：本站", {"发布日期": "2024-01-02", "来源": "本站"}),
        ("时间：2024年1月2日上午9时", {}),
        ("索 引 号：A-1", {"索引号": "A-1"}),
        ("企业应当说明来源：自有资金。", {}),
        ("文号：", {}),
    ],
)
def test_facts_of_a_line(line: str, facts: dict[str, str]) -> None:
    assert {name: value for name, _, value in facts_in_line(line)} == facts


def test_facts_of_a_table_need_more_than_one_label() -> None:
    assert facts_in_rows([["名称", "数量"], ["厂房", "3"]]) == []
    rows = [["索引号", "A-1", "文号", "B"], ["标题", "某办法", "某办法", "某办法"]]
    assert [(name, value) for name, _, value in facts_in_rows(rows)] == [
        *(("索引号", "A-1"), ("文号", "B"), ("标题", "某办法"))
    ]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("发布日期：2024-01-02　点击数：872", "发布日期：2024-01-02"),
        ("来源：某局阅读量：20 T大 T小", "来源：某局"),
        ("发布时间：2024-01-02来源：某局", "发布时间：2024-01-02  来源：某局"),
        ("第一条 浏览", "第一条 浏览"),
    ],
)
def test_counters_are_cut_out_of_a_line_of_facts(line: str, kept: str) -> None:
    assert without_counters(line) == kept
