"""A start state: stocks, orders of parts and trucks."""

CHINESE: dict[str, str] = {
    # --- runs/start/trucks.py
    "{name} has {capacity} trucks on the way at most, got {n}": "{name} 最多有 {capacity} 辆卡车在途，得到 {n} 辆",
    "this lane has no dock: its parts are in on arrival": "该运输线没有卸货口：零件到达即入库",
    "put some of them together": "请合并其中一些",
    "remove `unloads_in`, or give the lane a `dock` in the model": (
        "请去掉 `unloads_in`，或在模型中给该运输线一个 `dock`"
    ),
    "this truck is at the dock, and the one ahead of it is still on the way": "该卡车已在卸货口，而其前一辆仍在途中",
    "`amount` is of a lane that brings one part, and this brings {n}": (
        "`amount` 用于只送一种零件的运输线，而该线送 {n} 种"
    ),
    "this lane brings nothing to {name}": "该运输线不向 {name} 送件",
    "the truck brings nothing": "该卡车没有送来任何东西",
    "give an amount above 0, or drop it": "请给出大于 0 的数量，或去掉它",
    "this truck arrives before the one ahead of it, but trucks of a lane do not overtake": (
        "该卡车先于其前一辆到达，但同一运输线的卡车不会超车"
    ),
    "this truck is unloaded before the one ahead of it": "该卡车先于其前一辆卸货",
    "list the trucks at the dock first": "请先列出在卸货口的卡车",
    "its unloading begins in {text}, after it has ended, in {end}": "其卸货在 {text} 后开始，却在 {end} 后已结束",
    "`amount` and `amounts` are both given": "`amount` 和 `amounts` 都给出了",
    "say what it brings as `amounts: {STOCK: N}`": "请用 `amounts: {STOCK: N}` 写出所送的内容",
    "{name} has {n} doors, and more trucks are being unloaded there": "{name} 有 {n} 个门，而正在那里卸货的卡车更多",
    "a door of {name} is free in {doors:.6g} s: its unloading begins then": (
        "{name} 的一个门在 {doors:.6g} s 后空出：卸货此时开始"
    ),
    "list them in the order of their arrival": "请按到达顺序列出",
    "list those at the dock as they are unloaded": "请按卸货顺序列出在卸货口的卡车",
    "give as `in` the time until it is unloaded": "请把到卸货完成的时间写为 `in`",
    "give the time until a door is free, or how many doors there are": "请给出到有门空出的时间，或门的数量",
    "correct the time, or say that it comes to the gate now: `in: 0 s`": (
        "请改正时间，或写明它现在到达大门：`in: 0 s`"
    ),
    # --- runs/start/supply.py
    "write {cap:g}, and what waits outside as `dock`": "请写 {cap:g}，在外等待的写为 `dock`",
    "nothing of {name} is called before it is drawn": "{name} 在取用之前不会要货",
    "{name} never runs out in the model": "{name} 在模型中永不用完",
    "{name} holds {cap:g} at most, got {text}": "{name} 最多容纳 {cap:g}，得到 {text}",
    "{dock:g} wait at the dock, though there is room for {cap:g}": "{dock:g} 在卸货口等待，却还有 {cap:g} 的空位",
    "remove `called`, or give its lane a `call` in the model": "请去掉 `called`，或在模型中给其运输线一个 `call`",
    "feeds have reserved {reserved:g}, but {level:g} are at hand": "供料已预留 {reserved:g}，而现有 {level:g}",
    "{name} orders as soon as parts are drawn, at no given time": "{name} 在零件被取用时立即订货，没有给定的时间",
    "{name} orders every {period:g} s, got {text} to its next order": (
        "{name} 每 {period:g} s 订货一次，而到下一次订货得到 {text}"
    ),
    "at the times of its list": "按其列表的时间",
    "whenever the line has room": "在产线有空位时",
    "count them in `level`": "请计入 `level`",
    "raise the level, or drop trips or requests of feeds": "请加大库存，或去掉供料的行程或请求",
    "remove `next_order`": "请去掉 `next_order`",
    "{name} releases its orders {how}": "{name} {how}投放订单",
    "drop `next_in`": "请去掉 `next_in`",
}
