"""Titles of the figures of single elements."""

TEXTS: dict[str, tuple[str, str]] = {
    "figure": ("{element}, {figure}", "{element}：{figure}"),
    "figure_working_share": ("working", "工作"),
    "figure_setup_share": ("set-up", "换型"),
    "figure_down_share": ("down", "故障"),
    "figure_waiting_crew_share": ("waiting for a crew", "等待维修"),
    "figure_waiting_parts_share": ("waiting for parts", "缺料"),
    "figure_waiting_transport_share": ("waiting for transport", "等待运输"),
    "figure_blocked_share": ("blocked", "堵塞"),
    "figure_starved_share": ("starved", "待工"),
    "figure_jobs_per_hour": ("jobs an hour", "每小时作业数"),
    "figure_failures": ("failures", "故障次数"),
    "figure_setups": ("set-ups", "换型次数"),
    "figure_mean_jobs": ("mean level", "平均存量"),
    "figure_max_jobs": ("highest level", "最高存量"),
    "figure_full_share": ("full", "满库占比"),
    "figure_empty_share": ("empty", "空库占比"),
    "figure_mean_level": ("mean stock", "平均库存"),
    "figure_min_level": ("lowest stock", "最低库存"),
    "figure_reached_zero_share": ("without stock", "断料占比"),
    "figure_stopped_hours": ("hours of stops", "停线小时"),
}
