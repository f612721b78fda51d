"""What is said while a cluster is planned."""

CHINESE: dict[str, str] = {
    "planning {n} years in {w} scenarios": "规划 {n} 年、{w} 个情景",
    "planning each scenario as if it were known": "假定情景已知，逐一规划",
    "trying each project alone": "逐个试验项目",
    "each of {n} suppliers out for {weeks:g} weeks": "{n} 家供应商逐一断供 {weeks:g} 周",
    "running {plant}": "运行 {plant}",
    "planning again with what the plants truly make, round {n}": "按工厂真实产能重新规划，第 {n} 轮",
}
