"""The way of one order."""

CHINESE: dict[str, str] = {
    "Follow one order and what was called for it.": "跟踪一个订单及为其要货的零件。",
    "Follow one order through the plant, place by place, and all parts that were called for it.": (
        "逐处跟踪一个订单在工厂中的行程，以及为其要货的全部零件。"
    ),
    (
        "The run begins with the empty plant. For each place: when the job came, how long it was worked on and waited."
    ): "运行从空工厂开始。对每个位置列出：到达时刻、加工时长和等待时长。",
    "Number of the order in its stream; the first is 0.": "订单在其订单流中的编号，从 0 开始。",
    "Its order stream, where several have such an order.": "其订单流（多个订单流有此编号时）。",
    "Days to simulate; default until the order has left.": "仿真天数；默认直到该订单离开。",
    "following job {n}": "跟踪订单 {n}",
    # --- a time of a run
    (
        'In place of an order: write all that happens from this time on, as "2026-01-06 06:00", or "36 h" since the '
        "start of the plant."
    ): '代替订单：写出自该时刻起发生的全部事件，例如 "2026-01-06 06:00"，或自工厂开始起的 "36 h"。',
    "With --from: until this time.": "与 --from 一起：直到该时刻。",
    "With --from: the table of events, CSV, Parquet or .xlsx.": "与 --from 一起：事件表，CSV、Parquet 或 .xlsx。",
    "give the number of an order, or else --from, --to and --out.": "请给出订单号，或者给出 --from、--to 和 --out。",
    "give --to TIME and --out FILE with it.": "请同时给出 --to 时刻和 --out 文件。",
    "it is not later than --from.": "该时刻不晚于 --from。",
    "up to {time}": "运行至 {time}",
    # --- the tables
    "job {n} of {stream}": "{stream} 的订单 {n}",
    "{line}: {n} jobs for this order are not told apart": "{line}：该订单的 {n} 个工件无法区分",
    "{line}, called at {place}": "{line}，要货点 {place}",
    "{state}, rejected": "{state}，不合格",
    "fitted at {place}": "装车于 {place}",
    "called": "已要货",
    "waiting": "等待",
    "made": "制造",
    "made again": "重新制造",
    "rack slot": "料架位",
    "despatched": "已发运",
    "line-side": "线边",
    "moved": "输送",
    "worked on": "加工",
    "finished": "完工",
    "scrapped": "报废",
    "place": "位置",
    "state": "状态",
    "min": "分钟",
    "came": "到达",
    "waited": "等待时间",
}
