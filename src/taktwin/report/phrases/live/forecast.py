"""Forecasts."""

CHINESE: dict[str, str] = {
    # --- live/forecast
    'there is no order stream "{stream}"': "没有订单流“{stream}”",
    "the plant has several order streams": "该工厂有多个订单流",
    "name one of {streams}": "请写其中之一：{streams}",
    "order {order} has been released, and is not in the plant any more": "订单 {order} 已投放，现已不在工厂中",
    "name one that is still to leave": "请写尚未下线的订单",
    "{name} must be at least {least}, got {value}": "{name} 不能小于 {least}，得到 {value}",
    "step must be 1 s or more, got {step:g}": "step 不能小于 1 s，得到 {step:g}",
    "the number of an order is 0 or more, got {order}": "订单号应不小于 0，得到 {order}",
    "a forecast from {now:g} h on cannot end at {until:g} h": "从 {now:g} h 开始的预测不能止于 {until:g} h",
    "give a time after it, within {most_s:g} days": "请给出其后 {most_s:g} 天之内的时间",
    "which target? give a number of jobs": "目标是多少？请给出工件数",
    "{path} holds no event up to then": "{path} 在该时刻之前没有事件",
    "give a later time, or other events": "请给出更晚的时间，或其他事件",
}
