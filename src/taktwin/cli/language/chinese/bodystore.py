"""The body store."""

CHINESE: dict[str, str] = {
    "Say how much store buys which sequence adherence.": "说明多大的车身库能换来怎样的序列符合度。",
    (
        "Takes the order in which cars come to a store of the model from a simulation, and sends it through stores of "
        "other sizes and rules."
    ): "从仿真中取得车辆到达车身库的顺序，再让其通过不同容量和规则的车身库。",
    "A store of the model; default the first.": "模型中的车身库；默认第一个。",
    "Sizes of a store with random access.": "随机存取车身库的库位数。",
    "Who goes instead of a missing car: lowest, substitute, same (with --same) or first.": (
        "缺车时由谁顶替：lowest（最小序号）、substitute（替补）、same（相同车辆，需 --same）或 first（先到者）。"
    ),
    "Options that make cars of one kind, for --rule same.": "用于判定相同车辆的选项，与 --rule same 合用。",
    "Also a store of so many lanes.": "同时考察这些车道数的车道式车身库。",
    "Cars in a lane.": "每条车道的车辆数。",
    "What it costs to wait for a missing car until so many are there.": "库内达到这些车辆数之前等待缺失车辆的代价。",
    "Longest such wait.": "此类等待的最长时间。",
    "Write the curves as a page, .html.": "把曲线写成网页（.html）。",
    # --- tables
    "as simulated, by order number": "仿真现状（按订单号）",
    "point": "通过点",
    "{point} (entry)": "{point}（入口）",
    "{point} (behind)": "{point}（出口之后）",
    "in position": "位置准确",
    "within 5": "偏差 5 位内",
    "in order": "顺序正确",
    "mean off": "平均偏差",
    "95 % off": "95 % 偏差",
    "latest": "最大迟到",
    "cars in it": "库内车辆",
    "waits h/day": "等待 小时/天",
    "lost cars/day": "少装 辆/天",
    "the orders are shared by equal streams side by side; positions are counted over all of them": (
        "订单由并行的相同产线分担；位次按全部产线合计"
    ),
    "random access, rule {rule}": "随机存取，规则 {rule}",
    "lanes of {n}": "车道式，每道 {n} 辆",
    "assembly waits for a missing car until so many stand": "总装等待缺失车辆，直到库内达到所列车辆数",
    "places": "库位数",
    "lanes": "车道数",
    "hold": "等待上限",
    "in position, 95 % interval": "位置准确，95 % 区间",
    "{low:.1f} to {high:.1f} %": "{low:.1f} 至 {high:.1f} %",
}
