"""Texts of the scheduled time and the losses."""

TEXTS: dict[str, tuple[str, str]] = {
    "sankey_title": ("Where scheduled time goes", "计划时间的去向"),
    "sankey_note": (
        "Station hours a day of all stations and make cells, from the calendar to the shop to what was done with them.",
        "全部工位与制造单元每天的工位小时：由日历到车间，再到其用途。",
    ),
    "scheduled": ("scheduled time", "计划时间"),
    "losses_title": ("What losses cost", "损失的代价"),
    "losses_who": ("Lost", "损失"),
    "losses_hours": ("hours a day", "小时/天"),
    "losses_gain": ("a tenth less gives, {jobs} a day", "减少一成可增产（{jobs}/天）"),
    "losses_note": (
        (
            "Measured one by one, as what pays is. Set-ups, failures and waiting take {root} station hours a day in "
            "all stations; {knock_on} are blocked or starved, the echo of losses elsewhere. To have an hour back where "
            "it gains nothing helps nobody, however many are lost."
        ),
        (
            "与改善效果一样逐一实测。全部工位每天换型、故障与等待共 {root} 工位小时；堵塞与待工 {knock_on} 小时，"
            "为他处损失的连带结果。在不能增产之处，损失再多工时，挽回也没有价值。"
        ),
    ),
    "loss": ("{station}: {cause}", "{station}：{cause}"),
}
