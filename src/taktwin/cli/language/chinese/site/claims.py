"""Claims."""

CHINESE: dict[str, str] = {
    "reproduced if {what}": "可复现，如果{what}",
    "not by: {what}": "不能由此：{what}",
    "Say which printed figures can be true.": "判断印出的数字是否可能属实。",
    (
        "Each claim is consistent, possible only under a condition, in contradiction with another figure, or "
        "impossible; with the arithmetic behind it and the likely slip. `register` judges the printed figures about "
        "the cluster of Chongqing."
    ): (
        "每条说法或一致，或仅在某条件下可能，或与另一数字矛盾，或不可能；并给出计算过程和可能的笔误。"
        "`register` 判断有关重庆产业集群的印出数字。"
    ),
    "YAML with claims, a Markdown table with the columns id and statement, or `register`.": (
        "含 claims 的 YAML、带 id 和 statement 列的 Markdown 表格，或 `register`。"
    ),
    "Print one JSON list instead of the table.": "输出一个 JSON 列表而非表格。",
    "consistent": "一致",
    "only if": "有条件",
    "contradicts": "矛盾",
    "impossible": "不可能",
    "likely: {what}": "可能是：{what}",
}
