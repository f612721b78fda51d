"""The running plant: why a place stands."""

CHINESE: dict[str, str] = {
    "{name} has stopped": "{name} 停机",
    "{name} had stopped before": "{name} 此前停机",
    "a part is missing at {place}": "{place} 缺件",
    "{name} is missing at {place}": "{place} 缺 {name}",
    "{name} does not come to {place}": "{name} 未到 {place}",
    "{name} does not come to {place}: {error}": "{name} 未到 {place}：{error}",
    "{place} waits for operators ({name})": "{place} 等待操作工（{name}）",
    "{place} waits for a carrier": "{place} 等待载具",
    "{line} has no orders": "{line} 没有订单",
    "{place} is being set up": "{place} 正在换型",
    "{place} wakes from a pause": "{place} 正从休眠中唤醒",
    "{place} is being maintained": "{place} 正在保养",
    "{place} is off shift": "{place} 不当班",
    "{place} is slower": "{place} 较慢",
}
