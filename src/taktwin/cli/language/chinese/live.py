"""The running plant: followed, what is unusual in a series, and a day watched."""

CHINESE: dict[str, str] = {
    # --- taktwin live
    "Follow a running plant: what it makes and will make, what stands and why.": (
        "跟踪运行中的工厂：已产多少、将产多少，何处停了、为什么。"
    ),
    "Follow a running plant: what the shift has made and will make, what stands, and why.": (
        "跟踪运行中的工厂：本班已产和将产多少，何处停了，为什么。"
    ),
    (
        "A real plant may be heard by several connectors at once; passwords and tokens stand in variables of the "
        "environment. On a terminal a screen is drawn anew all the time; else, and with --json, an object is printed "
        "every so often. Ctrl-C ends it, with all books closed."
    ): (
        "真实工厂可同时由多个连接器收听；密码和令牌放在环境变量中。在终端上画面不断刷新；否则，或用 --json 时，"
        "每隔一段输出一个对象。按 Ctrl-C 结束，账目全部结清。"
    ),
    "Print one JSON object a line instead of a screen.": "每行输出一个 JSON 对象，不显示画面。",
    "Follow an emulated plant, played in this process.": "跟踪在本进程中播放的仿真工厂。",
    "Follow events (JSON lines); - for the standard input.": "跟踪事件（每行一个 JSON）；- 为标准输入。",
    "Write down there all that comes, before it counts: a file, or postgresql://USER@HOST/DATABASE.": (
        "把收到的一切先写到该处，再行计入：文件，或 postgresql://USER@HOST/DATABASE。"
    ),
    "Of --demo: seconds of the plant in one of ours; 0: at once.": "用于 --demo：每秒播放工厂的秒数；0：一次播完。",
    "Of --demo: days to play.": "用于 --demo：播放的天数。",
    "Of --demo: which plant is played.": "用于 --demo：播放哪一次工厂运行。",
    "Jobs that a shift is to make: how likely is that?": "每班目标产量：可能性多大？",
    "Independent runs of a look ahead.": "每次预测的独立运行次数。",
    "How often to look ahead, by the plant's clock; 0 for never.": "按工厂时钟多久预测一次；0 为从不。",
    "How often an object is printed, by the plant's clock.": "按工厂时钟多久输出一个对象。",
    'When to end, as in "2026-01-05 10:30" or "36 h"; "14:00" is the next one.': (
        '何时结束，如 "2026-01-05 10:30" 或 "36 h"；"14:00" 为下一个该时刻。'
    ),
    'Tell what was known at this past moment, out of the journal; "10:30" is the last one in it.': (
        '由日志给出过去这一时刻所知的情况；"10:30" 指日志中最近的那一次。'
    ),
    "With --at: what changed from that moment to this later one.": "与 --at 合用：从那个时刻到这个更晚的时刻有何变化。",
    "give --at as well: from when on.": "请同时给出 --at：从何时起。",
    "give --journal FILE: the past is in there.": "请给出 --journal FILE：过去的情况在其中。",
    "the past is in the journal alone.": "过去的情况只在日志中。",
    "give --demo, --events FILE, or any of --broker, --opcua, --vda5050, --follow and --post: what is followed?": (
        "请给出 --demo、--events FILE，或 --broker、--opcua、--vda5050、--follow、--post 中的任意几个：跟踪什么？"
    ),
    "it is for --events, --follow and --post.": "它用于 --events、--follow 与 --post。",
    "Follow the vehicles (VDA 5050) of an MQTT server.": "跟踪 MQTT 服务器上的车辆（VDA 5050）。",
    "Follow events in a file that another program appends to.": "跟踪另一程序不断追加的文件中的事件。",
    "Take events by HTTP POST here, as in 8780 or http://127.0.0.1:8780/events.": (
        "在此以 HTTP POST 接收事件，如 8780 或 http://127.0.0.1:8780/events。"
    ),
    "Events are CSV, not JSON lines: which column is what.": "事件为 CSV 而非每行一个 JSON：说明各列的含义。",
    "Follow the variables of an OPC UA server, as in opc.tcp://127.0.0.1:4840.": (
        "跟踪 OPC UA 服务器的变量，如 opc.tcp://127.0.0.1:4840。"
    ),
    "give --map FILE: what do the tags tell?": "请给出 --map FILE：各标签说明什么？",
    "Follow Sparkplug messages of an MQTT server, as in mqtt://127.0.0.1:1883.": (
        "跟踪 MQTT 服务器的 Sparkplug 消息，如 mqtt://127.0.0.1:1883。"
    ),
    "Mapping file: what the tags tell.": "映射文件：各标签说明什么。",
    "Of --broker: follow only this group or edge node; may be given again.": (
        "用于 --broker：只跟踪这一组或边缘节点；可多次给出。"
    ),
    "Of --broker: our id there, which occurs once.": "用于 --broker：本机在那里的标识，须唯一。",
    "working": "加工",
    "walking": "走动",
    "setup": "换型",
    "starved": "缺料等待",
    "waiting for parts": "待料",
    "waiting for transport": "待运输",
    "waiting for a carrier": "待载具",
    "waiting for operators": "待操作工",
    "down": "故障",
    "minor stop": "短停",
    "waiting for a crew": "待维修组",
    "maintenance": "保养",
    "brief pause": "短暂停",
    "long pause": "长暂停",
    "waking": "唤醒",
    "off shift": "非班次",
    "not known": "未知",
    "{plant}  {time}   newest {age} s ago   {jobs} jobs in the plant": (
        "{plant}  {time}   最新消息在 {age} s 前   厂内工件 {jobs} 个"
    ),
    "shift {name} to {end}: {made} made, {stops} line stops of {min} min": (
        "班次 {name} 至 {end}：已产 {made}，停线 {stops} 次共 {min} min"
    ),
    " (seen from {time} on)": "（自 {time} 起可见）",
    "the shift will make {mean}; 90 % of the runs make {p05} to {p95}": (
        "本班将产 {mean}；90% 的运行为 {p05} 至 {p95}"
    ),
    "; {n} or more: {chance} ({low} to {high})": "；不少于 {n} 个：{chance}（{low} 至 {high}）",
    "made by (looked ahead at {at})": "累计产量（{at} 所作预测）",
    "machines: {states}": "设备：{states}",
    "stopped": "已停",
    "battery": "电量",
    "silent": "无消息",
    "lines that stand": "停着的产线",
    "alarm": "报警",
    "since": "始于",
    "not acknowledged": "未确认",
    "acknowledged": "已确认",
    "over, not acknowledged": "已过，未确认",
    "latched, not acknowledged": "锁存，未确认",
    "latched": "锁存",
    (
        "{n} events: {moves} moves inferred, {impossible} impossible ({share}), {late} late, {repeated} repeated, "
        "{refused} refused"
    ): (
        "{n} 个事件：推断移动 {moves} 次，不可能 {impossible} 个（{share}），迟到 {late} 个，重复 {repeated} 个，"
        "拒收 {refused} 个"
    ),
    "no rule fits {n} tags, such as {tags}; write one, or `is: ignored`": (
        "{n} 个变量标签没有匹配的规则，例如 {tags}；请写规则，或写 `is: ignored`"
    ),
    "no tag tells of {n} machines: {names}": "{n} 台设备没有任何变量标签：{names}",
    "rules that no tag fits, by lines: {lines}": "没有变量标签匹配的规则，所在行：{lines}",
    "{file}: there is more of this kind": "{file}：还有更多此类问题",
    "the clock of {source} is {s} s off": "{source} 的时钟偏差 {s} s",
    "above 1 % of what is told is impossible: the model or the wiring is wrong": (
        "所报内容超过 1% 不可能：模型或接线有误"
    ),
    "{begin} to {end}: {n} jobs finished; {one} jobs in the plant, then {two}": (
        "{begin} 至 {end}：完工 {n} 个；厂内工件先为 {one} 个，后为 {two} 个"
    ),
    "new alarms": "新报警",
    "alarms that are over": "已消除的报警",
    # --- taktwin whatif
    "Tell what could be done now would bring.": "说明现在可采取的措施能带来什么。",
    "Tell what could be done now would bring until the end of the shift, beside doing nothing.": (
        "与什么都不做相比，说明现在可采取的措施到本班结束能带来什么。"
    ),
    "Each try changes what stands where, or the model; all are forecast with the same random numbers.": (
        "每项措施改变现状或模型；所有预测使用相同的随机数。"
    ),
    "What could be done, each with a name.": "可采取的措施，各有名称。",
    "Until when; default the end of the shift, or of the overtime.": "到何时为止；默认本班结束或加班结束。",
    "try": "措施",
    "gain": "增益",
    "better": "更好",
    "worse": "更差",
    "as it is": "维持现状",
    "not told apart from doing nothing: {names}": "与什么都不做无法区分：{names}",
    # --- taktwin drift
    "Tell what of a plant is other than its model says.": "指出工厂与模型不符之处。",
    "Tell what of a running plant is other than its model says: cycle times, failures, repairs, setups.": (
        "指出运行中的工厂与模型不符之处：节拍时间、故障、维修、换型。"
    ),
    "Only what is told apart for sure is told, with its interval and as a change of the model file.": (
        "只报告确凿的差异，附区间，并给出对模型文件的修改。"
    ),
    "Events of the plant (JSON lines).": "工厂的事件（每行一个 JSON）。",
    "Probability of any false alarm, however long it is watched.": "误报的概率上限，无论观察多久。",
    "How exactly times are read: a standard deviation.": "时间读数的精度：标准差。",
    "Share of the times that may be anything, as where events get lost.": "可能失真的时间所占比例，如事件丢失时。",
    "Write the model with the changes there.": "把修改后的模型写到该文件。",
    "{plant}, {since} to {until}: {times} times and {stops} stops compared": (
        "{plant}，{since} 至 {until}：比较了 {times} 个时间和 {stops} 次停机"
    ),
    "{n} tests; any false alarm with a probability of {share} at most": "{n} 项检验；出现误报的概率不超过 {share}",
    "nothing is other than the model says, as far as can be told": "就所能判断，一切与模型相符",
    "other than the model": "与模型不符",
    "where": "位置",
    "model": "模型",
    "seen to model": "实际与模型之比",
    "seen": "观测数",
    "log10 of evidence": "证据 log10",
    "told at": "发现时间",
    "cycle": "节拍时间",
    "repair": "维修",
    "unknown stop": "未知停机",
    "every {value} ({low} to {high})": "每 {value}（{low} 至 {high}）",
    # --- taktwin anomalies
    "Find what is unusual in a series of measured values.": "找出一列测量值中的异常。",
    "Find what is unusual in a series of measured values, each told by those before it alone.": (
        "找出一列测量值中的异常；每个数值只凭它之前的数值判断。"
    ),
    (
        "How far is the newest value, and the course of the last 48, from the nearest of the past? A large distance is "
        "an alarm; after it the detector rests."
    ): "最新的数值以及最近 48 个数值的走势，离过去最相近的有多远？距离大即报警；报警后检测器休止一段。",
    "CSV or .xlsx: a heading, then a time and a value a row.": "CSV 或 .xlsx：先表头，然后每行一个时间和一个数值。",
    "Column of the times; default the first.": "时间所在的列；默认第一列。",
    "Column of the values; default the second.": "数值所在的列；默认第二列。",
    "Score from which on a record is an alarm: 2 is one in a hundred, 6 one in a million.": (
        "达到此分即报警：2 为百中之一，6 为百万中之一。"
    ),
    "Records after an alarm without a second one.": "报警后不再报警的记录数。",
    "Share of the past distances below which nothing is unusual.": "过去的距离中，低于此比例者不算异常。",
    "Write every record with its score there.": "把每条记录及其得分写到该处。",
    "row": "行",
    "time": "时间",
    "score, -log10 p": "得分 -log10 p",
    "of the value": "数值部分",
    "of the window": "走势部分",
    "{n} alarms in {all} records": "{all} 条记录中有 {n} 次报警",
    "alarms a week: {n}": "每周报警次数：{n}",
    "records without a value: {n}": "没有数值的记录：{n}",
    "the clock goes back {n} times; records are taken in the order of the file": (
        "时钟倒退 {n} 次；记录按文件中的顺序处理"
    ),
    # --- taktwin watch
    "Watch a simulated day: shifts, line stops, alarms, KPIs.": "监视仿真的一天：班次、停线、报警、KPI。",
    "Watch a simulated day as a control room would: shifts, line stops and who caused them, alarms, KPIs.": (
        "像控制室那样监视仿真的一天：班次、停线及其原因、报警、KPI。"
    ),
    (
        "The states of the run are fed one after the other to the alarms, the search for causes and the KPIs after ISO "
        "22400-2; what goes on at the end of a shift is cut there and marked."
    ): "运行中的各状态依次送入报警、原因查找和 ISO 22400-2 的 KPI；班末仍在继续的停机在班末截断并作标记。",
    "Folder of a run with --trace.": "带 --trace 运行所得的文件夹。",
    "Which replication of it; the first is 0.": "取其中第几次重复；第一次为 0。",
    "Shorter standstills of a line are none.": "短于此的停顿不算停线。",
    "Calendar whose shifts cut the time; default that of most shops.": "按其班次划分时间的日历；默认为多数车间所用者。",
    "Count waiting for others as delay, as OPC 40001-1 has it.": "把等待他人计为延误，如 OPC 40001-1。",
    "Rows of each table.": "每个表格的行数。",
    "Write all of it there as JSON.": "把全部内容以 JSON 写到该处。",
    "give a number above 0.": "请给出大于 0 的数。",
    "shift": "班次",
    "shifts": "班次",
    "from h": "起 h",
    "to h": "止 h",
    "line stops": "停线次数",
    "min stopped": "停线 min",
    "alarms": "报警",
    "an hour": "每小时",
    "most in 10 min": "10 min 内最多",
    "in flood": "报警泛滥",
    "line stops: {n}, the longest": "停线：{n} 次，最长者",
    "line": "产线",
    "cause": "原因",
    "+ it went on when the shift, or the watch, ended": "+ 班次或监视结束时仍在继续",
    "not found": "未找到",
    "what stopped the lines": "停线原因",
    "alarms: {n}, {rate} an hour; floods: {floods}; not told, as another one says why: {suppressed}": (
        "报警：{n} 次，每小时 {rate} 次；泛滥：{floods} 次；因另有报警说明原因而未报：{suppressed} 次"
    ),
    "over within a minute: {fleeting}; chattering: {chattering}; stale: {stale}": (
        "一分钟内自行消失：{fleeting}；反复报警：{chattering}；长期未消：{stale}"
    ),
    "availability": "可用率",
    "allocation": "分配效率",
    "utilization": "利用效率",
    "technical efficiency": "技术效率",
    "setup ratio": "换型比率",
    "corrective maintenance": "事后维修比率",
    "KPIs at the ends of the lines (times by the map {name})": "各线末端的 KPI（时间映射：{name}）",
    "times by states: {parts}": "各状态所属的时间：{parts}",
    "machine": "设备",
    "failures": "故障",
}
