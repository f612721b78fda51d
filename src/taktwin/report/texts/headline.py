"""Texts of the tiles, the summary and the OEE of a run."""

TEXTS: dict[str, tuple[str, str]] = {
    # --- page
    "report": ("Run report", "仿真运行报告"),
    "subtitle": ("{days} measured after {warmup} of warm-up, {runs}", "预热 {warmup}后统计 {days}，{runs}"),
    "one_run": ("one run", "单次运行"),
    "many_runs": ("{n} replications", "{n} 次独立重复"),
    # --- tiles
    "tile_rate_car": ("Cars an hour", "每小时产量（JPH）"),
    "tile_rate_job": ("Jobs an hour", "每小时产量（JPH）"),
    "tile_rate_note": ("per scheduled hour of {shop}", "按{shop}计划工时计"),
    "tile_lead": ("Lead time", "通过时间"),
    "tile_lead_note": ("start to line off, elapsed", "上线至下线，日历时间"),
    "tile_wip": ("Work in process", "在制品"),
    "tile_wip_note": ("mean over time", "时间平均值"),
    "tile_oee": ("OEE of the busiest", "最繁忙设备综合效率（OEE）"),
    "tile_energy_car": ("Energy a car", "单车能耗"),
    "tile_energy_job": ("Energy a job", "单件能耗"),
    "tile_energy_note": ("of which {kwh} kWh electricity", "其中电力 {kwh} kWh"),
    "tile_finished": ("Finished", "完工数量"),
    "tile_finished_note": ("{scrapped} scrapped; {fpy} pass first time", "报废 {scrapped}；一次合格率 {fpy}"),
    "tile_finished_note_plain": ("{scrapped} scrapped", "报废 {scrapped}"),
    "interval": ("{low} to {high} (95 %)", "{low} 至 {high}（95 %）"),
    # --- summary sentences
    "sum_fleet": (
        "Fleet {fleet} carries {loads} loads an hour with {vehicles} vehicles, in use for {share} of their time.",
        "车队 {fleet} 以 {vehicles} 辆车每小时搬运 {loads} 次，车辆利用率 {share}。",
    ),
    "sum_rate": (
        (
            "{plant} makes {rate} {jobs} per scheduled hour; one takes {lead} from start to line off, and {wip} "
            "{jobs} are in process on average."
        ),
        "{plant}每计划小时产出 {rate} {jobs}；从上线到下线平均需要 {lead}，平均在制 {wip} {jobs}。",
    ),
    "sum_grows": (
        (
            "{plant} makes {rate} {jobs} per scheduled hour, and more come: lead time and work in process grow as long "
            "as that lasts."
        ),
        "{plant}每计划小时产出 {rate} {jobs}，而到达更多：只要如此，通过时间与在制品就持续增长。",
    ),
    "sum_bottleneck": (
        "The busiest place is {station}{where}: active {active} of its scheduled time",
        "最繁忙的是{where}{station}：计划时间内 {active} 处于活动状态",
    ),
    "sum_period": (", in periods of {period} on average", "，平均每个活动期 {period}"),
    "sum_upstream": ("; the stations before it are blocked {share} of the time", "；其上游工位 {share} 的时间被堵塞"),
    "sum_downstream": ("; those after it are starved {share}", "；其下游工位 {share} 的时间待工"),
    "sum_stop": (".", "。"),
    "sum_where": (" ({shop})", "{shop}的 "),
    "sum_close": ("Close behind: {list}.", "紧随其后：{list}。"),
    "sum_balanced": (
        (
            "{near} of the {stations} stations of {shop} are about as active: the whole shop sets the pace, and "
            "easing one station gains little"
        ),
        "{shop}的 {stations} 个工位中有 {near} 个同样繁忙：整个车间决定节拍，只改善单个工位收效甚微",
    ),
    "sum_before": ("; before it, {shop} is blocked {share}", "；其上游{shop}堵塞 {share}"),
    "sum_after": ("; after it, {shop} is starved {share}", "；其下游{shop}待工 {share}"),
    "sum_median": (" (median station)", "（工位中位数）"),
    "sum_loss": (
        "Of the losses “{loss}” costs most ({hours} hours a day): a tenth less of it gives {gain} {jobs} a day.",
        "代价最大的损失是“{loss}”（每天 {hours} 小时）：减少一成，每天可增产 {gain} {jobs}。",
    ),
    # --- OEE
    "oee_title": ("OEE by shop", "各车间设备综合效率（OEE）"),
    "oee_note": (
        (
            "ISO 22400-2, work units of a shop weighted by time. A station that waits for its neighbours loses "
            "availability; technical efficiency counts only its own failures."
        ),
        "按 ISO 22400-2，车间内各作业单元按时间加权。工位等待上下游时可用率下降；技术效率只计自身故障。",
    ),
    "shop": ("Shop", "车间"),
    "work_units": ("Work units", "作业单元"),
    "availability": ("Availability", "可用率"),
    "effectiveness": ("Effectiveness", "性能率"),
    "quality_ratio": ("Quality ratio", "质量率"),
    "oee": ("OEE", "OEE"),
    "technical_efficiency": ("Technical efficiency", "技术效率"),
}
