"""What the check of a register of hazardous waste finds."""

CHINESE: dict[str, str] = {
    '"{code}" is no code of hazardous waste': '"{code}" 不是危险废物代码',
    "{kg:g} kg over the capacity of the store": "超出贮存能力 {kg:g} kg",
    "left without a transfer manifest": "转出时无转移联单",
    "{kg:g} kg left that never came in": "转出 {kg:g} kg 从未入库",
    "{days} days in the store, since {since}": "自 {since} 起已贮存 {days} 天",
}
