"""Whole pages in the manner of the content systems of Chinese public sites: pages/NAME.html is to
read as pages/NAME.txt, line by line."""

from pathlib import Path

import pytest

from policy_index.reading.encodings import decode
from policy_index.reading.files import read_file
from policy_index.reading.html.page import read_page

PAGES = sorted(Path(__file__).with_name("pages").glob("*.html"))


def page(name: str) -> Path:
    return Path(__file__).with_name("pages") / f"{name}.html"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_document_is_read_and_the_site_around_it_is_not(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert read_file(path).text.replace("\xa0", " ") + "\n" == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_reads_alike_in_every_encoding(path: Path, encoding: str, tmp_path: Path) -> None:
    # What the page declares of its encoding is often left over from another one.
    saved = tmp_path / "page.htm"
    saved.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert read_file(saved) == read_file(path)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        (
            "ucap",
            {
                "标题": "国务院办公厅关于支持小微企业用工的意见",
                "发布机构": "国务院办公厅",
                "文号": "国办发〔2023〕12号",
                "主题分类": "劳动、人事、监察\\就业",
                "成文日期": "2023年05月08日",
                "发布日期": "2023年05月16日",
            },
        ),
        ("trs", {"发布日期": "2024-01-18", "来源": "技术改造科"}),
        (
            "hanweb",
            {
                "索引号": "014000000/2022-00107",
                "主题分类": "科技、教育\\科技 通知",
                "发布机构": "青阳市人民政府",
                "文号": "青政发〔2022〕31号",
                "发布日期": "2022-07-05",
                "有效性": "有效",
                "标题": "市政府关于印发青阳市科技创新券管理办法的通知",
                "来源": "市政府办公室",
            },
        ),
        (
            "southcn",
            {
                "索引号": "11440000/2021-00215",
                "主题分类": "商贸、海关、旅游",
                "发布机构": "海岸市人民政府办公室",
                "成文日期": "2021-09-10",
                "文号": "海府办规〔2021〕9号",
                "发布日期": "2021-09-15",
                "来源": "本网",
            },
        ),
        ("div_soup", {"发布日期": "2024-02-28", "来源": "产业促进局"}),
    ],
)
def test_the_metadata_of_a_page_is_told_under_one_name_each(
    name: str, facts: dict[str, str]
) -> None:
    assert read_file(page(name)).page_facts == facts


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_fact_stands_in_the_text(path: Path) -> None:
    reading = read_file(path)
    assert all(value in reading.text for value in reading.page_facts.values())


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("ucap", "menu", "国务院\n新闻\n政策"),
        ("ucap", "breadcrumb", "首页 > 政策 > 国务院政策文件库"),
        ("ucap", "page tools", "【我要纠错】责任编辑：王某"),
        (
            "ucap",
            "related links",
            "相关稿件\n图解：支持小微企业用工\n人力资源社会保障部负责人答记者问",
        ),
        ("ucap", "footer", "版权所有：中国政府网　京ICP备05070218号　网站标识码bm01000001"),
        ("southcn", "hidden", "政策解读：一、为什么制定本办法？为了促进外贸发展，回应企业关切。"),
    ],
)
def test_what_is_left_out_is_told_with_its_kind(name: str, kind: str, words: str) -> None:
    told = [each.text for each in read_file(page(name)).left_out if each.kind == kind]
    assert any(words in text for text in told), told


def test_a_web_archive_holds_the_page(tmp_path: Path) -> None:
    source = page("trs").read_text(encoding="utf-8")
    archive = tmp_path / "saved.mht"
    head = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
        "------b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    archive.write_bytes(head.encode() + source.encode() + b"\r\n------b--\r\n")
    assert read_file(archive).text == read_file(page("trs")).text


def test_reading_a_page_twice_gives_the_same() -> None:
    markup = decode(page("trs").read_bytes()).text
    assert read_page(markup) == read_page(markup)
