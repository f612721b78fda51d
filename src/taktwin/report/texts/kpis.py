"""Names of the key figures."""

TEXTS: dict[str, tuple[str, str]] = {
    "kpi_throughput_per_hour": ("Throughput rate", "每小时产量"),
    "kpi_lead_time_hours": ("Lead time", "通过时间"),
    "kpi_wip": ("Work in process", "在制品"),
    "kpi_growth_per_hour": ("Growth without end", "无限增长速率"),
    "kpi_finished_jobs": ("Finished jobs", "完工数量"),
    "kpi_scrapped_jobs": ("Scrapped jobs", "报废数量"),
    "kpi_scrap_ratio": ("Scrap ratio", "报废率"),
    "kpi_first_pass_yield": ("First pass yield", "一次合格率"),
    "kpi_oee": ("OEE of the busiest", "最繁忙设备 OEE"),
    "kpi_availability": ("Availability of the busiest", "最繁忙设备可用率"),
    "kpi_effectiveness": ("Effectiveness of the busiest", "最繁忙设备性能率"),
    "kpi_quality_ratio": ("Quality ratio of the busiest", "最繁忙设备合格率"),
    "kpi_energy_kwh_per_job": ("Energy per job", "单件能耗"),
    "kpi_electricity_kwh_per_job": ("Electricity per job", "单件电耗"),
    "kpi_energy_kwh": ("Energy", "总能耗"),
    "kpi_line_stop_share": ("Line stops for want of parts", "缺料停线占比"),
    "kpi_station_operations": ("Station operations", "工位作业数"),
}
