"""Texts of the lead time."""

TEXTS: dict[str, tuple[str, str]] = {
    "lead_title": ("Lead time from shop to shop", "车间之间的通过时间"),
    "lead_stages": ("Stages", "各阶段"),
    "lead_hist": ("Distribution of the lead time", "通过时间分布"),
    "lead_note": (
        (
            "Elapsed time of finished {jobs} from the first entry into a shop to the first entry into the next; "
            "whiskers from the 10 % to the 90 % point."
        ),
        "完工产品从首次进入某车间到首次进入下一车间的日历时间；须线为 10 % 至 90 % 分位。",
    ),
    "lead_note_one": (
        "Elapsed time of finished {jobs} from start to end; the last bar holds all that took longer.",
        "完工产品从开始到结束的日历时间；最后一柱包含更长的全部产品。",
    ),
    "axis_hours": ("hours", "小时"),
    "axis_lead": ("lead time (h)", "通过时间（h）"),
    "axis_lead_min": ("lead time (min)", "通过时间（min）"),
    "axis_share_jobs": ("share of {jobs} (%)", "占比（%）"),
    "stage": ("{start} → {end}", "{start} → {end}"),
    "line_off": ("line off", "下线"),
    "median": ("Median", "中位数"),
    "p10": ("10 %", "10 %"),
    "p90": ("90 %", "90 %"),
    "mean_h": ("Mean (h)", "平均（h）"),
    "stage_head": ("Stage", "阶段"),
    "total": ("Total", "合计"),
    "count_cars": ("Cars", "数量（辆）"),
    "count_jobs": ("Jobs", "数量（件）"),
    "comma": (", ", "、"),
    "semicolon": ("; ", "；"),
}
