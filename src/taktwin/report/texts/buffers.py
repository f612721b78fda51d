"""Texts of the buffers."""

TEXTS: dict[str, tuple[str, str]] = {
    "buffers_title": ("Buffer levels along the line", "沿线缓冲区水平"),
    "buffers_note": (
        (
            "All of scheduled time: that in which a station before or after the buffer is scheduled; nights and "
            "weekends off shift do not count. Level as a share of capacity: bar from the 10 % to the 90 % point of the "
            "interval means, dot at the mean. Below: share of scheduled time full (blocks what is before it) and empty "
            "(starves what follows)."
        ),
        (
            "均按计划时间统计，即缓冲区前后任一工位处于计划班次的时间；不开班的夜间与周末不计。"
            "水平占容量的比例：条形为时段均值的 10 % 至 90 % 分位，圆点为平均值。下图："
            "满（使上游堵塞）与空（使下游待工）占计划时间的比例。"
        ),
    ),
    "buffers_note_jobs": (
        (
            "Of scheduled time, that in which a station before or after the buffer is scheduled: bar from the 10 % to "
            "the 90 % point of the interval means, dot at the mean."
        ),
        "按计划时间统计（前后任一工位处于计划班次的时间）：条形为时段均值的 10 % 至 90 % 分位，圆点为平均值。",
    ),
    "buffers_unlimited": ("Without limit: {list}.", "无容量限制：{list}。"),
    "buffers_most": ("The {n} largest of {all} buffers are shown.", "显示 {all} 个缓冲区中容量最大的 {n} 个。"),
    "level_of": (
        "{name} {mean} {jobs} on average of scheduled time (at most {max})",
        "{name} 计划时间内平均 {mean} {jobs}（最多 {max}）",
    ),
    "axis_fill": ("level (% of capacity)", "水平（占容量 %）"),
    "axis_level": ("level ({jobs})", "水平（{jobs}）"),
    "axis_time": ("of the time (%)", "时间占比（%）"),
    "mean": ("mean", "平均"),
    "range": ("10 % to 90 %", "10 %–90 %"),
    "full": ("full", "满"),
    "empty": ("empty", "空"),
}
