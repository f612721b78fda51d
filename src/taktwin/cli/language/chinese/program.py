"""The program as a whole: the frame of help pages, common options, errors, progress."""

CHINESE: dict[str, str] = {
    # --- the frame of a help page
    "Usage: {path} {usage}": "用法：{path} {usage}",
    "Arguments:": "参数：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "default: ": "默认：",
    "env var: ": "环境变量：",
    "required": "必填",
    "Show this message and exit.": "显示本帮助并退出。",
    "Install completion for the current shell.": "为当前 shell 安装命令补全。",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "显示当前 shell 的补全脚本，以便复制或自行安装。"
    ),
    # --- the program
    "Digital twin of a car plant: one text file, checked, simulated and accounted for.": (
        "汽车工厂的数字孪生：一个文本文件，可检查、可仿真、可核算。"
    ),
    (
        "Exit codes: 0 done; 1 a bug in Taktwin; 2 wrong usage; 3 the model or another file that is read is wrong; "
        "4 the run or the writing of its results failed; 5 no plan keeps what was asked for; 130 interrupted; 141 the "
        "reader of the output has gone."
    ): (
        "退出码：0 完成；1 Taktwin 自身的缺陷；2 用法错误；3 模型或读入的其他文件有错；4 运行失败或结果无法写出；"
        "5 没有计划满足要求；130 被中断；141 输出的读取方已退出。"
    ),
    "Print the version and stop.": "显示版本号并退出。",
    "Print the trace of an error, for a report.": "出错时显示调用栈，供报告缺陷使用。",
    "Language of what is printed, and of reports and pictures.": "屏幕输出、报告和布局图的语言。",
    # --- options of several commands
    "Language of what is printed, and of the report or the picture.": "屏幕输出及报告或布局图的语言。",
    "A shipped model (see `taktwin models`) or a model file.": "内置模型（见 `taktwin models`）或模型文件。",
    "Days to measure, after the warm-up.": "预热后的统计天数。",
    "Days to measure, after the warm-up. Default 30; 28 where the days of the week differ.": (
        "预热后的统计天数。默认 30；各工作日班次不同时为 28。"
    ),
    "Write the tables in this format too, beside Parquet; may be given again.": (
        "除 Parquet 外，还以此格式写出数据表；可重复给出。"
    ),
    "Of a model with several plants this one alone; the others are suppliers who have whatever is ordered.": (
        "多工厂模型中只取这一个；其余视为有求必应的供应商。"
    ),
    "Python functions that decide, such as which job goes next.": "用于决策的 Python 函数，例如下一个加工哪个工件。",
    "Change one value of the model for this run; may be given again.": "仅在本次运行中修改模型的一个数值；可重复给出。",
    "The same seed gives the same result.": "随机种子相同，结果相同。",
    "Print one JSON object instead of the table.": "输出一个 JSON 对象，代替表格。",
    "Print one JSON object instead of the tables.": "输出一个 JSON 对象，代替各表格。",
    "Independent runs; two or more give intervals.": "独立重复次数；两次及以上给出区间。",
    # --- closing lines
    "{what}: {that}": "{what}：{that}",
    "{what} (in {n} of {all} replications)": "{what}（{all} 次重复中有 {n} 次）",
    "report: {path}": "报告：{path}",
    "'{path}' is no page; let its name end with .html.": "'{path}' 不是网页；文件名应以 .html 结尾。",
    "picture: {path}": "布局图：{path}",
    "sequence: {path}": "顺序：{path}",
    "wrote {path}; run it with: taktwin run {path}": "已写出 {path}；运行：taktwin run {path}",
    # --- errors and interruptions
    "error: {message}": "错误：{message}",
    "warning: {what}": "警告：{what}",
    "interrupted": "已中断",
    "interrupted; no result was written": "已中断；未写出任何结果",
    "there is not enough memory for this; ask for fewer days, replications or scenarios": (
        "内存不足；请减少天数、重复次数或方案数"
    ),
    "the disk is full; make room, or write to another place": "磁盘已满；请腾出空间，或写到别处",
    "{why}; check that the place exists, is writable and has room": "{why}；请确认该位置存在、可写且有空间",
    "this is a bug in Taktwin {version} ({what}); please report it with the command and {how}": (
        "这是 Taktwin {version} 的缺陷（{what}）；请连同所用命令以及{how}一并报告"
    ),
    "this trace": "以上调用栈",
    "{path}: this is a folder; name the file to write": "{path}：这是文件夹；请给出要写的文件",
    "{path}: there is no folder {folder}; make it first": "{path}：没有文件夹 {folder}；请先建立",
    "{path}: this is what the command reads; name another file to write": (
        "{path}：该文件正由本命令读取；请给出另一个要写的文件"
    ),
    "{path}: cannot be written ({why}); close it elsewhere, or name another file": (
        "{path}：无法写入（{why}）；请在别处关闭它，或换一个文件"
    ),
    "{path}: '{above}' is a file, not a folder; name another place": "{path}：“{above}”是文件，不是文件夹；请换个位置",
    "{path}: this holds the cars or their rules; name another file to write": (
        "{path}：其中是车辆或其规则；请给出另一个要写的文件"
    ),
    "what `taktwin --debug` and the same command print": "用 `taktwin --debug` 运行同一命令的输出",
    # --- wrong usage
    "Try '{path} --help' for help.": "运行 {path} --help 可查看帮助。",
    "Invalid value for {what}: {why}": "{what} 的值无效：{why}",
    "Missing {what}.": "缺少 {what}。",
    "No such option: {name}": "没有选项 {name}",
    "the plant starts at {begin}; give a later time.": "工厂从 {begin} 开始；请给出更晚的时刻。",
    "'{given}' is no share; write for example 85% or 0.85.": "“{given}”不是比例；例如写 85% 或 0.85。",
    "'{given}' are no two die changes; write the longer one first, as in '600 s,180 s'.": (
        "“{given}”不是两个换模时间；较长者在前，例如 '600 s,180 s'。"
    ),
    "'{path}' is no model file; let its name end with .yaml.": "“{path}”不是模型文件；文件名应以 .yaml 结尾。",
    "'{path}' exists already; choose another name.": "“{path}”已存在；请换一个名称。",
    "'{path}' exists already; name a new folder, or remove it first.": "“{path}”已存在；请给出新文件夹，或先删除它。",
    'no number given; write for example "0 20 40".': '没有给出数字；例如写 "0 20 40"。',
    "cars and lanes are whole numbers.": "车辆数和车道数应为整数。",
    "'{name}' cannot name a plant; use letters, digits, - and _, and start with a letter.": (
        "“{name}”不能作为工厂名称；请用字母、数字、- 和 _，并以字母开头。"
    ),
    "'{model}' is a folder; give the model file in it.": "“{model}”是文件夹；请给出其中的模型文件。",
    'no shipped model is called "{name}"': "没有名为“{name}”的内置模型",
    "the shipped models are {list}": "内置模型有 {list}",
    "did you mean `{name}`?": "是否指 `{name}`？",
    "there is no file '{model}'": "没有文件“{model}”",
    "check the path, or write a new file with `taktwin new NAME`": "请检查路径，或用 `taktwin new NAME` 写出新文件",
    "give either a FILE, or --at TIME to run to.": "请给出 FILE，或用 --at TIME 指定运行到的时刻。",
    "'{given}' is no warm-up; give a number of days, or auto.": "“{given}”不是预热期；请给出天数或 auto。",
    "'{path}' is where the sequence goes; name another file.": "“{path}”已用于写顺序；请给出另一个文件。",
    "it says when a snapshot is taken; add --save-snapshot FILE.": "它指定何时取快照；请加上 --save-snapshot FILE。",
    "only a model has values to change; leave it out.": "只有模型才有可修改的数值；请去掉它。",
    "only a model has plants; leave it out.": "只有模型才有工厂；请去掉它。",
    "there is no folder, no file and no shipped model called '{name}'; {remedy}": (
        "没有名为“{name}”的文件夹、文件或内置模型；{remedy}"
    ),
    "check the path.": "请检查路径。",
    "'{value}' is not PATH=VALUE; write for example buffers.b1.capacity=10.": (
        "“{value}”不是 PATH=VALUE；例如写 buffers.b1.capacity=10。"
    ),
    # --- progress
    "compiling the engine once, under a minute ...": "正在编译引擎（仅此一次，不到一分钟）……",
    "compiling the sequencer once, about 7 s ...": "正在编译排序程序（仅此一次，约 7 秒）……",
    "left, ends": "剩余，预计结束于",
}
