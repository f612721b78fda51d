"""A start state: kinds of places with jobs of their own, such as zones, batches and lifts."""

CHINESE: dict[str, str] = {
    # --- kernel/kinds/buffer.py
    "in a buffer": "缓冲区中的",
    # --- kernel/kinds/transport.py
    "behind a transport": "运输之后的",
    # --- kernel/kinds/source.py
    "before a line": "产线之前的",
    # --- kernel/kinds/station.py
    "at a station": "工位上的",
    # --- kernel/kinds/conveyor.py
    "on a conveyor": "输送机上的",
    # --- kernel/kinds/movinglines/movingline.py
    "on a moving line": "连续移动线上的",
    "on an indexed line": "步进线上的",
    "in a zone": "工区中的",
    # --- kernel/kinds/lifts/state.py
    "a lift holds one job, got {n}": "升降机只载一个工件，得到 {n} 个",
    "move the others to its inlets": "请把其余的移到其入口",
    "a finished job has no `left`": "完工的工件没有 `left`",
    "how far is this job?": "该工件到了哪里？",
    "add `left: TIME` to its outlet, or `finished: true`": "请添加到其出口的 `left: TIME`，或 `finished: true`",
    "only a finished job has `waited`": "只有完工的工件才有 `waited`",
    # --- kernel/kinds/lifts/lift.py
    "in a lift": "升降机中的",
    # --- kernel/kinds/batches/splitstation.py
    "at a split station": "拆分工位上的",
    # --- kernel/kinds/batches/delivery.py
    "on a truck": "卡车上的",
    # --- kernel/kinds/batches/batchstation.py
    "at a batch station": "批处理工位上的",
    # --- kernel/lowering/linestate.py
    "the line has {count} utility workers with a number, got {n} at work": (
        "该产线有 {count} 名编号的机动工，却有 {n} 名在工作"
    ),
    "a transfer": "一次移送",
    "a pitch": "一个节距",
    "`ahead` is for lines with `overload: finish` of which zones need operators": (
        "`ahead` 用于 `overload: finish` 且工区需要操作工的产线"
    ),
    "give `late`, and `behind` for the jobs further on": "请给出 `late`，并对更前方的工件给出 `behind`",
    "only the job in the last zone can be finished: the others go on with the line": (
        "只有最后一个工区的工件才能完工：其余的随产线继续前进"
    ),
    "the work takes {most:g} s at most, got {text}": "该作业最多需要 {most:g} s，得到 {text}",
    "in which zone is each of these jobs?": "这些工件各在哪个工区？",
    "name the zones: `{first}` to `{last}`": "请写出工区：`{first}` 至 `{last}`",
    "remove some": "请去掉一些",
    "{what} takes {takt:g} s, got {text}": "{what}需要 {takt:g} s，得到 {text}",
    "correct the time": "请改正时间",
    "a zone holds one job, got {n}": "一个工区容纳一个工件，得到 {n} 个",
    "spread them over the zones of the line": "请把它们分到该产线的各工区",
    '"{name}" is no zone further on this line with a job in it': "“{name}”不是该产线前方有工件的工区",
    "give `left: 0 s` where its work in this zone is done": "在其本工区作业已完成之处，请给出 `left: 0 s`",
    "this does not say whose work it is": "未说明这是谁的作业",
    "`behind` is for lines on which workers go on in the next zones (`overload: finish`)": (
        "`behind` 用于操作工到后续工区继续作业的产线（`overload: finish`）"
    ),
    "this does not say on which jobs": "未说明针对哪些工件",
    "one of `late` and `ahead` is enough": "`late` 和 `ahead` 只需其一",
    "drop `late`": "请去掉 `late`",
    "remove it, or place the job": "请去掉它，或放入工件",
    "give `late` for the zone of the worker instead": "请改为给出该操作工所属工区的 `late`",
    # --- kernel/lowering/batches.py
    "server": "设备",
    "in which of the {n} servers is this job?": "该工件在 {n} 台设备中的哪一台？",
    "a server of {name} holds {most} jobs at most, got {n}": "{name} 的一台设备最多容纳 {most} 个工件，得到 {n} 个",
    "a server of {name} holds {most} job at most, got {n}": "{name} 的一台设备最多容纳 {most} 个工件，得到 {n} 个",
    "the jobs of a batch are worked on together, and this one is not as far as the first": (
        "一批工件一起加工，而该工件的进度不及第一个"
    ),
    "there is no truck {number}": "没有卡车 {number}",
    "give a number from 1 to {n}": "请给出 1 到 {n} 的数",
    "this truck has jobs, so it is not on its way back": "该卡车上有工件，因此不在返程",
    "drop it, or its jobs": "请去掉它，或去掉其工件",
    "jobs that stand together at a split station are finished: they have been taken apart": (
        "在拆分工位一起的工件已完工：已被拆开"
    ),
    "add `server:`, a number from 1 to {n}": "请添加 `server:`，为 1 到 {n} 的数",
    "remove some, or move them into the buffer before it": "请去掉一些，或移到其前的缓冲区",
    "say the same of each job": "请对每个工件给出相同的内容",
    "the jobs of this batch are alike in {what}, and this one differs from the first": (
        "该批工件的 {what} 相同，而该工件与第一个不同"
    ),
    "add `finished: true` to each, or keep one of them": "请对每个都添加 `finished: true`，或只留其中一个",
    "move it into the buffer before, or into another server": "请移到其前的缓冲区，或另一台设备",
}
