"""Texts of jobs in the plant over time, of lead time by option, and of the Gantt chart."""

TEXTS: dict[str, tuple[str, str]] = {
    "queues_title": ("Jobs in the plant over time", "在制数量随时间的变化"),
    "queues_wip": ("In the plant", "在制总数"),
    "queues_places": ("Where they stand: the {n} places that hold most", "所在位置：数量最多的 {n} 处"),
    "queues_axis": ("days since the end of the warm-up", "预热结束后的天数"),
    "queues_note": (
        (
            "Means over {minutes} and over replications; the band spans the replications. Conveyors and stores count "
            "as places; those of sub-lines are left out, as their jobs are not counted in the plant."
        ),
        (
            "每 {minutes}及各次重复的平均值；色带为各次重复的范围。输送线和立体库也计为位置；分装线的位置不列出，"
            "其工件不计入在制数量。"
        ),
    ),
    "queues_place": ("Place", "位置"),
    "queues_mean": ("Mean", "平均"),
    "queues_highest": ("Highest mean", "最高均值"),
    "queues_share": ("Share of the jobs", "占在制数量比例"),
    "queues_last": ("Last quarter against first", "末四分之一与首四分之一之比"),
    "lead_by": ("By product and option", "按产品与选项"),
    "lead_option": ("Option", "选项"),
    "lead_product": ("product", "产品"),
    "lead_value": ("Value", "取值"),
    "lead_share": ("Share", "比例"),
    "lead_interval": ("95 % interval", "95 % 区间"),
    "gantt_title": ("What the busiest did", "最忙资源的时序图"),
    "gantt_note": (
        "The first replication, {hours} from the first work of the measured time on. {n} busiest resources.",
        "第一次重复，从计量期内首次作业起 {hours}；最忙的 {n} 个资源。",
    ),
}
