"""Texts of places that stand for good, and of plants that nothing leaves any more."""

TEXTS: dict[str, tuple[str, str]] = {
    "stand_title": ("Standstill", "停滞"),
    "stand_whole": (
        "The plant stands still for good since {since} after its start: {chain}{behind}.",
        "工厂自启动后 {since}起永久停滞：{chain}{behind}。",
    ),
    "stand_part": (
        "A part of the plant stands still for good since {since} after its start: {chain}{behind}.",
        "工厂的一部分自启动后 {since}起永久停滞：{chain}{behind}。",
    ),
    "stand_of": ("Replication {number}:", "第 {number} 次重复："),
    "stand_waits": ("{place}, which waits for {next}", "{place}，等待{next}"),
    "stand_behind": ("; {n} more places wait for these", "；另有 {n} 处因此等待"),
    "stand_place": ("{kind} {element}", "{kind} {element}"),
    "stand_place_shop": ("{kind} {element} ({shop})", "{shop}的{kind} {element}"),
    "stand_circle": (
        "Each place is full and waits for room in the next: make one larger, or send part of the jobs another way.",
        "各处均已满，互相等待下一处腾出空位。请增大其中一处的容量，或让部分工件改走其他路线。",
    ),
    "stand_sequence": (
        (
            "Jobs that have overtaken wait for their turn, and those that go first wait for their room. Put an "
            "unlimited buffer before the place that keeps the sequence, or keep it before the jobs can overtake."
        ),
        "已超前的工件在等待轮到自己，而应先行的工件在等待它们腾出位置。请在保持顺序的位置前放一个容量不限的缓冲区，或在工件可能超前之前就保持顺序。",
    ),
    "stand_carriers": (
        (
            "Jobs that have carriers wait for jobs that wait for such carriers. Add carriers, or let all jobs take "
            "them in one order."
        ),
        "占用载具的工件在等待，而被等待的工件又在等待这些载具。请增加载具，或让所有工件按同一顺序取用载具。",
    ),
    "stand_calls": (
        (
            "The jobs of the sub-line are called only when a job goes on. Call them earlier, at a place that is "
            "reached before they are needed, and replace those that are scrapped."
        ),
        "分装线的工件只有在主线工件前进时才会被叫料。请在更早到达的位置叫料，并补足报废的工件。",
    ),
    "stand_reorder": (
        "The stock point is refilled only when more is drawn. Raise the level at which it is refilled.",
        "该库存点只有在继续取料后才会补货。请提高其补货点。",
    ),
    "stand_parts": (
        "Nothing refills the stock point. Have a lane, a make cell or a feed refill it.",
        "没有任何来源补充该库存点。请为其设置供货线路、制造单元或线边配送。",
    ),
    "stand_jobs": (
        "The line makes no more jobs. Let it make as many as are waited for: more orders, or a call for each.",
        "该产线不再产生工件。请使其产量与需求一致：增加订单，或逐一叫料。",
    ),
    "stand_room": (
        "The place has no room for all jobs that are joined at once. Give it that room.",
        "该处容量不足以同时容纳一次装配所需的全部工件。请增大其容量。",
    ),
    "stand_batch": (
        (
            "Too few jobs for a batch stand before the batch station, and no more can come to them. Give the buffer "
            "before it more places, let fewer jobs be enough, or limit how long a job waits."
        ),
        "批处理工位前的工件不足一批，且无法再有工件到达。请增大其前缓冲区的容量，降低最小批量，或限制工件的等待时间。",
    ),
    "stand_lost": (
        (
            "The part that was called for the job is lost. Send what is rejected back to be made again rather than "
            "scrap it, and call at a place that each job passes that joins one."
        ),
        "为该工件叫料的零件已不存在。请将不合格件送回重做而不是报废，并在每个需装配的工件都会经过的位置叫料。",
    ),
    "stand_rack": (
        (
            "The part stands in a rack that never fills. Let a rack that is not full go after a while, or take smaller "
            "racks."
        ),
        "该零件所在的料架永远装不满。请让未装满的料架在等待一段时间后发运，或改用更小的料架。",
    ),
    "stand_full": (
        (
            "The buffer at the line is full of parts of other jobs. Give it room for all racks of the trucks and for "
            "as many jobs as overtake each other, or call and join in one order."
        ),
        "线边缓冲区已被其他工件的零件占满。请使其能容纳各车的全部料架以及互相超越的工件的零件，或按同一顺序叫料和装配。",
    ),
    "stand_told": (
        "The job could go on, but the place after it is never told: its kind is incomplete.",
        "工件本可前进，但下一处从未得到通知：其类型的实现不完整。",
    ),
    "stand_kind_station": ("station", "工位"),
    "stand_kind_crane": ("crane", "堆垛机"),
    "stand_kind_buffer": ("buffer", "缓冲区"),
    "stand_kind_store": ("store", "立体库"),
    "stand_kind_conveyor": ("conveyor", "输送线"),
    "stand_kind_moving_line": ("moving line", "流水线"),
    "stand_kind_indexed_line": ("indexed line", "同步节拍线"),
    "stand_kind_batch_station": ("batch station", "批处理工位"),
    "stand_kind_split_station": ("split station", "拆分工位"),
    "stand_kind_delivery": ("delivery", "配送"),
    "stand_kind_lift": ("lift", "升降机/横移车"),
    "stand_kind_zone": ("zone", "工区"),
    "stand_kind_transport": ("transport", "运输"),
    "stand_kind_cell": ("make cell", "制造单元"),
    "stand_kind_source": ("source of line", "产线源头"),
    "stand_kind_carriers": ("carriers", "载具"),
    "stand_kind_stock": ("stock point", "库存点"),
    "stand_kind_feed": ("feed", "线边配送"),
    # --- nothing leaves the plant any more
    "quiet_title": ("Nothing leaves the plant any more", "工厂已无产出"),
    "quiet_done_title": ("All orders were made before the end", "全部订单已提前完成"),
    "quiet_stuck": (
        (
            "Since {since} after the warm-up nothing has left the plant, for {rest} of the {whole} scheduled hours, "
            "though {inside} {jobs} are in it and {waiting} wait to begin."
        ),
        (
            "自预热结束后 {since}起，工厂再无产出，占全部 {whole} 个计划小时中的 {rest} 个；"
            "此时厂内有 {inside} {jobs}，另有 {waiting} {jobs}等待上线。"
        ),
    ),
    "quiet_done": (
        (
            "The last of all orders was made {since} after the warm-up; in {rest} of the {whole} scheduled hours "
            "nothing was left to do."
        ),
        "最后一个订单在预热结束后 {since}完成；全部 {whole} 个计划小时中有 {rest} 个无事可做。",
    ),
    "quiet_several": (
        "So it is in {n} of {all} replications; told is number {first}.",
        "{all} 次重复中有 {n} 次如此；此处为第 {first} 次。",
    ),
    "quiet_note": (
        (
            "It may have locked up: places that are full wait for each other, or for jobs that never come. Look where "
            "the jobs stand, and which stations are blocked."
        ),
        "可能已相互锁死：满的位置彼此等待，或等待永远不会到来的工件。请查看工件所在位置以及哪些工位被堵塞。",
    ),
    "quiet_done_note": (
        (
            "Throughput, OEE and shares of time are means over these hours too, and no bottleneck can be measured: "
            "measure fewer days."
        ),
        "产量、OEE 和时间占比的平均值也包含这些小时，且无法测量瓶颈：请缩短统计天数。",
    ),
}
