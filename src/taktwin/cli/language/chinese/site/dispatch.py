"""Energy dispatch."""

CHINESE: dict[str, str] = {
    "Plan battery, photovoltaics and grid at the least cost.": "以最低费用安排储能、光伏和电网用电。",
    (
        "Prints the bill with the battery and without it. Import with export, and charge with discharge, never fall "
        "together."
    ): "输出有储能和无储能时的费用。购电与上网、充电与放电绝不同时发生。",
    "YAML of site, tariff and battery, with a table of the series beside it.": (
        "描述场地、电价和储能的 YAML，旁边放有时间序列表格。"
    ),
    "Also N plans from the cheapest to that with the least CO2.": "另给出从费用最低到 CO2 最少的 N 个方案。",
    "Seconds for each plan at most; default no limit.": "每个方案的最长求解秒数；默认不限。",
    "Write the series of the plan: .csv, .parquet or .xlsx.": "写出方案的时间序列：.csv、.parquet 或 .xlsx。",
    "'{path}' is no table; let its name end with .csv, .parquet or .xlsx.": (
        "'{path}' 不是表格；文件名应以 .csv、.parquet 或 .xlsx 结尾。"
    ),
    "one plan is no frontier; ask for two or more.": "一个方案不成曲线；请要求两个以上。",
    "series: {path}": "时间序列：{path}",
    # --- the table
    "{name}: {n:,} steps of {minutes:g} min": "{name}：{n:,} 个时段，每段 {minutes:g} 分钟",
    "money": "货币",
    "with battery": "有储能",
    "without it": "无储能",
    "import": "购电",
    "export": "上网",
    "demand charge": "需量电费",
    "carbon price": "碳价",
    "battery wear": "储能损耗",
    "sum": "合计",
    "curtailed": "弃光",
    "highest import": "最大购电功率",
    "battery cycles": "储能循环次数",
    "the battery saves {saved} {money}": "储能节省 {saved} {money}",
    "its CO2 is {t} t higher: losses, and other hours of import": "其 CO2 增加 {t} t：因损耗和购电时段改变",
    "its CO2 is {t} t lower": "其 CO2 减少 {t} t",
    "time was up: the best plan costs at most {gap:.2%} less": "时间已到：最优方案的费用最多再低 {gap:.2%}",
    "cost and CO2": "费用与 CO2",
    "cost, {money}": "费用，{money}",
    "{money}/t less": "{money}/每减 1 t",
}
