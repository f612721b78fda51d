"""Delivery modes of the supplier park."""

CHINESE: dict[str, str] = {
    "Plan the delivery modes of the supplier park.": "制定供应商园区的供货方式计划。",
    (
        "Plan the delivery modes of the supplier park: the cheapest way to the zero-inventory ratio, without line "
        "stops."
    ): "制定供应商园区的供货方式计划：以最低费用达到零库存率，且不停线。",
    (
        "An integer program proposes, runs with the same random numbers verify, and then runs with fresh ones. Prints "
        "what each family costs and how it comes, what to change first, and what a higher ratio costs. Ends with exit "
        "code 5 where no plan keeps what is asked for; the nearest one is told and written."
    ): (
        "整数规划提出方案，先用相同随机数、再用新随机数的仿真运行验证。输出各零件族的供货方式和费用、先改什么，"
        "以及更高零库存率的费用。若没有方案满足要求，退出码为 5，并给出和写出最接近的方案。"
    ),
    "Zero-inventory ratio that is asked for.": "要求达到的零库存率。",
    "By what a family counts: count, value or volume.": (
        "零件族的权重：count（数量）、value（价值）或 volume（体积）。"
    ),
    "A mode that may be chosen; may be given again. Default all.": "可选用的供货方式；可重复给出。默认为全部。",
    "Most takts that the line may lose for want of parts, of all.": "因缺料损失的节拍占全部节拍的上限。",
    "Runs at most with random numbers that the plan was not made with; 0: none.": (
        "用制定计划时未用过的随机数最多运行多少次；0 表示不做。"
    ),
    "Most loss of throughput.": "产量损失的上限。",
    "Days measured in each run.": "每次运行的统计天数。",
    "Days before; default a quarter of these, a week at most.": "之前的预热天数；默认为统计天数的四分之一，最多一周。",
    "Runs of the start and of each plan.": "现状和每个方案的运行次数。",
    "Plans that are tried at most.": "最多试验的方案数。",
    "Plans between the cheapest and the highest ratio; 0: none.": "从最低费用到最高零库存率之间的方案数；0 表示不做。",
    # --- what was reached
    "simulated, {weight}": "仿真，{weight}",
    "by number": "按数量",
    "by value": "按价值",
    "by volume": "按体积",
    "today": "现状",
    "plan": "计划",
    "plan, {n} fresh runs": "计划，{n} 次新运行",
    "takts lost for want of parts": "因缺料损失的节拍",
    "waits of all places, added": "所有工位等待之和",
    "{way}, cover x {times:.3g}": "{way}，覆盖时间 × {times:.3g}",
    "upper end of the 95 % interval": "95 % 区间上限",
    "jobs an hour": "每小时件数",
    "cost a year, by formula": "年费用（按公式）",
    (
        "the plan does not keep what was asked for ({zir}, at most {stops} stops and {loss} less throughput) after "
        "{n} tries; it is the best of them"
    ): "试验 {n} 次后，方案仍未满足要求（{zir}，停线不超过 {stops}，产量损失不超过 {loss}）；这是其中最好的",
    "{supplier}, {n} families at once": "{supplier}，{n} 个零件族同时",
    "with what the runs told, {why}": "根据运行结果，{why}",
    "no plan that was tried is better than today; nothing is changed": "试验过的方案都不比现状好；不作任何改变",
    # --- what stands in the way
    "zero-inventory ratio today, simulated: {zir}": "现状零库存率（仿真）：{zir}",
    "cannot come without stock (at most {theta:g} min on site in 95 % of the time)": (
        "无法做到零库存的零件族（95 % 的时间内厂内覆盖不超过 {theta:g} 分钟）"
    ),
    "{family}: at least {least}, by {way}: {why}": "{family}：至少 {least}，{way}：{why}",
    # --- the families
    "how each family comes": "各零件族的供货方式",
    "family": "零件族",
    "supplier": "供应商",
    "call ahead": "要货提前期",
    "cover today": "现状覆盖时间",
    "cover planned": "计划覆盖时间",
    "cost a year": "年费用",
    "change": "变化",
    "as today": "同现状",
    # --- what to change first, and the frontier
    "there is no order of single steps: {why}": "没有可逐步实施的顺序：{why}",
    "what to change first": "先改什么",
    "ratio, points": "零库存率（百分点）",
    "what a higher ratio costs": "更高零库存率的费用",
    "ratio": "零库存率",
    "simulated ratio": "仿真零库存率",
    "takts lost, simulated": "仿真损失节拍",
}
