"""A start state: machines, carriers, fleets and pauses."""

CHINESE: dict[str, str] = {
    # --- runs/start/carriers.py
    "there are {count} carriers of {name}, but {n} jobs stand where one is needed": (
        "{name} 有 {count} 个载具，而需要载具处有 {n} 个工件"
    ),
    "it is cleaned after {every} trips, so it has made {most} at most, got {text}": (
        "它每 {every} 次使用后清洗，因此最多已用 {most} 次，得到 {text}"
    ),
    "there are {count} carriers of {name}, but {n} jobs have one and {back} are on the way back": (
        "{name} 有 {count} 个载具，而 {n} 个工件带有载具，{back} 个正在返回"
    ),
    "raise its `count`, or remove some": "请加大其 `count`，或去掉一些",
    "there are {count} carriers of {name}, {n} are elsewhere, so {here} are here": (
        "{name} 有 {count} 个载具，{n} 个在别处，因此此处有 {here} 个"
    ),
    "whether this job has one of {name} depends on its {option}, which is not known": (
        "该工件是否带有 {name} 的载具取决于其 {option}，而该值未知"
    ),
    "{message}, got {n}": "{message}，得到 {n} 个",
    "correct the list, or leave it out": "请改正列表，或去掉它",
    "give its {option}, or its `carriers`": "请给出其 {option}，或其 `carriers`",
    # --- runs/start/machines.py
    "this machine never fails in the model: give it `failures` there": (
        "该设备在模型中从不故障：请在那里给它 `failures`"
    ),
    'there is no failure mode "{word}" of {name}': "{name} 没有故障模式“{word}”",
    "give it `failures` in the model, or drop `down`": "请在模型中给它 `failures`，或去掉 `down`",
    "it is down in the mode {mode}, whose next failure is given as well": (
        "它因故障模式 {mode} 停机，而该模式的下一次故障也已给出"
    ),
    "`same` counts the jobs since a station was set up": "`same` 是工位换型以来的工件计数",
    "a purge is due after {most} equal jobs, got {text}": "连续 {most} 个相同工件后应清洗，得到 {text}",
    "a lot of {making} has {lot} hits, got {hits} still to come": (
        "{making} 的一批有 {lot} 个冲次，却还有 {hits} 个冲次未做"
    ),
    "it makes {making}, but is set up for another recipe": "它正在生产 {making}，却换型为另一配方",
    "{name} is down, but has no failure mode": "{name} 停机，但没有故障模式",
    "{name} has several failure modes": "{name} 有多个故障模式",
    "add `mode:` one of {names}": "请添加 `mode:`，为其中之一：{names}",
    "drop it: the time to it is drawn after the repair": "请去掉它：到下一次故障的时间在维修后抽取",
    "the repair": "维修",
    "its failure mode needs no crew": "其故障模式不需要维修班组",
    "drop `waiting`": "请去掉 `waiting`",
    "its repair has not begun, so it has no time": "其维修尚未开始，因此没有时间",
    "the crew {name} repairs {busy} machines, but has {size} members": (
        "维修班组 {name} 正在维修 {busy} 台设备，却只有 {size} 人"
    ),
    "the crew {name} repairs {busy} machines, but has {size} member": (
        "维修班组 {name} 正在维修 {busy} 台设备，却只有 {size} 人"
    ),
    "drop it, or add `set_up_for`": "请去掉它，或添加 `set_up_for`",
    "recipe of {name} called": "{name} 的配方",
    "give 1 to {lot}, or drop the cell where it makes nothing": "请给出 1 到 {lot}；若该单元没有生产，请去掉它",
    "write {making}, or drop it": "请写 {making}，或去掉它",
    "the die is changed before the first hit, so all {lot} hits are still to come": (
        "换模在第一个冲次之前，因此 {lot} 个冲次都还未做"
    ),
    "the die change": "换模",
    "how long this die change takes depends on the recipe before": "该次换模的时间取决于之前的配方",
    "a hit": "一次冲压",
    "counts jobs": "按工件计数",
    "runs by the clock": "按时间计",
    "write a number of jobs": "请写工件数",
    'write a time, as in "2 h"': '请写时间，例如 "2 h"',
    "this mode {wanted}, got {text}": "该模式{wanted}，得到 {text}",
    "{word} comes {most:g} jobs after a repair at the latest, got {text}": (
        "{word} 最迟在维修后 {most:g} 个工件时发生，得到 {text}"
    ),
    "{word} comes {most:g} s after a repair at the latest, got {text}": (
        "{word} 最迟在维修后 {most:g} s 发生，得到 {text}"
    ),
    "drop `{word}`, or `waiting`": "请去掉 `{word}` 或 `waiting`",
    "add `waiting: true` to those that wait for it": "请给等待班组的设备添加 `waiting: true`",
    "{waiting} waits for the crew {name}, of whose {size} members {busy} are busy": (
        "{waiting} 等待维修班组 {name}，而该班组 {size} 人中只有 {busy} 人在忙"
    ),
    "no server is chosen by how long {name} is idle": "没有设备按 {name} 的空闲时间选择",
    "drop `idle`": "请去掉 `idle`",
    "the servers of {name} do not take turns": "{name} 的设备不轮流",
    "drop `next`": "请去掉 `next`",
    "drop `changing`": "请去掉 `changing`",
    "write {lot}, or drop `changing`": "请写 {lot}，或去掉 `changing`",
    "add `left: TIME`, what is left of it": "请添加 `left: TIME`，即剩余时间",
    "drop `waiting`: its repair goes on": "请去掉 `waiting`：其维修正在进行",
    "{name} is never set up": "{name} 从不换型",
    "drop `set_up_for`": "请去掉 `set_up_for`",
    # --- runs/start/fleets.py
    '{whose} has no transport or feed "{name}"': "{whose} 没有运输或供料“{name}”",
    "jobs come to this transport from several places": "有来自多个位置的工件来到该运输",
    "an empty run of {task}": "{task} 的空驶行程",
    "a {run} run of {task}": "{task} 的 {run} 行程",
    "add `from:` one of {names}": "请添加 `from:`，为其中之一：{names}",
    "{task} takes no jobs from {name}": "{task} 不从 {name} 取工件",
    "there is no finished job at {name} for this vehicle": "{name} 没有可供该车辆的完工工件",
    "place one there: `{name}: [...]`": "请在那里放一个：`{name}: [...]`",
    "the far end of {what}": "{what} 的远端",
    "{what} has no `{key}`": "{what}没有 `{key}`",
    "a loaded vehicle carries a job": "载货的车辆带有工件",
    "add `job: {...}`, or `job: {}`": "请添加 `job: {...}`，或 `job: {}`",
    "{name} has {n} vehicles": "{name} 有 {n} 辆车",
    # --- runs/start/pausing.py
    "{longest:g} s at most": "最多 {longest:g} s",
    "{name} has no pauses in the model": "{name} 在模型中没有休眠",
    "drop `pause`, or give it `pauses` there": "请去掉 `pause`，或在模型中给它 `pauses`",
    "{name} has no {state} pause in the model": "{name} 在模型中没有 {state} 休眠",
    "correct the state": "请改正状态",
    "{name} is down, which ends its pauses": "{name} 停机，其休眠因此结束",
    "{name} is off shift, which ends its pauses": "{name} 不当班，其休眠因此结束",
    "drop `pause`": "请去掉 `pause`",
    "{name} has a job to work on": "{name} 有工件要加工",
    "until it has something to do": "到有事可做为止",
    "it is {state} for {most}, got {text}": "{state} 的时长为：{most}，得到 {text}",
}
