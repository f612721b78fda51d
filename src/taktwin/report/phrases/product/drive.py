"""What is refused, and what to do about it."""

CHINESE: dict[str, str] = {
    # --- product/drive
    "a temperature of {celsius:g} C": "温度为 {celsius:g} C",
    "give {coldest:g} to {hottest:g}": "请给出 {coldest:g} 到 {hottest:g}",
    "{name} cannot follow {name2}: at second {second} the bus asks for too much": (
        "{name} 跟不上 {name2}：第 {second} 秒母线功率需求过大"
    ),
    "give it a larger battery or source, or another cycle": "请给它更大的电池或能源，或换一个工况",
    "cycle {name}: expected two samples or more, and as many grades as speeds": (
        "工况 {name}：至少应有两个采样点，坡度与车速同样多"
    ),
    "give one of each for every second": "请每秒各给一个",
    "cycle {name}: second {bad}: a {what} of {values:g}": "工况 {name}：第 {bad} 秒的 {what} 为 {values:g}",
    "give {low:g} to {high:g} ({value})": "请给出 {low:g} 到 {high:g}（{value}）",
    "rise over run": "高差与水平距离之比",
    "a cycle is driven {times} times": "工况行驶 {times} 次",
    "drive it once or more": "请至少行驶一次",
    "cycle {name} begins at {speeds:g} m/s and ends at {speeds2:g} m/s": (
        "工况 {name} 起始车速为 {speeds:g} m/s，结束时为 {speeds2:g} m/s"
    ),
    "drive it once": "请只行驶一次",
    "{path}:1: there is no column {name}": "{path}:1：没有列 {name}",
    "begin with {columns}": "请以 {columns} 开头",
    "{path}:1: the column {name} stands there twice": "{path}:1：列 {name} 出现了两次",
    "{path}:{line}: more than {longest} seconds": "{path}:{line}：超过 {longest} 秒",
    "give a shorter cycle": "请给出更短的工况",
    "{path}:{line}: {n} values under {n2} names": "{path}:{line}：{n2} 个列名下有 {n} 个值",
    "mend the line; a decimal point is a point": "请更正该行；小数点用点号",
    "{path}:{line}: time {found:g} s, expected {found2:g} s": "{path}:{line}：时间为 {found:g} s，应为 {found2:g} s",
    "give one row for every second": "请每秒给出一行",
    "{path}: {n} seconds": "{path}：{n} 秒",
    "give two rows or more, one for every second": "请至少给出两行，每秒一行",
    "{path}: the car stands all the time": "{path}：车辆一直静止",
    "give speeds above 0 km/h": "请给出大于 0 km/h 的车速",
    "{place}: a {what} of {value:g} {unit}": "{place}：{what} 为 {value:g} {unit}",
    "give {low:g} to {high:g} {unit}": "请给出 {low:g} 到 {high:g} {unit}",
    "the motor's table has not as many efficiencies as loads": "电机表中效率与负荷的数量不同",
    "give one above 0 for each load": "请给每个负荷一个大于 0 的效率",
    "the loads of the motor's table do not rise": "电机表中的负荷没有递增",
    "sort them": "请排序",
    "a part that is {low:g} to {high:g} kg lighter": "零件减轻 {low:g} 到 {high:g} kg",
    "give kg above 0 and below {mass:g}, the lower one first": "请给出大于 0、小于 {mass:g} 的 kg 值，小的在前",
    "the coast-down test of {name} does not say what its tyres take of each kg": (
        "{name} 的滑行试验未说明轮胎每 kg 的损耗"
    ),
    "give rolling, drag and area in its place": "请改为给出 rolling、drag 和 area",
    "a way of {km:g} km": "路程为 {km:g} km",
    "give more than 0, and {furthest:g} at most": "请给出大于 0、不超过 {furthest:g} 的值",
    'there is no strategy "{name}"': "没有策略“{name}”",
    "there are {known}": "可用的有：{known}",
    "the car stands all the time on {name}": "在 {name} 中车辆一直静止",
    "give speeds above 0": "请给出大于 0 的车速",
    "{name} has no range extender and no fuel cell, so there is no strategy": (
        "{name} 没有增程器和燃料电池，因此没有策略"
    ),
    "drop the strategies": "请去掉策略",
    "there are {cycle_names}; or give a file": "可用的有：{cycle_names}；或给出文件",
    'there is no cycle "{name}"': "没有工况“{name}”",
    "{name} has no range extender and no fuel cell": "{name} 没有增程器和燃料电池",
    "drive it with its battery alone": "请仅用电池行驶",
    "{name} cannot follow {name2}: its battery is empty at second {t}": "{name} 跟不上 {name2}：电池在第 {t} 秒耗尽",
    "start with more charge, or give it a larger battery": "请以更高电量开始，或给它更大的电池",
    "{name} cannot follow {name2}: at second {t} the bus asks for {bus:,.0f} W": (
        "{name} 跟不上 {name2}：第 {t} 秒母线需要 {bus:,.0f} W"
    ),
    "the factor of a longer range is lower": "续驶更长时的系数更低",
    "{name}: the battery is not fuller than its target": "{name}：电池电量不高于目标",
    "give a lower `start`": "请给出更低的 `start`",
    "{name} gains charge on {name2}": "{name} 在 {name2} 中电量增加",
    "give a cycle that does not only go downhill": "请给出不只是下坡的工况",
    # --- product/drive/file
    "it is not above `begin`": "不高于 `begin`",
    "give a higher speed": "请给出更高的车速",
    "a level of {level:g} dB": "声级为 {level:g} dB",
    "give -200 to 200": "请给出 -200 到 200",
    "a fuel cell has no shaft": "燃料电池没有轴",
    "drop the clutch": "请去掉离合器",
    "a revolution gives no more work than its friction": "每转做的功不大于摩擦功",
    "give more": "请给出更大的值",
    "give {low:g} to {high:g}": "请给出 {low:g} 到 {high:g}",
    "a factor of {text}": "系数为 {text}",
    "{given} and a coast-down test say the same twice": "{given} 与滑行试验重复说明了同一内容",
    "drop {given}, or `coast_down`": "请去掉 {given} 或 `coast_down`",
    "a coefficient is below 0 or not finite": "有系数小于 0 或不是有限的数",
    "{missing} is missing": "缺少 {missing}",
    "add it, or give `coast_down`": "请添加，或给出 `coast_down`",
    "no car has {text}": "没有车辆有 {text}",
    "mend it: 0.0085 and 0.29 are usual": "请更正：0.0085 和 0.29 是常见值",
    "it is above `most`, {text}": "高于 `most`（{text}）",
    "with {text} of fuel at no power it cannot have {text2} at its best": (
        "零功率时耗用燃料 {text}，最佳时就不可能有 {text2}"
    ),
    "give less, or a lower efficiency": "请减小，或降低效率",
    "{path} is 0": "{path} 为 0",
    # --- product/drive/scenarios
    "the phases of {name} are not known": "{name} 的各阶段未知",
    "give one of {phases}, whole": "请完整地给出其中之一：{phases}",
    "no cycle has a phase that is {missing}": "没有工况含 {missing} 阶段",
    "give more cycles": "请给出更多工况",
    "a window of {seconds} s": "窗口为 {seconds} s",
    "give {shortest} to {longest} s": "请给出 {shortest} 到 {longest} s",
}
