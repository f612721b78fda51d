"""Texts of an experiment."""

TEXTS: dict[str, tuple[str, str]] = {
    "exp_report": ("Experiment", "仿真实验报告"),
    "exp_subtitle": (
        "{scenarios} scenarios, {runs} replications of each, {days} measured after {warmup} of warm-up",
        "{scenarios} 个方案，各 {runs} 次重复，预热 {warmup}后统计 {days}",
    ),
    "exp_selected": (
        "Selected by {kpi}: {best}, {confidence} confidence; differences below {indifference} do not count (KN++).",
        "选出的方案：{best}（按{kpi}），置信度 {confidence}；小于 {indifference} 的差异不计（KN++）。",
    ),
    "exp_undecided": (
        "Not decided within {most} replications; the best so far by {kpi} is {best}.",
        "{most} 次重复之内未能分出高下；目前按{kpi}最好的是 {best}。",
    ),
    "exp_best": ("Best by {kpi}: {best}.", "按{kpi}最好的方案：{best}。"),
    "exp_same": ("It is not told apart from the base.", "它与基准方案尚分不出差异。"),
    "exp_base": ("The base is {base}.", "基准方案为 {base}。"),
    "exp_pairs": (
        (
            "Differences are taken replication by replication, with the same random numbers in all scenarios. The "
            "intervals of one figure hold together with {confidence} (Bonferroni over {n} comparisons)."
        ),
        (
            "各方案使用相同的随机数，逐次重复配对求差。"
            "同一指标的各区间同时成立的置信度为 {confidence}（{n} 次比较，Bonferroni 校正）。"
        ),
    ),
    "exp_part": ("Shown are the base and the best {n} of {all}.", "只显示基准方案与 {all} 个方案中最好的 {n} 个。"),
    "exp_mean": ("Mean and interval", "平均值与置信区间"),
    "exp_difference": ("Difference from the base", "与基准之差"),
    "exp_col_scenario": ("Scenario", "方案"),
    "exp_col_runs": ("Runs", "重复"),
    "exp_col_mean": ("Mean", "平均值"),
    "exp_col_interval": ("{confidence} interval", "{confidence} 区间"),
    "exp_col_difference": ("Difference", "差"),
    "exp_col_path": ("Path", "路径"),
    "exp_col_strength": ("Strength", "影响"),
    "exp_col_sign": ("With sign", "带符号"),
    "exp_col_spread": ("Spread", "离散"),
    "exp_col_first": ("Alone", "单独"),
    "exp_col_total": ("With others", "含交互"),
    "exp_morris": (
        "Effect of each value over its whole range (Morris); a large spread: a curve, or dependence on the others.",
        "各参数在其整个范围内的影响（Morris）；离散大表示非线性或与其他参数有交互。",
    ),
    "exp_sobol": ("Shares of the variance that each value causes (Sobol).", "各参数引起的方差份额（Sobol）。"),
    "exp_is_base": ("base", "基准"),
    "exp_higher": ("higher", "更高"),
    "exp_lower": ("lower", "更低"),
    "exp_the_same": ("the same", "相同"),
    "exp_not_told_apart": ("not told apart", "分不出"),
    "exp_no_interval": ("no interval", "无区间"),
    "exp_grows": ("grows", "增长"),
    "exp_growing": (
        "Jobs pile up without end, so none of these is called the best: {scenarios}.",
        "以下方案中工件无限积压，因此不参与评选最优：{scenarios}。",
    ),
    "exp_none": ("None is best by {kpi}: all scenarios grow without end.", "按{kpi}没有最优方案：所有方案都无限增长。"),
}
