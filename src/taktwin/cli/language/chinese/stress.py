"""Stress tests of the supply chain."""

CHINESE: dict[str, str] = {
    "Say what a supply chain survives.": "检验供应链能承受什么。",
    (
        "Say what a supply chain survives: late trucks, suppliers that send nothing, another mix, closed roads, rework."
    ): "检验供应链能承受什么：卡车晚到、供应商断供、需求结构变化、道路封闭、返修增多。",
    (
        "The plant runs to T. From there two futures with the same random numbers, undisturbed and disturbed, are "
        "compared: what stood, for how long, how many jobs are lost, and which cover would have prevented it, which is "
        "run as well."
    ): (
        "工厂先运行到时刻 T。从 T 起用相同随机数比较两种未来：无扰动与有扰动。输出停在哪里、停多久、少产多少件，"
        "以及多少库存本可避免停线；后者也经过运行验证。"
    ),
    ("late-truck, supplier-down, demand-mix, closed-road or scrambling; may be given again. Default all."): (
        "late-truck（卡车晚到）、supplier-down（供应商断供）、demand-mix（需求结构）、closed-road（道路）或 "
        "scrambling（乱序）；可重复给出。默认为全部。"
    ),
    "By how much one truck is late.": "一辆卡车晚到的时间。",
    "Whose truck is late, a lane or a delivery; may be given again. Default by cover.": (
        "哪条运输线或配送的卡车晚到；可重复给出。默认按覆盖时间选取。"
    ),
    "For how long a supplier sends nothing.": "供应商断供的时间。",
    "Who sends nothing; may be given again. Default by cover.": "哪个供应商断供；可重复给出。默认按覆盖时间选取。",
    "So many lanes or suppliers, those with the least cover, where none is named.": (
        "未指定时检验覆盖时间最短的多少条运输线或多少家供应商。"
    ),
    "What is asked for more often: product=NAME, or a value of an option.": (
        "需求增加的对象：product=名称，或某选项的值。"
    ),
    "How many times as often; the total is kept.": "需求增加到多少倍；总量不变。",
    "A place of suppliers, or a supplier; may be given again.": "供应商所在地，或供应商；可重复给出。",
    "How many times as long the ways from there take. Default 2.": "从那里来的路程时间变为多少倍。默认 2。",
    "The road is closed for so long, instead of slow.": "道路封闭这么长时间，而不是变慢。",
    "Whose share of rework grows; may be given again. Default those of the paint shop.": (
        "哪个工位的返修比例增大；可重复给出。默认为涂装车间。"
    ),
    "How many times as many go to rework.": "返修增加到多少倍。",
    "A change of the model that comes at T; may be given again.": "在时刻 T 生效的模型更改；可重复给出。",
    "Days from the start of the plant to T.": "从工厂启动到 T 的天数。",
    "Days from T to the end of each future.": "从 T 到每个未来结束的天数。",
    "Pairs of futures; two or more give intervals.": "成对未来的数量；两对及以上才有区间。",
    "'{given}' is no time above 0, up to 1000 years; write for example 2 h or 90 min.": (
        "“{given}”不是大于 0、不超过 1000 年的时间；例如写 2 h 或 90 min。"
    ),
    # --- the tables
    "from T, after {warmup:g} days, for {days:g} days; {n} pairs of futures with the same random numbers": (
        "从 T（第 {warmup:g} 天末）起 {days:g} 天；{n} 对随机数相同的未来"
    ),
    "{test}: not tested: {why}": "{test}：未检验：{why}",
    "late-truck: one truck {time} late": "late-truck：一辆卡车晚到 {time}",
    "supplier-down: a supplier sends nothing for {time}": "supplier-down：供应商断供 {time}",
    "demand-mix: more of one variant, the total kept": "demand-mix：某一变型增多，总量不变",
    "closed-road: ways take {by:g} times as long": "closed-road：路程时间变为 {by:g} 倍",
    "closed-road: closed for {time}": "closed-road：封闭 {time}",
    "scrambling: more rework, out of the sequence": "scrambling：返修增多，顺序被打乱",
    "own: changes that come at T": "own：在 T 生效的更改",
    "first stop": "首次停线",
    "stands": "停线",
    "jobs lost": "少产件数",
    "back after": "恢复用时",
    "time to survive": "可支撑时间",
    "over {time}": "超过 {time}",
    "{what}: {advice}": "{what}：{advice}",
    "a job leaves the plant {after:.1f} places from where it was released, undisturbed {before:.1f}": (
        "下线位置与投放位置平均相差 {after:.1f} 位，无扰动时 {before:.1f} 位"
    ),
    "{what}: stands at {places}": "{what}：停在 {places}",
    "{what}: prevented, as run, by {cover}": "{what}：经运行验证，可避免停线：{cover}",
    "{what}: still stands for {time} with {cover}": "{what}：即使 {cover}，仍停 {time}",
    "{stock} {minutes} min sooner": "{stock} 提前 {minutes} 分钟",
    "{more} more {stock} ({minutes} min)": "{stock} 增加 {more}（{minutes} 分钟）",
    "{n} more trucks of {delivery}": "{delivery} 增加 {n} 辆卡车",
    "{told} and {n} others": "{told}，另有 {n} 项",
}
