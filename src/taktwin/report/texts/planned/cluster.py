"""Texts of a cluster."""

TEXTS: dict[str, tuple[str, str]] = {
    "cluster_subtitle": (
        "{suppliers} suppliers, {families} part families, {years} years, {scenarios} scenarios",
        "{suppliers} 家供应商，{families} 个零件族，{years} 年，{scenarios} 个情景",
    ),
    "cluster_gap": ("gap of the plan", "方案差距"),
    "cluster_gap_note": ("no plan is cheaper by more", "任何方案最多再低这么多"),
    "cluster_cost": ("cost beyond the parts", "零件价值之外的费用"),
    "cluster_millions": ("M {money}", "百万 {money}"),
    "cluster_expected": ("expected, of today", "期望现值"),
    "cluster_vss": ("worth of planning for scenarios", "按情景规划的价值"),
    "cluster_vss_note": ("against the mean; {a} to {b}", "与按均值规划相比；{a} 至 {b}"),
    "cluster_evpi": ("worth of knowing the scenario", "预知情景的价值"),
    "cluster_between": ("{a} to {b}", "{a} 至 {b}"),
    "cluster_paths": ("Growth", "增长"),
    "cluster_thousand": ("thousand vehicles a year", "千辆/年"),
    "cluster_came": ("came", "实际"),
    "cluster_wanted": ("{kind} wanted: {scenario}", "{kind}需求：{scenario}"),
    "cluster_made": ("{kind} made, expected", "{kind}产量（期望值）"),
    "cluster_target": ("target", "目标"),
    "cluster_band": ("band of the scenarios", "情景范围"),
    "cluster_probability": ("Will the target be met?", "目标能否实现？"),
    "cluster_probability_axis": ("probability (%)", "概率 (%)"),
    "cluster_mean_axis": ("mean log growth a year, assumed", "年均对数增长（假设）"),
    "cluster_sd": ("{target}, sd {sd}", "{target}，标准差 {sd}"),
    "cluster_sd_lines": ("{target}, sd {sd}, with the lines", "{target}，标准差 {sd}，计入产线"),
    "cluster_probability_note": (
        (
            "The answer is the assumption: read the curve at the growth that you believe in. With the lines: futures "
            "count where these can make as many; projects are on time or late by chance."
        ),
        "答案取决于假设：请按您认可的增长率读曲线。“计入产线”只计产能足够的未来；项目按概率准时或延迟。",
    ),
    "cluster_needs": ("{target}: {growth} a year are needed.", "{target}：每年需增长 {growth}。"),
    "cluster_gaps": ("Local capacity against demand", "本地产能与需求"),
    "cluster_gaps_note": (
        "Share of the demand, by value, that local capacity covers; above as it stands, below with the plan.",
        "本地产能按价值覆盖的需求比例；上为现状，下为按方案。",
    ),
    "cluster_stands": ("as it stands and is decided", "现状与已定项目"),
    "cluster_planned": ("with the plan", "按方案"),
    "cluster_year": ("year", "年份"),
    "cluster_rates": ("Local supply in three meanings", "三种口径的本地配套率"),
    "cluster_by_value": ("local, by value", "本地，按价值"),
    "cluster_by_count": ("parts with a local source", "有本地来源的零件"),
    "cluster_mean": ("local, mean over parts", "本地，各件平均"),
    "cluster_zero": ("without stock, by value", "零库存，按价值"),
    "cluster_invested": ("invested (M)", "投资（百万）"),
    "cluster_projects": ("What each project buys", "每个项目带来什么"),
    "cluster_project": ("project", "项目"),
    "cluster_kind": ("kind", "类别"),
    "cluster_kind_parts": ("part projects", "零件"),
    "cluster_kind_plant": ("car plants", "整车厂"),
    "cluster_kind_other": ("other", "其他"),
    "cluster_kind_line": ("a line more at a supplier", "新增产线"),
    "cluster_output": ("output a year / invested", "年产值/投资"),
    "cluster_saves": ("saves (M)", "节省（百万）"),
    "cluster_saves_per": ("saves / invested", "节省/投资"),
    "cluster_decided": ("decided", "决定年份"),
    "cluster_before": ("before", "此前"),
    "cluster_projects_note": (
        (
            "Each alone, decided in the first year, its cost within the years of the plan paid. Output of a car plant "
            "passes the value of its parts through."
        ),
        "逐个单独试验，于首年决定，扣除规划期内的成本。整车厂产值含所用零件的价值。",
    ),
    "cluster_risk": ("On whom supply hangs", "供应依赖于谁"),
    "cluster_family": ("part family", "零件族"),
    "cluster_largest": ("largest", "最大供应方"),
    "cluster_outside": ("outside", "外部"),
    "cluster_its_share": ("its share", "其份额"),
    "cluster_maker": (
        "{maker} sold {share} of what was made of {series} in {year}: sales over output, two scopes.",
        "{year} 年 {maker} 的销量相当于 {series} 产量的 {share}：销量与产量口径不同。",
    ),
    "cluster_survival": ("What an outage costs, {year}, by formula", "{year} 年断供的损失（公式）"),
    "cluster_survival_note": (
        (
            "Vehicles of the cluster, expected, and between which scenarios they lie. Nothing is lost while stock "
            "lasts; then others go on with what their lines have left. Nobody catches up."
        ),
        "全集群的车辆：期望值及各情景的范围。库存用尽前无损失；此后其他供应方以剩余产能继续供货。不计事后补产。",
    ),
    "cluster_insurance": ("What insures against outages", "断供的保障措施"),
    "cluster_option": ("insurance", "保障措施"),
    "cluster_option_stock": ("more stock", "增加库存"),
    "cluster_option_second": ("a second source", "第二供应源"),
    "cluster_option_line": ("a flexible line", "柔性产线"),
    "cluster_costs": ("costs (M a year)", "成本（百万/年）"),
    "cluster_saves_year": ("saves (M a year)", "节省（百万/年）"),
    "cluster_worth": ("worth (M a year)", "净值（百万/年）"),
    "cluster_pays_from": ("pays from outages a year", "每年断供多少次起合算"),
    "cluster_insurance_note": (
        (
            "At {chance} outages of a supplier a year, which is assumed: the last column says from how many on an "
            "option saves what it costs."
        ),
        "按每家供应商每年断供 {chance} 次计（假设）；末列为合算所需的每年断供次数。",
    ),
    "cluster_falls": ("If a car maker falls, {year}", "{year} 年一家整车企业倒下"),
    "cluster_car_maker": ("car maker", "整车企业"),
    "cluster_fall_made": ("thousands made", "产量（千辆）"),
    "cluster_fall_others": ("others serve", "其他企业接续"),
    "cluster_fall_lost": ("customers go", "客户流失"),
    "cluster_fall_local": ("local parts (bn)", "本地零件（十亿）"),
    "cluster_fall_without": ("without it", "无它时（十亿）"),
    "cluster_fall_hang": ("suppliers hit", "受重创供应商"),
    "cluster_falls_note": (
        (
            "Expected. Its plants stand; investments are those of the plan. What happens lies between the two: others "
            "serve its customers as far as they have lines, or these go and are lost to the cluster. Hit are suppliers "
            "that then lose over half of their sales."
        ),
        (
            "期望值。其工厂停产，投资仍按方案。实际介于两者之间：其他企业以现有产线接续，或客户流向集群之外。"
            "“受重创”指此时失去一半以上销售。"
        ),
    ),
    "cluster_in_scenarios": (
        "The plan makes by scenario: {made}. Scenarios in which the target is met have {share} of the probability.",
        "各情景下方案的产量：{made}；按概率 {share} 达成目标。",
    ),
    "cluster_season": (
        "{plant}: {low} to {high} vehicles a month by season; {ahead} have to be made ahead.",
        "{plant}：按季节每月 {low} 至 {high} 辆；须提前生产 {ahead} 辆。",
    ),
    "cluster_catch_up": ("{plant}: after {weeks} weeks the supplier is back", "{plant}：{weeks} 周后供应商恢复"),
    "cluster_as_run": ("{plant}: outages as run", "{plant}：断供仿真"),
    "cluster_others": ("{n} others", "其余 {n} 家"),
    "cluster_loses_on": ("loses on for (h)", "继续损失（小时）"),
    "cluster_lost_then": ("lost by then", "至此损失"),
    "cluster_lost_end": ("lost in the end", "最终损失"),
    "cluster_supplier": ("supplier", "供应商"),
    "cluster_survive": ("survives (days)", "可维持（天）"),
    "cluster_recover": ("recovers (days)", "恢复（天）"),
    "cluster_outages": ("Simulated plants", "工厂仿真"),
    "cluster_truly": (
        "{plant} truly makes {true} vehicles a year ({between}), {nominal} by the file.",
        "{plant} 实际年产 {true} 辆（{between}），文件所列为 {nominal}。",
    ),
    "cluster_survives_h": ("survives (h)", "可维持（小时）"),
    "cluster_lost": ("lost in {weeks} weeks", "{weeks} 周损失"),
}
