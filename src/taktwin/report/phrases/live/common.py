"""Events, addresses, secrets, and smaller parts of the live plant."""

CHINESE: dict[str, str] = {
    # --- live
    "give it by {secret}: addresses are seen by everybody on the computer": (
        "请通过 {secret} 给出：地址对本机上的所有人可见"
    ),
    "a password does not belong into an address": "地址中不能写密码",
    '"{address}" {what}': "“{address}”{what}",
    "speed must be above 0, got {speed:g}": "speed 必须大于 0，得到 {speed:g}",
    "too deep": "嵌套太深",
    "this is no line of JSON ({what})": "这不是一行 JSON（{what}）",
    "write one object a line": "请每行写一个对象",
    "an event is a JSON object": "事件应为 JSON 对象",
    'write it as {"time": 60, "kind": "enter", ...}': '请写成如 {"time": 60, "kind": "enter", ...}',
    "an event has no `{key}`": "事件没有 `{key}` 这一项",
    "an event has a `{key}`": "事件必须有 `{key}`",
    "add `{key}`": "请添加 `{key}`",
    "expected a text, got {said}": "应为文本，得到 {said}",
    "write it in quotes": "请加引号",
    "expected a whole number from {least}, got {value}": "应为不小于 {least} 的整数，得到 {value}",
    "correct it": "请更正",
    "leave it out where the job is not told": "不知道是哪个工件时请去掉它",
    "expected a number, got {value}": "应为数，得到 {value}",
    "expected true or false, got {sub}": "应为 true 或 false，得到 {sub}",
    "options are an object of texts": "options 应为由文本组成的对象",
    'write {"product": "m5"}': '请写 {"product": "m5"}',
    "there is no kind of event {kind}": "没有事件种类 {kind}",
    "an event `{kind}` says {kinds}": "事件 `{kind}` 的含义：{kinds}",
    "an event `{kind}` has no state": "事件 `{kind}` 没有状态",
    "there is no state {state} of `{kind}`": "`{kind}` 没有状态 {state}",
    "there is no quality {quality}": "没有质量 {quality}",
    "{value} has a time zone": "{value} 带有时区",
    "give the time of the plant, without a zone": "请给出工厂时间，不带时区",
    "write a number of seconds from the start of the plant": "请写自工厂开始的秒数",
    'write a number of seconds from the start of the plant, or a date as in "2026-01-05T10:30:00"': (
        '请写自工厂开始的秒数，或日期如 "2026-01-05T10:30:00"'
    ),
    "expected a time, got {value}": "应为时间，得到 {value}",
    "{constant} is no number": "{constant} 不是数",
    "it is not UTF-8": "不是 UTF-8",
    "{path}: cannot be read ({reason})": "{path}：不能读取（{reason}）",
    "name a file of one line": "请给出只有一行的文件",
    "{path}: it holds no line, or several": "{path}：没有内容，或有多行",
    "write the secret into it, alone": "请只把密钥写入其中",
    "{path}: others may read it too": "{path}：其他人也能读取",
    "chmod 600 {path}": "chmod 600 {path}",
    # --- live/drift
    "alarms of {alarms:g}": "误报概率为 {alarms:g}",
    "give a probability between 0 and 1": "请给出 0 与 1 之间的概率",
    "a precision of {precision:g} s": "精度为 {precision:g} s",
    "a share of {misread:g} misread": "误读比例为 {misread:g}",
    "give a share from 0 to 20%": "请给出 0 到 20% 的比例",
    # --- live/history
    "questions to a history need duckdb": "查询历史数据需要 duckdb",
    "pip install 'taktwin[history]'": "pip install 'taktwin[history]'",
    "write one by `taktwin journal export JOURNAL --out FOLDER`": (
        "请用 `taktwin journal export JOURNAL --out FOLDER` 导出"
    ),
    "{folder}: there is no history": "{folder}：没有历史数据",
    "ask in SQL about the table {table}: tag, source, source_time, received, number, text, quality": (
        "请用 SQL 查询表 {table}：tag、source、source_time、received、number、text、quality"
    ),
    "this cannot be answered: {text}": "无法回答该查询：{text}",
    # --- live/shadow
    "this is no memory of a shadow ({name}: {error})": "这不是影子状态的存档（{name}：{error}）",
    "fold the journal from its beginning": "请从头重放日志",
    "this is no memory of a shadow that this version reads": "这不是本版本可读取的影子状态存档",
    "fold the journal from its begin": "请从开头重放日志",
    "this is the memory of another plant, or of other values": "这是另一个工厂或另一组参数的存档",
    "fold the journal anew": "请重新重放日志",
    "the shadow is at {now:g} s already: a state of {at:g} s is gone": "影子已到 {now:g} s：{at:g} s 的状态已不保留",
    # --- live/vda5050
    "there is no version {version}": "没有版本 {version}",
    "write 2.0, 2.1 or 3.0": "请写 2.0、2.1 或 3.0",
    "{address}:{port_used}: cannot be reached ({error})": "{address}:{port_used}：无法连接（{error}）",
    "check the address, and that a server listens there": "请检查地址，以及该处是否有服务器监听",
    # --- live/watching
    "a least standstill of {least_s:g} s": "最短停线时间为 {least_s:g} s",
}
