"""Texts of a car sequence."""

TEXTS: dict[str, tuple[str, str]] = {
    "seq_origin_cars": ("Cars of", "车辆来源"),
    "seq_origin_moves": ("Moves tried", "尝试移动次数"),
    "seq_origin_seconds": ("Seconds of search", "搜索秒数"),
    "seq_origin_workers": ("Searches at a time", "并行搜索数"),
    "seq_report": ("Car sequence", "车辆排序报告"),
    "seq_cars": ("cars: {n}", "{n} 辆车"),
    "seq_colours": ("colours: {n}", "{n} 种颜色"),
    "seq_ratios": ("ratios: {n}", "{n} 条比例约束"),
    "seq_tile_before": ("{name}: {value}", "{name}：{value}"),
    "seq_before": ("Order given", "原顺序"),
    "seq_after": ("Sequence found", "优化后顺序"),
    "seq_batch": ("Mean colour batch", "平均颜色批量"),
    "seq_sum_paint": (
        (
            "{after} colour changes instead of {before} ({change}): {batch} cars of one colour in a row on "
            "average, not {batch_before}."
        ),
        "换色 {after} 次，原为 {before} 次（{change}）：同色连续平均 {batch} 辆，原为 {batch_before} 辆。",
    ),
    "seq_sum_paint_same": (
        "{after} colour changes, as in the order given: {batch} cars of one colour in a row on average.",
        "换色 {after} 次，与原顺序相同：同色连续平均 {batch} 辆。",
    ),
    "seq_sum_one_kind": (
        "Ratio violations: {after} instead of {before}.",
        "比例约束违反：{after} 次（原 {before} 次）。",
    ),
    "seq_sum_ratios": (
        (
            "Ratio violations: {high} of high priority instead of {high_before}, {low} of low priority instead "
            "of {low_before}."
        ),
        "比例约束违反：高优先级 {high} 次（原 {high_before} 次），低优先级 {low} 次（原 {low_before} 次）。",
    ),
    "seq_sum_plant": ("In the simulated plant: {list}.", "仿真工厂中：{list}。"),
    "seq_sum_change": ("{name} {before} to {after}", "{name} {before} → {after}"),
    "seq_sum_nothing": ("In the simulated plant no figure is told apart.", "仿真工厂中各指标均分不出差异。"),
    "seq_sum_unsure": ("Not told apart: {list}.", "分不出差异：{list}。"),
    "seq_sum_same": ("The same: {list}.", "相同：{list}。"),
    "seq_sum_one": (
        "One pair of runs gives no intervals, so no figure can be told apart; simulate two or more.",
        "只有一对仿真，没有置信区间，无法判断差异；请仿真两对或更多。",
    ),
    "seq_pairs": (
        (
            "Pairs of runs with the same random numbers: {n}; {confidence} intervals, each for itself, of this day "
            "of cars."
        ),
        "{n} 对仿真，随机数相同；{confidence} 区间各自成立，针对这一天的车辆。",
    ),
    "seq_pictures": ("The sequence as a picture", "顺序图"),
    "seq_legend_cars": ("Cars:", "车辆："),
    "seq_legend_marks": ("Marks below them, a row a ratio:", "下方标记（每行一条比例约束）："),
    "seq_mark_has": ("counts for the ratio", "计入该比例"),
    "seq_mark_over": ("one too many", "超出比例"),
    "seq_pictures_note": (
        "From left to right, row by row; dark edges are colour changes.",
        "自左至右，逐行阅读；深色竖线为换色。",
    ),
    "seq_pictures_over": (
        "A car is one too many for N/P if it and N others count among the last P cars.",
        "若最近 P 辆车中除本车外已有 N 辆计入，则本车超出比例 N/P。",
    ),
    "seq_pictures_left": (
        "Not drawn: {n} ratios that neither sequence violates.",
        "未画出：两个顺序均未违反的 {n} 条比例约束。",
    ),
    "seq_objectives": ("Objectives and ratios", "目标与比例约束"),
    "seq_objective": ("Objective, the most important first", "目标（按重要性排序）"),
    "seq_bound": ("Proven bound", "已证下界"),
    "seq_o_paint_color_changes": ("Colour changes", "换色次数"),
    "seq_o_high_violations": ("Violations, high priority", "高优先级违反"),
    "seq_o_low_violations": ("Violations, low priority", "低优先级违反"),
    "seq_o_smoothing": ("Smoothing", "均衡度偏差"),
    "seq_o_tardiness": ("Tardiness", "延误"),
    "seq_o_changes": ("Positions changed", "变动位置数"),
    "seq_o_over_limit": ("Cars beyond the batch limit of {n}", "超出批量上限（{n} 辆）的车辆"),
    "seq_by_ratio": ("By ratio", "各比例约束"),
    "seq_by_ratio_note": (
        (
            "Violations count each window of P cars with more than N, as often as there are cars too many. Use "
            "is the share of the cars over N/P: near or above 100 % violations cannot all be avoided."
        ),
        (
            "违反次数按每个 P 辆窗口中超出 N 的车辆数累计。利用率为车辆占比与 N/P 之比：接近或超过 100 % "
            "时无法完全避免违反。"
        ),
    ),
    "seq_ratio": ("Ratio", "比例约束"),
    "seq_priority": ("Priority", "优先级"),
    "seq_high": ("high", "高"),
    "seq_low": ("low", "低"),
    "seq_np": ("N/P", "N/P"),
    "seq_share": ("Share of cars", "车辆占比"),
    "seq_use": ("Use", "利用率"),
}
