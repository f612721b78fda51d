"""What is said while a cluster is planned."""

CHINESE: dict[str, str] = {
    "planning {n} years in {w} scenarios": "规划 {n} 年、{w} 个情景",
    "planning each scenario as if it were known": "假定情景已知，逐一规划",
    "trying each project alone": "逐个试验项目",
}
