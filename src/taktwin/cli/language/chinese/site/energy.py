"""Energy of a plant and its site."""

CHINESE: dict[str, str] = {
    "Tell what a car takes, emits and costs.": "给出单车能耗、排放和费用。",
    "Tell what a car takes of each medium, emits and costs.": "给出单车各介质消耗、排放和费用。",
    (
        "Simulates the model, adds the loads of its `site` in the weather of the days, and prints the books by shop "
        "and use."
    ): "运行模型，按当日气象加上其 `site` 的负荷，按车间和用途输出能源账。",
    (
        "Weather of the place, an EPW file or a synthetic year; may be given again: figures become ranges. Default the "
        "synthetic years of the place."
    ): "当地气象：EPW 文件或合成年；可重复给出，各数值即成为范围。默认为当地的合成年。",
    "Spread the run over the weather and the working days of a whole year.": "将运行结果推广到全年的气象和工作日。",
    "Plan the battery of the site at the least cost, too.": "同时以最低费用安排场地的储能。",
    (
        "What these changes save, in paired runs of at least 5 replications; may be given again. `battery` alone plans "
        "the battery; `cost=MONEY` among the changes is what the measure costs a year."
    ): (
        "这些改动的节省量，由至少 5 次重复的配对运行得出；可重复给出。只写 `battery` 则安排储能；"
        "改动中的 `cost=MONEY` 是措施每年的费用。"
    ),
    "{name}: '{cost}' is no cost; write the money a year once, as in cost=250000.": (
        "{name}：'{cost}' 不是费用；请只写一次每年的金额，例如 cost=250000。"
    ),
    "Write kWh by medium and kg CO2 of every job: .csv, .parquet or .xlsx; not of a year.": (
        "写出每台的各介质 kWh 和 kg CO2：.csv、.parquet 或 .xlsx；全年没有。"
    ),
    "a year spread from a run has no single jobs; drop --year.": "由运行推广的全年没有单台数据；请去掉 --year。",
    "'{path}' is where the series go; name another file.": "'{path}' 是时间序列的文件；请用另一个文件名。",
    "{weather} is the weather of {place}, the site is at {site}": "{weather} 是 {place} 的气象，场地在 {site}",
    "jobs: {path}": "单台数据：{path}",
    "model: {path}": "模型：{path}",
    "t CO2": "减排 t CO2",
    "{money}/t": "{money}/t",
    "what a ton of CO2 costs: a year of {weather}, in {money}": "每吨 CO2 的减排费用：{weather} 全年，{money}",
    "no price: the measure does not save CO2 for sure": "没有单价：该措施不能确定减少 CO2",
    "each alone, beside the plant as it is: what several save together is no sum of these": (
        "各措施单独与现状相比：几项措施一起的节省量不是这些数之和"
    ),
    "{weather}: the plan of the battery costs at most {above} {money}/job more than the cheapest": (
        "{weather}：储能方案的费用比最低费用最多高 {above} {money}/台"
    ),
    "'{measure}' is no measure; write NAME: PATH=VALUE; PATH=VALUE.": (
        "'{measure}' 不是措施；请写成 NAME: PATH=VALUE; PATH=VALUE。"
    ),
    "the measure '{name}' stands there twice.": "措施 '{name}' 出现了两次。",
    "measure": "措施",
    "saved": "节省",
    "what each measure saves, for each job": "各措施单台节省量",
    (
        "Find after how long machines with `pauses` sleep best, at equal throughput, in paired runs of at least 5 "
        "replications; 20 or more tell small losses."
    ): "寻找带 `pauses` 的设备最佳休眠时刻，保持产量不变；配对运行至少 5 次重复，20 次以上才能分辨微小损失。",
    (
        "Find in which hours make cells work, vehicles charge and ovens warm up at the least cost by the tariff, at "
        "equal throughput, in paired runs of at least 5 replications."
    ): "按电价寻找制造单元工作、车辆充电和烘房升温费用最低的时段，保持产量不变；配对运行至少 5 次重复。",
    "Write the hours of `--shift` as a model that extends this one, .yaml.": (
        "把 `--shift` 的时段写成扩展本模型的新模型，.yaml。"
    ),
    "it is written of `--shift` alone, of a model of one plant.": "只在 `--shift` 且模型只有一个工厂时写出。",
    "'{path}' is no model file; end it in .yaml.": "'{path}' 不是模型文件；请以 .yaml 结尾。",
    "load shifting: other hours of {shops} save nothing, or lose jobs": (
        "负荷转移：{shops} 换用其他时段不省钱，或损失产量"
    ),
    "load shifting: the cheapest hours": "负荷转移：费用最低的时段",
    "how many": "数量",
    "{name}, awake": "{name}，保持就绪",
    "charging of vehicles": "车辆充电",
    "hours in which they work": "工作时段",
    "h/week": "小时/周",
    "lots due earlier": "提前排产的品种",
    "what it saves, for each job": "单台节省量",
    "throughput: {jobs} jobs a day, difference with these hours {gained} ({interval}), {n} replications": (
        "产量：每天 {jobs} 台，换用这些时段后差值 {gained}（{interval}），{n} 次重复"
    ),
    "parts more in stock: {more} ({interval})": "库存增加的零件数：{more}（{interval}）",
    "when machines sleep best": "设备最佳休眠时刻",
    "what is taken while nothing is worked on, in kWh a day": "无加工时的能耗，kWh/天",
    "machine or load": "设备或负荷",
    "idle": "空载",
    "standby": "待机",
    "asleep": "休眠中",
    "share of idle energy": "空载能耗占比",
    "{n} others: {kwh} kWh a day": "其余 {n} 项：每天 {kwh} kWh",
    "idle energy in all: {kwh} kWh a day, without what the site adds": "空载能耗合计：每天 {kwh} kWh，不含厂区附加负荷",
    "with these changes, for `--set` or the model:": "采用这些改动（用于 `--set` 或写入模型）：",
    "Also tell what each machine takes while nothing is worked on.": "另列出各设备在无加工时的能耗。",
    "pauses": "休眠",
    "never": "从不",
    "brief after": "短休眠始于",
    "long after": "长休眠始于",
    "idle, kWh/day": "空闲，kWh/天",
    "saved, kWh/day": "节省，kWh/天",
    "idle energy by shop": "各车间空闲能耗",
    "saved in paired runs: {share} of the idle energy, {interval} kWh a day": (
        "配对运行的节省：空闲能耗的 {share}，每天 {interval} kWh"
    ),
    "throughput: {jobs} jobs a day, difference with pauses {gained} ({interval}), {n} replications": (
        "产量：每天 {jobs} 台，休眠后差值 {gained}（{interval}），{n} 次重复"
    ),
    "Write flows, loads and books as a page, .html.": "把能流、负荷和能源账写成网页 .html。",
    "Days to measure.": "统计天数。",
    "Days before; default until the plant has settled.": "之前的预热天数；默认直到工厂稳定。",
    "Write the series of the first weather: .csv, .parquet or .xlsx.": (
        "写出第一份气象的时间序列：.csv、.parquet 或 .xlsx。"
    ),
    # --- the tables
    "{name}: the year {year}, {cars} jobs": "{name}：{year} 年，{cars} 台",
    "{name}: {days:g} days from {start}, {cars} jobs": "{name}：自 {start} 起 {days:g} 天，{cars} 台",
    "by shop, for each job": "各车间单台消耗",
    "shop": "车间",
    "no shop": "不属于车间",
    "share of energy": "能耗占比",
    "by use": "各用途",
    "use": "用途",
    "name": "名称",
    "medium": "介质",
    "made by": "来自",
    "for each job": "单台",
    "by weather": "各气象",
    "electricity": "电力",
    "gas": "燃气",
    "heat": "热力",
    "water": "水",
    "compressed air": "压缩空气",
    "machines": "设备",
    "leakage": "泄漏",
    "booth air": "喷房空调",
    "hall air": "厂房空调",
    "lighting": "照明",
    "oxidiser": "废气焚烧",
    "compressors": "空压机",
    "chillers": "冷水机组",
    "boiler": "锅炉",
    "heat network": "热网",
    "energy": "能耗",
    "energy, lower end": "能耗，区间下限",
    "energy, upper end": "能耗，区间上限",
    "kWh/job": "kWh/台",
    "kg CO2/job": "kg CO2/台",
    "kg/job": "kg/台",
    "{money}/job": "{money}/台",
    "photovoltaics": "光伏发电",
    "fed in": "上网电量",
    "bought electricity": "外购电量",
    "scope 1": "范围一",
    "scope 1 and 2, by location": "范围一和范围二，基于位置",
    "scope 1 and 2, by market": "范围一和范围二，基于市场",
    "cost": "费用",
    "cost with the battery, at best": "有储能时的最低费用",
    "waste": "废物",
    "{weather} is a synthetic year, made of monthly figures": "{weather} 是由月度数据生成的合成年",
    "factor: {told}": "因子：{told}",
    "without a price, and in no bill: {media}": "没有价格，未计入费用：{media}",
}
