"""A start state: jobs in their places, orders and what the state is of."""

CHINESE: dict[str, str] = {
    # --- runs/start/jobs.py
    "a rule of one's own has sorted the orders of {name}: which of them are left is not told by a number": (
        "自定义规则已重排 {name} 的订单：仅凭一个数无法得知还剩哪些"
    ),
    "the order stream {name} has {count} orders, got {released}": "订单流 {name} 有 {count} 个订单，得到 {released}",
    "nobody in the plant has called this job, so it is never taken": "工厂中没有谁要过该工件，因此它永远不会被取走",
    "only jobs of sub-lines come to {place}": "只有分线的工件来到 {place}",
    "drop `sub: false`": "请去掉 `sub: false`",
    "no jobs of sub-lines come to {place}": "没有分线的工件来到 {place}",
    "drop `sub: true`": "请去掉 `sub: true`",
    "jobs of {stream} never come to {place}": "{stream} 的工件从不来到 {place}",
    "there is no {name} {value}": "没有 {name} {value}",
    "give the orders release times in their file, or begin without the rule": (
        "请在订单文件中给出投放时间，或不带该规则开始"
    ),
    "write {released} or more, or correct the orders of the jobs": "请写 {released} 或更大，或改正工件的订单",
    "correct the orders, or raise `quantity` or the order file of the stream": (
        "请改正订单，或加大订单流的 `quantity` 或订单文件"
    ),
    "the order stream has {orders} orders, got order {order}": "该订单流有 {orders} 个订单，得到订单 {order}",
    "order {order} of the list has {option} {value}": "列表中的订单 {order} 的 {option} 为 {value}",
    "give the `order` of a job in the plant, or remove it": "请给出工厂中某个工件的 `order`，或去掉它",
    "jobs of several order streams come to {place}": "多个订单流的工件来到 {place}",
    "the plant has several streams": "该工厂有多个订单流",
    "name that of this job: `stream:` one of {names}": "请写明该工件的订单流：`stream:` 为其中之一：{names}",
    "{product} has no {name} {value}": "{product} 没有 {name} {value}",
    "remove `visits`": "请去掉 `visits`",
    'nothing asks for visits to "{name}"': "没有谁用到对“{name}”的到访次数",
    "order {order} of {name} is in the plant twice": "{name} 的订单 {order} 在工厂中出现两次",
    "correct one": "请改正其中之一",
    "{wanted} orders are released, but the plant holds more or later ones": (
        "已投放 {wanted} 个订单，但工厂中有更多或更后的订单"
    ),
    "correct the order number": "请改正订单号",
    "correct the order number, or leave the options out": "请改正订单号，或去掉选项",
    "the job stands there, so this is its first visit at least": "工件就在那里，因此至少是第一次到访",
    # --- runs/start/turns.py
    "a turn of {name} has {most} jobs, so it would be over after {taken}": (
        "{name} 一轮有 {most} 个工件，因此在 {taken} 个之后已结束"
    ),
    "write less than {most}, or name the next in `turn`": "请写小于 {most} 的数，或在 `turn` 中写下一个",
    "only a merge by a ratio has turns": "只有按比例的合流才有轮次",
    "remove `{field}`": "请去掉 `{field}`",
    # --- runs/start/places.py
    "no jobs wait before this line: it takes a new one whenever its first element has room": (
        "该产线之前没有等待的工件：只要第一个元素有空位就取新的工件"
    ),
    "{name} called": "{name} 的值",
    "crane": "起重机",
    "{name} has {n} {word}s": "{name} 有 {n} 台{word}",
    "{name} has {n} {word}": "{name} 有 {n} 台{word}",
    "where on the conveyor is this job?": "该工件在输送机的何处？",
    "add `left: ...`, the travel to the end": "请添加 `left: ...`，即到末端的行程",
    "this job is ahead of the one before it in the list ({left:g} s and {before:g} s to the end)": (
        "该工件在列表中前一个工件的前方（到末端分别为 {left:g} s 和 {before:g} s）"
    ),
    "place them in its elements": "请放到该产线的元素中",
    "only a place with the rule {same: OPTION} has a last value": "只有规则为 {same: OPTION} 的位置才有上一个值",
    "remove `last_taken`": "请去掉 `last_taken`",
    "{what}, got {n} jobs at work or finished": "{what}，却有 {n} 个工件正在加工或已完工",
    "remove some of them": "请去掉其中一些",
    "only the first job of the list can be finished: the others are still on their way to the end": (
        "只有列表中第一个工件可以完工：其余的仍在去往末端的途中"
    ),
    "the spacing is {spacing:g} s, got {entry:g} s": "间距为 {spacing:g} s，得到 {entry:g} s",
    "`{given}` and `{other}` are both given": "`{given}` 和 `{other}` 都给出了",
    "travel from end to end takes {transit:g} s, got {text}": "从一端到另一端需要 {transit:g} s，得到 {text}",
    "list the jobs from the end of the conveyor to its entry": "请从输送机末端到入口依次列出工件",
    "this job is {left:g} s behind the one before it, the spacing is {spacing:g} s": (
        "该工件在前一个之后 {left:g} s，而间距为 {spacing:g} s"
    ),
    "only a conveyor has an entry that must be clear": "只有输送机才有必须空出的入口",
    "a job {where} has no `{field}`": "{where}工件没有 `{field}`",
    "{word} {number} has two jobs": "{word} {number} 有两个工件",
    "correct one of them": "请改正其中之一",
    "give `left` instead, 0 for a job that queues": "请改为给出 `left`，排队的工件为 0",
    "correct the times": "请改正这些时间",
    "{name} has no `{field}`": "{name} 没有 `{field}`",
    # --- runs/start/prepare.py
    "load the model of that plant, or drop `plant` where the state fits this one as well": (
        "请加载那个工厂的模型；若该状态也适用于本模型，请去掉 `plant`"
    ),
    "give a later time, or set `start` of the model to an earlier one": (
        "请给出更晚的时间，或把模型的 `start` 设得更早"
    ),
    'this is a state of "{plant}", the model is "{name}"': "这是“{plant}”的状态，而模型是“{name}”",
    "the plant starts at {start}, later than this state": "工厂从 {start} 开始，晚于该状态",
    # --- runs/start/draft.py
    "the loading": "上料",
    "the inspection": "检查",
    "the unloading": "卸料",
    "give a number from 1 to {most}": "请给出 1 到 {most} 的数",
    "leave it out, or write 1": "请去掉它，或写 1",
    "there is no {what} {number}": "没有{what} {number}",
    "job": "工件",
    "{what} holds {cap} job at most, got {jobs}": "{what} 最多容纳 {cap} 个工件，得到 {jobs} 个",
    "{what} holds {cap} jobs at most, got {jobs}": "{what} 最多容纳 {cap} 个工件，得到 {jobs} 个",
    "remove some, or raise its capacity in the model": "请去掉一些，或在模型中加大其容量",
    "remove `unloads_in`, or give the delivery a `dock` in the model": (
        "请去掉 `unloads_in`，或在模型中给该配送一个 `dock`"
    ),
    "its unloading begins in {waits:g} s, after it has ended, in {text}": (
        "其卸货在 {waits:g} s 后开始，却在 {text} 后已结束"
    ),
    "give the station `{word}: TIME` in the model, or remove `handling`": (
        "请在模型中给该工位 `{word}: TIME`，或去掉 `handling`"
    ),
    "`left` and `{word}` are both given": "`left` 和 `{word}` 都给出了",
    "only a finished job has `{field}`: where a job goes is decided at the end of the work": (
        "只有完工的工件才有 `{field}`：工件的去向在作业结束时才决定"
    ),
    "the setup": "换型",
    "how long this setup takes depends on the job before": "该次换型的时间取决于之前的工件",
    "this delivery has no dock": "该配送没有卸货口",
    "when is it unloaded?": "它何时卸货？",
    "add `left: TIME`, the time until then": "请添加 `left: TIME`，即到那时的时间",
    "give as `left` the time until it is unloaded": "请把到卸货完成的时间写为 `left`",
    "`setup` and `handling: {word}` are both given": "`setup` 和 `handling: {word}` 都给出了",
    "this station has no time to {word}": "该工位没有 {word} 的时间",
    "remove `to`": "请去掉 `to`",
    "no route of {place} leads to {to}": "{place} 没有通向 {to} 的路线",
    "{what} takes {most:g} s at most, got {text}": "{what}最多需要 {most:g} s，得到 {text}",
    "remove `{field}`, or add `finished: true`": "请去掉 `{field}`，或添加 `finished: true`",
    "this station has no setup": "该工位没有换型",
    "remove `setup`": "请去掉 `setup`",
    "a job at a dock has no `{word}`": "在卸货口的工件没有 `{word}`",
    "give `left` instead of `{word}`, or the options of the job": "请给出 `left` 代替 `{word}`，或给出工件的选项",
    "how long {what} takes depends on the {on}": "{what}的时间取决于{on}",
    "a finished job has no `{field}`": "完工的工件没有 `{field}`",
    "recipe before": "之前的配方",
    "give `left` instead of `{word}`": "请给出 `left` 代替 `{word}`",
}
