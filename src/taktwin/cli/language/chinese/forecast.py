"""The running plant: its events, and the look ahead."""

CHINESE: dict[str, str] = {
    # --- taktwin emulate
    "Play a run as a real plant: its events, with faults.": "把一次运行当作真实工厂播放：事件及其差错。",
    (
        "Play a run as a real plant: what its controllers, scanners and order system say, one JSON object a line."
    ): "把一次运行当作真实工厂播放：控制器、扫描器和订单系统所报的内容，每行一个 JSON 对象。",
    (
        "`taktwin live MODEL --events FILE` and `taktwin forecast MODEL --from FILE` read what it writes; `taktwin "
        "live MODEL --broker URL --map FILE` hears it by Sparkplug."
    ): (
        "`taktwin live MODEL --events FILE` 和 `taktwin forecast MODEL --from FILE` 读取其输出；`taktwin live MODEL "
        "--broker URL --map FILE` 经 Sparkplug 收听。"
    ),
    "scans: each place reads its jobs. counters: machines count, and gates alone read.": (
        "scans：每个位置都读取工件。counters：设备只计数，仅在关口读取。"
    ),
    "Bits after which counters begin at 0 again.": "计数器归零前的位数。",
    "Share of counted jobs at which a counter begins at 0 again.": "计数时计数器归零的比例。",
    "Of --resets: share after which it comes back to what it was.": "用于 --resets：之后又回到原值的比例。",
    "Speak Sparkplug B to this MQTT server, as in mqtt://127.0.0.1:1883.": (
        "向此 MQTT 服务器发送 Sparkplug B，如 mqtt://127.0.0.1:1883。"
    ),
    "Of --sparkplug, --opcua and --vda5050: write the mapping file for it there.": (
        "用于 --sparkplug、--opcua 和 --vda5050：把相应的映射文件写到该处。"
    ),
    "Be an OPC UA server on this computer, as in opc.tcp://127.0.0.1:4840.": (
        "在本机上作为 OPC UA 服务器运行，例如 opc.tcp://127.0.0.1:4840。"
    ),
    "Let the vehicles tell their states (VDA 5050) to this MQTT server.": (
        "让车辆向该 MQTT 服务器报告其状态（VDA 5050）。"
    ),
    "one at a time.": "一次只能用一个。",
    "the plant has no fleets.": "该工厂没有车队。",
    "{n} values: {path}": "{n} 个值：{path}",
    "{n} messages: {path}": "{n} 条消息：{path}",
    "listening: {path}": "正在监听：{path}",
    "it is for --sparkplug, --opcua and --vda5050.": "它用于 --sparkplug、--opcua 和 --vda5050。",
    "mapping: {path}": "映射：{path}",
    "Days to play.": "播放的天数。",
    "The same seed says the same.": "种子相同，内容相同。",
    "Begin from this snapshot or state.": "从此快照或状态开始。",
    "Share of events that never come.": "永不到达的事件所占比例。",
    "Share that comes late.": "迟到的比例。",
    "Of --late: how late in the mean.": "用于 --late：平均迟到多久。",
    "Share that comes twice.": "重复到达的比例。",
    "Within this time events come in any order.": "在此时间之内事件的到达次序任意。",
    "The clock of each source is up to this time off.": "每个来源的时钟最多偏差此时间。",
    "Share of scans that cannot read which job it is.": "未能读出工件号的扫描所占比例。",
    "Play N seconds of the plant in a second; default at once, with --sparkplug and the like 60.": (
        "每秒播放工厂的 N 秒；默认一次播完，用 --sparkplug 等选项时为 60。"
    ),
    "Where to write; - for the standard output.": "写到何处；- 为标准输出。",
    "{n} events: {path}": "{n} 个事件：{path}",
    # --- taktwin forecast
    "Tell what a shift will produce, from what stands where.": "由各处在制品推算本班产量。",
    (
        "Tell what a shift will produce, from what stands where now: jobs over time, a target, orders, missing parts."
    ): "由当前各处在制品推算本班产量：随时间的下线数、目标、订单和缺件。",
    (
        "Each replication draws what nobody can see: the work that is left, the next failures, the orders to come."
    ): "每次重复抽取看不见的内容：剩余加工、下次故障、后续订单。",
    (
        "A state, a snapshot, events of the plant (JSON lines), or the journal of `taktwin live`."
    ): "状态、快照、工厂的事件（每行一个 JSON），或 `taktwin live` 的日志。",
    "Of a journal: mapping file, what its tags tell.": "用日志时：映射文件，各标签说明什么。",
    "Of a journal with CSV: which column is what.": "用含 CSV 的日志时：说明各列的含义。",
    "{path} is no journal.": "{path} 不是日志。",
    (
        'With events or a journal: from when, as in "2026-01-05 10:30", "36 h", or "10:30" for the last one in it; '
        "default the last that came. Without --from: when to stop a run."
    ): (
        '用事件或日志时：从何时起，如 "2026-01-05 10:30"、"36 h"，或 "10:30"（其中最后一个该时刻）；默认最后到达的。'
        "无 --from 时：运行到何时停下。"
    ),
    'Until when, as in "14:00" for the next one; default the end of the shift.': (
        '到何时为止，如 "14:00" 为下一个该时刻；默认本班结束。'
    ),
    "Jobs that are wanted from then on: how likely is that?": "从那时起的目标下线数：可能性多大？",
    "the shift had made {made} before, as far as was told; {mean} in all, 90 % of the runs {low} to {high}": (
        "本班此前已产 {made}（按所报事件）；全班共 {mean}，90% 的运行为 {low} 至 {high}"
    ),
    "Number of an order: when will it leave? May be given again.": "订单编号：何时下线？可多次给出。",
    "Order stream of --job, where there are several.": "--job 所属的订单流（有多个订单流时）。",
    "Sum up electricity, gas, ... too; it takes longer.": "同时汇总电、燃气等；用时更长。",
    "Write from what the forecast begins there.": "把预测的起始状态写到该文件。",
    "give --from FILE, or --at TIME to stop a run there.": "请给出 --from FILE，或用 --at TIME 让运行停在该时刻。",
    "a state says itself when it is so; leave --at out.": "状态自带时刻；请去掉 --at。",
    "looking ahead": "预测",
    (
        "{n} events: {moves} moves inferred, {impossible} impossible, {late} late, {repeated} repeated, {refused} "
        "refused; {jobs} jobs in the plant, {finished} finished"
    ): (
        "{n} 个事件：推断移动 {moves} 次，不可能 {impossible} 个，迟到 {late} 个，重复 {repeated} 个，"
        "拒收 {refused} 个；厂内工件 {jobs} 个，已完工 {finished} 个"
    ),
    "{plant}, from {at} to {until}, {n} replications": "{plant}，自 {at} 至 {until}，重复 {n} 次",
    "jobs out by": "累计下线数",
    "expected: {mean} jobs; 90 % of the runs make {low} to {high}": "期望：{mean} 个工件；90% 的运行为 {low} 至 {high}",
    "{n} jobs or more: {chance} (95 % interval {low} to {high})": (
        "不少于 {n} 个：{chance}（95% 区间 {low} 至 {high}）"
    ),
    "asked for": "所问订单",
    "Independent runs.": "独立运行次数。",
    "media": "介质",
    "stock": "库存点",
    "order": "订单",
    "leaves by then": "届时已下线",
    "later": "更晚",
    "work waits for parts": "加工待料",
    "chance": "概率",
    "then waits, min": "待料时长（分）",
    "Keep the forecast there, to be scored: `taktwin forecasts FILE`.": "把预测存入该文件以备评分。",
    "With --keep: planned takt, for the simple forecast by plan.": "用于 --keep：计划节拍，供按计划的简单预测使用。",
    "With --takt: planned share of its jobs, as in 85%.": "用于 --takt：计划达成率，如 85%。",
    "a takt is of use with --keep alone.": "节拍只与 --keep 一起使用。",
    "kept as forecast {n}: {path}": "已存为第 {n} 号预测：{path}",
    "forecast {n} is from the same state, it stays: {path}": "第 {n} 号预测出自同一状态，保持不变：{path}",
    # --- taktwin forecasts
    "Tell how good the kept forecasts were.": "说明已存预测的准确程度。",
    (
        "Tell how good the kept forecasts were, by lead time: error, bias, coverage, and skill against simple ones."
    ): "按提前时间说明已存预测的准确程度：误差、偏差、覆盖率，以及相对简单预测的技巧。",
    (
        "A forecast is counted once its hour has come and the events tell all of it; what was counted stays."
    ): "预测到期且事件完整时计入结果；已计入的不再更改。",
    "What `taktwin forecast --keep FILE` has kept.": "`taktwin forecast --keep FILE` 存下的文件。",
    "Events of the plant: count what came of the forecasts, for good.": "工厂的事件：据此永久计入预测的结果。",
    "Only forecasts of the model with this hash.": "只取此模型哈希的预测。",
    "{plant}: {kept} forecasts of {models} models; of {open} the outcome is not known yet": (
        "{plant}：{models} 个模型的 {kept} 个预测；其中 {open} 个结果尚未知"
    ),
    "outcomes that these events count otherwise, and that stay: {n}": "与这些事件不符而保持不变的结果：{n} 个",
    "lead h": "提前（时）",
    "forecasts": "预测数",
    "error": "误差",
    "bias": "偏差",
    "middle 90 %": "中间 90%",
    "PIT mean, p": "PIT 均值，p",
    "by lead time": "按提前时间",
    "skill against": "相对技巧",
    "by plan": "按计划",
    "last hour": "最近一小时",
    "smoothed": "平滑速率",
    "other days": "其他日",
    "{value} ({low} to {high})": "{value}（{low} 至 {high}）",
    "{hours} h: {days} days are too few to tell": "{hours} 小时：{days} 天太少，无法判断",
    "as wide as it should be": "宽度恰当",
    "too narrow": "过窄",
    "too wide": "过宽",
    "{hours} h: {width}: {low} to {high} of what came lies in the middle 90 %": (
        "{hours} 小时：{width}：实际值有 {low} 至 {high} 落在中间 90% 内"
    ),
    "{told}; it says too much, by {low} to {high} jobs": "{told}；预测偏多 {low} 至 {high} 个工件",
    "{told}; it says too little, by {low} to {high} jobs": "{told}；预测偏少 {low} 至 {high} 个工件",
}
