"""Runs: their figures, what holds the plant back, what stands still or grows; runs beside each other."""

CHINESE: dict[str, str] = {
    # --- help of run
    "Simulate a model and keep the results.": "仿真一个模型并保存结果。",
    "Prints the figures of the run and writes manifest, tables and report into a folder of its own.": (
        "输出运行的关键指标，并把清单、数据表和报告写入单独的文件夹。"
    ),
    "Days to run before the measuring starts; by default until the plant has settled (MSER-5).": (
        "开始统计之前的预热天数；默认运行到工厂稳定为止（MSER-5）。"
    ),
    "Independent runs; with two or more, every figure gets a 95 % interval.": (
        "独立重复次数；两次及以上时，每个指标都给出 95 % 区间。"
    ),
    "The same seed gives the same result, on any machine. Default 1, or that of the snapshot.": (
        "随机种子相同，在任何机器上结果都相同。默认为 1，或快照中的种子。"
    ),
    "Folder for the results; by default runs/MODEL-N, a new one.": "结果文件夹；默认新建 runs/MODEL-N。",
    "Keep every event of the run too (large).": "同时保存运行的每个事件（数据量大）。",
    "Measure what holds the plant back: each suspect limits a little less, some seconds more.": (
        "实测瓶颈：逐一放宽每个可疑环节，多用几秒钟。"
    ),
    "Release the cars of the day in this sequence: position,ident, CSV or .xlsx.": (
        "按此顺序投放当天的车辆：position,ident，CSV 或 .xlsx。"
    ),
    "Begin from a snapshot or a state; without a warm-up by default.": "从快照或状态文件开始；默认不预热。",
    "With a snapshot: the results cover what it had measured, too.": "与快照合用：结果也包含快照之前的统计。",
    "Write a snapshot, from which a later run can go on.": "写出快照，以后的运行可由此继续。",
    (
        'When the snapshot is taken, as in "2026-01-06 06:00", or in "36 h" since the start of the plant; by default '
        "at the end of the run."
    ): '何时取快照，例如 "2026-01-06 06:00"，或工厂启动后的 "36 h"；默认在运行结束时。',
    # --- figures
    "{model}: {days:g} days x {n}": "{model}：{days:g} 天 × {n}",
    "{model}: {days:g} days, seed {seed}": "{model}：{days:g} 天，随机种子 {seed}",
    "{title}, mean of {n} replications": "{title}，{n} 次重复的平均值",
    "figure": "指标",
    "value": "数值",
    "computing time": "计算用时",
    "unit": "单位",
    "95 % interval": "95 % 区间",
    "{low} to {high}": "{low} 至 {high}",
    "unlimited": "无限",
    "-unlimited": "负无限",
    "warm-up: {time}; {why}": "预热：{time}；{why}",
    "snapshot: {path}": "快照：{path}",
    # --- fleets
    "fleets": "车队",
    "fleet": "车队",
    "vehicles": "车辆数",
    "loads an hour": "每小时搬运",
    "in use": "利用率",
    "blocked": "堵塞",
    "charging": "充电",
    "empty runs": "空驶率",
    # --- what holds the plant back
    "what holds it back": "查找瓶颈",
    "bottleneck": "瓶颈",
    "bottleneck of {plant}": "{plant} 的瓶颈",
    "busiest": "最繁忙",
    "busiest of {plant}": "{plant} 最繁忙",
    "none, nothing worked": "无，没有任何设备作业",
    "not measured: {why}": "未测量：{why}",
    "{name} ({kind}), {how}: {gain} jobs/h (95 %: {low} to {high})": (
        "{name}（{kind}），{how}：{gain} 件/小时（95 %：{low} 至 {high}）"
    ),
    "and {n} more that gain about as much": "另有 {n} 处增益相近",
    "none alone; of {n} that were eased none gains for sure": "没有单一瓶颈；逐一放宽 {n} 处，均无确定的增益",
    "{none}; the most: {gain}": "{none}；最大的一处：{gain}",
    "eased one by one: {tried}, {days:g} days, up to {runs} replications, {seconds:.1f} s": (
        "逐一放宽：{tried} 处，{days:g} 天，最多 {runs} 次重复，用时 {seconds:.1f} 秒"
    ),
    # --- what stands still or grows
    "replication {number} ({n} of {all} stand)": "第 {number} 次重复（{all} 次中有 {n} 次停滞）",
    "{what} ({n} more in manifest.json)": "{what}（另有 {n} 处见 manifest.json）",
    "{n} more grow, see manifest.json": "另有 {n} 处增长，见 manifest.json",
    "so the backlog and the time from order to line off have no mean": "因此待上线订单和下单至下线时间没有平均值",
    "so lead time and jobs in the plant have no mean; they rise with the days measured": (
        "因此通过时间和在制品没有平均值；它们随统计天数而增大"
    ),
    # --- runs beside each other
    "Put runs beside each other.": "对比多次运行。",
    "Put two or more runs beside each other.": "对比两次或多次运行。",
    "Prints the figures with their differences, what differs in the models, and the places that changed most.": (
        "输出各指标及其差值、模型之间的差异，以及变化最大的位置。"
    ),
    "Run folders; each is compared with the first.": "运行文件夹；每个都与第一个比较。",
    "Write a report, one HTML file.": "写出报告（一个 HTML 文件）。",
    "difference": "差值",
    "{run}: the model of one of the runs was not kept": "{run}：其中一次运行未保存模型",
    "{run}: no values of the model differ from {base}": "{run}：模型与 {base} 相同",
    "{run}: 1 value of the model differs from {base}": "{run}：模型中有 1 个数值与 {base} 不同",
    "{run}: {n} values of the model differ from {base}": "{run}：模型中有 {n} 个数值与 {base} 不同",
    "and {n} more (--json prints all)": "另有 {n} 项（--json 输出全部）",
    "{run}: places that changed most": "{run}：变化最大的位置",
    "{run}: no place changed noticeably": "{run}：没有明显变化的位置",
    "{place} ({kind}): {states}": "{place}（{kind}）：{states}",
    # --- who waited for which part
    "waits for parts": "缺料等待",
    "waits for parts of {plant}": "{plant} 的缺料等待",
    "{place} for {part}: {minutes:,.1f} min a day": "{place} 等待 {part}：每天 {minutes:,.1f} 分钟",
    "{place} for {part}, in sequence: {minutes:,.1f} min a day": "{place} 等待按序件 {part}：每天 {minutes:,.1f} 分钟",
    "{n} more in the report": "其余 {n} 项见报告",
    # --- the parts without stock
    "zero-inventory ratio of {plant}": "{plant} 的零库存率",
    "{share} by number ({n} of {all} part families)": "按数量 {share}（{all} 个零件族中的 {n} 个）",
    "{share} by value": "按价值 {share}",
    "{share} by volume": "按体积 {share}",
}
