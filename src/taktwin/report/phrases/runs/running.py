"""Options of a run, and what it cannot do."""

CHINESE: dict[str, str] = {
    # --- runs/simulation.py
    "stopped at {now:.2f} h": "在 {now:.2f} h 停止",
    # --- runs/again.py
    "this time is empty, or not of the run": "该时间段为空，或不属于该次运行",
    # --- runs/budget.py
    "{days:g} days in pieces of {text} make time series of {size:.3g} GiB": (
        "{days:g} 天按 {text} 分段，时间序列达 {size:.3g} GiB"
    ),
    "keep to {most:g} GiB: longer buckets or fewer days": "请不超过 {most:g} GiB：加长时段或减少天数",
    "{events:.3g} {what} in {days:g} days, one each {seconds:.3g} s": (
        "{days:g} 天内有 {events:.3g} 次{what}，每 {seconds:.3g} s 一次"
    ),
    "keep to {most:g}: check the unit, or simulate fewer days": "请不超过 {most:g}：检查单位，或减少仿真天数",
    # --- runs/replications.py
    (
        "the run goes from {start:g} h to {end:g} h after the start of the plant, the snapshot is "
        "to be taken at {at:g} h"
    ): ("运行从工厂开始后 {start:g} h 到 {end:g} h，而快照要在 {at:g} h 保存"),
    "give a time in between": "请给出其间的时间",
    "days must be 0 or more, got {days}": "天数不能小于 0，得到 {days}",
    # --- runs/options.py
    'the ledger is kept by {names}, not by "{ledger}"': "台账按 {names} 记录，不能按“{ledger}”",
    "threads must be at least 1, got {threads}": "threads 至少为 1，得到 {threads}",
    "a snapshot is of one run": "快照只属于一次运行",
    "give one replication": "请只做一次重复",
    "statistics can be kept only where one run goes on with what it had measured": (
        "只有一次运行带着已测得的数据继续时，才能保留统计"
    ),
    "give a snapshot, and no seed, no warm-up and no replications": "请给出快照，不给种子、预热和重复次数",
    # --- runs/againfolder.py
    "{path} is no run that was done again, or it is damaged ({error})": "{path} 不是重做的运行，或已损坏（{error}）",
    "do it again": "请重做一次",
    # --- runs/tables/contract.py
    'the columns of table "{name}" are declared otherwise: {wrong}': "表“{name}”的列声明不符：{wrong}",
}
