"""Sentences: what a clause says, piece by piece and verbatim."""

from policy_index.sentences import split_sentences


def test_a_row_of_a_table_is_one_sentence() -> None:
    text = "按下表给予奖励：\n序号 | 项目 | 奖励\n1 | 一等奖；二等奖 | 10万元。5万元\n不重复享受。"
    assert split_sentences(text) == [
        "按下表给予奖励：",
        "序号 | 项目 | 奖励",
        "1 | 一等奖；二等奖 | 10万元。5万元",
        "不重复享受。",
    ]


def test_a_sentence_ends_with_its_mark_and_the_quotes_behind_it() -> None:
    text = "做好“申报”。建立机制；（完）\n（责任单位：市科技局）"
    assert split_sentences(text) == [
        "做好“申报”。",
        "建立机制；",
        "（完）",
        "（责任单位：市科技局）",
    ]
