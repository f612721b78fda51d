"""Texts of what grows without end, and of what the check of the model warned of."""

TEXTS: dict[str, tuple[str, str]] = {
    "grow_title": ("Growth without end", "无限增长"),
    "grow_one": (
        "{place} grows without end, by {rate} {jobs} an hour (95 %: {low} to {high}), {day} a day.",
        "{place}无限增长：每小时增加 {rate} {jobs}（95 %：{low} 至 {high}），每天 {day}。",
    ),
    "grow_place": ("{kind} {element}", "{kind} {element}"),
    "grow_place_shop": ("{kind} {element} ({shop})", "{shop}的{kind} {element}"),
    "grow_kind_buffer": ("Buffer", "缓冲区"),
    "grow_kind_store": ("Store", "立体库"),
    "grow_kind_conveyor": ("Conveyor", "输送线"),
    "grow_kind_moving_line": ("Moving line", "流水线"),
    "grow_kind_indexed_line": ("Indexed line", "同步节拍线"),
    "grow_kind_batch_station": ("Batch station", "批处理工位"),
    "grow_kind_split_station": ("Split station", "拆分工位"),
    "grow_kind_delivery": ("Delivery", "配送"),
    "grow_kind_transport": ("Transport", "运输"),
    "grow_kind_source": ("The queue of released jobs before line", "待上线工件队列，产线"),
    "grow_wip": ("The number of jobs in the plant", "工厂内在制数量"),
    "grow_no_mean": (
        (
            "More comes than the plant can do, so lead time and work in process have no mean: what was measured rises "
            "with the days measured. Ease what is before the place, or release less."
        ),
        "到达量超过工厂能力，因此通过时间和在制品没有平均值：测得的数值随统计天数而增大。请提升该处下游能力，或减少下达量。",
    ),
    "grow_place_only": (
        "More comes than can begin: the jobs in the plant stay as they are, those that wait for it grow.",
        "到达量超过可上线量：厂内在制保持稳定，而等待上线的工件不断增加。",
    ),
    "grow_lead": (
        "The jobs in the plant grow: these are the jobs that were finished, and later ones take longer.",
        "在制数量持续增长：此处仅含已完工的工件，之后的工件耗时更长。",
    ),
    "grow_value": ("grows", "增长"),
    "check_title": ("Warnings of the check", "模型检查警告"),
    "check_one": ("{path}: {what}: {remedy}.", "{path}：{what}：{remedy}。"),
    "check_note": (
        "What `taktwin check` says of the model, with the place in its file.",
        "`taktwin check` 对模型的提示及其在文件中的位置。",
    ),
}
