"""What is refused, and what to do about it."""

CHINESE: dict[str, str] = {
    # --- planning/experiment
    'there is no KPI "{name}", and no figure "{figure}" of an element': "没有 KPI“{name}”，元素也没有指标“{figure}”",
    'the KPI "{name}" is of jobs with due dates, and no orders come from a file': (
        "KPI“{name}”针对有交货期的工件，而没有订单来自文件"
    ),
    "give an order stream a `file` with a column `due`": "请给订单流一个含列 `due` 的 `file`",
    'there is no KPI "{name}"': "没有 KPI“{name}”",
    "`design` lhs and `points`": "`design` 设为 lhs，并给出 `points`",
    "there is no design '{kind}'": "没有试验设计“{kind}”",
    "use full or lhs": "请使用 full 或 lhs",
    "values, ranges and a file of scenarios exclude each other": "逐值、范围和方案文件不能同时使用",
    "vary in one way": "请只用一种方式",
    "points are taken from ranges": "点从范围中选取",
    "give `ranges` for each value in question": "请给每个相关的值写 `ranges`",
    "a range needs points": "范围需要点数",
    "give {lhs}, or `sensitivity` morris; or name the values, as in PATH=5,10,20": (
        "请给出{lhs}，或把 `sensitivity` 设为 morris；或逐个写值，例如 PATH=5,10,20"
    ),
    "`points` belongs to `design` lhs or to `sensitivity`": "`points` 只用于 `design` lhs 或 `sensitivity`",
    "give one of them": "请给出其中之一",
    "a worker process ended by itself, most likely for want of memory": "一个工作进程自行结束，多半因内存不足",
    "use fewer workers, or run on threads": "请减少工作进程，或用线程运行",
    "the worker on {host} has another Taktwin ({version}; here {code_version})": (
        "{host} 上的工作进程使用另一个版本的 Taktwin（{version}；此处为 {code_version}）"
    ),
    "install the same versions of Taktwin, Numba, NumPy and polars there": (
        "请在该处安装相同版本的 Taktwin、Numba、NumPy 和 polars"
    ),
    "the warm-up is a number of days or `auto`, got {warmup}": "预热应为天数或 `auto`，得到 {warmup}",
    "the warm-up must be 0 or more days, got {warmup:g}": "预热不能小于 0 天，得到 {warmup:g}",
    "`auto` looks for where the run of an empty plant settles, and these begin from a state": (
        "`auto` 寻找从空工厂起何时稳定，而这里从给定状态开始"
    ),
    "give a number of days, or leave it out": "请给出天数，或去掉它",
    "the confidence must be between 0 and 100 %, as in 95%, got {confidence:.6g}": (
        "置信度必须在 0 与 100 % 之间，例如 95%，得到 {confidence:.6g}"
    ),
    "`until` and `select` both decide when to stop": "`until` 和 `select` 都决定何时停止",
    "choose one of them": "请选择其一",
    "replications must be at least {least} here, got {replications}": (
        "此处 replications 不能小于 {least}，得到 {replications}"
    ),
    "`most`, {most}, is less than the {first} replications to begin with": (
        "`most` 为 {most}，少于最初的 {first} 次重复"
    ),
    "`indifference` must be above 0, in the unit of the KPI, got {indifference:g}": (
        "`indifference` 必须大于 0，单位与该 KPI 相同，得到 {indifference:g}"
    ),
    "`indifference` belongs to `select` max:KPI or min:KPI": "`indifference` 只用于 `select` max:KPI 或 min:KPI",
    "give that too": "请同时给出",
    "a selection needs at least 2 scenarios": "选优至少需要 2 个方案",
    "vary something": "请改变一些参数",
    'scenario "{names}", replication {replication}': "方案“{names}”，第 {replication} 次重复",
    "{path}: {value} is a range": "{path}：{value} 是范围",
    "take `points` of `ranges` (`design` lhs), or name values: 5,10,20": (
        "请给 `ranges` 取 `points`（`design` lhs），或逐个写值：5,10,20"
    ),
    "{path}: expected a list of values, got {values}": "{path}：应为值的列表，得到 {values}",
    "write for example [5, 10, 20]": "请写，例如 [5, 10, 20]",
    "{path}: a value is empty": "{path}：有一个值为空",
    "write PATH=V1,V2,... with a value between all commas": "请写 PATH=V1,V2,...，每两个逗号之间都有值",
    "{path}: the value {twice} is there twice": "{path}：值 {twice} 出现了两次",
    "{path}: '{value}' is no range": "{path}：“{value}”不是范围",
    "write LOW..HIGH, as in 5..20 or 80 s..100 s": "请写 LOW..HIGH，例如 5..20 或 80 s..100 s",
    "{path}: {low} and {high} differ in more than their numbers": "{path}：{low} 和 {high} 除了数还有其他不同",
    "write both ends alike, with the same units, as in 80 s..100 s": "两端请用同样写法、同样单位，例如 80 s..100 s",
    "{path}: the range {low}..{high} has no room": "{path}：范围 {low}..{high} 没有宽度",
    "write the lower end first": "请把下限写在前",
    "'{text}' is not {form}": "“{text}”不是 {form}",
    "write for example {example}": "请写，例如 {example}",
    "{path} is a file": "{path} 是文件",
    "name a folder for the experiment": "请为实验写一个文件夹",
    "{path} cannot be read": "不能读取 {path}",
    "{path} exists already and holds no experiment": "{path} 已存在，且不是实验文件夹",
    "{path} holds another experiment: changed since then: {changed}": "{path} 中是另一个实验：此后有变化：{changed}",
    "name a new folder, or repeat what began this one": "请写新文件夹，或用同样的参数继续原实验",
    "check the address, that both sides have the same Ray, and its token (RAY_AUTH_TOKEN) if it asks for one": (
        "请检查地址、两侧的 Ray 版本是否相同，以及需要时的令牌（RAY_AUTH_TOKEN）"
    ),
    "Ray is not installed": "没有安装 Ray",
    "pip install 'taktwin[ray]'": "pip install 'taktwin[ray]'",
    "run on threads": "请用线程运行",
    "Taktwin has to be installed in the same version on every host of the cluster": (
        "集群的每台主机都须安装相同版本的 Taktwin"
    ),
    "{kpi} is 0": "{kpi} 为 0",
    "give `indifference`, the smallest difference that matters": "请给出 `indifference`，即有意义的最小差异",
    "'{text}' is not KPI=HALF-WIDTH": "“{text}”不是 KPI=HALF-WIDTH",
    "write for example throughput_per_hour=1%, or lead_time_hours=0.5 (h)": (
        "请写，例如 throughput_per_hour=1%，或 lead_time_hours=0.5（h）"
    ),
    "'{text}' is not max:KPI or min:KPI": "“{text}”不是 max:KPI 或 min:KPI",
    "write for example max:throughput_per_hour": "请写，例如 max:throughput_per_hour",
    "'{text}' is no confidence": "“{text}”不是置信度",
    "write for example 95%": "请写，例如 95%",
    'scenario "{name}" has no {kpi} in a replication': "方案“{name}”在某次重复中没有 {kpi}",
    "simulate more `days`, or choose another KPI": "请仿真更多 `days`，或选择另一个 KPI",
    "nothing is varied": "没有改变任何参数",
    "give `vary`, `ranges` or `scenarios`": "请给出 `vary`、`ranges` 或 `scenarios`",
    "a Latin hypercube needs at least 2 points, got {points}": "拉丁超立方至少需要 2 个点，得到 {points}",
    "{where}: has no scenario": "{where}：没有方案",
    "write paths into the first row, and a scenario into each below": "请在第一行写路径，其下每行一个方案",
    "{where}:{first}: column {value} has no path": "{where}:{first}：第 {value} 列没有路径",
    "name the value that it changes": "请写出它所改变的值",
    "{where}:{line}: has {n} cells for {n2} columns": "{where}:{line}：有 {n} 个单元格，而列有 {n2} 个",
    "put a value with commas into quotation marks": "含逗号的值请加引号",
    'there is no scenario "{wanted}": give a number from 1 to {n}, or a name': (
        "没有方案“{wanted}”：请给出 1 到 {n} 的序号，或名称"
    ),
    "{twice}: is varied twice": "{twice}：改变了两次",
    "give all its values in one place": "请在一处给出它的所有值",
    "there is no sensitivity method '{method}'": "没有敏感性分析方法“{method}”",
    "use morris or sobol": "请使用 morris 或 sobol",
    "a sensitivity study needs ranges": "敏感性分析需要范围",
    "give `ranges` for each value": "请给每个值写 `ranges`",
    "a path has two ranges": "有路径写了两个范围",
    "give one for each path": "请每个路径写一个",
    "tables are written into the folder of an experiment": "表格写入实验的文件夹",
    "give `out`": "请给出 `out`",
    "turn it into a state with `taktwin state`: that fits changed models too": (
        "请用 `taktwin state` 转为状态：它也适用于改变后的模型"
    ),
    "a snapshot belongs to one model, and the scenarios are others": "快照属于一个模型，而各方案是不同的模型",
    "give `warmup` a number of days": "请把 `warmup` 写成天数",
    "the number of workers must be at least 1, got {count}": "工作进程数不能小于 1，得到 {count}",
    "'{place}' is no place to run on": "“{place}”不是可运行之处",
    "use one of: {places}": "请使用其中之一：{places}",
}
