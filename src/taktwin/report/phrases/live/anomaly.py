"""The detector of anomalies and its files."""

CHINESE: dict[str, str] = {
    # --- live/anomaly
    "the array `{name}` of the state: expected {shape} {dtype}, got {found}": (
        "状态中的数组 `{name}`：应为 {shape} {dtype}，得到 {found}"
    ),
    "give what `Detector.state` has given": "请给出 `Detector.state` 所给的内容",
    "add a heading and one row for each record": "请添加表头，每条记录一行",
    'expected at least two columns, a time and a value, got "{heading}"': "至少应有时间和数值两列，得到“{heading}”",
    "write them as in `time,value`": "请写成如 `time,value`",
    'expected a heading, got the value "{heading}"': "应为表头，得到值“{heading}”",
    "name the columns in the first row: time,value": "请在第一行写列名：time,value",
    'there is no column "{name}"': "没有列“{name}”",
    "expected {width} values, got {n}": "应有 {width} 个值，得到 {n} 个",
    "give each column a value, or leave it empty": "请给每列一个值，或留空",
    "the file holds no records": "文件中没有记录",
    "add one row for each record": "请为每条记录添加一行",
    "row {line}: {message}": "第 {line} 行：{message}",
    'expected a number, got "{cell}"': "应为数，得到“{cell}”",
    "write one, or leave the cell empty": "请填写数值，或将单元格留空",
    'expected a time, got "{cell}"': "应为时间，得到“{cell}”",
    "write it as in 2026-01-05 10:30:00, or in seconds": "请写成如 2026-01-05 10:30:00，或写秒数",
    'the time "{cell}" is of another sort than those above': "时间“{cell}”与上面的写法不同",
    "give all as seconds, all as dates, or all as dates with a time zone": (
        "请全部写秒数、全部写日期，或全部写带时区的日期"
    ),
    "a threshold of {threshold:g}": "阈值为 {threshold:g}",
    "a rest of {rest} records": "静止期为 {rest} 条记录",
    "a quantile of {quantile:g}": "分位数为 {quantile:g}",
    "give one from 0.5 on and below 1": "请给出不小于 0.5、小于 1 的值",
    "give {least_memory} to {most_memory:,} records": "请给出 {least_memory} 到 {most_memory:,} 条记录",
    "a memory of {memory} records": "记忆长度为 {memory} 条记录",
}
