"""Texts of the zones of moving and indexed lines."""

TEXTS: dict[str, tuple[str, str]] = {
    "zones_title": ("Zones of moving and indexed lines", "流水线与同步节拍线的工区"),
    "zones_zone": ("Zone", "工区"),
    "zones_line": ("Line", "产线"),
    "zones_work": ("Work per job", "每台作业时间"),
    "zones_overloads": ("Overloads per 1,000 jobs", "每千台超时次数"),
    "zones_overload": ("Overload per job", "每台超时"),
    "zones_helped": ("Taken over", "由机动工承担"),
    "zones_stops": ("Stops", "停线次数"),
    "zones_stopped": ("Line stood for it", "因其停线"),
    "zones_note": (
        (
            "The {n} zones for which their line stood longest, then those with most overload; means over "
            "replications. An "
            "overload is work that is not done at the end of the zone and its drift (a call of the andon): the line "
            "stops, "
            "the worker goes on in the next zones, or a utility worker takes over the rest. An indexed line "
            "stands until "
            "all zones are done; its time is booked to the zone that was ready last."
        ),
        (
            "因其停线最久的 {n} 个工区，其次为超时最多者；各次重复的平均值。超时指到工区末端及允许漂移处仍未完成的作业"
            "（拉动安灯）：产线停止、工人跟进到后续工区、或由机动工承担剩余作业。同步节拍线在全部工区完成前停止，"
            "时间计入最后完成的工区。"
        ),
    ),
}
