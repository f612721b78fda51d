"""Texts of the throughput."""

TEXTS: dict[str, tuple[str, str]] = {
    "through_title": ("Throughput through the day", "一天中的产量"),
    "through_hour": ("By hour of the day", "按小时"),
    "through_day": ("By day", "按天"),
    "through_note": (
        "{shop}; bars are means over the working days, whiskers the range from the 10 % to the 90 % day.",
        "{shop}；柱为工作日平均值，须线为 10 % 至 90 % 分位的范围。",
    ),
    "axis_hour": ("hour of the day", "时刻"),
    "axis_rate": ("{jobs} an hour", "{jobs}/小时"),
    "axis_day": ("day", "第几天"),
    "axis_per_day": ("{jobs} a day", "{jobs}/天"),
}
