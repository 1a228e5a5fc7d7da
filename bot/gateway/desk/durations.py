"""How long something took, as people say it."""


def duration(seconds: float | None) -> str:
    """40 秒, 3 分 20 秒, 2 小时 5 分, 3 天 4 小时; — for None."""
    if seconds is None:
        return "—"
    whole = round(seconds)
    parts = ((whole // 86_400, "天"), (whole // 3600 % 24, "小时"), (whole // 60 % 60, "分"))
    units = [*parts, (whole % 60, "秒")]
    first = next((place for place, (count, _) in enumerate(units) if count), len(units) - 1)
    said = [f"{count} {unit}" for count, unit in units[first : first + 2] if count]
    return " ".join(said) or "0 秒"
