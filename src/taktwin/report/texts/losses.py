"""Texts of the scheduled time and the losses."""

TEXTS: dict[str, tuple[str, str]] = {
    "sankey_title": ("Where scheduled time goes", "计划时间的去向"),
    "sankey_note": (
        "Station hours a day of all stations and make cells, from the calendar to the shop to what was done with them.",
        "全部工位与制造单元每天的工位小时：由日历到车间，再到其用途。",
    ),
    "scheduled": ("scheduled time", "计划时间"),
    "pareto_title": ("Losses", "损失排列"),
    "pareto_note": (
        (
            "Losses with a cause of their own, as station hours a day; the percentage is the cumulative share. "
            "Blocked and starved time is the echo of these losses and of unequal cycle times ({knock_on} station "
            "hours a day) and is not counted again."
        ),
        (
            "有自身原因的损失（工位小时/天）；百分数为累计占比。堵塞与待工是上述损失及节拍不均的连带结果（每天 "
            "{knock_on} 工位小时），不重复计入。"
        ),
    ),
    "axis_lost": ("station hours lost a day", "每天损失的工位小时"),
    "loss": ("{shop}: {cause}", "{shop}：{cause}"),
    "loss_detail": ("{shop}: {cause} ({detail})", "{shop}：{cause}（{detail}）"),
    "others": ("all others", "其他"),
}
