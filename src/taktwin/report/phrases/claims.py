"""What is said of claims: conditions, likely slips, and arithmetic in words."""

CHINESE: dict[str, str] = {
    "{implied}: {condition}": "{implied}：{condition}",
    "a factor of 10: {right} instead of {printed}": "相差 10 倍：应为 {right}，而非 {printed}",
    "a factor of 100, as of wan for million: {right} instead of {printed}": (
        "相差 100 倍（如把“万”当作 million）：应为 {right}，而非 {printed}"
    ),
    "a factor of 1,000, as of kWh for MWh: {right} instead of {printed}": (
        "相差 1,000 倍（如 kWh 与 MWh）：应为 {right}，而非 {printed}"
    ),
    "a factor of 10,000, as of a lost wan: {right} instead of {printed}": (
        "相差 10,000 倍（如漏掉“万”）：应为 {right}，而非 {printed}"
    ),
    "m2 and mu confused: {right} instead of {printed}": "混淆了平方米与亩：应为 {right}，而非 {printed}",
    "a share is 100 % at most": "占比最多为 100 %",
    "a takt of {takt} s": "节拍 {takt} s",
    "a takt of {takt} s at most, or {lines} lines": "节拍最多 {takt} s，或需 {lines} 条线",
    "takt {takt} s, or several lines": "节拍 {takt} s，或多条线",
    "compounding: {total} needs {rate} a year": "复合计算：{total} 需要每年 {rate}",
    "start {value}": "起始值 {value}",
    "end {value}": "终值 {value}",
    "growth from nothing has no rate": "从零开始的增长没有增长率",
    "no figures that can be held against each other or a bound": "没有可以相互对照或与界限对照的数字",
    "no period is longer than itself": "任何时段都不会比自身更长",
    "nothing falls by more than all of it": "降幅不可能超过全部",
    "one is the gross figure, the other with stops ({share} of it)": "一个为毛值，另一个含停线（为其 {share}）",
    "only at the edge of what is known": "仅在已知范围的边缘成立",
    "only at {daily} full cycles a day": "仅在每天 {daily} 次完整循环时成立",
    "only at {hours} h a year, nearly round the clock": "仅在每年运行 {hours} h、近乎全天候时成立",
    "only if a part of the area or of the year is meant, or much is shaded or on facades": (
        "仅当只指部分面积或部分年份，或多有遮挡、装于立面时成立"
    ),
    "only with the best modules, placement and sunniest weather file": "仅在最好的组件、朝向和最晴朗的气象文件下成立",
    "only if all energy with heat, engines or casting is meant": "仅当指包含热能、发动机或铸造的全部能源时成立",
    "only if each year's change is counted from the first year": "仅当每年的变化都以第一年为基数时成立",
    "only if growth by so many times is meant, not to": "仅当指增长了这么多倍，而非增长到时成立",
    "only if growth to so many times is meant, not by": "仅当指增长到这么多倍，而非增长了时成立",
    "only if it is meant for each car": "仅当指单车时成立",
    "only if percentage points are meant, not percent": "仅当指百分点而非百分比时成立",
    "the engine before had {range} and was driven alike": "原发动机为 {range}，且控制方式相同",
    "the way of driving gives {range} besides": "控制方式另外贡献 {range}",
    "the engine followed the load before": "此前发动机跟随负荷",
    "it was switched on and off at its best point before": "此前在最佳点启停",
    "is driven at the optimum now": "现在按最优运行",
    "is driven adaptively now": "现在自适应运行",
    "{before} and {after}, the same engine: {range}": "{before}，{after}，发动机不变：{range}",
    "{before} and {after}, the engine before had 41 %: {range}": "{before}，{after}，原发动机为 41 %：{range}",
    "{least} to {most}": "{least} 至 {most}",
    "recuperation as in our model": "能量回收如本模型",
    "poor recuperation": "能量回收较差",
    "the mean of cars on sale": "在售汽车的平均值",
    "the range of published slopes": "已发表斜率的范围",
    "the car is {low} to {high} kg lighter, {how} ({slope} kWh/100 km for 100 kg, of {base})": (
        "整车减重 {low} 至 {high} kg，{how}（每 100 kg {slope} kWh/100 km，基数 {base}）"
    ),
    "{saved} kg, where it takes {low} to {high} kg, {how} ({slope} kWh/100 km for 100 kg, of {base})": (
        "{saved} kg，而需要 {low} 至 {high} kg，{how}（每 100 kg {slope} kWh/100 km，基数 {base}）"
    ),
    (
        "the engine (level {level} dB) was heard {before} of the time and a cap holds it below {after}: fuel {low} "
        "to {high}, {charge}"
    ): "发动机（声级 {level} dB）此前可闻时间为 {before}，功率上限使其低于 {after}：燃料 {low} 至 {high}，{charge}",
    "the charge holds": "电量保持",
    "the charge does not hold": "电量不能保持",
    "only because the battery paid for it: compare with the charge balanced": "仅因由电池补偿：应在电量平衡下比较",
    "{share} of the time in which it is heard": "可闻时间的 {share}",
    "only with the balance of the charge and the fuel named": "仅在说明电量平衡和燃料消耗时成立",
    "only with the levels that are assumed": "仅在所假设的声级下成立",
    "only with levels that are not known": "仅在未知的声级下成立",
    "no level is without end below another": "没有声级可以无限低于另一声级",
    "the level falls by {db} dB": "声级降低 {db} dB",
    "{db} dB less": "降低 {db} dB",
    "only with engine and body together": "仅在发动机与车身共同作用时成立",
    "only where the engine is off or masked: no insulation gives so much": "仅在发动机停机或被掩蔽时成立：隔音达不到",
    "{number} scenarios": "{number} 个场景",
    "only as a grid of conditions, not as situations told apart": "仅作为条件的网格，而非可区分的情景",
    (
        "{roads} kinds of road x {charges} bands of charge x {temperatures} temperatures x {grades} grades x {modes} "
        "modes"
    ): ("{roads} 种道路 x {charges} 个电量区间 x {temperatures} 个温度 x {grades} 个坡度 x {modes} 种模式"),
    "they are counted as a grid, such as {grid} = {total}": "按网格计数，如 {grid} = {total}",
    "they are told apart: {low} to {high} classes": "可区分的类别：{low} 至 {high} 类",
    "only if some shops are left out": "仅当不含某些车间时成立",
    "only if the engine before had {old}": "仅当原发动机为 {old} 时成立",
    "only if the other months differ": "仅当其余月份不同时成立",
    "only if the plant runs at {share} of its pace": "仅当工厂以其节奏的 {share} 运行时成立",
    "only if the stroke is meant, not the change of dies": "仅当指冲压行程而非换模时成立",
    "only if the way of driving the engine gives the rest": "仅当其余来自发动机控制策略时成立",
    "only if they work without any pause": "仅当它们毫无停顿地工作时成立",
    "only if {rate} is by value or per part, not by count": "仅当 {rate} 按价值或按零件而非按数量计算时成立",
    "only if {rate} of the start is meant, not growth by it": "仅当 {rate} 指相对起始值之比而非增长率时成立",
    "only in a part of the printed range": "仅在所印范围的一部分内成立",
    "only of a large slow engine or of a laboratory": "仅对大型低速发动机或实验室成立",
    "only with a generator of {share}": "仅在发电机效率为 {share} 时成立",
    "only with an availability of {share}": "仅在可用率为 {share} 时成立",
    "only with further shifts or work on days off": "仅在增加班次或休息日加班时成立",
    "only with the whole named: share of what?": "仅在说明总体后成立：占什么的比例？",
    "only with {factor}": "仅在采用 {factor} 时成立",
    "only with {presses} presses": "仅在有 {presses} 台压铸机时成立",
    "only with {value} for each": "仅在单位值为 {value} 时成立",
    "only without any stop, and with rounded figures": "仅在毫无停线且数字经过取整时成立",
    "only without recuperation, in city traffic": "仅在无能量回收的城市工况下成立",
    "part and whole changed places": "部分与整体颠倒",
    "percent and percentage points confused": "混淆了百分比与百分点",
    "the energy of making the part, or of all light parts together": "指制造该零件的能耗，或全部轻量化零件的合计",
    "the engine before: {old}": "原发动机：{old}",
    "the part is more than the whole year": "部分超过全年",
    "the period has {hours} h": "该时段共有 {hours} h",
    "{cycles} cycles a day at most": "每天最多 {cycles} 次循环",
    "{cycles} full cycles, {daily} a day": "{cycles} 次完整循环，每天 {daily} 次",
    "{each} a car in one year if the plant's total is meant": "若指全厂总量，则单车一年内为 {each}",
    "{figure} is out of all experience": "{figure} 超出一切经验",
    "{litre} kWh/L / {petrol} = {made}: an engine of {low} to {high} with its generator": (
        "{litre} kWh/L / {petrol} = {made}：发动机 {low} 至 {high}，含发电机"
    ),
    "{litre} kWh/L / {petrol} = {made}, generator {generator}": "{litre} kWh/L / {petrol} = {made}，发电机 {generator}",
    "{mean} each on average": "平均每个 {mean}",
    "{model} makes {rate} an hour on shift at most, {volume} in a year without a day off": (
        "{model} 上班时每小时最多 {rate}，全年无休共 {volume}"
    ),
    "{needed} machines needed": "需要 {needed} 台设备",
    "{plants} such plants": "需 {plants} 座这样的工厂",
    "{points} percentage points, {ratio} of the start": "{points} 个百分点，相对起始值 {ratio}",
    "{presses} presses": "需 {presses} 台压铸机",
    "{rate} belongs to {end} at the end or {start} at the start: a revised figure with an old rate": (
        "{rate} 对应终值 {end} 或起始值 {start}：数字已修订而增长率未改"
    ),
    "{ratio} times": "{ratio} 倍",
    "{saved} kg of {car} kg = {share}; energy {low} to {high}": "{saved} kg / {car} kg = {share}；能耗 {low} 至 {high}",
    "{share} of the model's pace": "模型节奏的 {share}",
    "{to} times the start, growth by {by} times": "为起始值的 {to} 倍，增长了 {by} 倍",
    "{value} beside {other} in {id}": "{value}，而 {id} 中为 {other}",
    "{value} {unit} with {factor} ({name})": "按 {factor}（{name}）为 {value} {unit}",
}
