"""What is wrong with one entry of a model by itself."""

CHINESE: dict[str, str] = {
    # --- model/nouns/batches/batchstation.py
    "a batch is of one job or more, got `most: {text}`": "一批至少一个工件，得到 `most: {text}`",
    "give the number of places": "请给出位置数",
    "a batch is of one job or more, got `least: {text}`": "一批至少一个工件，得到 `least: {text}`",
    "give the number of jobs that are enough to begin": "请给出足以开始的工件数",
    "a batch of {text} jobs or more has no room in {text2} places": (
        "至少 {text} 个工件的批次在 {text2} 个位置中放不下"
    ),
    "lower `least`, or raise `most`": "减小 `least`，或加大 `most`",
    "an option is named twice in `same`": "`same` 中有选项写了两次",
    "name each option once": "每个选项只写一次",
    "the jobs of a batch may be here for different times, so `visit` says nothing of it": (
        "一批工件可能是第不同次到访，因此 `visit` 说明不了什么"
    ),
    "name an option, or send jobs that come again to a batch station of their own": (
        "请写选项，或把再来的工件送到单独的批次工位"
    ),
    "the jobs of a batch may differ in {by}, so nobody knows for what to set up": (
        "一批工件的{by}可能不同，因此不知道为什么换型"
    ),
    "add `same: {by}`, or name an option of `same` in the setup": ("请添加 `same: {by}`，或在换型中写 `same` 的选项"),
    # --- model/nouns/batches/delivery.py
    "how long is the way back? the drive depends on the jobs": "返程多长？行驶时间取决于工件",
    "add `back: TIME`": "请添加 `back: TIME`",
    ("a truck is unloaded at a door of the dock, whose people are not counted, and operators are needed for it, too"): (
        "卡车在卸货口的门卸货，那里的人员不计，而这里又需要操作工"
    ),
    "drop `unload` from `for`, or drop `dock`: a pool of operators can stand for its doors": (
        "从 `for` 中去掉 `unload`，或去掉 `dock`：操作工班组可代表其门"
    ),
    "there is no delivery with `{word}: {text}`": "没有 `{word}: {text}` 的交货",
    "write 1 or more": "请写 1 或更大",
    # --- model/nouns/batches/splitstation.py
    "nothing comes out of the jobs here": "这里没有从工件中分出任何东西",
    "write `into: [{line: LINE}]`, or make it a station": ("请写 `into: [{line: LINE}]`，或改为普通工位"),
    "no job of {line} comes out": "没有分出 {line} 的工件",
    "give a `quantity` above 0, or drop the entry": "请给出大于 0 的 `quantity`，或去掉该条目",
    "what comes out of a job does not depend on its visits": "从工件分出什么不取决于到访次数",
    "name options in `when`": "请在 `when` 中写选项",
    # --- model/nouns/calendar.py
    'unknown day "{word}"': "未知的日子“{word}”",
    '{value} Write days as "Mon-Fri", "Mon,Wed" or "daily"': ('{value}日子请写成 "Mon-Fri"、"Mon,Wed" 或 "daily"'),
    'expected a time of day such as "06:00", got "{text}"': ('应为一天中的时间，例如 "06:00"，得到“{text}”'),
    "write HH:MM, from 00:00 to 24:00": "请写 HH:MM，从 00:00 到 24:00",
    'expected a break such as "09:00-09:15", got "{text}"': ('应为休息，例如 "09:00-09:15"，得到“{text}”'),
    "write HH:MM-HH:MM": "请写 HH:MM-HH:MM",
    'the break "{text}" has no length': "休息“{text}”没有长度",
    "give it an end after its begin": "请给出晚于开始的结束",
    # --- model/nouns/failure.py
    "planned work does not stop a job, so it cannot have it begin anew or scrap it (`work: {work}`)": (
        "计划工作不中断工件，因此不能让其重新开始或报废（`work: {work}`）"
    ),
    "it takes {mean:g} s in the mean, and is due every {text}": ("平均需要 {mean:g} 秒，而每 {text} 到期一次"),
    "neither `up` nor `jobs` is given": "`up` 和 `jobs` 都没有给出",
    "say how long it is up, as in `up: exp(8 h)`": "请写明无故障时间，例如 `up: exp(8 h)`",
    "`jobs` and `{other}` are both given": "`jobs` 和 `{other}` 都给出了",
    "drop `{other}`: `jobs` counts works, no time": "去掉 `{other}`：`jobs` 计的是加工次数，不是时间",
    "`planned` and `minor` are both given": "`planned` 和 `minor` 都给出了",
    "drop one of them: a minor stop comes by chance": "去掉其中之一：小停机是随机的",
    "drop `work`": "请去掉 `work`",
    "only planned work comes by the calendar": "只有计划工作按日历进行",
    "add `planned: true`, or write `up:` for `every:`": ("请添加 `planned: true`，或把 `every:` 写成 `up:`"),
    "shorten `repair`, or plan it less often": "缩短 `repair`，或减少计划次数",
    "`offset` without `every`": "有 `offset` 而没有 `every`",
    "say how often it is due, as in `every: 1 week`": "请写明多久到期，例如 `every: 1 week`",
    "`every` and `{key}` are both given": "`every` 和 `{key}` 都给出了",
    "drop `{key}`: `every` goes by the calendar": "去掉 `{key}`：`every` 按日历进行",
    # --- model/nouns/fleets/battery.py
    'expected an energy above 0, got "{text}"': "应为大于 0 的能量，得到“{text}”",
    'write for example "5 kWh"': '例如写 "5 kWh"',
    "a battery that is never charged": "从不充电的电池",
    "give `charge` and `efficiency` above 0": "请给出大于 0 的 `charge` 和 `efficiency`",
    "`hours` say when it charges without need, which it never does by `threshold`": (
        "`hours` 写明何时无需也充电，而按 `threshold` 从不如此"
    ),
    "give `policy: interim` or `opportunity`, or drop `hours`": (
        "请写 `policy: interim` 或 `opportunity`，或去掉 `hours`"
    ),
    "`low` ({text}) is not below `high` ({text2})": "`low`（{text}）不低于 `high`（{text2}）",
    "lower `low`": "请减小 `low`",
    # --- model/nouns/fleets/carrier.py
    "both `spans` and `from` or `to` are given": "`spans` 与 `from` 或 `to` 同时给出",
    "keep one of the two": "请只留其中之一",
    'the key "{missing}" is missing': "缺少键“{missing}”",
    "add `{missing}: ELEMENT`, or give `spans`": ("请添加 `{missing}: ELEMENT`，或给出 `spans`"),
    # --- model/nouns/fleets/factsheet.py
    "give a VDA 5050 factsheet message, version 2 or 3": ("请给出 VDA 5050 第 2 或 3 版的 factsheet 报文"),
    '"{path}" has no `physicalParameters`': "“{path}”没有 `physicalParameters`",
    '"{path}": {field} is {shown}, expected {wanted}': ("“{path}”：{field} 为 {shown}，应为 {wanted}"),
    "correct it, or give the value in the fleet": "请改正它，或在车队中给出该值",
    'cannot read the factsheet "{value}": {where}{message}': ("不能读取 factsheet“{value}”：{where}{message}"),
    '"{path}" is no JSON ({error})': "“{path}”不是 JSON（{error}）",
    "export the factsheet message as JSON": "请把 factsheet 报文导出为 JSON",
    '"{path}" lacks physicalParameters.{name}': ("“{path}”缺少 physicalParameters.{name}"),
    "add it, in {unit}": "请添加，单位 {unit}",
    # --- model/nouns/fleets/guidepath.py
    'cannot read the way "{way}"': "不能读取路“{way}”",
    "the length of a way cannot be 0": "路的长度不能为 0",
    "give a length above 0": "请给出大于 0 的长度",
    "a speed limit cannot be 0": "限速不能为 0",
    "give a speed above 0": "请给出大于 0 的速度",
    'the point "{name}" has no position, and the way "{start} > {end}" no length': (
        "点“{name}”没有坐标，路“{start} > {end}”也没有长度"
    ),
    'the position of "{name}" has {n} numbers': "“{name}”的坐标有 {n} 个数",
    "write [x, y], in m": "请写 [x, y]，单位 m",
    "add `{name}: [x, y]` to `points`, or `length` to the way": (
        "请在 `points` 中添加 `{name}: [x, y]`，或给该路 `length`"
    ),
    # --- model/nouns/lifts/lift.py
    "a lift of speed 0 never arrives": "速度为 0 的升降机永远不到",
    "give a speed above 0, such as 0.5 m/s": "请给出大于 0 的速度，例如 0.5 m/s",
    "which job a lift fetches is said by its `rule`, so it has no `merge`": (
        "升降机取哪个工件由其 `rule` 决定，因此没有 `merge`"
    ),
    "drop `merge`": "请去掉 `merge`",
    # --- model/nouns/line.py
    "a line has one start, got {names}": "一条产线只有一个起点，得到 {names}",
    "keep one of `orders`, `call` and `endless`": ("请只留 `orders`、`call` 和 `endless` 之一"),
    # --- model/nouns/machines/pauses.py
    "write a time such as `1 s`: between two jobs a machine that has the next one does not sleep": (
        "请写时间，例如 `1 s`：两个工件之间已有下一个工件时机器不休眠"
    ),
    "the long pause would begin after {text}, the brief one after {text2}": (
        "长休眠会在 {text} 后开始，而短休眠在 {text2} 后开始"
    ),
    "a pause cannot begin after no time at all": "休眠不能在零时间后开始",
    "neither `brief` nor `long` is given": "`brief` 和 `long` 都没有给出",
    "add `brief: {after: 2 min, wake: 10 s}`": ("请添加 `brief: {after: 2 min, wake: 10 s}`"),
    "let the long one begin later, or drop the `after` of one of them": ("让长休眠更晚开始，或去掉其中之一的 `after`"),
    # --- model/nouns/machines/power.py
    '{medium}: expected {word} such as "{example}", got "{text}"': (
        '{medium}：应为{word}，例如 "{example}"，得到“{text}”'
    ),
    # --- model/nouns/merge.py
    "write `first: [LINE, ...]`, `ratio: {LINE: 2, LINE: 1}` or `rule: due`": (
        "请写 `first: [LINE, ...]`、`ratio: {LINE: 2, LINE: 1}` 或 `rule: due`"
    ),
    "a merge has one rule": "合流只有一条规则",
    # --- model/nouns/movingline.py
    "the takt is 0: the line would move without end": "节拍为 0：产线会无限移动",
    "give the time of one pitch": "请给出一个节距的时间",
    "the pitch is 0: a zone has a length": "节距为 0：工区有长度",
    "give the length of a zone, or drop `pitch`": "请给出工区的长度，或去掉 `pitch`",
    "`utility_workers` has no meaning with `overload: {overload}`": (
        "`overload: {overload}` 时 `utility_workers` 没有意义"
    ),
    "write `overload: utility`, or drop it": "请写 `overload: utility`，或去掉它",
    "there are no utility workers": "没有机动工",
    "write `overload: stop`, or give their number": "请写 `overload: stop`，或给出其人数",
    "with `overload: finish` a worker drifts as far as he needs": ("`overload: finish` 时工人需要多远就漂移多远"),
    "drop `drift`": "请去掉 `drift`",
    "a drift of {text} is longer than the takt of {text2}": "漂移 {text} 长于节拍 {text2}",
    "let workers drift no further than through the next zone, or write `overload: finish`": (
        "让工人最多漂移过下一工区，或写 `overload: finish`"
    ),
    # --- model/nouns/orders.py
    "the shares of `batch` sum to {value:.6g} %": "`batch` 的比例之和为 {value:.6g} %",
    "an order stream has a mix or a file, got both": "订单流有产品组合或文件，得到两者",
    "keep one of `mix` and `file`": "请只留 `mix` 和 `file` 之一",
    "jobs that are released whenever there is room come one by one, so `batch` says nothing": (
        "有空位时投放的工件逐个到来，因此 `batch` 说明不了什么"
    ),
    "give the time between two releases: `interval: TIME`": ("请给出两次投放之间的时间：`interval: TIME`"),
    "a batch has 1 to {most_at_once} jobs, got {size}": ("一批有 1 到 {most_at_once} 个工件，得到 {size}"),
    "correct the number": "请改正该数",
    "expected a number of jobs, got {size}": "应为工件数，得到 {size}",
    # --- model/nouns/people/operators.py
    "`{has}` is given without `{lacks}`": "给出了 `{has}` 而没有 `{lacks}`",
    "add `{lacks}`, or drop `{has}`": "请添加 `{lacks}`，或去掉 `{has}`",
    # --- model/nouns/plant.py
    'write the local date and time without it, as in "{value:%Y-%m-%d %H:%M}"': (
        '请写不带时区的当地日期和时间，例如 "{value:%Y-%m-%d %H:%M}"'
    ),
    "the year {year} lies outside {years} to {years2}": ("年份 {year} 在 {years} 到 {years2} 之外"),
    "give a date within these years": "请给出这些年份内的日期",
    '"{value}" has a time zone, but the clock of a plant is its local one': (
        "“{value}”带有时区，而工厂的时钟是当地时间"
    ),
    'expected a date and time, got "{value}"': "应为日期和时间，得到“{value}”",
    'write it as in "2026-01-05 06:00"': '请写成如 "2026-01-05 06:00"',
    'the key "shops" is missing': "缺少键“shops”",
    "add `shops: {NAME: {lines: {...}}}`, or several `plants`": (
        "请添加 `shops: {NAME: {lines: {...}}}`，或多个 `plants`"
    ),
    # --- model/nouns/rule.py
    "expected a retrieval rule, got {shown}": "应为取出规则，得到 {shown}",
    # --- model/nouns/site/air.py
    '{name}: a booth is kept at {coldest:g} to {warmest:g} C, got "{text}"': (
        "{name}：喷房保持在 {coldest:g} 到 {warmest:g} C，得到“{text}”"
    ),
    "cooled_to is below heated_to": "cooled_to 低于 heated_to",
    "give a temperature above it": "请给出高于它的温度",
    "heat_recovery must be below 100 %": "heat_recovery 必须低于 100 %",
    "give the efficiency of the exchanger": "请给出换热器的效率",
    "give the set point in C": "请以 C 给出设定值",
    '{name}: expected 5 to 95 %, got "{text}"': "{name}：应为 5 到 95 %，得到“{text}”",
    "give the relative humidity": "请给出相对湿度",
    "{low} is above {high}": "{low} 高于 {high}",
    "give the lower end of the band first": "请先给出范围的下限",
    "{name} must be below 100 %": "{name} 必须低于 100 %",
    "some air always comes from outdoors": "总有一部分空气来自室外",
    '{name}: a hall is kept below {hottest_hall:g} C, got "{text}"': (
        "{name}：厂房保持在 {hottest_hall:g} C 以下，得到“{text}”"
    ),
    "give a temperature in C": "请以 C 给出温度",
    # --- model/nouns/site/factors.py
    '"{entry}" ends before it begins': "“{entry}”在开始之前结束",
    "write two entries where it runs over the end of the year": "跨年时请写成两个条目",
    '"{value}" is no code of hazardous waste': "“{value}”不是危险废物代码",
    "write a category such as HW12, or 900-252-12": "请写类别如 HW12，或 900-252-12",
    "the plant works on no day of the year": "工厂全年没有一天工作",
    "leave some days out of `closed`": "请从 `closed` 中去掉一些日子",
    'expected a day or days such as "10-01 to 10-07", got "{entry}"': (
        '应为日子，例如 "10-01 to 10-07"，得到“{entry}”'
    ),
    "write MM-DD, or MM-DD to MM-DD": "请写 MM-DD，或 MM-DD to MM-DD",
    # --- model/nouns/site/generation.py
    '{name}: expected at most {most:,.0f}, got "{text}"': ("{name}：应不超过 {most:,.0f}，得到“{text}”"),
    "check the unit, and the money": "请核对单位和货币",
    'tilt: expected 0 to 90 degrees, got "{text}"': "tilt：应为 0 到 90 度，得到“{text}”",
    "give degrees from the horizontal": "请给出与水平面的角度",
    'azimuth: expected 0 to 360 degrees, got "{text}"': ("azimuth：应为 0 到 360 度，得到“{text}”"),
    "180 is south": "180 为正南",
    "all of it is lost": "全部损失了",
    "give losses below 100 %": "请给出低于 100 % 的损失",
    'energy: expected an energy such as "8 MWh", got "{text}"': ('energy：应为能量，例如 "8 MWh"，得到“{text}”'),
    "give an energy": "请给出能量",
    "{name} is next to nothing": "{name} 几乎为零",
    "give a share such as 95 %": "请给出比例，例如 95 %",
    # --- model/nouns/site/place.py
    '{name}: expected a volume flow such as "600000 m3/h", got "{text}"': (
        '{name}：应为体积流量，例如 "600000 m3/h"，得到“{text}”'
    ),
    "give a volume flow": "请给出体积流量",
    '{name}: expected a power such as "5 kW", got "{text}"': ('{name}：应为功率，例如 "5 kW"，得到“{text}”'),
    "give a power": "请给出功率",
    # --- model/nouns/site/steady.py
    "the chamber ({text} C) must be hotter than the inlet, at most 1500 C": (
        "炉膛（{text} C）必须比入口热，最高 1500 C"
    ),
    "daylight_from cannot be 0": "daylight_from 不能为 0",
    "give the radiation at which no light is needed, such as 400": "请给出不需照明时的辐照度，例如 400",
    "give the temperatures in C": "请以 C 给出温度",
    # --- model/nouns/site/utilities.py
    "all of the compressed air leaks": "压缩空气全部泄漏",
    "`least`, `cop` and `most` must rise from above 0": ("`least`、`cop` 和 `most` 必须从大于 0 起递增"),
    "give them in this order": "请按此顺序给出",
    "the efficiency cannot be 0": "效率不能为 0",
    "give a share such as 92 %": "请给出比例，例如 92 %",
    "bought heat has no emission factor": "外购热力没有排放因子",
    "add `factor`, in kg CO2/kWh, with its source": "请添加 `factor`，单位 kg CO2/kWh，并注明来源",
    "gas has a factor of its own": "燃气有自己的因子",
    "drop `factor`": "请去掉 `factor`",
    # --- model/nouns/station.py
    "neither `time` nor `matrix` is given": "`time` 和 `matrix` 都没有给出",
    "say how long a setup takes, as in `time: 5 min`": "请写明换型时间，例如 `time: 5 min`",
    "how long does a purge take?": "清洗需要多长时间？",
    "add `purge_time: TIME`, or `time: TIME`": ("请添加 `purge_time: TIME`，或 `time: TIME`"),
    'unknown medium "{medium}"': "未知的介质“{medium}”",
    "`full` is known of the routes of stations alone": "只有工位的路线才有 `full`",
    "drop it, or put a station behind": "请去掉它，或在其后放一个工位",
    "`route_by` is known of stations alone": "只有工位才有 `route_by`",
    # --- model/nouns/supply/family.py
    "name one place in `at`, or make a family of each": "请在 `at` 中写一处，或各设一个零件族",
    "tell its numbers apart by options: `variants: [...]`": "请用选项区分零件号：`variants: [...]`",
    "a name is given twice in `at` or `variants`": "`at` 或 `variants` 中有名称写了两次",
    "what comes in sequence is fitted at one place": "按序到货的零件在一处装配",
    "what comes in sequence is told apart by options": "按序到货的零件由选项区分",
    "there is no family with `{key}: 0`": "没有 `{key}: 0` 的零件族",
    "give a value above 0, or drop the family": "请给出大于 0 的值，或去掉该零件族",
    # --- model/nouns/supply/lane.py
    "{what} needs `quantity` or `up_to`, got {got}": ("{what}需要 `quantity` 或 `up_to`，得到 {got}"),
    "keep exactly one of `quantity` and `up_to`": "请只留 `quantity` 和 `up_to` 之一",
    "say it of each load: `loads: [{to: STOCK, up_to: N}]`": ("请写在每个装载上：`loads: [{to: STOCK, up_to: N}]`"),
    "write a lane for each stock point from which parts are taken": "请为每个取料的库存点写一条运输线",
    "without `every` a `quantity` is ordered when the position falls to `reorder`, and none is given": (
        "没有 `every` 时，库存位置降到 `reorder` 才订 `quantity`，而它没有给出"
    ),
    "a lane needs `supplier` or `from`, got {got}": ("运输线需要 `supplier` 或 `from`，得到 {got}"),
    "keep exactly one of `supplier` and `from`": "请只留 `supplier` 和 `from` 之一",
    "a lane with `{what}` has no `{short}` of its own": "有 `{what}` 的运输线没有自己的 `{short}`",
    "a lane with `loads` comes from a supplier, not `from` a stock point": (
        "有 `loads` 的运输线来自供应商，而不是 `from` 某个库存点"
    ),
    'two loads of a lane go to "{twice}"': "一条运输线有两个装载通向“{twice}”",
    "make one load of them": "请合并为一个装载",
    "a lane without `every` has no first order, so no `offset`": (
        "没有 `every` 的运输线没有第一个订单，因此没有 `offset`"
    ),
    "add `every: TIME`, or drop it": "请添加 `every: TIME`，或去掉它",
    "add `reorder: N`, or `every: TIME`": "请添加 `reorder: N`，或 `every: TIME`",
    "a lane needs `to` or `loads`, got neither": "运输线需要 `to` 或 `loads`，两者都没有",
    "say what it refills: `to: STOCK`": "请写明补充哪里：`to: STOCK`",
    "`{field}` is the time at a door of a dock, and the lane has none": (
        "`{field}` 是在卸货口门的时间，而该运输线没有卸货口"
    ),
    "add `dock: NAME`": "请添加 `dock: NAME`",
    "a milk run says at each stop who sends what, so no `{field}`": (
        "循环取货在每个停靠点写明谁发什么，因此没有 `{field}`"
    ),
    "drop `{field}`": "请去掉 `{field}`",
    # --- model/nouns/supply/modes.py
    "rejects are made again, but nothing is made": "不合格品会重做，但这里没有制造",
    "give the time of it: `make: TIME`, or drop `reject`": ("请给出其时间：`make: TIME`，或去掉 `reject`"),
    "all parts are rejected": "所有零件都不合格",
    "nothing comes with `{key}: 0`": "`{key}: 0` 时什么也不来",
    "write 1 or more, or drop it": "请写 1 或更大，或去掉",
    # --- model/nouns/supply/park.py
    "the takt of a supplied line cannot be 0": "被供货产线的节拍不能为 0",
    "give the time between two jobs, as in `120 s`": "请给出两个工件之间的时间，例如 `120 s`",
    "a batch station joins no sub-lines: nothing says which of its jobs a joined one would go into": (
        "批次工位不合装分线：无法说明合装的工件装入哪一个"
    ),
    "join them at a station before or behind it": "请在其前或其后的工位合装",
    "a batch has no quality check: which of its jobs would be checked?": "批次没有质量检查：会检查其中哪个工件？",
    "put a station with the check behind it, or let the `unload` time hold it": (
        "请在其后放一个带检查的工位，或计入 `unload` 时间"
    ),
    "no job chooses its server at a batch station: a batch goes into the first that is free": (
        "批次工位的工件不选择设备：一批进入第一个空闲的设备"
    ),
    "drop `choice`": "请去掉 `choice`",
    "the planned time of a batch is the mean of its `cycle`, for the share of its places that are taken": (
        "批次的计划时间是其 `cycle` 的均值乘以占用位置的比例"
    ),
    "drop `ideal`": "请去掉 `ideal`",
    "a truck is not set up": "卡车不换型",
    "drop `setup`, or put it at a station before": "请去掉 `setup`，或写在其前的工位",
    "nothing is joined to the jobs on a truck": "卡车上的工件不合装",
    "join it at a station before or behind the delivery": "请在交货之前或之后的工位合装",
    "the jobs on a truck are not checked": "卡车上的工件不检查",
    "put a station with the check before or behind it": "请在其前或其后放一个带检查的工位",
    "a delivery has no `cycle`: its trucks drive": "交货没有 `cycle`：其卡车在行驶",
    "write `drive: TIME`": "请写 `drive: TIME`",
    "a delivery has trucks, no servers": "交货有卡车，没有设备",
    "write `trucks: NUMBER`": "请写 `trucks: NUMBER`",
    "what a truck holds is told in racks": "卡车的容量以料架计",
    "write `rack: JOBS` and `racks: NUMBER`": "请写 `rack: JOBS` 和 `racks: NUMBER`",
    'write it as in "a > b > c" (one way) or "a <> b" (both ways)': ('请写成如 "a > b > c"（单向）或 "a <> b"（双向）'),
    "write fifo, lifo, sequence, shortest, due, {same: OPTION} or {priority: OPTION, order: [VALUE, ...]}": (
        "请写 fifo、lifo、sequence、shortest、due、{same: OPTION} 或 {priority: OPTION, order: [VALUE, ...]}"
    ),
    # --- milk runs and stocks of families; zones with operators
    'a milk run calls at "{twice}" twice': "循环取货在“{twice}”停靠了两次",
    "make one stop of them, or two milk runs": "请合为一个停靠点，或分为两个循环取货",
    "the time between two rounds cannot be 0": "两趟之间的时间不能为 0",
    "give a time above 0, or drop `every`": "请给出大于 0 的时间，或去掉 `every`",
    "`{key}` is said by the milk run that brings it": "`{key}` 由送货的循环取货给出",
    "drop `{key}`, or `milk_run`": "去掉 `{key}`，或去掉 `milk_run`",
    "what is looked at as parts are drawn has no time between two orders": "随领用检查的库存没有两次订货之间的时间",
    "drop `every`, or write `review: periodic`": "去掉 `every`，或写 `review: periodic`",
    "what is filled up to a level each time has no `lot`": "每次补到目标水平的库存没有 `lot`",
    "write `policy: s_S` or `policy: r_Q`, or drop `lot`": "请写 `policy: s_S` 或 `policy: r_Q`，或去掉 `lot`",
    'there is a lane or a family "{name}" already, and the milk run makes a lane of this name': (
        "已有名为“{name}”的运输线或零件族，而循环取货会生成同名运输线"
    ),
    "rename the milk run, or the other one": "请给循环取货或另一个改名",
    'there is no milk run "{given}"': "没有循环取货“{given}”",
    'the milk run "{given}" does not call at "{supplier}"': "循环取货“{given}”不在“{supplier}”停靠",
    "add a stop there, or name another milk run": "请在那里加一个停靠点，或写另一个循环取货",
    "a zone has no `{purpose}`: its operators are needed for its work alone": (
        "工区没有 `{purpose}`：其操作工只用于工区的作业"
    ),
    "drop `{purpose}`, or put a station before the line": "去掉 `{purpose}`，或在线前设一个工位",
    "drop `repair`: failures of a line are repaired by a crew": "去掉 `repair`：线的故障由维修班组修理",
}
