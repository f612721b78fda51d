"""Clusters."""

CHINESE: dict[str, str] = {
    "Plan plants and suppliers over years.": "多年规划工厂与供应商集群。",
    "Plan a cluster of plants and suppliers over years, for several scenarios of demand at once.": (
        "针对多个需求情景，对工厂与供应商集群作多年规划。"
    ),
    (
        "What to build when, what runs short where, what each project buys, how likely targets are as a curve over "
        "what is assumed, on whom supply hangs, what insures against outages, and what if a car maker falls."
    ): (
        "何时建什么、哪里短缺、每个项目带来什么、目标实现概率随假设变化的曲线、供应依赖于谁、断供有何保障，"
        "以及一家整车企业倒下会怎样。"
    ),
    "YAML of a cluster, or a cluster that comes with Taktwin: chongqing.": (
        "集群的 YAML 文件，或随附的集群：chongqing。"
    ),
    "Gap of a plan to the best possible, as a share.": "方案与最优值的差距（比例）。",
    "Seconds for each plan at most.": "每个方案的最长求解秒数。",
    "Threads of the solver.": "求解器线程数。",
    "Futures behind each estimated probability.": "每个估计概率所用的未来样本数。",
    "Say what it is worth to know the scenario, which takes a plan for each.": (
        "给出预知情景的价值，需为每个情景各作一个方案。"
    ),
    "Write the years: .csv, .parquet or .xlsx.": "写出逐年结果：.csv、.parquet 或 .xlsx。",
    # --- the plan
    "{name}: {suppliers} suppliers, {families} part families, {plants} plants, {years} years, {w} scenarios": (
        "{name}：{suppliers} 家供应商，{families} 个零件族，{plants} 家工厂，{years} 年，{w} 个情景"
    ),
    "years": "年度",
    "year of the plan": "年份",
    "{kind} made of wanted, thousands": "{kind} 产量/需求，千辆",
    "invested, M {money}": "投资，百万 {money}",
    "local by value": "本地配套率（按价值）",
    "by count": "按件数",
    "mean over parts": "各件平均",
    "without stock, by value": "零库存（按价值）",
    "plan, expected": "方案（期望值）",
    "cost beyond the value of the parts {cost} M {money}; no plan costs over {gap:.2%} less": (
        "零件价值之外的费用 {cost} 百万 {money}；任何方案最多再低 {gap:.2%}"
    ),
    (
        "planning for the mean would cost {vss} M {money} more ({vss_range} with the gaps); knowing the "
        "scenario is worth {evpi} M {money} ({range})"
    ): "按均值规划会多花 {vss} 百万 {money}（计入差距为 {vss_range}）；预知情景值 {evpi} 百万 {money}（{range}）",
    "local supply": "本地配套",
    "supply without stock": "零库存供应",
    "{what} cannot reach its rate in {years}": "{what}在 {years} 年达不到要求的比例",
    # --- gaps
    "sub-sector": "细分行业",
    "short from": "短缺始于",
    "most lacks": "最缺",
    "covered {year}": "{year} 年覆盖率",
    "{year}, nothing added": "{year} 年，不新增",
    "{year}, planned": "{year} 年，按方案",
    "least in": "最低年份",
    "lacks {year}, bn a year": "{year} 年缺口，十亿/年",
    "local capacity against demand, expected": "本地产能与需求（期望值）",
    "{n} thousand": "{n} 千辆",
    "lines: {kind}": "产线：{kind}",
    # --- projects
    "part project": "零件",
    "car plant": "整车厂",
    "other": "其他",
    "a line more": "新增产线",
    "project": "项目",
    "its kind": "类别",
    "invested, M": "投资，百万",
    "output a year / invested": "年产值/投资",
    "saves, M": "节省，百万",
    "saves / invested": "节省/投资",
    "decided": "决定年份",
    "what each project buys, alone": "每个项目单独带来的效果",
    "earlier": "此前",
    "output of a car plant passes the value of its parts through: never compare it with that of parts": (
        "整车厂产值含所用零件的价值：不可与零件项目的产值相比"
    ),
    # --- targets
    "{target}: reached, {share:.0%}": "{target}：已达成，{share:.0%}",
    "{target}: missed, {came:,.0f} are {share:.0%}": "{target}：未达成，{came:,.0f} 为目标的 {share:.0%}",
    "{target}: it takes {growth:.1%} a year from {year}": "{target}：自 {year} 年起每年需增长 {growth:.1%}",
    "lines can make {stands:,.0f} in {year} as they stand, {planned:,.0f} with the plan, on time": (
        "{year} 年产线现状可产 {stands:,.0f}，按方案（准时）可产 {planned:,.0f}"
    ),
    "the plan makes by scenario: {made}": "各情景下方案的产量：{made}",
    "; the target is met in {names} ({share:.0%})": "；在 {names} 中达成目标（{share:.0%}）",
    "; the target is met in none": "；均未达成目标",
    "growth a year": "年增长",
    "lines run short first in {year}: {names}; vehicles are lost, whatever parts there are": (
        "产线最早于 {year} 年短缺：{names}；无论零件如何，车辆减产"
    ),
    "local parts run short first in {year}: {names}; they come from outside, dearer": (
        "本地零件最早于 {year} 年短缺：{names}；由外部供应，价格更高"
    ),
    "lines of plants never run short": "整车产线始终不短缺",
    "local parts never run short": "本地零件始终不短缺",
    "saves: expected cost of the plan's years, of today, without the project less with it, its own cost paid": (
        "节省：规划期内费用的期望现值，不做该项目减去做该项目，已扣除项目自身成本"
    ),
    "mean log growth a year": "年均对数增长",
    "sd {sd:g}": "标准差 {sd:g}",
    "sd {sd:g}, with the lines": "标准差 {sd:g}，计入产线",
    "probability of {target}": "{target}的概率",
    (
        "sd {sd:g}: an even chance takes a mean of {half:.2f} ({half_share:+.0%} a year), 80 % take {sure:.2f} "
        "({sure_share:+.0%})"
    ): "标准差 {sd:g}：五成把握需均值 {half:.2f}（每年 {half_share:+.0%}），八成需 {sure:.2f}（{sure_share:+.0%}）",
    "growth as before": "按过去增长",
    "growth that fades": "增长递减",
    "held": "在区间内",
    "outside by {off:+.0%}": "超出区间 {off:+.0%}",
    (
        "{rule}, seen up to {until}: {year} {low:,.0f} to {high:,.0f}, middle {median:,.0f}, came {came:,.0f}: {within}"
    ): (
        "{rule}，数据截至 {until} 年：{year} 年 {low:,.0f} 至 {high:,.0f}，中值 {median:,.0f}，"
        "实际 {came:,.0f}：{within}"
    ),
    # --- dependence
    "largest": "最大供应方",
    "its share": "其份额",
    "makers": "供应方数",
    "outside": "外部",
    "who supplies, {year}, expected": "{year} 年的供应方（期望值）",
    "survives, days": "可维持，天",
    "recovers, days": "恢复，天",
    "{maker} sold {share:.0%} of what was made of {series} in {year}": (
        "{year} 年 {maker} 的销量相当于 {series} 产量的 {share:.0%}"
    ),
    # --- outages, insurance, car makers
    "by scenario": "各情景",
    "vehicles that an outage costs, {year}, by formula": "{year} 年断供损失的车辆（公式）",
    "nothing is lost while stock lasts; then others go on with what their lines have left, nobody catches up": (
        "库存用尽前无损失；此后其他供应方以剩余产能继续供货，不计事后补产"
    ),
    "more stock": "增加库存",
    "a second source": "第二供应源",
    "a flexible line": "柔性产线",
    "insurance": "保障措施",
    "costs, M a year": "成本，百万/年",
    "saves, M a year": "节省，百万/年",
    "worth, M a year": "净值，百万/年",
    "pays from outages a year": "每年断供多少次起合算",
    "insurance, at {chance} outages of a supplier a year": "保障措施（每家供应商每年断供 {chance} 次）",
    "{n} of {all} options pay at this chance": "在此概率下 {all} 项措施中有 {n} 项合算",
    "car maker": "整车企业",
    "made with it, thousands": "有它时产量，千辆",
    "others serve its customers": "其他企业接续",
    "its customers go elsewhere": "客户流失",
    "local parts with it, bn": "有它时本地零件，十亿",
    "without it, bn": "无它时，十亿",
    "if a car maker falls, {year}, expected": "{year} 年一家整车企业倒下（期望值）",
    "without {maker} {n} lose over half of their sales: {names}": (
        "没有 {maker}，{n} 家供应商失去一半以上销售：{names}"
    ),
    "{plant}: {low:,.0f} to {high:,.0f} vehicles a month by season; {ahead:,.0f} have to be made ahead": (
        "{plant}：按季节每月 {low:,.0f} 至 {high:,.0f} 辆；须提前生产 {ahead:,.0f} 辆"
    ),
    "loses on for, h": "继续损失，h",
    "lost by then": "至此损失",
    "lost in the end": "最终损失",
    "{plant}: after {n:g} weeks the supplier is back": "{plant}：{n:g} 周后供应商恢复",
    # --- plants
    "Run the plants that have a model, and plan with what they truly make.": ("运行有模型的工厂，并按其真实产能规划。"),
    "Each supplier out for so many weeks: by formula, and run where a plant has a model.": (
        "每家供应商各断供若干周：按公式计算；有模型的工厂另行仿真。"
    ),
    "Of --disrupt: run on after the shortest outage.": "用于 --disrupt：最短断供结束后继续运行的天数。",
    "Plans and runs at a time; default one a core.": "同时进行的规划与仿真数；默认每核一个。",
    "Keep plans and runs that are done; an interrupted study goes on from there.": (
        "保存已完成的规划与仿真；中断后从此处继续。"
    ),
    "Runs of a plant; two or more give intervals.": "工厂仿真次数；两次以上给出区间。",
    "an outage is above 0, at most 52 weeks.": "断供时间须大于 0，至多 52 周。",
    "simulated plant": "仿真工厂",
    "by the file": "文件所列",
    "truly": "真实",
    "asked a month": "每月要求",
    "vehicles a year": "辆/年",
    "plan and plants agree after {n} rounds": "方案与工厂经 {n} 轮达成一致",
    "plan and plants do not agree after {n} rounds": "方案与工厂经 {n} 轮仍不一致",
    "sends nothing": "断供方",
    "survives, h": "可维持，h",
    "lost, {n:g} weeks": "{n:g} 周损失",
    "{plant}: vehicles lost by the end of an outage, as run": "{plant}：断供结束时损失的车辆（仿真）",
    "a day of stock saves": "一天库存可挽回",
}
