"""What is refused, and what to do about it."""

CHINESE: dict[str, str] = {
    # --- planning/presslots
    "a rate of {rate:g} an hour never gets ahead of a demand of {demand:g}": (
        "每小时 {rate:g} 件的速率永远赶不上 {demand:g} 的需求"
    ),
    (
        "press {name}: pressing alone takes {load:.1f} % of the time, so a load of {load2:.1f} % leaves "
        "none for die changes"
    ): ("压机 {name}：仅冲压就占 {load:.1f} % 的时间，负荷为 {load2:.1f} % 时没有换模时间"),
    "allow a higher load": "请允许更高的负荷",
    "press {name}: lots that fit the stores need a load of {needed:.1f} % with die changes, more than {load:.1f} %": (
        "压机 {name}：放得进库的批量连换模需要 {needed:.1f} % 的负荷，超过 {load:.1f} %"
    ),
    "allow a higher load, a larger store or a shorter die change": "请允许更高的负荷、更大的库或更短的换模",
    (
        "press {name}: die changes take no time and cost nothing, so nothing keeps the lots from being "
        "single parts; give the cell a `change`, or a cost of a die change"
    ): ("压机 {name}：换模不花时间也没有成本，因此没有什么阻止单件批量；请给该单元 `change`，或换模成本"),
    'there is no make cell "{name}"': "没有制造单元“{name}”",
    "cell {name} makes one part alone: it never changes dies, so it has no lots to plan": (
        "单元 {name} 只做一种零件：它从不换模，因此没有可计划的批量"
    ),
    "give what a lot costs, as a cost of the change": "请给出每批的成本，即换模成本",
    "no make cell of this plant makes more than one part, so there are no lots to plan": (
        "该工厂没有做多种零件的制造单元，因此没有可计划的批量"
    ),
    "give what a lot costs, as a cost of the change, to plan those of one part": (
        "要计划单一零件的批量，请给出每批的成本，即换模成本"
    ),
    "cell {name}, recipe {recipe}: hits that take no time or give no parts have no lot size": (
        "单元 {name}，配方 {recipe}：冲次不花时间或不出零件，没有批量"
    ),
    "cell {name}: a failure mode with no up time leaves no time to press": (
        "单元 {name}：没有正常时间的故障模式使其无法冲压"
    ),
    "cell {cell} was never on shift in the run": "单元 {cell} 在运行中从不当班",
    "simulate a time in which it works": "请仿真它工作的时段",
    'cell {cell}, recipe {recipe}: nothing was drawn from the stock point "{stock}" in the run': (
        "单元 {cell}，配方 {recipe}：运行中没有从库存点“{stock}”领用"
    ),
    "another plant draws from it, which is cut off here: let a station use the part": (
        "由另一个工厂领用，而这里已与之断开：请让某个工位使用该零件"
    ),
    "simulate more `days`, or take the recipe out": "请仿真更多 `days`，或去掉该配方",
    'recipe {recipe}: the part "{part}" has no value, and a cost of capital needs one': (
        "配方 {recipe}：零件“{part}”没有价值，而资金成本需要它"
    ),
    "give it `value`, or plan without `change_cost`": "请给出 `value`，或不用 `change_cost` 计划",
    "press {name} makes nothing: give it at least one part": "压机 {name} 什么也不做：请至少给它一种零件",
    "press {name} names a part twice": "压机 {name} 有零件写了两次",
    "give each once": "请各写一次",
    (
        "press {name} would need {load:.0f} % of its time for pressing alone: give a part to another "
        "press, press faster, or lower the demand"
    ): ("压机 {name} 仅冲压就需要 {load:.0f} % 的时间：请把零件分给另一台压机、加快冲压，或降低需求"),
    "press {press}, part {name}": "压机 {press}，零件 {name}",
    "{where}: {name} must be above 0, got {value:g}": "{where}：{name} 必须大于 0，得到 {value:g}",
    "{where}: {name} must be 0 or more, got {value:g}": "{where}：{name} 不能小于 0，得到 {value:g}",
    "{where}: holding must be above 0, got {holding:g}": "{where}：持有成本必须大于 0，得到 {holding:g}",
    "the load must be above 0 and at most 1 (100 %), got {load:g}": (
        "负荷必须大于 0、不超过 1（100 %），得到 {load:g}"
    ),
    'there is no method "{method}"': "没有方法“{method}”",
    "press {name}: at a load of 100 % due lots wait without end": "压机 {name}：负荷为 100 % 时到期批次会无限等待",
    "allow 99 % at most": "请最多允许 99 %",
    "press {name}: no lots fit the stores together with their restart levels": (
        "压机 {name}：没有批量能与重启水平一起放进库"
    ),
    "enlarge them": "请扩大库",
    (
        "press {name}, part {name2}: a store of {room:g} parts has no room for a lot above the restart "
        "level of {room2:.0f}"
    ): ("压机 {name}，零件 {name2}：{room:g} 件的库放不下重启水平 {room2:.0f} 之上的一批"),
    "enlarge it, or allow more load or less safety": "请扩大库，或允许更高负荷或更少安全量",
    "press {name}: these lots need {cycles:.1f} % of its time": "压机 {name}：这些批量需要 {cycles:.1f} % 的时间",
    "make them larger": "请加大批量",
    "the share of lots in time must be between 0 and 1, such as 0.999, got {surety:g}": (
        "批次准时率必须在 0 与 1 之间，例如 0.999，得到 {surety:g}"
    ),
    "the safety must be 0 h or more, got {safety:g}": "安全量不能小于 0 h，得到 {safety:g}",
    "{n} parts need as many frequencies, got {n2}": "{n} 种零件需要同样多的频次，得到 {n2} 个",
    "lots in a cycle must be powers of two, got {frequencies}": "一个周期内的批次数必须为 2 的幂，得到 {frequencies}",
    "it counts only beside the cost of a die change": "它只与换模成本一起才有意义",
    "{before:g} s and {after:g} s are no two die changes": "{before:g} s 和 {after:g} s 不是两个换模时间",
    "write the longer one first": "请把较长的写在前",
    "an interval needs at least 2 replications, got {replications}": "区间至少需要 2 次重复，得到 {replications}",
    (
        "cell {cell}: with the lots of the model pressing and die changes take {load_now:.0f} % of its "
        "time, too much to plan for"
    ): ("单元 {cell}：按模型的批量，冲压和换模占 {load_now:.0f} % 的时间，太多而无法计划"),
    "give the `load`, such as 0.9 (90%)": "请给出 `load`，例如 0.9（90%）",
    "press {name}: no lot of {names} in the cycle": "压机 {name}：周期内没有 {names} 的批次",
    "give each part one": "请给每种零件一个",
    "press {name}: a load of {load:g} leaves no time for die changes": "压机 {name}：负荷 {load:g} 没有留下换模时间",
    "allow more": "请允许更多",
    "press {name}: a cycle of {cycle:.3g} h has a load of {share:.1f} % with die changes, more than {load:.1f} %": (
        "压机 {name}：{cycle:.3g} h 的周期连换模负荷为 {share:.1f} %，超过 {load:.1f} %"
    ),
    "make the cycle longer": "请加长周期",
}
