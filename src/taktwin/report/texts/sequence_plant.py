"""Texts of what a sequence changes in the simulated plant."""

TEXTS: dict[str, tuple[str, str]] = {
    "seq_plant": ("What it changes in the plant", "对工厂的影响"),
    "seq_change": ("Change in percent of the order given", "相对原顺序的变化"),
    "seq_axis_change": ("change (%)", "变化（%）"),
    "seq_figure": ("Figure", "指标"),
    "seq_better": ("better", "更好"),
    "seq_worse": ("worse", "更差"),
    "seq_plant_note": (
        "{days} measured after {warmup} of warm-up; pairs of runs: {n}; {confidence} intervals of the difference.",
        "预热 {warmup}后统计 {days}，{n} 对仿真；{confidence} 区间为差值的区间。",
    ),
    "seq_plant_again": (
        "A day has as many cars as the sequence, which comes again each day.",
        "一天的车辆数即排序车辆数，每天重复该顺序。",
    ),
    "seq_plant_limited": (
        "A day has as many cars as the sequence; they end with the releases or the quantity of the orders.",
        "一天的车辆数即排序车辆数；订单按投放时刻或数量放完即止。",
    ),
    "seq_words_point": (
        (
            "Trim entry is the point “{at}”. Violations there: full windows of cars as they pass. In position: the "
            "share of the cars whose place among those that pass is their place in the sequence; displacement: places "
            "too late or too early; places to restore the order: size of a store that would put them back in order."
        ),
        (
            "总装入口即测点“{at}”。该处的违反：按车辆实际通过顺序的完整窗口统计。按位率：通过名次与排序位置一致的车辆占比；"
            "位移：迟到或提前的位数；恢复顺序所需库位：能恢复原顺序的车身库大小。"
        ),
    ),
    "seq_words_overload": (
        (
            "Overload: work behind that point beyond takt and drift, at stations whose time depends on an option, with "
            "cars at the takt. Each overloaded car is a call for help, or a stop of a moving line."
        ),
        "超载：该点之后、作业时间随选装变化的工位上，按节拍来车时超出节拍与允许漂移的工作量。每辆超载车意味着一次求援，或流水线停线一次。",
    ),
    "seq_words_stops": (
        "Stations waiting for parts: station time lost waiting for parts, as a share of the scheduled station time.",
        "工位缺料等待占比：工位等待零件损失的时间占计划工位时间的比例。",
    ),
    "seq_lack_part": (
        "In the measured time fewer cars were finished than the day has: the figures are of a part of it.",
        "统计期内完成的车辆不足一天的车辆数：各指标只反映其中一部分。",
    ),
    "seq_lack_colours": (
        "Not measured: colour changes in paint, since no station is set up by the colour.",
        "未统计涂装换色：没有按颜色换型的工位。",
    ),
    "seq_lack_no_point": (
        "Not measured: violations, overload and adherence in the plant, since the rules name no point `at`.",
        "未统计工厂中的违反、超载与按位率：规则未给出测点 `at`。",
    ),
    "seq_lack_not_passed": (
        'Not measured: violations, overload and adherence in the plant, since no two cars passed the point "{at}".',
        "未统计工厂中的违反、超载与按位率：通过测点“{at}”的车辆不足两辆。",
    ),
    "seq_lack_side_by_side": (
        (
            "Not measured: violations, overload and adherence in the plant, since the cars of equal streams side by "
            'side pass "{at}" in turn.'
        ),
        "未统计工厂中的违反、超载与按位率：并行产线的车辆轮流通过“{at}”。",
    ),
    "seq_lack_no_takt": (
        "Not measured: overload, since the rules name no `takt`.",
        "未统计超载：规则未给出节拍 `takt`。",
    ),
    "seq_lack_no_times": (
        'Not measured: overload, since no station behind "{at}" has a time that depends on an option.',
        "未统计超载：“{at}”之后没有作业时间随选装变化的工位。",
    ),
    "seq_m_colour_changes": ("Colour changes in paint", "涂装换色"),
    "seq_m_purges": ("Purges", "喷枪清洗"),
    "seq_m_paint_setup": ("Time for changes and purges", "换色与清洗时间"),
    "seq_m_high_violations_at": ("High-priority violations at trim entry", "总装入口高优先级违反"),
    "seq_m_low_violations_at": ("Low-priority violations at trim entry", "总装入口低优先级违反"),
    "seq_m_overload": ("Overload at trim stations", "内饰工位超载"),
    "seq_m_overloaded_cars": ("Overloaded cars", "超载车辆"),
    "seq_m_line_stops": ("Moving lines stand for work or parts", "流水线因作业或缺件停线"),
    "seq_m_in_position": ("In position at trim entry", "总装入口按位率"),
    "seq_m_within_5": ("Within 5 positions", "偏差 5 位以内"),
    "seq_m_displacement": ("Mean displacement", "平均位移"),
    "seq_m_places_to_restore": ("Places to restore the order", "恢复顺序所需库位"),
    "seq_m_throughput_per_hour": ("Throughput rate", "每小时产量"),
    "seq_m_lead_time_hours": ("Lead time", "通过时间"),
    "seq_m_wip": ("Work in process", "在制品"),
    "seq_m_line_stop_share": ("Stations waiting for parts", "工位缺料等待占比"),
    "seq_m_energy_kwh_per_job": ("Energy per car", "单车能耗"),
    "seq_u_1_day": ("a day", "次/天"),
    "seq_u_min_day": ("min a day", "分钟/天"),
    "seq_u_positions": ("positions", "位"),
    "seq_u_cars": ("cars", "辆"),
    "seq_u_jobs": ("cars", "辆"),
    "seq_u_1_h": ("1/h", "辆/小时"),
    "seq_u_h": ("h", "小时"),
    "seq_u_kWh": ("kWh", "kWh"),
}
