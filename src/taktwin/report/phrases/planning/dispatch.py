"""What is refused, and what to do about it."""

CHINESE: dict[str, str] = {
    # --- planning/dispatch
    "site: {limit} cannot be kept: at step {worst} {power:.6g} kW {what}, {step:.6g} kWh in {size} steps": (
        "site：不能满足 {limit}：第 {worst} 步功率 {power:.6g} kW，{what}，{size} 步共 {step:.6g} kWh"
    ),
    "battery: the level at the end cannot be reached from the level at the start": (
        "battery：从起始电量达不到结束电量"
    ),
    "lower `end_least`, raise `start`, or give it more power or time": (
        "请降低 `end_least`，提高 `start`，或给它更大功率或更多时间"
    ),
    "frontier: points must be a whole number from 2 to 1000, got {points}": (
        "frontier：点数必须为 2 到 1000 的整数，得到 {points}"
    ),
    "frontier: the carbon_factor of the tariff is 0": "frontier：电价的 carbon_factor 为 0",
    "give the kg CO2/kWh of the import": "请给出外购电的 kg CO2/kWh",
    "time of use: {text} overlaps another band": "分时电价：{text} 与另一时段重叠",
    "let each begin where another ends": "请让每段从另一段结束处开始",
    "time of use: there is no price at {gap:02d}:{gap2:02d}": "分时电价：{gap:02d}:{gap2:02d} 没有电价",
    "time of use: {text} is no time of the day": "分时电价：{text} 不是一天中的时间",
    "site: the load has {size} steps, at most {most_steps} can be planned": (
        "site：负荷有 {size} 个时步，最多可计划 {most_steps} 个"
    ),
    "cut it": "请缩短",
    "site: expected a Tariff and a Battery": "site：应为 Tariff 和 Battery",
    "make them of these classes": "请用这些类构造",
    "site: expected a FlexibleLoad": "site：应为 FlexibleLoad",
    "make each flexible load one": "请把每个柔性负荷构造为该类",
    "flexible load {twice} is there twice": "柔性负荷 {twice} 出现了两次",
    "give each a name of its own": "请各用不同的名称",
    "battery: there is no end {end}": "battery：没有结束方式 {end}",
    "use one of {ends}": "请使用其中之一：{ends}",
    "battery: neither the level at the start nor the one at the end is given": (
        "battery：起始电量和结束电量都没有给出"
    ),
    "give `start` in kWh, or let the plan be cyclic": "请以 kWh 给出 `start`，或让计划循环",
    "battery: `end_least` belongs to a free end": "battery：`end_least` 只用于自由结束",
    "give `end: free`, or leave it out": "请写 `end: free`，或去掉它",
    "flexible load: the name is {name}": "柔性负荷：名称为 {name}",
    "give it a name that is a text": "请用文本命名",
    "flexible load {name}": "柔性负荷 {name}",
    "{where}: {name} must be the number of a step, got {value}": "{where}：{name} 必须为时步序号，得到 {value}",
    "count from 0": "请从 0 开始计数",
    "{where}: the window ends at step {last}, before it begins at step {first}": (
        "{where}：时间窗止于第 {last} 步，早于开始的第 {first} 步"
    ),
    "give the first step first": "请把较早的时步写在前",
    "{where}: the window ends at step {last}, the last step is {steps}": (
        "{where}：时间窗止于第 {last} 步，最后一步是 {steps}"
    ),
    "move the window, or give more steps": "请移动时间窗，或给出更多时步",
    "{where}: {energy:g} kWh do not fit, the window takes {most:g} kWh at {power:g} kW": (
        "{where}：{energy:g} kWh 放不下，时间窗在 {power:g} kW 时可容纳 {most:g} kWh"
    ),
    "widen the window, or give it more power": "请加宽时间窗，或给它更大功率",
    "give more time, or fewer steps": "请给出更多时间，或减少时步",
    "the solver gives no plan ({status})": "求解器没有给出方案（{status}）",
    "check that prices, powers and energies are of sensible sizes": "请检查电价、功率和能量的量级是否合理",
    "the plan costs {cost:.8g}, the solver says {bound:.8g}: figures are too far apart to be added up": (
        "方案成本为 {cost:.8g}，求解器给出 {bound:.8g}：数值相差太大，无法相加"
    ),
    "give powers and energies of similar sizes, and no prices beyond all others": (
        "请使用量级相近的功率和能量，不要有过高的电价"
    ),
    "tariff: demand_period must be whole numbers": "tariff：demand_period 必须为整数",
    "count the billing periods from 0": "请从 0 开始给计费周期编号",
    "tariff: demand_period names period {many}, but no step is in period {missing}": (
        "tariff：demand_period 写了周期 {many}，但周期 {missing} 中没有时步"
    ),
    "count the billing periods from 0, without a gap": "请从 0 开始无间断地给计费周期编号",
    "tariff: demand_charge has {size} values, there are {many} billing periods": (
        "tariff：demand_charge 有 {size} 个值，计费周期有 {many} 个"
    ),
    "give one for each period, or a single one for all": "请每个周期给一个，或全部共用一个",
    # --- planning/dispatch/file
    "the table has no row below its heading": "表头之下没有数据行",
    "give a heading, and a row for each step": "请给出表头，每个时步一行",
    "row {line}: there are {n} cells, the heading has {width}": "第 {line} 行：有 {n} 个单元格，表头有 {width} 个",
    "drop what is too much; a decimal comma needs quotation marks, or `;` between the columns": (
        "请去掉多余的；小数逗号须加引号，或用 `;` 分列"
    ),
    "{most:g} or less": "不大于 {most:g}",
    "row {line}: expected {bounds}, got {found:g}": "第 {line} 行：应{bounds}，得到 {found:g}",
    "check sign and unit: {size} of {size2} values are out of bounds": (
        "请检查正负号和单位：{size2} 个值中有 {size} 个越界"
    ),
    'the column "{name}" is there twice': "列“{name}”出现了两次",
    'row {line}: expected a number, got "{cell}"': "第 {line} 行：应为数，得到“{cell}”",
    "row {line}: the cell is empty": "第 {line} 行：单元格为空",
    "fill it with a number, without a unit": "请填入数，不带单位",
    "and {more} more rows of this column": "本列另有 {more} 行",
    'there is no file "{name}"': "没有文件“{name}”",
    "name a table beside this file": "请写本文件旁的表",
    "the load is a column, but no table is named": "负荷写成了列，但没有写表",
    "add `series: FILE.csv`, the table with its columns": "请添加 `series: FILE.csv`，即含该列的表",
    "the step has no length": "时步没有长度",
    "write for example `step: 15 min`": "请写，例如 `step: 15 min`",
    "months begin": "月份何时开始",
    "the day begins": "一天何时开始",
    "the window of a flexible load lies": "柔性负荷的时间窗在何处",
    "flexible load {name}: the window ends before it begins": "柔性负荷 {name}：时间窗在开始之前结束",
    "mend `to`": "请更正 `to`",
    "{moment} is no border of a step between {start} and {end}": "{moment} 不是 {start} 到 {end} 之间的时步边界",
    "give a moment that is a multiple of {step:g} min from the start": "请给出距开始为 {step:g} 分钟整数倍的时刻",
    '"{given}" is a column, but no table is named': "“{given}”是列，但没有写表",
    "add `series` to the site": "请给 site 添加 `series`",
    "expected a number or the name of a column, got {given}": "应为数或列名，得到 {given}",
    "write for example 0.65": "请写，例如 0.65",
    "it is not known when {why}": "不知道{why}",
    "add `start: 2026-01-01 00:00` to the site": "请给 site 添加 `start: 2026-01-01 00:00`",
    "expected a date and time, got {given}": "应为日期和时间，得到 {given}",
    "write it as in 2026-01-01 00:00": "请写成如 2026-01-01 00:00",
    "{found} has a time zone": "{found} 带有时区",
    "give the local time of the site, without one": "请给出当地时间，不带时区",
    'expected an energy, got "{text}"': "应为能量，得到“{text}”",
    "write for example 800 kWh": "请写，例如 800 kWh",
}
