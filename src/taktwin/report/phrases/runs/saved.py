"""Snapshots that cannot be read."""

CHINESE: dict[str, str] = {
    # --- runs/snapshot.py
    "with rules of one's own": "带有自定义规则",
    "without rules of one's own": "没有自定义规则",
    'the snapshot is one of another model: "{name}" with other values': "该快照属于另一个模型：“{name}”，但数值不同",
    "run it with those, or turn it into a state with `taktwin state`: a state fits a changed model too": (
        "请用那些数值运行，或用 `taktwin state` 转为状态：状态也适用于改动后的模型"
    ),
    "{path} was written by another version of the engine (Taktwin {written})": (
        "{path} 由另一版本的引擎写出（Taktwin {written}）"
    ),
    "run the warm-up again with this one": "请用本版本重新运行预热",
    "the run was broken off in the middle of an instant: take a snapshot before that": (
        "运行在一个时刻的中途中断：请在此之前保存快照"
    ),
    "the snapshot's ledger is of another grain": "快照的台账粒度不同",
    "run on with the `ledger` it began with": "请用其开始时的 `ledger` 继续运行",
    "it has not begun": "它尚未开始",
    'the snapshot is one of another model, "{name}"': "该快照属于另一个模型“{name}”",
    "run it with that model": "请用那个模型运行",
    " that are not these": "，但不是这些规则",
    "the snapshot is one of a run {own}{other}": "该快照所属的运行{own}{other}",
    "run it on with those of its run": "请用其运行所用的规则继续",
    "its time": "其时间",
    "{path} is no snapshot, or it is damaged ({error})": "{path} 不是快照，或已损坏（{error}）",
    "save it again": "请重新保存",
    "{name} is no state in which a run of this plant can stand ({error}): save it again": (
        "该工厂的运行不可能处于 {name} 的状态（{error}）：请重新保存"
    ),
    "how much room it has for jobs": "它可容纳的工件数",
    # --- runs/saved/file.py
    "it is packed in another way": "其打包方式不同",
    "it has no head": "没有文件头",
    "its head is no mapping": "其文件头不是映射",
    "{name} is no array": "{name} 不是数组",
    "{name} has no description": "{name} 没有描述",
    "{name} is not as long as it says": "{name} 的长度与其声明不符",
    "not a regular file": "不是普通文件",
    "its checksum does not fit its content": "校验和与内容不符",
    "its head cannot be read ({error})": "不能读取其文件头（{error}）",
    "a type or shape of another kind": "类型或形状不符",
    "the description of {name} cannot be read ({error})": "不能读取 {name} 的描述（{error}）",
    "a place in it lies before its begin": "其中一个位置在其开头之前",
    # --- runs/saved/carriers.py
    "the first carrier {what}": "第一个载具（{what}）",
    # --- runs/saved/impossible.py
    "{what} runs in a circle": "{what} 形成循环",
    # --- runs/saved/values.py
    "field {name} of {table}, row {row}: {value} is not {word}": (
        "表 {table} 的字段 {name} 第 {row} 行：{value} 不是 {word}"
    ),
    # --- runs/saved/places.py
    "the first job of place {n}": "位置 {n} 的第一个工件",
    "the queue of crew {n}": "维修班组 {n} 的队列",
    # --- runs/saved/operators.py
    "the operators of machine {i}": "设备 {i} 的操作工",
    "the free operators of pool {n}": "班组 {n} 的空闲操作工",
    "the queue of desk {n}": "工作台 {n} 的队列",
}
