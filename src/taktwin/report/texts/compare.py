"""Texts of the comparison of runs."""

TEXTS: dict[str, tuple[str, str]] = {
    "cmp_title": ("Runs compared", "运行对比"),
    "cmp_subtitle": ("{n} runs, each against {base}", "共 {n} 次运行，均与 {base} 比较"),
    "cmp_figures": ("Figures", "关键指标"),
    "cmp_kpi": ("Figure", "指标"),
    "cmp_rules": ("rules of one's own", "自定义规则"),
    "cmp_unit": ("Unit", "单位"),
    "cmp_difference": ("Difference", "差值"),
    "cmp_paired": (
        (
            "Differences in brackets: 95 % intervals. Where seed, days and warm-up of two runs are the same, their "
            "replications are compared pair by pair; else as independent samples (Welch). A star marks a difference "
            "beyond chance; all runs together hold with 95 %."
        ),
        (
            "括号内为差值的 95 % 置信区间。两次运行的随机种子、天数和预热期相同时按重复逐对比较，"
            "否则按独立样本（Welch）比较。星号表示差异显著；所有运行的区间以 95 % 同时成立。"
        ),
    ),
    "cmp_alone": (
        "Runs of one replication have no intervals: a difference may be chance.",
        "单次重复的运行没有置信区间：差异可能出于偶然。",
    ),
    "cmp_models": ("What differs in the models", "模型差异"),
    "cmp_none": ("{run}: the same model as {base}.", "{run}：模型与 {base} 相同。"),
    "cmp_unkept": (
        "{run}: the model of one of the two was not kept, so nothing can be said.",
        "{run}：其中一次运行未保存模型，无法比较。",
    ),
    "cmp_path": ("Value", "参数"),
    "cmp_more": ("{n} more", "其余 {n} 项"),
    "cmp_places": ("Places that changed most", "变化最大的位置"),
    "cmp_place": ("Place", "位置"),
    "cmp_moved": ("Moved", "变动"),
    "cmp_states": ("Largest changes of state", "主要状态变化"),
    "cmp_places_note": (
        (
            "Shares of scheduled time; parallel servers together, replications averaged. Moved: the share of the time "
            "that went from one state to another."
        ),
        "占计划时间的比例；并行工位合并，重复取平均。变动：由一种状态转为另一种状态的时间比例。",
    ),
    "cmp_levels": ("Buffers that changed most", "变化最大的缓冲区"),
    "cmp_level": ("Mean level", "平均水平"),
    "cmp_runs": ("The runs", "各次运行"),
    "cmp_run": ("Run", "运行"),
    "cmp_model": ("Model", "模型"),
    "cmp_set": ("Changed by --set", "--set 修改"),
    "cmp_seed": ("Seed", "随机种子"),
    "cmp_count": ("Replications", "重复次数"),
    "cmp_days": ("Days", "天数"),
    "cmp_warmup": ("Warm-up", "预热"),
}
