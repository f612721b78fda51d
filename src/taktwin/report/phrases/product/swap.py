"""What is refused, and what to do about it."""

CHINESE: dict[str, str] = {
    # --- product/swap
    "the exact chain needs a limit to the cars that may wait": "精确链需要限定可等待的车辆数",
    "give the station a `room`": "请给该站 `room`",
    "the exact chain has {states} states, and {most_states} are solved at most": (
        "精确链有 {states} 个状态，最多求解 {most_states} 个"
    ),
    "simulate it, or give less room and fewer packs": "请仿真，或减少等待位和电池包",
    (
        "{name}: {cars_a_day:.4g} cars come in a day, and {bays} bays, {packs} packs and {chargers} "
        "chargers serve {most:.4g} at most"
    ): (
        "{name}：每天来 {cars_a_day:.4g} 辆车，而 {bays} 个换电位、{packs} 个电池包和 {chargers} 个充电位"
        "最多服务 {most:.4g} 辆"
    ),
    "add {short}, send fewer cars, or give a `room` beyond which they drive on": (
        "请增加 {short}，减少车辆，或给出 `room`，超过时车辆离开"
    ),
    "the station promises nothing": "该站没有服务承诺",
    "give it a `service` with a share": "请给它带比例的 `service`",
    "one replication has no interval": "一次重复没有区间",
    "{name}: not even {most_bays} bays and {most_packs} packs serve {share:.0%} in time": (
        "{name}：即使 {most_bays} 个换电位和 {most_packs} 个电池包也不能及时服务 {share:.0%}"
    ),
    "ask for less, or for a longer time": "请降低要求，或给更长的时间",
    "{cars:g} cars come in a day": "每天来 {cars:g} 辆车",
    "give more than 0, and {most_cars:,.0f} at most": "请给出大于 0、不超过 {most_cars:,.0f} 的值",
    "give 1 to {most_packs}": "请给出 1 到 {most_packs}",
    "give {least} or more": "请给出不小于 {least} 的值",
    # --- product/swap/file
    "the lowest charge is above the highest": "最低电量高于最高电量",
    "a pack comes with up to {high:.0%}, and leaves with {text}": "电池包来时电量最高 {high:.0%}，离开时为 {text}",
    "give more, or let packs come emptier": "请给出更高的值，或让来的电池包更空",
    "{cars:g} cars in an hour": "每小时 {cars:g} 辆车",
    "give 0 to {most_cars:,.0f}": "请给出 0 到 {most_cars:,.0f}",
    "no car comes": "没有车来",
    "give cars in one hour at least": "请至少在一个小时内给出车辆",
    "no station serves every car in time, as any number may come at once": (
        "没有换电站能及时服务每辆车，因为可能同时来任意多辆"
    ),
    "give less than 100 %": "请给出低于 100 % 的值",
    "a pack would be charged for more than a month": "电池包的充电时间会超过一个月",
}
