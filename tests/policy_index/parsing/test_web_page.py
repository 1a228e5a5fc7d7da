"""What a web site puts around a document, told from the document's own words."""

import pytest

from policy_index.parsing.lines import split_lines
from policy_index.parsing.web_page import find_web_page

BODY = "一、目标\n支持企业发展，\n促进增长。\n二、措施\n给予补助，优先保障用地、用能和人才需求。"


def furniture(source: str) -> list[str]:
    lines = split_lines(source)
    return [lines[index].text for index in sorted(find_web_page(lines))]


@pytest.mark.parametrize(
    "line",
    [
        "[回到顶部](#)",
        "回到顶部",
        "[首页](#)[政务公开](#)当前位置：[首页](#) > [法规公文](#)",
        "您现在的位置：首页 > 政务公开 > 政策文件",
        "首页 > 政策 > 文件",
        "广州市人民政府 版权所有 主办单位：广州市人民政府办公厅",
        "网站标识码：4401000004 ICP备案号：粤B2-20040244号-1",
        "打印本页",
        "【打印】【关闭】",
        "【字体：大 中 小】",
        "字号：默认 大 超大",
        "A- A A+",
        "效力状态：失效",
        "点击上方蓝字关注我们",
        "政 府 信 息 公 开",
        "分享到：",
        "扫一扫在手机打开当前页",
        "上一篇：一、第四批展会计划公布",
        "浏览次数：128次",
        "责任编辑：某某",
    ],
)
def test_a_line_of_the_site_is_known_wherever_it_stands(line: str) -> None:
    assert furniture(BODY.replace("，\n", f"，\n{line}\n")) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "主办单位：市工业和信息化局",
        "政策解读由市科技局负责。",
        "上一年度营业收入",
        "打印材料费用",
        "政府信息公开",
        "分享到会经验",
        "首页",
        "相关政策",
        "Small and Medium",
        "来源：财政资金",
        "初审：由区科技局组织。",
        "项目所在位置：高新区",
        "对软件版权所有者给予奖励",
        "网站应当办理ICP备案手续",
        "公开方式：主动公开",
    ],
)
def test_words_of_a_policy_are_not_eaten(line: str) -> None:
    assert furniture(BODY.replace("，\n", f"，\n{line}\n")) == []


def test_all_above_the_place_in_the_site_is_the_site_s() -> None:
    top = "某市人民政府\nThe People's Government\n首页 政务公开\n某某平台\n当前位置：首页 > 文件"
    assert furniture(f"{top}\n关于印发方案的通知\n{BODY}") == top.split("\n")


def test_a_menu_and_a_site_name_are_furniture_at_the_top_only() -> None:
    menu, name = "专题首页 改革动态 改革试点 他山之石", "广州市人民政府"
    assert furniture(f"{menu}\n{name}\n通知。\n{BODY}\n{name}") == [menu, name]
    title = f"{name}\n关于支持企业的意见"
    assert furniture(f"{menu}\n{title}\n{BODY}") == [menu]


def test_a_torn_path_and_a_run_of_menu_words_are_one_menu() -> None:
    torn = "设为首页\n工作邮箱\n搜索\n信息\n公开\n首页\n>\n政务公开\n>\n通知"
    assert furniture(f"{torn}\n关于印发方案的通知\n{BODY}") == torn.split("\n")


def test_the_table_of_page_data_is_the_site_s() -> None:
    data = "索引号：0112\n主题分类：综合\n发布机构：市政府\n文　　号：某府〔2024〕7号\n有效性：有效"
    assert furniture(f"{data}\n关于印发方案的通知\n{BODY}") == data.split("\n")
    bracketed = "【  发布机构】：市政府\n【  文　　号】：某府〔2024〕7号"
    assert furniture(f"{bracketed}\n关于印发方案的通知\n{BODY}") == bracketed.split("\n")
    torn = "索 引 号 ：\n0112\n发 布 机 构 ：\n市政府\n成 文 日 期 ：\n名 称 ：\n通知"
    assert furniture(f"{torn}\n关于印发方案的通知\n{BODY}") == torn.split("\n")


def test_the_page_s_date_and_source_are_the_site_s_on_a_web_page() -> None:
    data = "2024-04-09 10:20\n来源：市科技局"
    assert furniture(f"首页 > 文件\n通知\n{data}\n{BODY}") == ["首页 > 文件", *data.split("\n")]
    assert furniture(f"通知\n来源：市科技局\n{BODY}") == []
    both = "发布时间：2025-04-17 来源：市科技局"
    assert furniture(f"通知\n{both}\n{BODY}") == [both]


def test_the_page_s_headline_before_the_title_is_the_site_s() -> None:
    headline = "关于支持企业发展的通知_某市人民政府门户网站"
    assert furniture(f"{headline}\n首页 > 文件\n关于支持企业\n发展的通知\n{BODY}")[0] == headline


@pytest.mark.parametrize("start", ["相关新闻", "相关链接", "附件下载", "| 相关政策"])
def test_behind_the_document_all_is_the_site_s(start: str) -> None:
    end = f"{start}\n某报道。\n二、更多"
    assert furniture(f"{BODY}\n{end}") == end.split("\n")


def test_a_footer_takes_the_site_s_short_lines_with_it() -> None:
    footer = "按地区查\n北京\n上海\n网站地图\n联系我们\n主办：某市\n某ICP备12345678号\n重复的标题。"
    assert furniture(f"{BODY}\n{footer}") == footer.split("\n")


def test_a_form_above_a_footer_is_the_document_s() -> None:
    form, footer = "附件1\n申请表\n企业名称", "网站地图\n某ICP备12345678号"
    assert furniture(f"{BODY}\n{form}\n{footer}") == footer.split("\n")


@pytest.mark.parametrize(
    "end",
    [
        "联系人：某某\n地址：某路1号\n邮编：510000",
        "主办单位：市工业和信息化局",
        "Small Business",
        "登录",
    ],
)
def test_the_last_lines_of_a_document_without_a_footer_are_its_own(end: str) -> None:
    assert furniture(f"{BODY}\n{end}") == []


def test_files_to_download_are_the_site_s() -> None:
    files = "附件：\n1.任务分工表.docx"
    assert furniture(f"{BODY}\n2024年1月1日\n{files}") == files.split("\n")
    assert furniture(f"{BODY}\n附件：申请表.doc\n某市财政局\n2024年1月1日") == []


def test_front_matter_and_remarks_of_a_store_of_texts_are_none_of_the_document() -> None:
    matter = "---\n标题: 通知\n---\n> 仅供参考。"
    assert furniture(f"{matter}\n通知\n{BODY}") == matter.split("\n")
