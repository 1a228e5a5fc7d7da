"""Words as a voice can say them: no brackets, no quotation marks, no signs."""

import re

_DIGITS = "零一二三四五六七八九"
_SHARE = re.compile(r"(\d{1,3})(?:\.(\d+))?%")
_DAY = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_UNTIL = re.compile(r"(?<=[\d年月日])\s*[—–~～-]+\s*(?=\d)")
_DISTRICTS = re.compile("县[（(]市、区[）)]")
_LINE_END = re.compile(r"(?<![。！？：])\n")
_MARKS = re.compile(r"[“”‘’\"'《》「」『』\s]")
_SIGNS = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w，。！？：、.]|[①-⓿]")
_PAUSES = re.compile("[，、：。！？]{2,}")


def speakable(text: str) -> str:
    """What stands in brackets is said between pauses; 30% is 百分之三十, 2022—2024年 2022到2024年.

    The figures stay what they are.
    """
    text = _DISTRICTS.sub("县市区", text).replace("”“", "，")
    text = _SHARE.sub(lambda share: f"百分之{_in_han(int(share[1]), share[2] or '')}", text)
    text = _DAY.sub(_spelled, text)
    text = _LINE_END.sub("，", _UNTIL.sub("到", text))
    text = _SIGNS.sub("，", _MARKS.sub("", text))
    return _PAUSES.sub(_strongest, text).strip("，")


def _spelled(day: re.Match[str]) -> str:
    year, month, of_month = day.groups()
    return f"{year}年{int(month)}月" + (f"{int(of_month)}日" if of_month else "")


def _strongest(pauses: re.Match[str]) -> str:
    """Of pauses that follow each other one is left: that which ends most."""
    return next(mark for mark in "？！。：，、" if mark in pauses.group())


def _in_han(whole: int, decimals: str) -> str:
    """30 is 三十, 105 is 一百零五; with the decimals 05 of 3.05 三点零五."""
    words = _whole_in_han(whole)
    return f"{words}点{''.join(_DIGITS[int(d)] for d in decimals)}" if decimals else words


def _whole_in_han(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"
    hundreds, rest = divmod(number, 100)
    gap = "零" if 0 < rest < 10 else "一" if 10 <= rest < 20 else ""
    return f"{_DIGITS[hundreds]}百{gap}{_whole_in_han(rest) if rest else ''}"
