"""Texts of the stations and their states."""

TEXTS: dict[str, tuple[str, str]] = {
    # --- states
    "working": ("working", "作业"),
    "setup": ("setup", "换型"),
    "down": ("down", "故障"),
    "minor_stop": ("minor stop", "短暂停机"),
    "waiting_crew": ("waiting for crew", "等待维修人员"),
    "waiting_operator": ("waiting for operator", "等待操作工"),
    "waiting_parts": ("waiting for parts", "等待零件"),
    "waiting_transport": ("waiting for transport", "等待运输"),
    "waiting_carrier": ("waiting for carrier", "等待载具"),
    "blocked": ("blocked", "堵塞"),
    "starved": ("starved", "待工"),
    "brief_pause": ("brief pause", "短休眠"),
    "long_pause": ("long pause", "长休眠"),
    "waking": ("waking", "唤醒中"),
    "walking": ("walking", "走动"),
    "maintenance": ("maintenance", "计划维护"),
    "off_shift": ("off shift", "非班次"),
    "join": ("waiting for sub-line", "等待分装线"),
    "off": ("off", "停机"),
    "idle": ("idle", "空转"),
    "standby": ("standby", "待机"),
    # --- stations
    "stations_title": ("Stations by state", "工位状态"),
    "stations_all": ("All stations in plant order", "全部工位（按工艺顺序）"),
    "stations_top": ("The {n} most loaded stations", "负荷最高的 {n} 个工位"),
    "stations_note": (
        (
            "Shares of scheduled time (off shift and planned maintenance left out); parallel servers are shown as one; "
            "waiting for parts includes sub-lines."
        ),
        "占计划时间的比例（不含非班次时间和计划维护）；并行工位合并显示；等待零件包括等待分装线。",
    ),
    "six_title": ("Six big losses", "六大损失"),
    "six_breakdowns": ("Breakdowns", "故障"),
    "six_setups": ("Set-ups", "换型"),
    "six_minor_stops": ("Minor stops", "短暂停机"),
    "six_reduced_speed": ("Reduced speed", "速度损失"),
    "six_scrap": ("Scrap", "废品"),
    "six_start_up": ("Start-up", "启动损失"),
    "six_more": ("{n} that lose nothing of their own", "其余 {n} 个自身无损失"),
    "six_waits": ("Waits for others", "等待其他工位"),
    "six_note": (
        (
            "Shares of scheduled time, those that lose most first (Nakajima 1988). Breakdowns include waiting for a "
            "crew; reduced speed is time worked less the planned time of the works done; scrap is the planned time of "
            "works that were scrapped. Start-up losses are not counted. With the waits for others and the OEE they "
            "sum to 100 %."
        ),
        (
            "占计划时间的比例，损失最多者在前（中岛清一，1988）。故障包括等待维修人员；速度损失为作业时间减去已完成作业的计划时间；"
            "废品为报废作业的计划时间。启动损失不计。各项与等待其他工位及 OEE 之和为 100 %。"
        ),
    ),
    "axis_share": ("share of scheduled time (%)", "占计划时间比例（%）"),
    "rank_title": ("Most active", "活动率排名"),
    "station": ("Station", "工位"),
    "active_share": ("Active", "活动率"),
    "active_period": ("Mean active period", "平均活动期"),
    "up_blocked": ("Before: blocked", "上游堵塞"),
    "down_starved": ("After: starved", "下游待工"),
    "rank_note": (
        (
            "Average active period method (Roser, Nakano, Tanaka 2001): active is working, setup, down, at "
            "a minor stop or waiting for the crew. Highest active share first; near ties are "
            "settled by the mean active period in works."
        ),
        (
            "平均活动期法（Roser、Nakano、Tanaka 2001）：作业、换型、故障、短暂停机及等待维修人员均为活动状态。"
            "先按活动率排序，相近者按以作业次数计的平均活动期区分。"
        ),
    ),
}
