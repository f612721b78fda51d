"""What a check finds wrong with operators, orders, parts and guide paths."""

CHINESE: dict[str, str] = {
    "needs are filled in this order, so put first what the fewest pools can do": (
        "需要按此顺序满足，因此请把最少班组能做的写在前面"
    ),
    # --- model/checks/operators.py
    "add `calendar: NAME` to the pool, or give one number": ("给该班组加 `calendar: NAME`，或只给一个数"),
    "this shift overlaps another one, so the numbers by shift leave open who is there": (
        "该班次与另一班次重叠，因此按班次的人数无法确定谁在场"
    ),
    '"{need}" is a repair crew, which does nothing but repair': "“{need}”是维修班组，只做维修",
    "add a pool: `operators: {NAME: {count: 2, skills: [...]}}`": (
        "请添加班组：`operators: {NAME: {count: 2, skills: [...]}}`"
    ),
    'no operators have the skill or name "{need}"': "没有操作工具备技能或名称“{need}”",
    "raise their `count`, or need fewer": "加大其 `count`，或减少需要",
    "for {purpose} it needs {wanted} at a time, and they are never there together ({shown} at most)": (
        "为{purpose}同时需要 {wanted}，而他们从不同时在场（最多 {shown}）"
    ),
    '"{skill}" is the name of a pool as well': "“{skill}”也是一个班组的名称",
    "numbers by shift need a calendar with these shifts": "按班次的人数需要含有这些班次的日历",
    "part them, or make a pool for each with its calendar": "请把它们分开，或各设一个班组及其日历",
    "this shift has no name, by which the operators that are there could be given": (
        "该班次没有名称，无法据此给出在场的操作工"
    ),
    'no number for the shift "{missing}"': "班次“{missing}”没有人数",
    "add `{missing}: ...`, 0 for none": "请添加 `{missing}: ...`，无人则为 0",
    "there is an operator in no shift": "任何班次都没有操作工",
    "give one of them a value above 0, or drop the pool": "至少给一个大于 0 的值，或去掉该班组",
    "the walking speed cannot be 0": "行走速度不能为 0",
    "give a value above 0, such as 1.2 m/s": "请给出大于 0 的值，例如 1.2 m/s",
    "`inspect_every` cannot be 0": "`inspect_every` 不能为 0",
    "write 1 to check each job": "写 1 表示检查每个工件",
    "it needs no operators": "它不需要操作工",
    "add `operators`, or drop `priority`": "请添加 `operators`，或去掉 `priority`",
    "name it in a failure mode (`crew: ...`), or make it a pool of operators": (
        "请在故障模式中写它（`crew: ...`），或改为操作工班组"
    ),
    "rename one, so that a need is clear": "请改名其一，使需要明确",
    "the number of operators cannot be 0": "操作工数不能为 0",
    "give a value above 0, or drop the pool": "请给出大于 0 的值，或去掉该班组",
    "add `name: ...`, such as `name: early`": "请添加 `name: ...`，例如 `name: early`",
    "a way leads from one station to another": "路程是从一个工位到另一个工位",
    "name two stations": "请写两个工位",
    "there is no inspection here": "这里没有检查",
    "add `inspect: TIME`, or drop it": "请添加 `inspect: TIME`，或去掉",
    "give 1 or more, or drop the need": "请给出不小于 1 的数，或去掉该需要",
    "it never fails": "它从不故障",
    "give it `failures`, or drop `repair`": "请给它 `failures`，或去掉 `repair`",
    "each of its failure modes names a crew, which repairs alone": "其每个故障模式都写了单独负责维修的班组",
    "a make cell has no `{purpose}`": "制造单元没有 `{purpose}`",
    'the skill "{skill}" is named twice': "技能“{skill}”写了两次",
    "name it once": "只写一次",
    'another shift is called "{shift}"': "另一班次也叫“{shift}”",
    "give each its own name": "请各取一个名称",
    "the way between these two is given twice": "两者之间的路程写了两次",
    "give it once: it holds in both directions": "只写一次：双向通用",
    "`{purpose}` is named twice": "`{purpose}` 写了两次",
    "drop `crew` there, or `repair` here": "在那里去掉 `crew`，或在此去掉 `repair`",
    "its die change takes no time": "其换模不需要时间",
    "add `change: TIME`, or drop `setup`": "请添加 `change: TIME`，或去掉 `setup`",
    "its operators can be needed for setup, work and repair": "操作工可用于 setup、work 和 repair",
    "time to {purpose}": "{purpose}的时间",
    "this station has no {what}": "该工位没有{what}",
    "add {add}, or drop `{purpose}`": "请添加 {add}，或去掉 `{purpose}`",
    # --- model/checks/orders.py
    "jobs start whenever the first element has room, but its room is unlimited": (
        "只要第一个元素有空位工件就开始，但其空位无限"
    ),
    'give "{name}" a capacity, or the order stream an `interval`': ("给“{name}”一个容量，或给订单流一个 `interval`"),
    "only the time of an `interval` runs in shifts": "只有 `interval` 的时间按班次走",
    "add `interval: TIME`, or drop `calendar`: jobs begin when the first element is on shift and has room": (
        "请添加 `interval: TIME`，或去掉 `calendar`：第一个元素在班且有空位时工件开始"
    ),
    "jobs start whenever there is room, but nothing on this line takes time": (
        "只要有空位工件就开始，但该产线没有任何耗时"
    ),
    "give a station a cycle above 0": "给某工位一个大于 0 的作业时间",
    "an order stream of a plant with products needs a mix or a file": "有产品的工厂，其订单流需要产品组合或文件",
    "add `mix: {PRODUCT: SHARE}` or `file: ORDERS.csv`": ("请添加 `mix: {PRODUCT: SHARE}` 或 `file: ORDERS.csv`"),
    "the interval of releases cannot be 0": "投放间隔不能为 0",
    "leave `interval` out to release whenever there is room": "去掉 `interval`，即有空位时投放",
    "the mix is empty": "产品组合为空",
    "add `PRODUCT: SHARE` entries": "请添加 `PRODUCT: SHARE` 条目",
    "the shares of the mix sum to {value:.6g} %": "产品组合的比例之和为 {value:.6g} %",
    "the periods of the mix are not in the order of time": "产品组合的各时期未按时间排列",
    "sort them by `from`, each later than the one before": "请按 `from` 排序，每个晚于前一个",
    "the file gives release times, and so does the interval": "文件给出了投放时间，间隔也给出了",
    # --- model/checks/parts/park.py
    'it says that all is spelt out, but nothing in the model brings the family "{lacking}"': (
        "写明全部展开，但模型中没有任何东西送来零件族“{lacking}”"
    ),
    "drop `spelt`: what the families stand for is then made of them": ("去掉 `spelt`：便会据此生成零件族所代表的内容"),
    # --- model/checks/parts/supply.py
    "a truck has room for a whole number of containers, at least 1, got {text}": (
        "一辆卡车容纳整数个容器，至少 1 个，得到 {text}"
    ),
    '{what} ({amount:g}) is above the capacity of the stock "{stock}" ({capacity:g})': (
        "{what}（{amount:g}）超过库存点“{stock}”的容量（{capacity:g}）"
    ),
    '"{at}" has no place, so nothing ever enters it': "“{at}”没有位置，因此没有任何东西进入",
    "`reorder` ({text}) is not below `up_to` ({text2}): nothing would lack": (
        "`reorder`（{text}）不低于 `up_to`（{text2}）：什么也不缺"
    ),
    "give such a number, or `unlimited`": "请给出这样的数，或 `unlimited`",
    "it leads from a stock into itself": "它从一个库存点通向自身",
    "name another stock": "请写另一个库存点",
    '"{origin}" holds {part}, but "{to}" holds {other}': ("“{origin}”存放 {part}，而“{to}”存放 {other}"),
    'there is no part "{part}"': "没有零件“{part}”",
    'the part "{part}" is held at no stock': "零件“{part}”不在任何库存点",
    "add a stock: `stocks: {{NAME: {{part: {part}}}}}`": ("请添加库存点：`stocks: {{NAME: {{part: {part}}}}}`"),
    'the part "{part}" is held at several stocks ({names})': "零件“{part}”在多个库存点（{names}）",
    "say which one: `{key}: {stock}`": "请写明哪一个：`{key}: {stock}`",
    '{nobody_supplies} "{part}" to this stock, from which jobs, feeds or lanes draw': (
        "{nobody_supplies}“{part}”到该库存点，而工件、供料或运输线从中取用"
    ),
    "name the place before or behind it, or give it a capacity": "请写其前或其后的位置，或给它容量",
    "lower it, or raise `up_to`": "请减小它，或加大 `up_to`",
    "name two stocks of the same part": "请写同一零件的两个库存点",
    'the stock "{named}" holds {part}, not {part2}': "库存点“{named}”存放 {part}，不是 {part2}",
    "name a stock of this part": "请写该零件的库存点",
    "add a lane, a feed or a make cell for it, or `initial: unlimited`": (
        "请为它添加运输线、供料或制造单元，或 `initial: unlimited`"
    ),
    'what is called of "{to}" is said in the lane {called} already': ("向“{to}”要什么已在运输线 {called} 中给出"),
    "the time of a hit cannot be 0": "一次冲压的时间不能为 0",
    "give a time above 0": "请给出大于 0 的时间",
    "all hits are scrapped": "所有冲次都报废",
    "give a share below 100 %": "请给出低于 100 % 的比例",
    "a make cell has no job, so no {by} by which a quantity could go": "制造单元没有工件，因此没有可决定数量的{by}",
    "give one number for each hit": "请为每个冲次给出一个数",
    "a make cell has no job, so no `when`": "制造单元没有工件，因此没有 `when`",
    "leave `when` out": "请去掉 `when`",
    # --- model/checks/passing.py
    '"{name}" has no place and ends its line, so nothing can be sent there': (
        "“{name}”没有位置且位于产线末端，因此不能送到那里"
    ),
    "name the place behind it, or give it a capacity": "请写其后的位置，或给它容量",
    "no element of this line has a place": "该产线没有一个元素有位置",
    "give a buffer of it a capacity, or leave it out": "给其中一个缓冲区容量，或去掉它",
    "a buffer without a place is never entered, so no point can be noted there": (
        "没有位置的缓冲区从不进入，因此不能在那里记录点"
    ),
    "put `point` at the element behind it": "请把 `point` 写在其后的元素上",
    # --- model/checks/paths.py
    'a way leads from "{start}" to itself': "有一条路从“{start}”通向自身",
    "this guide path has no station": "该导引路径没有站点",
    "add `stations: {POINT: PLACES}`": "请添加 `stations: {POINT: PLACES}`",
    'no way leads from "{start}" to "{end}"': "没有路从“{start}”通到“{end}”",
    "add a way from {start} to {end}: a vehicle must get from every stop to every other": (
        "请添加从 {start} 到 {end} 的路：车辆必须能从每个停靠点到达其他每个停靠点"
    ),
    (
        "the way {start} > {end} of {length:.4g} m is shorter than a vehicle of {text}, which would "
        "stand on the point behind it"
    ): ("路 {start} > {end} 长 {length:.4g} m，短于 {text} 长的车辆，车辆会停在其后的点上"),
    '"{paths}" has no charger': "“{paths}”没有充电位",
    "the power of a vehicle with a battery would be counted twice": "有电池的车辆，其功率会被计算两次",
    "add `distance: LENGTH`, or give its fleet a guide path": ("请添加 `distance: LENGTH`，或给其车队一条导引路径"),
    'the key "{key}" is missing: the fleet "{given}" runs on the guide path "{paths}"': (
        "缺少键“{key}”：车队“{given}”在导引路径“{paths}”上行驶"
    ),
    "{count} vehicles, but {places} parking places": "有 {count} 辆车，但只有 {places} 个停车位",
    "put another point between": "请在中间再放一个点",
    'two ways lead from "{start}" to "{end}"': "有两条路从“{start}”通到“{end}”",
    "`{key}` means nothing without a guide path": "没有导引路径时 `{key}` 没有意义",
    "the {key} of a vehicle cannot be 0": "车辆的 {key} 不能为 0",
    "give a value above 0": "请给出大于 0 的值",
    "leave out one of the two points, or give a shorter vehicle": "去掉两个点之一，或给出更短的车辆",
    "add `chargers: {{POINT: PLACES}}` to paths.{paths}": ("请在 paths.{paths} 中添加 `chargers: {{POINT: PLACES}}`"),
    "drop `power`: the battery says what each state draws": "去掉 `power`：电池已说明各状态的用电",
    'the key "distance" is missing': "缺少键“distance”",
    "add `{key}: STATION`, one of: {names}": "请添加 `{key}: STATION`，其中之一：{names}",
    "give each vehicle a place in `parking: {POINT: PLACES}`": ("请在 `parking: {POINT: PLACES}` 中给每辆车一个位置"),
    'no way leads to a point "{point}"': "没有路通到点“{point}”",
    "drop one, or put a point in the middle of it": "去掉一条，或在其中间放一个点",
    "add `paths: NAME`, or drop it": "请添加 `paths: NAME`，或去掉它",
    "there is no place at {point}": "{point} 处没有位置",
    "shift of {name}": "{name} 的班次",
    "nobody supplies the part": "没有谁供应零件",
    "the time between two orders": "两次订货的间隔",
    "a stock's capacity": "库存点的容量",
    "a full container": "一个满容器",
    "a container's content": "一个容器的内容",
    "a delivery": "一次到货",
    "a lot": "一批",
    "the reorder level": "再订货水平",
    "the lot": "批量",
    "the initial level": "初始库存",
    "the level to which a lane fills": "运输线补到的水平",
    "the parts of a hit": "一次冲压的零件数",
    "the quantity of a use": "一次使用的数量",
    "a lot (hits x parts a hit)": "一批（冲次 x 每次零件数）",
    "guide path": "导引路径",
    'station of "{paths}" called': "“{paths}”的站点",
}
