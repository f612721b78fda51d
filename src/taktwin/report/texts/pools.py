"""Texts of operators, of fleets and of carriers."""

TEXTS: dict[str, tuple[str, str]] = {
    "operators_title": ("Operators", "操作工"),
    "operators_note": (
        (
            "Shares of the time on shift. Waiting: he is at a station that needs others as well, who are still on "
            "the way. Utilisation is all but idle time; calls are the times that an operator was sent."
        ),
        "占在班时间的比例。等待：已到工位，但该工位还需要的其他人尚在途中。利用率为除空闲以外的时间；派工次数为操作工被派出的次数。",
    ),
    "operators_pool": ("Pool", "班组"),
    "operators_number": ("Number", "人数"),
    "operators_calls": ("Calls a day", "每天派工次数"),
    "operators_utilisation": ("Utilisation", "利用率"),
    "operators_waiting": ("waiting", "等待"),
    "operators_idle": ("idle", "空闲"),
    "operators_off": ("Off shift, of all time", "非班次（占全部时间）"),
    "operators_need": ("Needs", "需要"),
    "operators_hours": ("Waits, hours a day", "等待（小时/天）"),
    "operators_where": ("Station or zone", "工位或工区"),
    "operators_waits": ("Who waits for operators", "等待操作工的工位或工区"),
    "operators_waits_note": (
        (
            "All servers of a place together, the way of the operators included; waits for a repair are told as "
            "waiting for crew."
        ),
        "同一工位的全部设备合计，含操作工走动时间；等待维修计入“等待维修人员”。",
    ),
    "axis_on_shift": ("share of the time on shift (%)", "占在班时间比例（%）"),
    "fleets_title": ("Fleets", "车队"),
    "fleets_fleet": ("Fleet", "车队"),
    "fleets_vehicles": ("Vehicles", "车辆数"),
    "fleets_loads": ("Loads an hour", "每小时搬运"),
    "fleets_working": ("driving, handling", "行驶与装卸"),
    "fleets_charging": ("charging", "充电"),
    "fleets_empty": ("Empty runs", "空驶率"),
    "fleets_km": ("km a day", "公里/天"),
    "fleets_charged": ("kWh charged a day", "充电 kWh/天"),
    "fleets_note": (
        (
            "Shares of the time on shift of all vehicles of a fleet; loads, km and kWh are those of the whole fleet "
            "in an hour or a day of the measured time. Utilisation is all but idle time and repairs; empty runs are "
            "the empty share of the driving time, where the fleet has a guide path."
        ),
        (
            "占车队全部车辆在班时间的比例；搬运次数、公里与充电量为整个车队、按统计期的小时与天计。利用率为除空闲与维修以外的时间；"
            "空驶率为行驶时间中空车所占比例（车队有导引路径时）。"
        ),
    ),
    "carriers_title": ("Carriers", "载具"),
    "carriers_pool": ("Pool", "载具池"),
    "carriers_count": ("Number", "数量"),
    "carriers_taken": ("Taken a day", "每日取用"),
    "carriers_in_use": ("With jobs", "随工件"),
    "carriers_on_way": ("On the way back", "返回途中"),
    "carriers_there": ("At the take-up", "取用点"),
    "carriers_none": ("None there", "无可用"),
    "carriers_note": (
        (
            "Means over the measured time; cleaning counts as the way back. None there: share of the time in which no "
            "carrier could be taken."
        ),
        "为统计期内的平均值；清洗计入返回途中。无可用：没有载具可取的时间比例。",
    ),
}
