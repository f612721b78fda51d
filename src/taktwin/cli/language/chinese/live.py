"""The running plant: what is unusual in a series, and a day watched."""

CHINESE: dict[str, str] = {
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
}
