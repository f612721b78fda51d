"""What a check finds wrong between parts of a model: plants, references, routing, sequence, site, size, values."""

CHINESE: dict[str, str] = {
    'no time from recipe "{first}" to "{second}"': "没有从配方“{first}”到“{second}”的时间",
    "{message}, nor for {others} more": "{message}，另有 {others} 个也没有",
    "{message}, nor for {others} other changes": "{message}，另有 {others} 种换型也没有",
    # --- model/checks/plants.py
    "the plants have {total:.0f} servers, cranes and vehicles together": (
        "各工厂共有 {total:.0f} 台设备、堆垛机和车辆"
    ),
    "`{key}` belongs to a plant, and this model has several": "`{key}` 属于一个工厂，而该模型有多个工厂",
    "the clock of this plant is {days} days from that of the model": "该工厂的时钟与模型的时钟相差 {days} 天",
    "keep to {most_resources} in all: model some of the plants by themselves": (
        "总数请不超过 {most_resources}：把部分工厂单独建模"
    ),
    "a lane from a supplier belongs to its plant": "来自供应商的运输线属于其工厂",
    'option "{option}" has no value "{value}"': "选项“{option}”没有取值“{value}”",
    'there is no dock "{dock}" in the plant {to}, where the lane ends': (
        "运输线终点所在的工厂 {to} 没有卸货口“{dock}”"
    ),
    "write it as `plants: {{NAME: {{{key}: ...}}}}`": ("请写成 `plants: {{NAME: {{{key}: ...}}}}`"),
    "give its local time at the instant of the model's `start`": "请给出模型 `start` 时刻的当地时间",
    '"{name}" is another one in {where}, but all plants share their {group}': (
        "“{name}”在 {where} 中是另一个，但所有工厂共用 {group}"
    ),
    'what is called of "{to}" is said in the lane {other} already': ("向“{to}”要什么已在运输线 {other} 中给出"),
    "write it as `plants: {{NAME: {{lanes: {{{name}: ...}}}}}}`": (
        "请写成 `plants: {{NAME: {{lanes: {{{name}: ...}}}}}}`"
    ),
    "add it there: `plants: {{{to}: {{docks: ...}}}}`": ("请在那里添加：`plants: {{{to}: {{docks: ...}}}}`"),
    "a full container ({value:g}) is more than {from_} can hold ({room:g})": (
        "一个满容器（{value:g}）超过 {from_} 的容量（{room:g}）"
    ),
    "both of its stocks are of the plant {to}": "其两个库存点都属于工厂 {to}",
    "give one of them another name, or make both the same": "给其中一个换名，或使两者相同",
    "say it in one of them, which orders for all demand": "请只写在其中一条，由它为全部需求订货",
    "lower it, or raise the capacity": "请减小它，或加大容量",
    "write it there: `plants: {{{to}: {{lanes: {{{name}: ...}}}}}}`": (
        "请写在那里：`plants: {{{to}: {{lanes: {{{name}: ...}}}}}}`"
    ),
    # --- model/checks/references.py
    "drop `crew`, and say at the station `operators: {{need: {crew}, for: [repair]}}`": (
        "去掉 `crew`，在工位写 `operators: {{need: {crew}, for: [repair]}}`"
    ),
    "how many it is does not go by the visit of a job": "其数量不随工件的到访次数而变",
    "value of {by}": "{by}的值",
    'no time from {by} "{first}" to "{first2}"': "没有从{by}“{first}”到“{first2}”的时间",
    "add `{first}: {{{first2}: TIME}}`, or `time: TIME` for all that are left out": (
        "请添加 `{first}: {{{first2}: TIME}}`，或用 `time: TIME` 给出其余全部"
    ),
    "add `{first}: {{{second}: TIME}}`, or `change: TIME` for all that are left out": (
        "请添加 `{first}: {{{second}: TIME}}`，或用 `change: TIME` 给出其余全部"
    ),
    "value of {option}": "{option} 的值",
    '"{crew}" is a pool of operators, no repair crew': "“{crew}”是操作工班组，不是维修班组",
    "a {value} cannot fail with `{word}`": "{value}不能以 `{word}` 故障",
    "scrap them at a station before or behind it": "请在其前或其后的工位报废",
    "write an entry for each visit, with `when: {visit: 1}`": ("请为每次到访写一个条目，用 `when: {visit: 1}`"),
    '"{name}" is a zone of {line}: jobs come in at its first zone and go out at its last': (
        "“{name}”是 {line} 的工区：工件从第一个工区进入，从最后一个离开"
    ),
    'several shops have a line "{name}"': "有多个车间有产线“{name}”",
    "write SHOP.LINE, such as {shop}.{name}": "请写成 SHOP.LINE，例如 {shop}.{name}",
    "no time for the first visit": "没有第一次到访的时间",
    "add `1: TIME` or `default: TIME`": "请添加 `1: TIME` 或 `default: TIME`",
    "no time for the visits after the last that is named": "没有所列最后一次之后各次到访的时间",
    "only stations of all sorts, stores and make cells can: drop it here": "只有各类工位、库和制造单元可以：请在此去掉",
    "a lift scraps no jobs": "升降机不报废工件",
    'no time for {by} "{missing}"': "没有{by}“{missing}”的时间",
    'no quantity for {by} "{missing}"': "没有{by}“{missing}”的数量",
    "add `{missing}: 0` if these jobs get none, or `default: QUANTITY`": (
        "若这些工件不需要则添加 `{missing}: 0`，或 `default: QUANTITY`"
    ),
    'no setup is due from "{value}" to "{value}"': "从“{value}”到“{value}”不需要换型",
    'no die change is due from "{recipe}" to "{recipe}"': "从“{recipe}”到“{recipe}”不需要换模",
    "lead them to `{line}`, or begin a line of its own there": "请把它们引到 `{line}`，或在那里另起一条产线",
    "write its number with a +, such as `2+: TIME`, or add `default: TIME`": (
        "请在次数后写 +，例如 `2+: TIME`，或添加 `default: TIME`"
    ),
    'expected the number of a visit, got "{text}"': "应为到访次数，得到“{text}”",
    "add `{missing}: TIME` or `default: TIME`": ("请添加 `{missing}: TIME` 或 `default: TIME`"),
    "drop it, or say `purge_after` for equal jobs in a row": ("请去掉它，或用 `purge_after` 给出连续相同的工件数"),
    "drop it": "请去掉它",
    "a line cannot lead into scrap": "产线不能通向报废",
    "leave `to` out, or scrap a share at its last station": "去掉 `to`，或在其最后的工位报废一部分",
    "no time for visit {gap}": "没有第 {gap} 次到访的时间",
    "add `{gap}: TIME` or `default: TIME`": "请添加 `{gap}: TIME` 或 `default: TIME`",
    # --- model/checks/routing/linecopies.py
    '"{name}" stands for {count} equal lines: to which of them do the jobs go?': (
        "“{name}”代表 {count} 条相同产线：工件去哪一条？"
    ),
    "put a station before them that has `routes: [{{to: {name}}}]` (`route_by: shortest_queue`)": (
        "请在其前放一个工位，写 `routes: [{{to: {name}}}]`（`route_by: shortest_queue`）"
    ),
    "the lines {here} and {there} are {what} each other, but have not as many copies": (
        "产线 {here} 和 {there} 互相{what}，但份数不同"
    ),
    'the shop "{shop}" is copied as a whole (`streams`)': "车间“{shop}”整体复制（`streams`）",
    "give both as many `copies`, so that each has its own": "请给两者相同的 `copies`，使各有其一",
    "the number of copies cannot be 0": "份数不能为 0",
    "copy the shop or the line, not both": "请只复制车间或产线之一",
    # --- model/checks/routing/outlets.py
    '"{name}" is reached at {text} here, and at {text2} otherwise': ("这里在 {text} 到达“{name}”，别处在 {text2}"),
    "give both outlets one level, or put a buffer of its own behind one of them": (
        "请给两个出口同一层，或在其中一个之后放单独的缓冲区"
    ),
    # --- model/checks/routing/routes.py
    '"{name}" is full of the job itself, which asks whether it can come again': (
        "“{name}”被工件自身占满，而该工件在问能否再来"
    ),
    "`shortest_queue` chooses among routes, but there are none": ("`shortest_queue` 在路线中选择，但没有路线"),
    "there is one route only": "只有一条路线",
    "name two ways at least in `routes`, or drop `route_by`": ("请在 `routes` 中至少写两条，或去掉 `route_by`"),
    "with `route_by: shortest_queue` the queues decide, and no share": (
        "用 `route_by: shortest_queue` 时由队列决定，不用比例"
    ),
    "nobody queues for scrap, so all jobs would go there": "报废处无人排队，因此所有工件都会去那里",
    "scrap is never full": "报废处永远不满",
    "drop `full`": "请去掉 `full`",
    "lead the route to a buffer before it, and give that a `capacity`": ("把路线引到其前的缓冲区，并给它 `capacity`"),
    '"{name}" is {what}, of which `full` does not know when it is': ("“{name}”是{what}，`full` 不知道它何时已满"),
    '"{elsewhere}" is the way that is full': "“{elsewhere}”就是已满的那条路",
    "name another one, `go_on` or `scrap`": "请写另一个，或 `go_on` 或 `scrap`",
    "leave `share` out, or drop `route_by`": "去掉 `share`，或去掉 `route_by`",
    "write `scrap: SHARE` at the station": "请在工位写 `scrap: SHARE`",
    "a buffer without a place": "没有位置的缓冲区",
    # --- model/checks/routing/sequence.py
    "a {value} does not choose among the jobs before it": "{value}不在其前的工件中选择",
    "give it to a buffer before or a station behind it": "请写在其前的缓冲区或其后的工位上",
    "a buffer of capacity 0 is only passed": "容量为 0 的缓冲区只是经过",
    "give it to the element behind it": "请写在其后的元素上",
    "jobs begin here in the order in which they are released": "工件在此按投放的顺序开始",
    "give it to the entry itself": "请写在入口自身上",
    "give it to an element further on, or put a buffer before it": "请写在更后的元素上，或在其前放一个缓冲区",
    "no jobs of an order stream come here": "没有订单流的工件来到这里",
    "only they have a sequence: drop it": "只有它们有序列：请去掉",
    # --- model/checks/sequence.py
    "there is a drift, but no takt that it goes beyond": "有漂移，但没有可超出的节拍",
    "add `takt: 110 s`": "请添加 `takt: 110 s`",
    "a file is a day as it is, its rows are the cars": "文件就是一天的原样，其行就是车辆",
    "drop `cars`, or the file's other rows": "去掉 `cars`，或去掉文件中其余的行",
    "the day has no cars": "这一天没有车辆",
    "add `cars: 600`, or give the stream a `file` with the cars": ("请添加 `cars: 600`，或给订单流一个含车辆的 `file`"),
    "there is nothing to put in sequence by": "没有可据以排序的内容",
    "add `colour: OPTION` or `ratios:`": "请添加 `colour: OPTION` 或 `ratios:`",
    "a ratio of 0 cars says nothing": "0 辆车的比例没有意义",
    "write for example {at_most: 1, of: 3}": "请写例如 {at_most: 1, of: 3}",
    "the ratio names no cars": "比例没有写明车辆",
    "say which count, as in `when: {OPTION: VALUE}`": ("请写明哪些计入，例如 `when: {OPTION: VALUE}`"),
    "there is no objective": "没有目标",
    "name at least one of: {names}": "请至少写其中之一：{names}",
    "there is a batch limit, but no colour": "有批量上限，但没有颜色",
    "add `colour: OPTION`": "请添加 `colour: OPTION`",
    "a ratio of 0 lets no car pass": "为 0 的比例不放行任何车辆",
    "every car has one of these values of {option}": "每辆车都具有 {option} 的这些值之一",
    "leave some values out": "请去掉一些值",
    'there is no objective "{name}"': "没有目标“{name}”",
    "at most {most} of {of} cars is always kept": "最多 {of} 辆中 {most} 辆总是满足",
    "give a number below {of}, or drop the ratio": "请给出小于 {of} 的数，或去掉该比例",
    'the objective "{name}" stands twice': "目标“{name}”出现了两次",
    # --- model/checks/servers.py
    "a server that does not take all jobs chooses among those that wait, but {what} gives only the first": (
        "不接受所有工件的设备在等待者中选择，但{what}只给出第一个"
    ),
    'the {kind} "{name}"': "{kind}“{name}”",
    "the start of the line": "产线的起点",
    "put a buffer before the station": "请在工位前放一个缓冲区",
    # --- model/checks/site.py
    "its air is cooled, but the site has no chillers": "其空气需要制冷，但场地没有冷水机组",
    "its air is heated, but the site has no source of heat": "其空气需要加热，但场地没有热源",
    "the place has no name": "地点没有名称",
    "write where the site is, such as Chongqing": "请写场地所在，例如 Chongqing",
    "add `chillers: {cop: 5}` to the site": "请给场地添加 `chillers: {cop: 5}`",
    "add `heat: {source: gas, efficiency: 92 %}` to the site": ("请给场地添加 `heat: {source: gas, efficiency: 92 %}`"),
    '"{band}" is no time of the day': "“{band}”不是一天中的时间",
    'write it as in "08:00-22:00"': '请写成如 "08:00-22:00"',
    # --- model/checks/size.py
    "the plant has {total:.0f} servers, cranes and vehicles, {count:.0f} of them here ({what})": (
        "工厂有 {total:.0f} 台设备、堆垛机和车辆，其中 {count:.0f} 台在此（{what}）"
    ),
    "keep to {most_resources} in all: leave out a factor, or model a part of the plant": (
        "总数请不超过 {most_resources}：去掉一个倍数，或只建模工厂的一部分"
    ),
    "an order can need {trucks:.3g} trucks of {value:g} containers": (
        "一个订单可能需要 {trucks:.3g} 辆装 {value:g} 个容器的卡车"
    ),
    "keep to {most_points}: drop those on the way": "请不超过 {most_points}：去掉途中的点",
    "up to {most:.3g} trucks are on the way at once: one for each order": (
        "同时最多有 {most:.3g} 辆卡车在途：每个订单一辆"
    ),
    "{trucks:.3g} trucks are on the way at once: one each {text} for {way}": (
        "同时有 {trucks:.3g} 辆卡车在途：每 {text} 一辆，行程 {way}"
    ),
    "keep to {most_trucks_of_an_order}: check `container`": ("请不超过 {most_trucks_of_an_order}：核对 `container`"),
    "keep to {most_trucks}: larger containers, or add `every`": ("请不超过 {most_trucks}：加大容器，或添加 `every`"),
    "keep to {most_trucks}: check both units": "请不超过 {most_trucks}：核对两个单位",
    # --- model/checks/splits.py
    "name a line of their own, and lead it where they are needed": "请给它们单独的产线，并引到需要之处",
    'several shops have a line "{line}"': "有多个车间有产线“{line}”",
    "what comes out of a job cannot go back into its own line": "从工件分出的部分不能回到自己的产线",
    'the line "{line}" {value}, so nothing else begins there': ("产线“{line}”{value}，因此没有其他工件在那里开始"),
    "write SHOP.LINE, such as {shop}.{line}": "请写成 SHOP.LINE，例如 {shop}.{line}",
    'there is no line "{line}"': "没有产线“{line}”",
    "drop its start, or name another line": "去掉其起点，或写另一条产线",
    'what comes out into "{line}" comes back here, and ever more comes out of it': (
        "分到“{line}”的部分又回到这里，于是越分越多"
    ),
    "lead that line elsewhere, or to a place behind this one": "把该产线引到别处，或引到此后的位置",
    # --- model/checks/values.py
    "the line and its zones have {modes} failure modes, at most {most_modes} are possible": (
        "产线及其工区共有 {modes} 个故障模式，最多 {most_modes} 个"
    ),
    "{what} cannot be 0": "{what}不能为 0",
    "give a value above 0, or leave the entry out": "请给出大于 0 的值，或去掉该条目",
    "{what} sum to {value:.6g} %": "{what}之和为 {value:.6g} %",
    "change them so that they sum to 100 %": "请修改使其和为 100 %",
    "this calendar has no working time": "该日历没有工作时间",
    'add a shift, as in {days: Mon-Fri, from: "06:00", to: "14:00"}': (
        '请添加班次，例如 {days: Mon-Fri, from: "06:00", to: "14:00"}'
    ),
    "say of the line what many of its zones have in common": "多个工区共有的请写在产线上",
    "the shares that leave here (routes and scrap) sum to {value:.6g} %": (
        "在此离开的比例（路线与报废）之和为 {value:.6g} %"
    ),
    "a shop is named twice": "一个车间写了两次",
    "name each shop once": "每个车间只写一次",
    "the up time of a failure mode cannot be 0": "故障模式的无故障时间不能为 0",
    "give a time above 0, or leave the mode out": "请给出大于 0 的时间，或去掉该模式",
    "there is no {what} {number} of {value}": "没有{what} {number}，共 {value} 个",
    "a planned time is one time, no distribution": "计划时间是一个时间，不是分布",
    "write its mean, such as 60 s": "请写其均值，例如 60 s",
    "a purge time without `purge_after` is never used": "没有 `purge_after` 时清洗时间从不使用",
    "add `purge_after: N`": "请添加 `purge_after: N`",
    "keep their sum at or below 100 %": "使其和不超过 100 %",
    "the break {text} lies outside the shift": "休息 {text} 在班次之外",
    "move the break or the shift": "请移动休息或班次",
    "number the exceptions from 1 to `{key}`": "例外请从 1 编号到 `{key}`",
    "the planned time of a job cannot be 0": "工件的计划时间不能为 0",
    "the break {text} overlaps another": "休息 {text} 与另一休息重叠",
    "join or move the breaks": "请合并或移动休息",
    # --- model/checks/ways/neverleaves.py
    "{who} can never leave the plant: they go round {names} for ever": ("{who}永远不能离开工厂：永远绕行 {names}"),
    "let only a `share` of them take the route back, or give the second pass places of its own": (
        "只让其中一个 `share` 走回程，或给第二次经过单独的位置"
    ),
    # --- model/families/spell.py
    "add `call: ELEMENT` beside `takt`, or to its `{mode}`": (
        "请在 `takt` 旁添加 `call: ELEMENT`，或写在其 `{mode}` 中"
    ),
    "the family makes `{names}`, which is there already": "零件族会生成 `{names}`，而它已存在",
    'there is no supplier "{supplier}"': "没有供应商“{supplier}”",
    'no job of "{stream}" needs it': "“{stream}”的工件都不需要它",
    'there is no order stream "{orders}"': "没有订单流“{orders}”",
    "whose jobs are supplied? there are {n} order streams": "为谁的工件供货？有 {n} 个订单流",
    "there are no orders": "没有订单",
    "name the stream: `orders: NAME`": "请写明订单流：`orders: NAME`",
    "what comes in sequence is called off somewhere": "按序到货的零件总要在某处要货",
    "rename the family, or the other one": "请给零件族或另一个改名",
    'there is no station or zone "{at}"': "没有工位或工区“{at}”",
    '{value} has no option "{option}", so no part number': ("{value} 没有选项“{option}”，因此没有零件号"),
    "its options have more than {most_numbers} combinations": "其选项的组合超过 {most_numbers} 种",
    "correct the values, or drop the family": "请改正这些值，或去掉该零件族",
    'nothing can be fitted at "{at}"': "在“{at}”不能装配任何零件",
    "name a station, or a zone of a moving or indexed line": "请写工位，或连续移动线或步进线的工区",
    'there is no option "{option}"': "没有选项“{option}”",
    "give each product the option, or drop it": "请给每个产品该选项，或去掉它",
    "name fewer options": "请少写一些选项",
    "stock PLANT.STOCK called": "名为 PLANT.STOCK 的库存点",
    "element PLANT.ELEMENT called": "名为 PLANT.ELEMENT 的元素",
    "power profile": "功率曲线",
    "entry of `pauses`": "`pauses` 的条目",
    "recipe of this cell": "该单元的配方",
    "failure mode": "故障模式",
    "there is no price at": "没有电价的时刻",
    "give bands for the whole day": "请给出覆盖全天的时段",
    "there are several prices at": "有多个电价的时刻",
    "let each band begin where another ends": "请让每个时段从另一时段结束处开始",
    "load of {shop}": "{shop} 的负荷",
    "has orders of its own": "有自己的订单",
    "is called": "是按要货开始的",
    "is endless": "是无穷的",
    "the bucket": "时间桶",
    "the number of streams": "并行流的份数",
    "the shares of {option}": "{option} 的比例",
    "a crew's size": "维修班组的人数",
    "the number of doors": "门数",
    "the number of vehicles": "车辆数",
    "a vehicle's speed": "车辆的速度",
    "the number of jobs": "工件数",
    "the planned time of a job": "工件的计划时间",
    "the number of servers": "设备数",
    "the quantity of a call": "一次要货的数量",
    "the quantity of a join": "一次合装的数量",
}
