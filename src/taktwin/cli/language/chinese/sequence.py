"""Car sequences, found and mended, and what they do in the plant."""

CHINESE: dict[str, str] = {
    "Find which car should follow which.": "求出车辆的先后顺序。",
    "Find a sequence with few violations of the ratios and few colour changes.": "求出比例违反少、换色少的车辆顺序。",
    "Says how far it may be from the best there is. Ctrl-C ends the search; the best sequence until then is kept.": (
        "说明它距离最优至多还有多远。按 Ctrl-C 结束搜索，保留当时最好的顺序。"
    ),
    (
        "A model whose orders say what a day is; or a folder with the tables of a day, as in the ROADEF challenge "
        "2005; or a file of CSPLib prob001."
    ): ("在订单中说明一天车辆的模型；或含一天数据表的文件夹（如 ROADEF 2005 竞赛）；或 CSPLib prob001 的文件。"),
    "Seconds to search; default 60, or as long as --moves takes.": "搜索秒数；默认 60，或 --moves 所需的时间。",
    "Moves to try instead, rounded up: the same result every time.": "改为按尝试移动次数（向上取整）：每次结果相同。",
    "The same seed, moves and workers give the same sequence.": "随机种子、移动次数和并行数相同，顺序相同。",
    "Searches at a time; default one a core.": "并行搜索数；默认每个处理器核一个。",
    (
        "What counts, the most important first; with weights, their weighted sum. Names: paint_color_changes, "
        "high_violations, low_violations, smoothing, changes (against the order given)."
    ): (
        "优化目标，最重要者在前；带权重时取加权和。名称：paint_color_changes（换色）、high_violations（高优先级违反）、"
        "low_violations（低优先级违反）、smoothing（均衡度）、changes（相对原顺序的变动）。"
    ),
    "Write the sequence: position,ident, CSV or .xlsx.": "写出顺序：position,ident，CSV 或 .xlsx。",
    "The order to start from and to compare with, as CSV: position,ident.": (
        "作为起点和比较对象的顺序，CSV：position,ident。"
    ),
    "At most N positions from the place in the order given.": "距原顺序中的位次至多 N 位。",
    "Simulate the model with the order given and with the sequence found.": "分别以原顺序和优化后顺序仿真模型。",
    "With --simulate: days to measure, after the warm-up; default 20.": "--simulate 时：预热后的统计天数；默认 20。",
    "With --simulate: pairs of runs with the same random numbers; default 10.": (
        "--simulate 时：使用相同随机数的成对运行次数；默认 10。"
    ),
    "Write a report (HTML) with both sequences as pictures.": "写出报告（HTML），以图形显示两个顺序。",
    # --- resequence
    "Mend a sequence that cars dropped out of.": "修补有车辆退出的顺序。",
    "Take cars out of a planned sequence, and mend what that breaks by changing as few positions as possible.": (
        "从计划顺序中取出车辆，并以尽可能少的位次变动修补由此造成的问题。"
    ),
    "The planned sequence as CSV: position,ident.": "计划顺序，CSV：position,ident。",
    "The cars that dropped out: a file, one a line, or names.": "退出的车辆：文件（每行一辆）或车辆标识。",
    "Positions at the head that are on their way already.": "队首已在途、不可变动的位次数。",
    "What will do, for each objective; default: the high violations and colour changes of the plan.": (
        "各目标达到多少即可；默认为计划的高优先级违反和换色次数。"
    ),
    "How many times as long to search.": "搜索时间的倍数。",
    "The same seed gives the same sequence.": "随机种子相同，顺序相同。",
    # --- what is printed
    "{name}: 1 car, seed {seed}": "{name}：1 辆车，随机种子 {seed}",
    "{name}: {n:,} cars, seed {seed}": "{name}：{n:,} 辆车，随机种子 {seed}",
    "given": "原顺序",
    "found": "优化后",
    "bound": "下界",
    "at most above the optimum": "至多高于最优值",
    "score": "总分",
    "colour changes": "换色次数",
    "violations, high priority": "高优先级违反",
    "violations, low priority": "低优先级违反",
    "smoothing": "均衡度偏差",
    "positions late": "延误位次",
    "positions changed": "变动位次",
    "proved optimal": "已证最优",
    "less than 0.1 %": "不到 0.1 %",
    "{difference:,.10g} (the bound is 0)": "{difference:,.10g}（下界为 0）",
    "the order given has {n} cars beyond the batch limit": "原顺序中有 {n} 辆车超出颜色批量上限",
    "no moves: the sequence that the search would begin with is proved optimal": "未作移动：搜索的起始顺序已证最优",
    "{moves:,} moves in {seconds:.1f} s ({speed:.1f} million a second)": (
        "{moves:,} 次移动，用时 {seconds:.1f} 秒（每秒 {speed:.1f} 百万次）"
    ),
    "{name}: {n} of {all:,} cars dropped out": "{name}：{all:,} 辆车中有 {n} 辆退出",
    "planned": "计划",
    "closed up": "直接补位",
    "mended": "修补后",
    "enough": "目标值",
    "closed up, {n} cars are beyond the batch limit; mended, none is": (
        "直接补位时有 {n} 辆车超出颜色批量上限；修补后没有"
    ),
    "{n:,} of {all:,} positions changed, in {seconds:.2f} s": "{all:,} 个位次中变动了 {n:,} 个，用时 {seconds:.2f} 秒",
    "not all that was wanted is reached: give more --effort, or say with --enough what will do": (
        "未达到全部要求：请增大 --effort，或用 --enough 说明达到多少即可"
    ),
    # --- in the plant
    "{name}: {days:g} days after {warmup:g} of warm-up, 1 pair of runs, seed {seed}": (
        "{name}：预热 {warmup:g} 天后统计 {days:g} 天，1 对运行，随机种子 {seed}"
    ),
    "{name}: {days:g} days after {warmup:g} of warm-up, {n} pairs of runs, seed {seed}": (
        "{name}：预热 {warmup:g} 天后统计 {days:g} 天，{n} 对运行，随机种子 {seed}"
    ),
    # --- interrupted
    "interrupted; this is the best sequence until then": "已中断；这是到那时为止最好的顺序",
    "interrupted; this is the best sequence until then, the plant was not compared": (
        "已中断；这是到那时为止最好的顺序，未在工厂中比较"
    ),
    "interrupted; the plant was not compared, the sequence is whole": "已中断；未在工厂中比较，顺序是完整的",
}
