"""Texts of the plan of the press lots."""

TEXTS: dict[str, tuple[str, str]] = {
    "lots_title": ("Press lots", "冲压批量计划"),
    "lots_plan": ("The plan", "计划概要"),
    "lots_press": ("press", "压力机"),
    "lots_load": ("load", "负荷"),
    "lots_changes": ("die changes a day", "每天换模次数"),
    "lots_wait": ("mean wait (h)", "平均等待 (h)"),
    "lots_longest": ("longest (h)", "最长等待 (h)"),
    "lots_explained": (
        (
            "The load is with die changes. A due lot waits for the press while it makes others; longest: {share} "
            "wait less."
        ),
        "负荷含换模。到期批次等待压力机完成其他批次；最长等待：{share} 的批次等待更短。",
    ),
    "lots_hours": ("hours of shift from the beginning of the cycle", "自周期开始起的工作小时"),
    "lots_dies": ("Which die when", "模具生产顺序"),
    "lots_stock": ("Stock if every lot begins as planned (parts)", "各批次按计划开始时的库存（件）"),
    "lots_part": ("part", "零件"),
    "lots_lot": ("lot", "批量"),
    "lots_cycle": ("every (h)", "周期 (h)"),
    "lots_restart": ("restart level", "再生产点"),
    "lots_mean": ("mean stock", "平均库存"),
    "lots_days": ("days", "天数"),
    "lots_most": ("largest stock", "最大库存"),
    "lots_about": (
        "A bar is a lot, with its good parts. Of the dies that are due the plant takes the one with the least cover.",
        "每个条形为一个批次及其合格件数。工厂在到期模具中选择库存覆盖时间最短者。",
    ),
    "lots_off": (
        "The press and those who draw its parts work at different hours ({share} drawn off shift); this is the mean.",
        "压力机与领用零件者的工作时间不同（停班时领用 {share}）；图中为平均情况。",
    ),
}
