"""How a twin is started and asked."""

CHINESE: dict[str, str] = {
    # --- live/twin
    "give `demo`, `events`, or connectors: `broker`, `opcua`, `vda5050`, `grows`, `post`": (
        "请给出 `demo`、`events` 或连接器：`broker`、`opcua`、`vda5050`、`grows`、`post`"
    ),
    "one plant is followed at a time": "一次只能跟踪一个工厂",
    "what the tags tell is not said": "未说明各变量标签的含义",
    "give a mapping file": "请给出映射文件",
    "there is no CSV": "没有 CSV",
    "leave `columns` out, or name what is CSV": "请去掉 `columns`，或给出 CSV 来源",
    "speed must be 0 or more, got {speed:g}": "speed 不能小于 0，得到 {speed:g}",
    "every must be 1 s or more, got {every:g}": "every 不能小于 1 s，得到 {every:g}",
    "nothing had come by then": "在该时刻之前没有收到数据",
    "give a later time": "请给出更晚的时间",
    "{second} is not later than {first}, that of `at`": "{second} 不晚于 `at` 的 {first}",
    "give a later moment": "请给出更晚的时刻",
    "{journal} holds nothing yet": "{journal} 尚无内容",
    "follow the plant first: taktwin live --journal": "请先跟踪工厂：taktwin live --journal",
    "{name} must be above 0 s, got {value:g}": "{name} 必须大于 0 s，得到 {value:g}",
    "replications must be at least 2, got {replications}": "replications 不能小于 2，得到 {replications}",
    "target must be at least 0, got {target}": "target 不能小于 0，得到 {target}",
    '"{action}" cannot be done to an alarm': "不能对报警执行“{action}”",
    "write one of {actions}": "请写其中之一：{actions}",
    "the journal holds values of tags": "日志中是变量标签的值",
    "give --map FILE: what do they tell?": "请给出 --map FILE：它们的含义是什么？",
    "this is no checkpoint of a twin ({error})": "这不是孪生的检查点（{error}）",
    "this is no checkpoint of a twin": "这不是孪生的检查点",
}
