"""What is said of bottlenecks, and of durations."""

CHINESE: dict[str, str] = {
    "{station}: active {share:.0%} of its scheduled time": "{station}：计划时间内 {share:.0%} 处于活动状态",
    "{text}, in periods of {period} on average": "{text}，平均每个活动期 {period}",
    "{text}; {before}, {after}.": "{text}；{before}，{after}。",
    "{text}; {beside}.": "{text}；{beside}。",
    "{text}.": "{text}。",
    "upstream is blocked {share:.0%}": "上游堵塞 {share:.0%}",
    "downstream is starved {share:.0%}": "下游待工 {share:.0%}",
    "{n} d": "{n} 天",
    "{n} h": "{n} 小时",
    "{n} min": "{n} 分钟",
    "{n} s": "{n} 秒",
    "a run from a snapshot or a prepared start is measured only as it is": "从快照或预备状态开始的运行只能按原样测量",
    "too few jobs were finished to measure a gain": "完工数量太少，无法测量增益",
    "nothing is busy, full or waited for": "没有繁忙、堆满或被等待的环节",
}
