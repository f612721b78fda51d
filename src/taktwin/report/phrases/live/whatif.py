"""What is tried from the present."""

CHINESE: dict[str, str] = {
    # --- live/whatif
    "the plant has no shifts, so none goes on": "该工厂没有班次，因此没有班次可延长",
    "leave `overtime` out": "请去掉 `overtime`",
    'there is no calendar "{name}"': "没有日历“{name}”",
    "the shift of {name} cannot go on to {to}: the next one begins before": (
        "{name} 的班次不能延长到 {to}：下一班在此之前开始"
    ),
    "give an earlier time": "请给出更早的时间",
    "down are {down}": "正在停机的有：{down}",
    "nothing is down": "没有设备停机",
    "{name} is not down": "{name} 没有停机",
    "{name} does not wait for a crew": "{name} 没有在等待维修班组",
    "its repair goes on; leave it out": "它正在维修；请去掉它",
    "no crew can go from {value} to {to}": "没有班组可以从 {value} 调往 {to}",
    "`from` is a machine under repair, `to` one that waits for a crew": (
        "`from` 是正在维修的设备，`to` 是等待班组的设备"
    ),
    'there is no machine "{name}"': "没有设备“{name}”",
    "{name} never fails in the model, so it cannot be taken out": "{name} 在模型中从不故障，因此不能停用",
    "give it `failures` in the model, or set its servers": "请在模型中给它 `failures`，或设置其设备数",
    'no jobs wait in a row in "{place}"': "“{place}”中没有排队等待的工件",
    'the jobs in {place} have no "{wanted}"': "{place} 中的工件没有“{wanted}”",
    "name an option, or `product`": "请写选项名，或 `product`",
    "order {number} does not wait in {place}": "订单 {number} 不在 {place} 等待",
    "there wait {orders}": "在那里等待的有：{orders}",
    "none waits there": "那里没有等待的订单",
    'there is no stock point "{stock}"': "没有库存点“{stock}”",
    "no lane brings parts to {stock}": "没有运输线向 {stock} 送件",
    "name a stock at which trucks arrive": "请写有卡车到达的库存点",
    "several lanes bring parts to {stock}": "有多条运输线向 {stock} 送件",
    "add `lane:` one of {bringing}": "请添加 `lane:`，为其中之一：{bringing}",
    "{name} brings nothing to {stock}": "{name} 不向 {stock} 送件",
    'the try "{name}": {error}': "方案“{name}”：{error}",
}
