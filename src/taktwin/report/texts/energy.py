"""Texts of the energy."""

TEXTS: dict[str, tuple[str, str]] = {
    "energy_title": ("Energy by shop and by hour", "各车间与各时段能耗"),
    "energy_shop": ("By shop, per {job}", "各车间单{job}能耗"),
    "energy_shop_day": ("By shop, per day", "各车间日能耗"),
    "energy_hour": ("Mean power by hour of the day", "一天各时段平均功率"),
    "energy_note": (
        "All days, weekends included. {share} of the energy was used while nothing was worked on (idle, standby, off).",
        "包含全部日期（含周末）。{share} 的能耗发生在非作业状态（空转、待机、停机）。",
    ),
    "axis_kwh_job": ("kWh per {job}", "kWh/{job}"),
    "axis_kwh_day": ("kWh a day", "kWh/天"),
    "axis_kw": ("mean power (kW)", "平均功率（kW）"),
    "energy_per_job": ("Per {job}", "每{job}"),
    "energy_per_day": ("Per day", "每天"),
    "not_working": ("Energy while not working", "非作业能耗占比"),
    "electricity": ("electricity", "电力"),
    "gas": ("gas", "燃气"),
    "heat": ("heat", "热力"),
    "compressed_air": ("compressed air", "压缩空气"),
    "water": ("water", "水"),
    "no_shop": ("plant", "全厂"),
}
