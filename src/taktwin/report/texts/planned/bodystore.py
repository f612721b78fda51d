"""Texts of the body store."""

TEXTS: dict[str, tuple[str, str]] = {
    "store_subtitle": (
        "{model}, {runs} runs of {days} days",
        "{model}，{runs} 次仿真，每次 {days} 天",
    ),
    "store_subtitle_one": (
        "{model}, 1 run of {days} days",
        "{model}，1 次仿真，每次 {days} 天",
    ),
    "store_title": ("Sequence adherence and store", "序列符合度与涂装车身库"),
    "store_in_position": ("in position", "位置准确"),
    "store_within_5": ("within 5 positions", "偏差不超过 5 位"),
    "store_in_order": ("in order", "顺序正确"),
    "store_share": ("share of cars (%)", "车辆比例 (%)"),
    "store_simulated": ("The plant as it is", "现状仿真"),
    "store_point": ("point", "通过点"),
    "store_words": (
        "Positions count the cars that came. In order: those that keep the plan once the fewest others are taken out.",
        "位次按实际到达的车辆计。顺序正确：去掉尽可能少的其他车辆后仍保持计划顺序的车辆。",
    ),
    "store_places": ("A store with random access", "随机存取车身库"),
    "store_lanes": ("A store of lanes", "车道式车身库"),
    "store_hold": ("Assembly waits for a missing car", "总装等待缺失车辆"),
    "store_places_axis": ("places", "库位数"),
    "store_lanes_axis": ("lanes", "车道数"),
    "store_hold_axis": ("cars in the store from which on it no longer waits", "停止等待时的库内车辆数"),
    "store_level": ("cars in the store", "平均库内车辆数"),
    "store_waited_h_per_day": ("waiting (h/day)", "等待 (h/天)"),
    "store_lost_per_day": ("cars lost a day", "每天少装车辆数"),
    "store_lowest": (
        "The store is full and a car is missing: the lowest number goes.",
        "库满且缺车时，订单号最小者出库。",
    ),
    "store_substitute": (
        "The store is full and a car is missing: the last planned one goes in its turn.",
        "库满且缺车时，计划最晚者顶替其位次。",
    ),
    "store_same": (
        "The store is full and a car is missing: an equal one goes, and the two exchange their orders.",
        "库满且缺车时，由相同车辆顶替，两车互换订单。",
    ),
    "store_first": ("Who came first leaves first: the store does not sort.", "先到先出：不作排序。"),
    "store_length": ("Each lane holds {n} cars, first in, first out.", "每条车道可停 {n} 辆，先进先出。"),
    "store_replay": (
        "The cars of the simulated runs again, at the times at which they came and were wanted.",
        "按仿真中车辆到达与总装需要的时刻重放。",
    ),
    "store_band": (
        "Bands are 95 % intervals of the mean over the replications.",
        "色带为各次重复仿真均值的 95 % 置信区间。",
    ),
}
