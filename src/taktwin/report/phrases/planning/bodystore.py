"""What is refused, and what to do about it."""

CHINESE: dict[str, str] = {
    # --- planning/bodystore/contest
    "{count} cars in {n} lanes have more than {most:,} rows of decisions": (
        "{count} 辆车、{n} 条通道的决策行超过 {most:,}"
    ),
    "take fewer, or use `search`": "请减少车辆，或使用 `search`",
    'there is no policy "{policy}"': "没有策略“{policy}”",
    "a store of lanes needs a lane, a length and a step of 1 or more": (
        "带通道的存储区需要通道数、长度和步长，均不小于 1"
    ),
    "this store has no return lane": "该存储区没有回流通道",
    "give both flags of each car: got {size} and {size2}": "请给出每辆车的两个标志：得到 {size} 和 {size2} 个",
    "{path}: cannot be read ({error}); check its quotation marks": "{path}：不能读取（{error}）；请检查其引号",
    '{path}:1: no column "{chinese}" or "{wanted}"': "{path}:1：没有列“{chinese}”或“{wanted}”",
    "the columns are {heading}": "现有列：{heading}",
    "{path}: no cars": "{path}：没有车辆",
    "write a row for each below the heading": "请在表头之下为每辆车写一行",
    '{path}:{line}: {name}: expected one of {known}, got "{word}"': (
        "{path}:{line}：{name} 应为其中之一：{known}，得到“{word}”"
    ),
    "a search needs at least 1 trial, got {trials}": "搜索至少要尝试 1 次，得到 {trials}",
    # --- planning/bodystore
    "there is no order of cars to sort": "没有可供排序的车辆顺序",
    "give that of at least one replication": "请至少给出一次重复的顺序",
    "lanes and their length must be 1 or more, got {lanes} lanes of {length}": (
        "通道数和长度必须不小于 1，得到 {lanes} 条长度为 {length} 的通道"
    ),
    'there is no rule "{rule}" for lanes': "通道没有规则“{rule}”",
    "{lanes} lanes of {length} hold 0 to {lanes2} cars, not {most}": (
        "{lanes} 条长度为 {length} 的通道可容纳 0 到 {lanes2} 辆车，不是 {most}"
    ),
    "this plant has no `store`": "该工厂没有 `store`",
    "put one in front of the line that needs the sequence": "请在需要该顺序的产线之前放一个",
    'there is no store "{store}"': "没有存储区“{store}”",
    'the store "{name}" notes no passages, so nobody knows which cars come to it': (
        "存储区“{name}”不记录通过，因此不知道有哪些车进入"
    ),
    "add `point: NAME` to it in the model": "请在模型中给它添加 `point: NAME`",
    'nothing behind the store "{name}" notes passages, so nobody knows in which order cars leave it': (
        "存储区“{name}”之后没有记录通过的点，因此不知道车辆离开的顺序"
    ),
    "add `point: NAME` to the next element in the model": "请在模型中给下一个元素添加 `point: NAME`",
    "simulate longer": "请仿真更长时间",
    'there is no option "{option}" in this plant': "该工厂没有选项“{option}”",
    "name options of the orders, or product": "请写订单的选项，或 product",
    "{size} cars need as many times, got {size2}": "{size} 辆车需要同样多的时间，得到 {size2} 个",
    "the times must rise": "时间必须递增",
    "sort the cars by them": "请按时间给车辆排序",
    "pace, hold and patience must be 0 or more, got {pace:g}, {hold:g}, {patience:g}": (
        "pace、hold 和 patience 不能小于 0，得到 {pace:g}、{hold:g}、{patience:g}"
    ),
    "two cars have the same order number": "两辆车的订单号相同",
    "give each car once": "每辆车只写一次",
    'there is no rule "{rule}"': "没有规则“{rule}”",
    "a store has 0 places or more, got {places}": "存储区的位置数不小于 0，得到 {places}",
    "the rule same needs the kind of each of the {size} cars": "规则 same 需要 {size} 辆车各自的类别",
    "there is no rule '{rule}'": "没有规则“{rule}”",
    "it needs to know which cars are of one kind": "需要知道哪些车属于同一类",
    "give `same`, such as product,colour": "请给出 `same`，例如 product,colour",
    "only the rule same looks at options": "只有规则 same 会看选项",
    "give `rule` same": "请把 `rule` 设为 same",
    "cars and lanes are whole numbers, here {least} or more": "车辆数和通道数为整数，此处不小于 {least}",
    "no size is given": "没有给出规模",
    'write for example "0 20 40"': '请写，例如 "0 20 40"',
    "a lane holds at least 1 car, got {length}": "通道至少容纳 1 辆车，得到 {length}",
    "it bounds the waits of `hold`": "它限制 `hold` 的等待时间",
    "give both": "请两者都给出",
    "it must be 0 or more minutes, got {patience:g}": "必须不小于 0 分钟，得到 {patience:g}",
}
