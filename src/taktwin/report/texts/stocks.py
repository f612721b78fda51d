"""Texts of the stocks, and of the supplier park behind them."""

TEXTS: dict[str, tuple[str, str]] = {
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
    "mode_warehouse": ("warehouse", "仓库供货"),
    "mode_kanban": ("kanban", "看板"),
    "mode_vendor_managed": ("vendor-managed stock", "供应商管理库存（VMI）"),
    "mode_jit": ("just in time", "准时供货（JIT）"),
    "mode_jis": ("just in sequence", "排序供货（JIS）"),
    "mode_in_plant": ("in the plant", "厂内制造"),
    "mode_lane": ("plain lane", "普通运输线"),
    "mode_sequence": ("called line with trucks", "叫料产线（卡车）"),
    "zir_title": ("Zero-inventory ratio", "零库存率"),
    "zir_count": ("{n} of {all} part families count", "{all} 个零件族中 {n} 个计入"),
    "zir_number": ("By number", "按数量"),
    "zir_value": ("By value", "按价值"),
    "zir_volume": ("By volume", "按体积"),
    "zir_by_value": ("weighed by value in a mean {job}", "按平均单{job}价值加权"),
    "zir_by_volume": ("weighed by volume in a mean {job}", "按平均单{job}体积加权"),
    "zir_site": ("Stock on site", "厂内库存"),
    "zir_site_note": ("value, mean", "价值，平均"),
    "zir_consigned": ("value, mean; {value} of it is the suppliers'", "价值，平均；其中 {value} 归供应商所有"),
    "zir_moved": ("Moved to suppliers", "转移至供应商"),
    "zir_moved_note": ("value in racks and on trucks, in sequence", "排序供货在料架与卡车上的价值"),
    "zir_million": ("million", "百万"),
    "zir_waited": ("Waits of all places for parts, added", "各工位缺件等待合计"),
    "zir_waited_note": (
        "of the scheduled time of the line, which loses no more than that",
        "占产线计划时间；产线损失不会超过此值",
    ),
    "zir_note": (
        (
            "A part family counts if its cover on site, the stock inside the fence over the demand while the line "
            "runs, whoever owns it, is at most {theta} for 95 % of the time, nights and breaks included. Supply in "
            "sequence moves stock to the supplier rather than removing it, so that stands beside the ratio."
        ),
        (
            "零件族计入的条件：其厂内覆盖时间（围墙内库存除以产线运行时的需求，不论归谁所有）在 95 % 的时间内"
            "（含夜间与休息）不超过 {theta}。排序供货只是把库存转移到供应商处而非消除，因此在旁边一并给出。"
        ),
    ),
    "zir_none": (
        "No ratio can be given: in this run nothing was drawn of {list}.",
        "无法给出零库存率：本次运行未消耗 {list}。",
    ),
    "pcover_title": ("Minutes of cover by part family", "各零件族覆盖时间（分钟）"),
    "pcover_family": ("Part family", "零件族"),
    "pcover_supplier": ("Supplier", "供应商"),
    "pcover_mode": ("Mode", "供货方式"),
    "pcover_day": ("Through the day, 0 to 24 h", "一天之内，0 至 24 时"),
    "pcover_low": ("5 %", "5 %"),
    "pcover_middle": ("Median", "中位数"),
    "pcover_high": ("95 %", "95 %"),
    "pcover_counts": ("Counts", "计入"),
    "pcover_yes": ("yes", "是"),
    "pcover_no": ("no", "否"),
    "pcover_stops": ("Stops (min a day)", "停线（min/天）"),
    "pcover_all": ("The other {n} families", "其余 {n} 个零件族"),
    "pcover_note": (
        (
            "Stock on site over the demand while the line runs, in minutes; the most cover comes first. The line "
            "is the median at this time of day and the band goes from 5 to 95 % of the values, over {days} and "
            "{runs}; the dashes are {theta}. Red: nothing was left at times."
        ),
        (
            "厂内库存除以产线运行时的需求（分钟），覆盖时间最长者在前。曲线为该时刻的中位数，色带为 5 % 至 95 % 的"
            "值，统计 {days}、{runs}；虚线为 {theta}。红色：有时库存为零。"
        ),
    ),
    "dock_title": ("Docks", "卸货口"),
    "dock_dock": ("Dock", "卸货口"),
    "dock_doors": ("Doors", "门数"),
    "dock_trucks": ("Trucks a day", "每天卡车"),
    "dock_busy": ("Doors taken", "门占用"),
    "dock_wait": ("Mean wait (min)", "平均等待（min）"),
    "dock_longest": ("Longest wait (min)", "最长等待（min）"),
    "dock_most": ("Most in the yard", "场内最多等待"),
    "dock_day": ("{dock} through the day", "{dock} 一天之内"),
    "dock_per_hour": ("trucks an hour", "卡车/小时"),
    "dock_at_doors": ("doors taken", "占用的门"),
    "dock_in_yard": ("trucks in the yard", "场内等待卡车"),
    "dock_axis": ("trucks, doors", "卡车、门"),
    "dock_note": (
        "A truck takes the first free door; if there is none, it waits in the yard.",
        "卡车占用最先空出的门；没有空门时在场内等待。",
    ),
    "dock_note_day": (
        "Means for half an hour of the day, over all days of the run.",
        "一天中每半小时的平均值，统计全部天数。",
    ),
    "dock_untraced": (
        "A traced run (--trace) shows the docks through the day.",
        "跟踪运行（--trace）可显示一天之内的卸货口情况。",
    ),
    "pstop_title": ("Waits for parts", "缺件等待"),
    "pstop_axis": ("station minutes a day", "工位分钟/天"),
    "pstop_sum": ("together (%)", "累计（%）"),
    "pstop_part": ("not in stock", "库存缺件"),
    "pstop_matched": ("not there in sequence", "排序件未到"),
    "pstop_what": ("Part, or line in sequence", "零件或排序产线"),
    "pstop_family": ("Part family", "零件族"),
    "pstop_cause": ("Cause", "原因"),
    "pstop_where": ("Station", "工位"),
    "pstop_stock": ("Stock point", "库存点"),
    "pstop_seconds": ("Seconds a day", "秒/天"),
    "pstop_share": ("Share", "占比"),
    "pstop_all": ("The other {n}", "其余 {n} 项"),
    "pstop_note": (
        (
            "Time that a station or cell waited for a part, all its servers together; two that wait at once both "
            "count. The bars add up the stations of a part family, or of a part without one."
        ),
        (
            "工位或设备单元等待零件的时间，同一工位全部设备合计；同时等待的两处各自计入。柱形按零件族（无族时按零件）合"
            "计各工位。"
        ),
    ),
    "ring_title": ("Where the parts come from", "零件从哪里来"),
    "ring_supplier": ("Supplier", "供应商"),
    "ring_way": ("Way", "路程时间"),
    "ring_mode": ("Mode", "供货方式"),
    "ring_trucks": ("Trucks a day", "每天卡车"),
    "ring_m3": ("m³ a day", "m³/天"),
    "ring_things": ("What comes", "供应内容"),
    "ring_all": ("The other {n}", "其余 {n} 个"),
    "ring_tip": ("{mode}: {trucks} trucks a day, {things}", "{mode}：每天 {trucks} 辆卡车，{things}"),
    "ring_legend": ("{mode}: {trucks} a day", "{mode}：每天 {trucks} 辆"),
    "ring_width": ("Width: trucks a day, at most {most}", "线宽：每天卡车数，最多 {most}"),
    "ring_note": (
        (
            "Suppliers stand on rings by the time of the way to the plant (a supplier without a drive: by the lead "
            "time of its lane). Trucks are those of the plan, one for each order that is due and more where one "
            "does not take it all; in sequence as if all left full. Of a traced run those of lanes are counted."
        ),
        (
            "供应商按到工厂的路程时间排在各环上（未给出路程时按运输线提前期）。卡车数按计划：每次到期订货一辆，"
            "装不下时更多；排序供货按满载计。跟踪运行则为运输线实际到达的卡车数。"
        ),
    ),
    "pcar_title_car": ("The parts of one car", "一辆车的零件"),
    "pcar_title_job": ("The parts of one job", "一件产品的零件"),
    "pcar_called": ("called", "已叫料"),
    "pcar_truck": ("on the truck", "在途"),
    "pcar_gate": ("at the gate, unloading, way to the line", "到厂、卸货、送线"),
    "pcar_line": ("beside the line", "线边"),
    "pcar_fitted": ("fitted", "装配"),
    "pcar_head_part": ("Part", "零件"),
    "pcar_head_number": ("Part number", "零件号"),
    "pcar_head_how": ("Comes", "方式"),
    "pcar_head_called": ("Called", "叫料"),
    "pcar_head_sent": ("Despatched", "发车"),
    "pcar_head_gate": ("At the gate", "到厂"),
    "pcar_head_line": ("Line-side", "线边"),
    "pcar_head_fitted": ("Fitted", "装配"),
    "pcar_stock": ("out of stock", "库存"),
    "pcar_sequence": ("in sequence", "排序"),
    "pcar_times": ("All times", "全部时间"),
    "pcar_note": (
        (
            "Order {number} of {stream}, the last that was finished, by the clock of the plant; a part that it "
            "takes several times is told once, where it came last. What comes out of stock has no number of its "
            "own: what is drawn is taken to be what came in first, and its truck leaves when it is ordered. What "
            "came early begins at the left edge."
        ),
        (
            "{stream} 的第 {number} 号订单（最后完工者），按工厂时钟；多次取用的零件只列出到得最晚的一次。"
            "库存件没有自己的编号：取用时按先进先出认定，其卡车在订货时发出。到得早的零件从左边缘开始。"
        ),
    ),
    "pcar_most": (
        "Shown are the {n} of {all} parts that came last before they were needed.",
        "显示 {all} 个零件中到线边最晚的 {n} 个。",
    ),
    "splan_title": ("Plan of the supplier park", "供应商园区计划"),
    "splan_zir": ("Zero-inventory ratio", "零库存率"),
    "splan_stops": ("Takts lost for want of parts", "缺件损失的节拍"),
    "splan_rate": ("Jobs an hour", "每小时产量"),
    "splan_cost": ("Cost a year", "年成本"),
    "splan_axis_cost": ("cost a year (million)", "年成本（百万）"),
    "splan_was": ("today {value}", "目前 {value}"),
    "splan_asked": ("What was asked for", "要求"),
    "splan_by_number": ("by number", "按数量"),
    "splan_by_value": ("by value", "按价值"),
    "splan_by_volume": ("by volume", "按体积"),
    "splan_met": (
        (
            "A ratio of {zir} ({weight}) with at most {stops} of the takts lost for want of parts: the simulated plan "
            "keeps it; the upper end of the 95 % interval of what it loses is {high}."
        ),
        (
            "零库存率 {zir}（{weight}），缺件损失的节拍不超过 {stops}：仿真的计划达到要求，"
            "其损失的 95 % 区间上限为 {high}。"
        ),
    ),
    "splan_fresh": (
        "So it is in {n} runs with random numbers that the plan was not made with, in which its ratio is {zir}.",
        "以上为 {n} 次运行的结果，所用随机数在制定计划时未用过；其中零库存率为 {zir}。",
    ),
    "splan_missed": (
        (
            "A ratio of {zir} ({weight}) with at most {stops} of the takts lost for want of parts: no plan that was "
            "simulated keeps it; this is the best. The upper end of the 95 % interval of what it loses is {high}."
        ),
        (
            "零库存率 {zir}（{weight}），缺件损失的节拍不超过 {stops}：已仿真的计划均未达到，此为最佳者，"
            "其损失的 95 % 区间上限为 {high}。"
        ),
    ),
    "splan_changed": ("{n} of {all} part families come in another way.", "{all} 个零件族中 {n} 个改变供货方式。"),
    "splan_frontier": ("What a higher ratio costs", "提高零库存率的成本"),
    "splan_frontier_note": (
        "The cheapest plan for each ratio by formula, and what it reached when it was simulated once.",
        "各零库存率下按公式成本最低的计划，以及其一次仿真达到的零库存率。",
    ),
    "splan_formula": ("by formula", "按公式"),
    "splan_ratio": ("Ratio", "零库存率"),
    "splan_axis_ratio": ("zero-inventory ratio (%)", "零库存率（%）"),
    "splan_simulated": ("Simulated ratio", "仿真零库存率"),
    "splan_simulated_stops": ("Takts lost, simulated", "仿真损失节拍"),
    "splan_families": ("How each family comes", "各零件族的供货方式"),
    "splan_family": ("Part family", "零件族"),
    "splan_supplier": ("Supplier", "供应商"),
    "splan_today": ("Today", "目前"),
    "splan_plan": ("Plan", "计划"),
    "splan_called": ("{mode}, called at {call}", "{mode}，叫料处 {call}"),
    "splan_as_today": ("as today", "不变"),
    "splan_cover_today": ("Cover today (min)", "目前覆盖（min）"),
    "splan_cover_plan": ("Cover planned (min)", "计划覆盖（min）"),
    "splan_stops_today": ("Waits today (s)", "目前等待（s）"),
    "splan_stops_plan": ("Waits planned (s)", "计划等待（s）"),
    "splan_same": ("The other {n}, which come as today", "其余 {n} 个不变"),
    "splan_families_note": (
        (
            "Cover on site that is not exceeded in 95 % of the time, and seconds for which the line waited, both "
            "simulated over all replications; cost a year: planned - today."
        ),
        "95 % 的时间内不超过的厂内覆盖时间，以及产线等待的秒数，均为全部重复的仿真结果；年成本为计划减目前。",
    ),
    "splan_first": ("What to change first", "优先改变"),
    "splan_what": ("Change", "改变"),
    "splan_points": ("Ratio, points", "零库存率（百分点）"),
}
