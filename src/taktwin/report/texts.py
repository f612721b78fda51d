"""Every text of the report, English and Chinese side by side so that they stay in step.

Placeholders in braces must be the same in both; a test checks that.
"""

from taktwin.report.texts_sequence import TEXTS as _SEQUENCE

TEXTS: dict[str, tuple[str, str]] = {
    # --- page
    "report": ("Run report", "仿真运行报告"),
    "subtitle": ("{days} measured after {warmup} of warm-up, {runs}", "预热 {warmup}后统计 {days}，{runs}"),
    "one_run": ("one run", "单次运行"),
    "many_runs": ("{n} replications", "{n} 次独立重复"),
    "summary": ("In short", "摘要"),
    "needs_script": ("The charts of this page need JavaScript.", "本页图表需要启用 JavaScript。"),
    # --- nouns that depend on what the plant makes
    "cars": ("cars", "辆"),
    "jobs": ("jobs", "件"),
    "a_car": ("car", "车"),
    "a_job": ("job", "件"),
    # --- tiles
    "tile_rate_car": ("Cars an hour", "每小时产量（JPH）"),
    "tile_rate_job": ("Jobs an hour", "每小时产量（JPH）"),
    "tile_rate_note": ("per scheduled hour of {shop}", "按{shop}计划工时计"),
    "tile_lead": ("Lead time", "通过时间"),
    "tile_lead_note": ("start to line off, elapsed", "上线至下线，日历时间"),
    "tile_wip": ("Work in process", "在制品"),
    "tile_wip_note": ("mean over time", "时间平均值"),
    "tile_oee": ("OEE of the bottleneck", "瓶颈设备综合效率（OEE）"),
    "tile_energy_car": ("Energy a car", "单车能耗"),
    "tile_energy_job": ("Energy a job", "单件能耗"),
    "tile_energy_note": ("of which {kwh} kWh electricity", "其中电力 {kwh} kWh"),
    "tile_finished": ("Finished", "完工数量"),
    "tile_finished_note": ("{scrapped} scrapped; {fpy} pass first time", "报废 {scrapped}；一次合格率 {fpy}"),
    "tile_finished_note_plain": ("{scrapped} scrapped", "报废 {scrapped}"),
    "interval": ("{low} to {high} (95 %)", "{low} 至 {high}（95 %）"),
    # --- summary sentences
    "sum_rate": (
        (
            "{plant} makes {rate} {jobs} per scheduled hour; one takes {lead} from start to line off, and {wip} "
            "{jobs} are in process on average."
        ),
        "{plant}每计划小时产出 {rate} {jobs}；从上线到下线平均需要 {lead}，平均在制 {wip} {jobs}。",
    ),
    "sum_bottleneck": (
        "The bottleneck is {station}{where}: active {active} of its scheduled time",
        "瓶颈是{where}{station}：计划时间内 {active} 处于活动状态",
    ),
    "sum_period": (", in periods of {period} on average", "，平均每个活动期 {period}"),
    "sum_upstream": ("; the stations before it are blocked {share} of the time", "；其上游工位 {share} 的时间被堵塞"),
    "sum_downstream": ("; those after it are starved {share}", "；其下游工位 {share} 的时间待工"),
    "sum_stop": (".", "。"),
    "sum_where": (" ({shop})", "{shop}的 "),
    "sum_close": ("Close behind: {list}.", "紧随其后：{list}。"),
    "sum_balanced": (
        (
            "{near} of the {stations} stations of {shop} are about as active: the whole shop sets the pace, and "
            "easing one station gains little"
        ),
        "{shop}的 {stations} 个工位中有 {near} 个同样繁忙：整个车间决定节拍，只改善单个工位收效甚微",
    ),
    "sum_before": ("; before it, {shop} is blocked {share}", "；其上游{shop}堵塞 {share}"),
    "sum_after": ("; after it, {shop} is starved {share}", "；其下游{shop}待工 {share}"),
    "sum_median": (" (median station)", "（工位中位数）"),
    "sum_loss": (
        (
            "The largest loss with a cause of its own is “{loss}”: {hours} station hours a day, {share} of all "
            "scheduled station time."
        ),
        "最大的自身损失是“{loss}”：每天 {hours} 工位小时，占全部计划工位时间的 {share}。",
    ),
    # --- OEE
    "oee_title": ("OEE by shop", "各车间设备综合效率（OEE）"),
    "oee_note": (
        (
            "ISO 22400-2, work units of a shop weighted by time. A station that waits for its neighbours loses "
            "availability; technical efficiency counts only its own failures."
        ),
        "按 ISO 22400-2，车间内各作业单元按时间加权。工位等待上下游时可用率下降；技术效率只计自身故障。",
    ),
    "shop": ("Shop", "车间"),
    "work_units": ("Work units", "作业单元"),
    "availability": ("Availability", "可用率"),
    "effectiveness": ("Effectiveness", "性能率"),
    "quality_ratio": ("Quality ratio", "质量率"),
    "oee": ("OEE", "OEE"),
    "technical_efficiency": ("Technical efficiency", "技术效率"),
    # --- states
    "working": ("working", "作业"),
    "setup": ("setup", "换型"),
    "down": ("down", "故障"),
    "waiting_crew": ("waiting for crew", "等待维修人员"),
    "waiting_parts": ("waiting for parts", "等待零件"),
    "waiting_transport": ("waiting for transport", "等待运输"),
    "blocked": ("blocked", "堵塞"),
    "starved": ("starved", "待工"),
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
            "Shares of scheduled time (off shift left out); parallel servers are shown as one; waiting for parts "
            "includes sub-lines."
        ),
        "占计划时间的比例（不含非班次时间）；并行工位合并显示；等待零件包括等待分装线。",
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
            "Average active period method (Roser, Nakano, Tanaka 2001): active is working, setup, down or "
            "waiting for the crew. Highest active share first; near ties are settled by the mean active period "
            "in works."
        ),
        (
            "平均活动期法（Roser、Nakano、Tanaka 2001）：作业、换型、故障及等待维修人员均为活动状态。"
            "先按活动率排序，相近者按以作业次数计的平均活动期区分。"
        ),
    ),
    # --- throughput
    "through_title": ("Throughput through the day", "一天中的产量"),
    "through_hour": ("By hour of the day", "按小时"),
    "through_day": ("By day", "按天"),
    "through_note": (
        "{shop}; bars are means over the working days, whiskers the range from the 10 % to the 90 % day.",
        "{shop}；柱为工作日平均值，须线为 10 % 至 90 % 分位的范围。",
    ),
    "axis_hour": ("hour of the day", "时刻"),
    "axis_rate": ("{jobs} an hour", "{jobs}/小时"),
    "axis_day": ("day", "第几天"),
    "axis_per_day": ("{jobs} a day", "{jobs}/天"),
    # --- buffers
    "buffers_title": ("Buffer levels along the line", "沿线缓冲区水平"),
    "buffers_note": (
        (
            "Level as a share of capacity: bar from the 10 % to the 90 % point of the interval means, dot at the "
            "mean. Below: share of time full (blocks what is before it) and empty (starves what follows)."
        ),
        (
            "水平占容量的比例：条形为时段均值的 10 % 至 90 % 分位，圆点为平均值。下图："
            "满（使上游堵塞）与空（使下游待工）的时间比例。"
        ),
    ),
    "buffers_note_jobs": (
        "Bar from the 10 % to the 90 % point of the interval means, dot at the mean.",
        "条形为时段均值的 10 % 至 90 % 分位，圆点为平均值。",
    ),
    "buffers_unlimited": ("Without limit: {list}.", "无容量限制：{list}。"),
    "buffers_most": ("The {n} largest of {all} buffers are shown.", "显示 {all} 个缓冲区中容量最大的 {n} 个。"),
    "level_of": ("{name} {mean} {jobs} on average (at most {max})", "{name} 平均 {mean} {jobs}（最多 {max}）"),
    "axis_fill": ("level (% of capacity)", "水平（占容量 %）"),
    "axis_level": ("level ({jobs})", "水平（{jobs}）"),
    "axis_time": ("share of time (%)", "时间比例（%）"),
    "mean": ("mean", "平均"),
    "range": ("10 % to 90 %", "10 %–90 %"),
    "full": ("full", "满"),
    "empty": ("empty", "空"),
    # --- lead time
    "lead_title": ("Lead time from shop to shop", "车间之间的通过时间"),
    "lead_stages": ("Stages", "各阶段"),
    "lead_hist": ("Distribution of the lead time", "通过时间分布"),
    "lead_note": (
        (
            "Elapsed time of finished {jobs} from the first entry into a shop to the first entry into the next; "
            "whiskers from the 10 % to the 90 % point."
        ),
        "完工产品从首次进入某车间到首次进入下一车间的日历时间；须线为 10 % 至 90 % 分位。",
    ),
    "lead_note_one": (
        "Elapsed time of finished {jobs} from start to end; the last bar holds all that took longer.",
        "完工产品从开始到结束的日历时间；最后一柱包含更长的全部产品。",
    ),
    "axis_hours": ("hours", "小时"),
    "axis_lead": ("lead time (h)", "通过时间（h）"),
    "axis_lead_min": ("lead time (min)", "通过时间（min）"),
    "axis_share_jobs": ("share of {jobs} (%)", "占比（%）"),
    "stage": ("{start} → {end}", "{start} → {end}"),
    "line_off": ("line off", "下线"),
    "median": ("Median", "中位数"),
    "p10": ("10 %", "10 %"),
    "p90": ("90 %", "90 %"),
    "mean_h": ("Mean (h)", "平均（h）"),
    "stage_head": ("Stage", "阶段"),
    "total": ("Total", "合计"),
    "count_cars": ("Cars", "数量（辆）"),
    "count_jobs": ("Jobs", "数量（件）"),
    "comma": (", ", "、"),
    # --- stocks
    "stocks_title": ("Stocks of parts", "零件库存"),
    "stocks_made": ("Made parts", "自制件"),
    "stocks_bought": ("Bought parts", "外购件"),
    "stocks_note": (
        (
            "Cover is the mean level over the mean draw, in elapsed hours. The line shows the level over the "
            "last seven days of the run, red where it touches zero. Stops are station hours lost waiting for the "
            "part."
        ),
        (
            "覆盖时间为平均库存除以平均消耗（日历小时）。曲线为运行最后七天的库存水平，触及零时为红色。"
            "停线为因缺该零件损失的工位小时。"
        ),
    ),
    "stocks_all": ("The other {n}", "其余 {n} 个"),
    "stock": ("Stock point", "库存点"),
    "part": ("Part", "零件"),
    "level": ("Level", "水平"),
    "min": ("Min", "最小"),
    "max": ("Max", "最大"),
    "mean_col": ("Mean", "平均"),
    "drawn": ("Drawn a day", "日消耗"),
    "cover": ("Cover (h)", "覆盖（h）"),
    "zero": ("Empty (% of time)", "空（时间 %）"),
    "stops": ("Stops (h a day)", "停线（h/天）"),
    # --- scheduled time and losses
    "sankey_title": ("Where scheduled time goes", "计划时间的去向"),
    "sankey_note": (
        "Station hours a day of all stations and make cells, from the calendar to the shop to what was done with them.",
        "全部工位与制造单元每天的工位小时：由日历到车间，再到其用途。",
    ),
    "scheduled": ("scheduled time", "计划时间"),
    "pareto_title": ("Losses", "损失排列"),
    "pareto_note": (
        (
            "Losses with a cause of their own, as station hours a day; the percentage is the cumulative share. "
            "Blocked and starved time is the echo of these losses and of unequal cycle times ({knock_on} station "
            "hours a day) and is not counted again."
        ),
        (
            "有自身原因的损失（工位小时/天）；百分数为累计占比。堵塞与待工是上述损失及节拍不均的连带结果（每天 "
            "{knock_on} 工位小时），不重复计入。"
        ),
    ),
    "axis_lost": ("station hours lost a day", "每天损失的工位小时"),
    "loss": ("{shop}: {cause}", "{shop}：{cause}"),
    "loss_detail": ("{shop}: {cause} ({detail})", "{shop}：{cause}（{detail}）"),
    "others": ("all others", "其他"),
    # --- energy
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
    # --- experiment
    "exp_report": ("Experiment", "仿真实验报告"),
    "exp_subtitle": (
        "{scenarios} scenarios, {runs} replications of each, {days} measured after {warmup} of warm-up",
        "{scenarios} 个方案，各 {runs} 次重复，预热 {warmup}后统计 {days}",
    ),
    "exp_selected": (
        "Selected by {kpi}: {best}, {confidence} confidence; differences below {indifference} do not count (KN++).",
        "选出的方案：{best}（按{kpi}），置信度 {confidence}；小于 {indifference} 的差异不计（KN++）。",
    ),
    "exp_undecided": (
        "Not decided within {most} replications; the best so far by {kpi} is {best}.",
        "{most} 次重复之内未能分出高下；目前按{kpi}最好的是 {best}。",
    ),
    "exp_best": ("Best by {kpi}: {best}.", "按{kpi}最好的方案：{best}。"),
    "exp_same": ("It is not told apart from the base.", "它与基准方案尚分不出差异。"),
    "exp_base": ("The base is {base}.", "基准方案为 {base}。"),
    "exp_pairs": (
        (
            "Differences are taken replication by replication, with the same random numbers in all scenarios. The "
            "intervals of one figure hold together with {confidence} (Bonferroni over {n} comparisons)."
        ),
        (
            "各方案使用相同的随机数，逐次重复配对求差。"
            "同一指标的各区间同时成立的置信度为 {confidence}（{n} 次比较，Bonferroni 校正）。"
        ),
    ),
    "exp_part": ("Shown are the base and the best {n} of {all}.", "只显示基准方案与 {all} 个方案中最好的 {n} 个。"),
    "exp_mean": ("Mean and interval", "平均值与置信区间"),
    "exp_difference": ("Difference from the base", "与基准之差"),
    "exp_col_scenario": ("Scenario", "方案"),
    "exp_col_runs": ("Runs", "重复"),
    "exp_col_mean": ("Mean", "平均值"),
    "exp_col_interval": ("{confidence} interval", "{confidence} 区间"),
    "exp_col_difference": ("Difference", "差"),
    "exp_col_path": ("Path", "路径"),
    "exp_col_strength": ("Strength", "影响"),
    "exp_col_sign": ("With sign", "带符号"),
    "exp_col_spread": ("Spread", "离散"),
    "exp_col_first": ("Alone", "单独"),
    "exp_col_total": ("With others", "含交互"),
    "exp_morris": (
        "Effect of each value over its whole range (Morris); a large spread: a curve, or dependence on the others.",
        "各参数在其整个范围内的影响（Morris）；离散大表示非线性或与其他参数有交互。",
    ),
    "exp_sobol": ("Shares of the variance that each value causes (Sobol).", "各参数引起的方差份额（Sobol）。"),
    "exp_is_base": ("base", "基准"),
    "exp_higher": ("higher", "更高"),
    "exp_lower": ("lower", "更低"),
    "exp_the_same": ("the same", "相同"),
    "exp_not_told_apart": ("not told apart", "分不出"),
    "exp_no_interval": ("no interval", "无区间"),
    # --- names of the figures
    "kpi_throughput_per_hour": ("Throughput rate", "每小时产量"),
    "kpi_lead_time_hours": ("Lead time", "通过时间"),
    "kpi_wip": ("Work in process", "在制品"),
    "kpi_finished_jobs": ("Finished jobs", "完工数量"),
    "kpi_scrapped_jobs": ("Scrapped jobs", "报废数量"),
    "kpi_scrap_ratio": ("Scrap ratio", "报废率"),
    "kpi_first_pass_yield": ("First pass yield", "一次合格率"),
    "kpi_oee": ("OEE of the bottleneck", "瓶颈 OEE"),
    "kpi_availability": ("Availability of the bottleneck", "瓶颈可用率"),
    "kpi_effectiveness": ("Effectiveness of the bottleneck", "瓶颈性能率"),
    "kpi_quality_ratio": ("Quality ratio of the bottleneck", "瓶颈合格率"),
    "kpi_energy_kwh_per_job": ("Energy per job", "单件能耗"),
    "kpi_electricity_kwh_per_job": ("Electricity per job", "单件电耗"),
    "kpi_energy_kwh": ("Energy", "总能耗"),
    "kpi_line_stop_share": ("Line stops for want of parts", "缺料停线占比"),
    "kpi_station_operations": ("Station operations", "工位作业数"),
    # --- provenance
    "origin_title": ("Where these figures come from", "数据来源"),
    "origin_model": ("Model", "模型"),
    "origin_hash": ("Model hash", "模型哈希"),
    "origin_seed": ("Seed", "随机种子"),
    "origin_runs": ("Replications", "重复次数"),
    "origin_measured": ("Measured", "统计时长"),
    "origin_warmup": ("Warm-up", "预热"),
    "origin_from": ("Measured from", "统计起点"),
    "origin_version": ("Made by", "生成软件"),
    "origin_work": ("Engine", "引擎"),
    "origin_work_text": ("{operations} station operations in {seconds} s", "{operations} 次工位作业，用时 {seconds} s"),
    "day": ("{n} day", "{n} 天"),
    "days": ("{n} days", "{n} 天"),
    # --- units of time
    "unit_d": ("{n} d", "{n} 天"),
    "unit_h": ("{n} h", "{n} 小时"),
    "unit_min": ("{n} min", "{n} 分钟"),
    "unit_s": ("{n} s", "{n} 秒"),
    **_SEQUENCE,
}

LANGUAGES = ("en", "zh")
"""Languages of the report, in the order of the texts."""
