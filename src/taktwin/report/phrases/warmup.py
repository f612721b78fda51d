"""What is said of the warm-up of a run."""

CHINESE: dict[str, str] = {
    "{n:g} min": "{n:g} 分钟",
    "{n:g} h": "{n:g} 小时",
    "{n:g} days": "{n:g} 天",
    "all orders are made within the run": "所有订单都在运行期内完成",
    "the plant has settled after {time} by MSER-5": "按 MSER-5，工厂在 {time}后达到稳定",
    "MSER-5 finds no end of the transient in {time}": "MSER-5 在 {time}内未找到过渡期的终点",
    "no job is finished in {time}": "{time}内没有工件完工",
}
