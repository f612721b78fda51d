"""Texts of carriers."""

TEXTS: dict[str, tuple[str, str]] = {
    "carriers_title": ("Carriers", "载具"),
    "carriers_pool": ("Pool", "载具池"),
    "carriers_count": ("Number", "数量"),
    "carriers_taken": ("Taken a day", "每日取用"),
    "carriers_in_use": ("With jobs", "随工件"),
    "carriers_on_way": ("On the way back", "返回途中"),
    "carriers_there": ("At the take-up", "取用点"),
    "carriers_none": ("None there", "无可用"),
    "carriers_note": (
        (
            "Means over the measured time; cleaning counts as the way back. None there: share of the time in which no "
            "carrier could be taken."
        ),
        "为统计期内的平均值；清洗计入返回途中。无可用：没有载具可取的时间比例。",
    ),
}
