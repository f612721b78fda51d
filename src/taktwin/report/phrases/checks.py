"""What the check of a model warns of, and what can be done about it."""

CHINESE: dict[str, str] = {
    "{first}; {rest}": "{first}；{rest}",
    # --- loads
    "a job arrives every {every}, but {name} needs {each:.4g} s for each (load {share})": (
        "每 {every}到达一个工件，而 {name} 每件需要 {each:.4g} 秒（负荷 {share}）"
    ),
    "{n:.4g} s": "{n:.4g} 秒",
    "{what} at the full pace of {line}": "{what}（按 {line} 的全速节拍）",
    "without end": "无限",
    "this cell is loaded to {share} (hits, changes and failures)": "该制造单元的负荷为 {share}（含冲次、换模与故障）",
    "this crew is loaded to {share}: {n:.4g} repairs an hour": "该维修班组的负荷为 {share}：每小时 {n:.4g} 次维修",
    "this pool is loaded to {share}: {n:.4g} calls an hour, without the ways": (
        "该操作工班组的负荷为 {share}：每小时 {n:.4g} 次派工，不含走动"
    ),
    "this fleet is loaded to {share}: {n:.4g} trips an hour, empty ways included": (
        "该车队的负荷为 {share}：每小时 {n:.4g} 趟，含空驶"
    ),
    "these carriers are loaded to {share}: {n:.4g} jobs an hour need one, way back included": (
        "该载具池的负荷为 {share}：每小时有 {n:.4g} 个工件需要载具，含返回"
    ),
    "{what}, or {orders}": "{what}，或{orders}",
    "lengthen the interval of the orders": "延长订单间隔",
    "give the orders a longer interval": "给订单设置更长的间隔",
    "shorten the cycle, add servers": "缩短作业时间、增加设备",
    "let jobs follow each other closer (`spacing`, `capacity`)": "减小工件间距（`spacing`、`capacity`）",
    "shorten the takt or the longest work": "缩短节拍或最长的作业",
    "shorten the transfer or the longest work": "缩短转移时间或最长的作业",
    "shorten the cycle, make batches larger, add servers": "缩短作业时间、加大批量、增加设备",
    "add trucks, load more racks on each, shorten the way": "增加卡车、每车多装料架、缩短路程",
    "make it faster, shorten its ways": "提高速度、缩短行程",
    "shorten the cycle, add cranes": "缩短作业时间、增加堆垛机",
    "give it a larger `capacity`, shorten its trips": "加大 `capacity`、缩短行程",
    "shorten hits or changes, enlarge lots, or add a cell": "缩短冲次或换模时间、加大批量，或增加制造单元",
    "add vehicles, shorten the trips": "增加车辆、缩短行程",
    "add carriers, shorten their way back": "增加载具、缩短返回时间",
    "enlarge the crew, or shorten the repairs": "扩充维修班组，或缩短维修时间",
    "add operators, need them for less": "增加操作工、减少对其需要",
    # --- lanes and docks
    "{drawn:.4g} an hour are drawn from {stock}, but {brought:.4g} are brought (load {share:.0%})": (
        "每小时从 {stock} 领用 {drawn:.4g}，但只送来 {brought:.4g}（负荷 {share:.0%}）"
    ),
    "order at least {least:g} each time, or more often": "请每次至少订 {least:g}，或更频繁地订货",
    "{needed:.4g} are drawn from {stock} in the {minutes:.4g} min of work from an order until what is ordered next is "
    "in, but no more than {top:g} are there or to come (load {share:.0%})": (
        "从一次订货到下一次所订货物入库的 {minutes:.4g} 分钟工作时间内，从 {stock} 领用 {needed:.4g}，"
        "但现有与在途最多 {top:g}（负荷 {share:.0%}）"
    ),
    "raise `up_to` to {least:g} at least, order more often, or shorten the way": (
        "请将 `up_to` 至少提高到 {least:g}、更频繁地订货，或缩短路程"
    ),
    "this dock is loaded to {share:.0%}: at least {trucks:.4g} trucks an hour, {each:.4g} min at a door each": (
        "该卸货站台的负荷为 {share:.0%}：每小时至少 {trucks:.4g} 辆卡车，每辆占用卸货口 {each:.4g} 分钟"
    ),
    "add doors ({least:g} at least), or shorten the unloading": "请增加卸货口（至少 {least:g} 个），或缩短卸货时间",
    # --- parts in sequence
    "a job that is scrapped here is not called again: the one that waits for it waits for ever": (
        "在此报废的工件不会被重新要货：等待它的工件将永远等下去"
    ),
    "send it back to be made again, as in `routes: [{to: ELEMENT, share: 2 %}]`": (
        "把它送回去重做，例如 `routes: [{to: ELEMENT, share: 2 %}]`"
    ),
    'its trucks are those of the line "{line}", which says itself where they unload': (
        "其卡车属于产线“{line}”，卸货地点由该产线给出"
    ),
    "write `dock` at the delivery of that line, and drop it here": "请在该产线的 delivery 中写明 `dock`，并在此删去",
    "no family comes by this milk run": "没有零件族由该循环取货供应",
    "name it in a family, or drop it": "请在零件族中写明它，或将其删去",
    "it comes by a milk run, which says itself where it unloads": "它由循环取货送来，卸货地点由该循环取货给出",
    "write `dock` at the milk run, and drop it here": "请在循环取货中写明 `dock`，并在此删去",
    "the orders come every {pace:.4g} s, and supply is laid out for one in {takt:.4g} s": (
        "订单每 {pace:.4g} 秒到来一个，而供货按每 {takt:.4g} 秒一个设计"
    ),
    "give the time between two jobs of `{stream}`": "请给出 `{stream}` 两个工件之间的时间",
    # --- numbers that are hardly meant
    "the mean repair ({repair:.4g} s) is longer than the mean up time ({up:.4g} s)": (
        "平均维修时间（{repair:.4g} 秒）长于平均无故障时间（{up:.4g} 秒）"
    ),
    "check both: this resource is down more than half of the time": "请核对两者：该资源一半以上的时间处于故障状态",
    "each of the {n} stations has these `{key}`": "{n} 个工位各有一份 `{key}`",
    "move them to one station, under `except`, unless that is meant": "若非本意，请用 `except` 移到其中一个工位",
    "each of the {n} zones has these `{key}`": "{n} 个工区各有一份 `{key}`",
    "move them to one zone, under `except`, unless that is meant": "若非本意，请用 `except` 移到其中一个工区",
    "{places} places and a transit of {transit} let a job pass every {least:.4g} s only": (
        "{places} 个位置、通过时间 {transit}，每 {least:.4g} 秒才能通过一个工件"
    ),
    "raise the capacity for a spacing of {spacing}": "若要间隔 {spacing}，请加大容量",
    "{hits:.3g} hits a minute; published press lines make 12 to 15": (
        "每分钟 {hits:.3g} 冲次；公开资料中的冲压线为 12 至 15"
    ),
    "check the time of a hit": "请核对单冲次时间",
    # --- what nobody needs
    "no line takes orders from this stream": "没有产线从该订单流取订单",
    "name it in a line: `orders: ...`": "在产线中写明：`orders: ...`",
    "no station, zone or make cell needs these operators": "没有工位、工区或制造单元需要这些操作工",
    "add `operators: {name}` to one, or drop the pool": "在其中之一加上 `operators: {name}`，或删去该班组",
    "nobody refills this stock and nobody draws from it": "该库存点无人补货，也无人领用",
    "remove it, or connect it": "删去它，或接入流程",
    '"{name}" is unlimited, so it is never full': "“{name}”无容量限制，因此永不会满",
    "give it a `capacity`, or drop `full`": "设置 `capacity`，或删去 `full`",
    "no order says when it is due, so all go in the order in which they came": "没有订单给出交期，一律按到达顺序处理",
    "give the order file a column `due`, or drop the rule": "在订单文件中加一列 `due`，或删去该规则",
    'no server of "{name}" takes a job with {options}': "“{name}”没有设备接受 {options} 的工件",
    "add a server for it; where such jobs never come here, all is well": "请为其增加设备；若此类工件从不到达，则无妨",
    # --- batches
    "{enough} jobs are needed for a batch, but no more than {room:g} can wait before it": (
        "一批需要 {enough} 个工件，而其前最多只能等待 {room:g} 个"
    ),
    "{what}: each batch begins only after the `wait`": "{what}：每批都要等到 `wait` 之后才开始",
    "give the buffer before it {n} places, or lower `{field}` to {room:g}": (
        "给其前的缓冲区 {n} 个位置，或把 `{field}` 降到 {room:g}"
    ),
    "a truck brings up to {load:g} jobs, but the buffer {buffer} behind it has room for {room:g} only: the truck "
    "stands there until the rest has room": (
        "一辆车最多运来 {load:g} 个工件，但其后的缓冲区 {buffer} 只能容纳 {room:g} 个："
        "车辆须停在该处，直到其余工件有空位"
    ),
    "give {buffer} {load:g} places or more, or lower `racks` or `rack`": (
        "请为 {buffer} 设置 {load:g} 个或更多位置，或减小 `racks` 或 `rack`"
    ),
    "a batch has {most} places, but no more than {room:g} jobs can wait before it": (
        "一批有 {most} 个位置，而其前最多只能等待 {room:g} 个工件"
    ),
    "give the buffer before it {n} places, or lower `{field}`": "给其前的缓冲区 {n} 个位置，或减小 `{field}`",
    (
        "this can lock up: {room:g} jobs can wait before it, of {sorts} sorts, and may be too few of each for a batch "
        "of {enough}"
    ): "可能锁死：其前可等待 {room:g} 个工件，共 {sorts} 种，每种可能都不足一批 {enough} 个",
    "give the buffer before it {n} places, or add a `wait`": "给其前的缓冲区 {n} 个位置，或加上 `wait`",
    # --- what can lock up
    "this can lock up: {why}": "可能锁死：{why}",
    'jobs that have one of "{one}" wait at "{place}" for one of "{other}"': (
        "占用“{one}”的工件在“{place}”等待“{other}”"
    ),
    "let all jobs take them in one order, or have more than enough": "让所有工件按同一顺序取用，或准备足够的数量",
    'this can lock up: at "{place}" a job that has one of "{name}" may stand behind one that waits for it': (
        "可能锁死：在“{place}”，占用“{name}”的工件可能排在等待它的工件之后"
    ),
    "lead it back behind the take-up, or into an `unlimited` buffer": (
        "让其返回到取用点之后，或进入 `unlimited` 缓冲区"
    ),
    (
        'this can lock up: jobs that have overtaken wait at "{name}" for those that go first, and these may find no '
        "room there"
    ): "可能锁死：已超前的工件在“{name}”等待应先行的工件，而后者可能在那里没有位置",
    (
        "lead jobs that come late straight to the element that keeps the sequence, or put a buffer before it that is "
        "`unlimited`"
    ): "让迟到的工件直接到达保持顺序的元素，或在其前放一个 `unlimited` 缓冲区",
    (
        'this can lock up: a crane of "{name}" that has fetched a job which has overtaken waits for those that go '
        "first, and cannot fetch them"
    ): "可能锁死：“{name}”的堆垛机取出了已超前的工件，便要等待应先行的工件，而又无法去取它们",
    "put a buffer that is `unlimited` between the store and this element": (
        "在仓库与此元素之间放一个 `unlimited` 缓冲区"
    ),
    (
        'this can lock up: parts of jobs that have overtaken fill line "{line}" until they are joined behind this '
        'element, and "{name}" finds no room for those of jobs that go first'
    ): "可能锁死：已超前工件的零件占满产线“{line}”，直到在此元素之后装合，而“{name}”没有位置放应先行工件的零件",
    'keep the sequence before "{name}", or give the line unlimited room': (
        "在“{name}”之前保持顺序，或让该产线容量不限"
    ),
    (
        "this loop can lock up, since each of its elements has finite room: {ring}; {places} jobs fill it, and each "
        "waits for the place of the next"
    ): "该回路可能锁死，因为其中每个元素的容量都有限：{ring}；{places} 个工件即可占满，各自等待下一处的位置",
    (
        "say what jobs do that find the rework area full (`full: go_on`, `full: scrap` or another place, at the "
        "route), let {cards} cards (`carriers`) limit the jobs in the loop, or give the rework branch a buffer with "
        "`capacity: unlimited`"
    ): (
        "请说明返修区已满时工件怎么办（在路线处写 `full: go_on`、`full: scrap` 或另一个位置），用 {cards} 张看板卡"
        "（`carriers`）限制回路中的工件数，或在返修支路上设一个 `capacity: unlimited` 的缓冲区"
    ),
    "nothing can ever start: {why}": "永远无法开工：{why}",
    '"{waiting}" waits for jobs of "{line}", which are called at "{at}", behind "{behind}"': (
        "“{waiting}”等待“{line}”的工件，而这些工件在“{at}”叫料，位于“{behind}”之后"
    ),
    "call the jobs at a place that is reached before they are joined, or begin the run from a state that has some": (
        "请在装配之前到达的位置叫料，或从已有这些工件的状态开始运行"
    ),
    # --- work that begins anew
    "the work": "作业",
    "the work of {what}": "{what} 的作业",
    "one work": "作业",
    "one work on {what}": "{what} 的作业",
    "other jobs": "其他工件",
    "its failure mode {n}": "其第 {n} 个故障模式",
    "{name} has {work} of {mean:.4g} s begin anew before it can end: it never ends": (
        "{name} 使 {mean:.4g} 秒的{work}在完成之前重新开始：永远无法完成"
    ),
    "{name} has {work} of {mean:.4g} s begin anew: it takes {tries} tries in the mean": (
        "{name} 使 {mean:.4g} 秒的{work}重新开始：平均需要尝试 {tries} 次"
    ),
    (
        "{work} in {n:,.0f} takes {longest:.4g} s or more, and {name} always has it begin anew before: it never ends"
    ): "每 {n:,.0f} 次{work}中有一次需要 {longest:.4g} 秒以上，而 {name} 总使其在此之前重新开始：永远无法完成",
    "lengthen `up`, shorten the work, or write `work: resume`": "延长 `up`、缩短作业，或写 `work: resume`",
}
