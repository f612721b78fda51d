"""Press lots."""

CHINESE: dict[str, str] = {
    "Plan the lots of the presses.": "制定冲压批量计划。",
    "Plan the lots of the presses: how much of which die, in which order, from which stock on.": (
        "制定冲压批量计划：哪套模具生产多少、按什么顺序、库存降到多少时开始。"
    ),
    (
        "The demand is what the plant draws in a run as it is. Prints a table for each press, and what to set in the "
        "model."
    ): ("需求取自工厂现状运行中的消耗。为每台压力机输出一张表，以及模型中应设置的数值。"),
    "A make cell; may be given again. Default all with several dies.": (
        "制造单元；可重复给出。默认为所有具有多套模具的单元。"
    ),
    "Most load with die changes, 85%; default as the model has it.": "含换模的最大负荷，例如 85%；默认与模型相同。",
    "rotation (one cycle for all), multiples (powers of two of a cycle), or best.": (
        "rotation（统一周期）、multiples（周期的二的幂次倍）或 best（最优）。"
    ),
    "Share of the lots that begin in time.": "按时开始的批次所占比例。",
    "Demand on top of the restart level.": "再生产点之上的安全余量（按需求小时计）。",
    "Cost of a die change; then the value of the stock counts, not its number.": (
        "一次换模的费用；此时按库存价值而不是件数优化。"
    ),
    "Cost of capital a year, for --change-cost; default 10%.": "年资金成本，与 --change-cost 合用；默认 10%。",
    "Say what a shorter die change would bring.": "说明缩短换模时间的效果。",
    "Days to measure: demand, and each run of --simulate.": "统计天数：需求测量及 --simulate 的每次运行。",
    "Compare before and after in the simulated plant.": "在仿真工厂中对比前后。",
    "Pairs of runs of --simulate.": "--simulate 的成对运行次数。",
    "Write a model file with the plan, which extends MODEL.": "写出含计划的模型文件，以 MODEL 为基础。",
    "Write the plan as a page, .html.": "把计划写成网页（.html）。",
    # --- the table of a press
    "{cell}: load {load:.1f} % with {changes:.1f} die changes a day (now {now:.1f} %), {hours:.3g} h a day": (
        "{cell}：负荷 {load:.1f} %，每天换模 {changes:.1f} 次（现状 {now:.1f} %），每天 {hours:.3g} 小时"
    ),
    "parts/h": "件/小时",
    "lot": "批量",
    "run h": "生产小时",
    "cycle h": "周期小时",
    "restart": "再生产点",
    "max stock": "最大库存",
    "mean stock": "平均库存",
    "changes/day": "换模/天",
    "all": "合计",
    "order of the dies: {order}": "模具顺序：{order}",
    "{dies} ... ({n} lots in the cycle)": "{dies} ……（一个周期 {n} 个批次）",
    "{share:.0f} % of the parts are drawn while the press is off shift": "{share:.0f} % 的零件在压力机停班时被领用",
    "parts are not drawn steadily while the press works": "压力机作业期间零件的领用并不均匀",
    "{what}: the restart levels cover that, and the wait is in hours of mean demand": (
        "{what}：再生产点已考虑这一点，等待按平均需求小时计"
    ),
    "a due lot waits {mean:.0f} min for the press on average, at most {most:.1f} h in {share:g} % of the cases": (
        "到期批次平均等待压力机 {mean:.0f} 分钟，{share:g} % 的情况下不超过 {most:.1f} 小时"
    ),
    "die change {before:g} s -> {after:g} s at the same load": "换模 {before:g} 秒 → {after:g} 秒（负荷不变）",
    "{what}: no answer ({why})": "{what}：无法给出（{why}）",
    "{what}: stock {stock:+.0f} %, of the lots alone {lots:+.0f} %": (
        "{what}：库存 {stock:+.0f} %，仅批量库存 {lots:+.0f} %"
    ),
    # --- before and after
    "simulated, {n} pairs of {days:g} days": "仿真，{n} 对，每次 {days:g} 天",
    "before": "之前",
    "after": "之后",
    "parts in stock": "库存件数",
    "days of stock": "库存天数",
    "largest stock": "最大库存",
    "stores empty": "库存为空",
    "die changes": "换模次数",
    "load of the presses": "压力机负荷",
    "stations wait for parts": "工位等待零件",
    "throughput": "产量",
}
