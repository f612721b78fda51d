"""Cars on cycles, the sound of their parts, and stations that swap their batteries."""

CHINESE: dict[str, str] = {
    # --- taktwin drive
    "Tell what a car takes on a driving cycle.": "给出汽车在行驶工况下的消耗。",
    (
        "With a battery alone: electricity and range. With a range extender or a fuel cell: fuel of each strategy with "
        "the battery as full at the end as at the start, beside the least that is possible, and how long the engine is "
        "heard."
    ): (
        "纯电动车：电耗和续航。带增程器或燃料电池：各种策略在始末电量相等时的燃料消耗，与可能的最低值并列，"
        "以及发动机可闻的时间。"
    ),
    "YAML of a car, or a car that comes with Taktwin.": "描述汽车的 YAML，或内置汽车的名称。",
    "CSV with time_s,speed_kmh at 1 Hz; or like-wltc, like-cltc (synthetic).": (
        "CSV，列为 time_s,speed_kmh，1 Hz；或 like-wltc、like-cltc（合成）。"
    ),
    "How often the cycle is driven.": "工况行驶的次数。",
    "thermostat, load_following, adaptive, equivalent, quiet, best, or recognising; may be given again.": (
        "thermostat、load_following、adaptive、equivalent、quiet、best 或 recognising；可多次给出。"
    ),
    "recognising the road": "识别道路",
    "roads told: {roads}": "识别的道路：{roads}",
    "urban": "城市",
    "suburban": "郊区",
    "rural": "乡村",
    "motorway": "高速",
    "not told yet": "尚未识别",
    "Write every second: .csv, .parquet or .xlsx.": "写出每一秒：.csv、.parquet 或 .xlsx。",
    "{car} on {cycle}: {km} km in {s:,.0f} s, {mean} km/h in the mean, {most} km/h at most": (
        "{car}，{cycle}：{s:,.0f} 秒内 {km} km，平均 {mean} km/h，最高 {most} km/h"
    ),
    "a synthetic cycle: length, way, speeds and rests as published, seconds made": (
        "合成工况：时长、里程、车速和停车时间与公布的一致，逐秒数据为生成"
    ),
    "not the published cycle of this name: {wrong}": "与同名的公布工况不符：{wrong}",
    "air": "空气阻力",
    "tyres": "轮胎",
    "grade": "坡度",
    "at the wheel, driving": "车轮处，驱动",
    "at the wheel, braking": "车轮处，制动",
    "of that back to the motor": "其中回到电机",
    "motor and inverter": "电机和逆变器",
    "motor and auxiliaries together": "电机与附件合计",
    "where it goes": "去向",
    "kWh/100 km": "kWh/100 km",
    "battery: {kwh} kWh/100 km at its terminals; a full one of {full} kWh goes {km} km": (
        "电池：端口 {kwh} kWh/100 km；充满 {full} kWh 可行驶 {km} km"
    ),
    "L/100 km": "L/100 km",
    "kg/100 km": "kg/100 km",
    "strategy": "策略",
    "over the least": "高于最低值",
    "starts": "启动次数",
    "source runs": "增程器运行",
    "heard": "可闻",
    "charge at the end": "结束电量",
    "thermostat": "恒温器式",
    "load following": "功率跟随",
    "adaptive": "自适应",
    "equivalent consumption": "等效消耗",
    "equivalent, never heard": "等效消耗，始终不可闻",
    "the best": "最优",
    "fuel with the battery as full at the end as at the start ({start:.0%})": "燃料按始末电量相等（{start:.0%}）计",
    "no strategy takes less than {bound:.3f} {unit} with starts free; the best takes {best:.3f}": (
        "不计启动时任何策略不低于 {bound:.3f} {unit}；最优为 {best:.3f}"
    ),
    "* the battery moved too much to compare it; --repeat drives the cycle more often": (
        "* 电池电量变化过大，不可比较；可用 --repeat 多次行驶该工况"
    ),
    (
        "an engine that begins cold takes {low:.3f} to {high:.3f} L more, once (assumed: 10 to 30 % in the first 300 s "
        "that it runs); in no figure here"
    ): "冷机启动一次另需 {low:.3f} 至 {high:.3f} L（假定：运行的前 300 s 多耗 10 至 30 %）；不计入此处任何数字",
    "with its clutch no way to run it takes less than {bound:.3f} L/100 km with starts free": (
        "带离合器且不计启动时，任何运行方式不低于 {bound:.3f} L/100 km"
    ),
    "WLTP curve, not GB/T": "WLTP 曲线，非 GB/T",
    "WLTP curve of 2025, not GB/T": "2025 年 WLTP 曲线，非 GB/T",
    "WLTP curve of 2027, not GB/T": "2027 年 WLTP 曲线，非 GB/T",
    "YAML of utility factors; or wltp, wltp-2025, wltp-2027. Of cars with a source.": (
        "效用系数的 YAML；或 wltp、wltp-2025、wltp-2027。用于带增程器的汽车。"
    ),
    "Tell what a part saves that is so many kg lighter, such as 90 or 90-180.": (
        "给出零件减重若干千克的节能，如 90 或 90-180。"
    ),
    "expected kg such as 90, or 90-180; got '{told}'": "应为千克数，如 90 或 90-180；得到 '{told}'",
    "from a full battery {km} km on {depleting} kWh/100 km of the plug, then {fuel} L/100 km (adaptive)": (
        "满电行驶 {km} km，取自插座 {depleting} kWh/100 km，之后 {fuel} L/100 km（自适应）"
    ),
    "weighted ({curve}: {share:.1%} on the battery, phase by phase): {kwh} kWh and {fuel} L/100 km": (
        "加权（{curve}：{share:.1%} 靠电池，逐阶段）：{kwh} kWh 和 {fuel} L/100 km"
    ),
    "Of air and battery, with the cabin heated or cooled.": "空气和电池的温度，座舱加热或制冷。",
    "A way from a full battery: battery first, or both mixed.": "从满电出发的路程：先用电池，或两者混合。",
    "at {c} C: auxiliaries with the cabin {w} W, battery {r} mohm, {kw} kW of recuperation": (
        "{c} C 时：附件含座舱 {w} W，电池 {r} mohm，回收 {kw} kW"
    ),
    "battery first": "先用电池",
    "mixed, the way known": "混合，已知路程",
    "mixed, every second known": "混合，已知每一秒",
    "{km} km from a full battery, {n} times the cycle": "从满电出发 {km} km，行驶 {n} 次工况",
    "Write it as a page, .html.": "写成网页，.html。",
    (
        "with its clutch, closed {share:.0%} of the time: {fuel:.2f} L/100 km, in series {series:.2f} (both equivalent "
        "consumption, ending as they began)"
    ): "带离合器，接合时间 {share:.0%}：{fuel:.2f} L/100 km，串联 {series:.2f}（均为等效消耗，始末电量相等）",
    "this car": "本车",
    "this car with poor recuperation": "能量回收较差的本车",
    "a part {kg} kg lighter saves": "零件减重 {kg} kg 可节约",
    "in all {low:.1%} to {high:.1%}; secondary effects are in none": "总计 {low:.1%} 至 {high:.1%}；均不含次生效应",
    # --- use of cars, of taktwin footprint
    "one car in use, {km} km of {cycle}: in no figure above": "一辆车的使用，{km} km，{cycle}：不计入以上任何数字",
    "kWh/100 km from the plug": "取自插座，kWh/100 km",
    "L/100 km of gasoline": "汽油，L/100 km",
    "kg/100 km of hydrogen": "氢，kg/100 km",
    "made, kg CO2e": "制造，kg CO2e",
    "used, kg CO2e": "使用，kg CO2e",
    "by the share on the battery": "随靠电池行驶的比例",
    "electricity: {factor}; share on the battery: {curve}; gasoline from tank to wheel": (
        "电力：{factor}；靠电池的比例：{curve}；汽油从油箱到车轮"
    ),
    # --- taktwin acoustics
    "Tell what a soundproofing part does to sound.": "给出隔音件对声音的作用。",
    "Tell what a soundproofing part absorbs, and what it lets through.": "给出隔音件吸收多少声音、透过多少声音。",
    (
        "With a limit and the scatter of the process in the file also how many parts are accepted. With --fit or "
        "--search only the numbers that --free names are told."
    ): "文件中给出限值和工艺离散时，还给出合格件的比例。用 --fit 或 --search 时只给出 --free 所列的参数。",
    "YAML of the layers of a part.": "描述零件各层的 YAML。",
    "How the sound comes in: normal, diffuse, or degrees. Default diffuse; normal with --fit.": (
        "声音的入射方式：normal（垂直）、diffuse（扩散）或以度为单位的角度。默认 diffuse；用 --fit 时为 normal。"
    ),
    "Centre of the first third-octave band.": "第一个三分之一倍频程带的中心频率。",
    "Centre of the last third-octave band.": "最后一个三分之一倍频程带的中心频率。",
    "Parts that are computed where the file has a limit and a scatter.": "文件中有限值和离散时计算的零件数。",
    "Write the share that fails into the model of a plant, at --at.": "把不合格比例写入工厂模型中 --at 所指处。",
    "Where, such as shops.s.lines.liners.flow.test.scrap, or ...routes.0.share.": (
        "位置，如 shops.s.lines.liners.flow.test.scrap，或 ...routes.0.share。"
    ),
    "--into and --at are given together.": "--into 与 --at 须一起给出。",
    "{path}: {at}: {value}": "{path}：{at}：{value}",
    "Write the bands: .csv, .parquet or .xlsx.": "写出各频带：.csv、.parquet 或 .xlsx。",
    "{model}: {n} parts": "{model}：{n} 个零件",
    "bands: {path}": "频带：{path}",
    (
        "heard: {before} dB(A) before it, {behind} dB(A) behind it; {sone1} and {sone2} sone (ISO 532-1): {less:.0%} "
        "less loud"
    ): "听到：前 {before} dB(A)，后 {behind} dB(A)；{sone1} 与 {sone2} sone（ISO 532-1）：响度降低 {less:.0%}",
    "the sound has {n} of the {all} bands from 25 to 12500 Hz; the others count as silent": (
        "声音给出 25 至 12500 Hz 的 {all} 个频带中的 {n} 个；其余按无声计"
    ),
    "A number of a layer that --fit or --search finds; again for more.": (
        "由 --fit 或 --search 求出的层参数；多个则重复给出。"
    ),
    "Fit them to a measured curve: CSV with frequency_hz and absorption or loss_db.": (
        "拟合到实测曲线：CSV，列为 frequency_hz 与 absorption 或 loss_db。"
    ),
    "Find the part that is best by the `accept` of the file.": "按文件的 `accept` 寻找最佳零件。",
    "Of a part that --search may find.": "--search 所求零件的上限。",
    "The same.": "同上。",
    'say what is searched, such as --free "felt.thickness=8 mm..25 mm"': (
        '请说明求什么，例如 --free "felt.thickness=8 mm..25 mm"'
    ),
    "--free needs one of --fit and --search.": "--free 须与 --fit 或 --search 之一同用。",
    "give a number above 0, with --search.": "请给出大于 0 的数，并使用 --search。",
    "best fit": "最佳拟合",
    "give or take": "误差",
    "not told": "无法确定",
    "what is left of {n} points: {rms}{unit}": "{n} 个点的剩余偏差：{rms}{unit}",
    "the curve does not tell {names}: fix it in the file, widen its range, or measure more": (
        "该曲线无法确定 {names}：请在文件中固定，放宽范围，或补充测量"
    ),
    "the mass of layers with a rigid frame is not known, and not in it": "刚性骨架层的质量未知，未计入",
    "{share:.0%} within {s:g} s of waiting": "{share:.0%} 的车辆等待不超过 {s:g} s",
    "the promise is kept: {promise}": "承诺兑现：{promise}",
    "not sure whether the promise is kept: {promise}; --replications 40 tells more": (
        "尚不能确定承诺是否兑现：{promise}；--replications 40 可进一步判断"
    ),
    "the promise is not kept: {promise}; short are the {short}": "承诺未兑现：{promise}；短缺的是{short}",
    "the promise is not kept: {promise}; short are the {short}; --size finds what keeps it": (
        "承诺未兑现：{promise}；短缺的是{short}；--size 可求出满足承诺的配置"
    ),
    "packs or chargers": "电池包或充电机",
    "bays": "工位",
    "the first row: --bays {bays} --packs {packs} --chargers {chargers}": (
        "第一行：--bays {bays} --packs {packs} --chargers {chargers}"
    ),
    "{car}: trips driven": "{car}：已行驶的行程",
    "the battery gains {kwh} kWh/100 km at its terminals on this cycle, so there is no range": (
        "电池在此工况下端口净增 {kwh} kWh/100 km，因此没有续航里程"
    ),
    "{part}: parts tried": "{part}：已试零件",
    "as drawn": "设计值",
    "{kg} kg/m2, {mm} mm, of {n} parts tried; a search, no proof": (
        "{kg} kg/m2，{mm} mm，共试 {n} 个零件；为搜索结果，并非证明"
    ),
    "on a hard wall": "贴在硬壁上",
    "with air behind it": "背后为空气",
    "sound at a right angle": "声音垂直入射",
    "sound from all sides": "声音从各方向入射",
    "sound at {angle} degrees": "声音以 {angle} 度入射",
    "{name}, {behind}, {field}": "{name}，{behind}，{field}",
    "band, Hz": "频带，Hz",
    "absorption": "吸声系数",
    "transmission loss, dB": "隔声量，dB",
    "mean absorption": "平均吸声系数",
    "mean transmission loss": "平均隔声量",
    (
        "{what}, {first:g} to {last:g} Hz, {field}: {nominal}{unit} as drawn; parts {mean}{unit}, standard deviation "
        "{sd}{unit}"
    ): "{what}，{first:g} 至 {last:g} Hz，{field}：设计值 {nominal}{unit}；零件 {mean}{unit}，标准差 {sd}{unit}",
    "{share:.1%} of the parts reach {least}{unit}": "{share:.1%} 的零件达到 {least}{unit}",
    "what carries the scatter": "离散的来源",
    "for one standard deviation more": "增加一个标准差时的变化",
    # --- taktwin swap
    "Tell how long cars wait at a station that swaps batteries.": "给出汽车在换电站的等待时间。",
    "Tell how long cars wait at a station that swaps their batteries.": "给出汽车在换电站等待换电的时间。",
    (
        "And what it takes of the grid in each hour; with --size the packs and chargers that serve the share of the "
        "cars that the file promises."
    ): "并给出各小时从电网取用的电力；加 --size 时给出达到文件所承诺服务比例的电池包数和充电机数。",
    "YAML of a station, or a station that comes with Taktwin.": "描述换电站的 YAML，或内置换电站的名称。",
    "Cars of a day, spread over the hours as in the file.": "每天的车辆数，按文件中的各小时比例分布。",
    "Bays, in place of those of the file.": "换电工位数，代替文件中的值。",
    "Packs, in place of those of the file.": "电池包数，代替文件中的值。",
    "Chargers, in place of those of the file.": "充电机数，代替文件中的值。",
    "Look for the packs and chargers that keep the promise of the file.": "寻找满足文件中承诺的电池包数和充电机数。",
    "Days of a replication.": "每次重复的天数。",
    "With random numbers of their own.": "各用自己的随机数。",
    "Write the hours of the day, for `taktwin dispatch`: .csv, .parquet or .xlsx.": (
        "写出一天各小时，供 `taktwin dispatch` 使用：.csv、.parquet 或 .xlsx。"
    ),
    "{station}: packs and chargers": "{station}：电池包和充电机",
    "hours: {path}": "各小时：{path}",
    "{name}: bays {bays}, packs {packs}, chargers {chargers} of {kw} kW; {cars} cars a day": (
        "{name}：{bays} 个工位，{packs} 个电池包，{chargers} 台 {kw} kW 充电机；每天 {cars} 辆车"
    ),
    (
        "a swap takes {takes} s, a pack is charged for {charging} s; at most {most} swaps a day (bays alone {bays}, "
        "chargers {chargers}, packs {packs})"
    ): (
        "换电需 {takes} s，充电需 {charging} s；每天最多换电 {most} 次（仅工位 {bays}，充电机 {chargers}，"
        "电池包 {packs}）"
    ),
    "{n} replications of {days} days": "{n} 次重复，每次 {days} 天",
    "swaps a day": "每天换电次数",
    "wait, s": "等待，s",
    "wait that 95 % do not exceed, s": "95% 车辆不超过的等待，s",
    "served at once, %": "无需等待，%",
    "waited {s} s at most, %": "等待不超过 {s} s，%",
    "no room, driven on, %": "无位离去，%",
    "of the waiting for a pack, not for a bay, %": "等待中等电池包而非等工位的部分，%",
    "bays in use, %": "工位占用，%",
    "packs that stand charged": "已充好的电池包",
    "from the grid, kWh a day": "取自电网，kWh/天",
    "most from the grid at {hour}:00: {kw} kW ({interval})": "取自电网最多的是 {hour}:00：{kw} kW（{interval}）",
    "bays {few}: no number of packs keeps the promise; bays {bays}: some do": (
        "{few} 个工位时无论多少电池包都达不到承诺；{bays} 个工位可以"
    ),
    "what serves {share:.0%} within {s} s of waiting, bays {bays}": (
        "使 {share:.0%} 的车辆等待不超过 {s} s 的配置，{bays} 个工位"
    ),
    "packs": "电池包",
    "chargers": "充电机",
    "in time, %": "及时服务，%",
}
