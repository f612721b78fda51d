"""Texts of the measured bottleneck, of losses and of the scheduled time."""

TEXTS: dict[str, tuple[str, str]] = {
    "gain_title": ("What pays", "改善何处最有效"),
    "gain_best": (
        "What pays most is {names}: {gain} {jobs} an hour more.",
        "改善{names}最有效：每小时多产出 {gain} {jobs}。",
    ),
    "gain_several": (
        "What pays most cannot be told apart: {names}; the first gives {gain} {jobs} an hour more.",
        "以下各处改善效果相近，无法区分：{names}；第一项每小时多产出 {gain} {jobs}。",
    ),
    "gain_none": (
        "None of the {count} suspects, eased alone, gains anything for sure: no single place holds the plant back.",
        "对 {count} 个可疑环节逐一放宽，均未见确定的增产：没有单一的瓶颈。",
    ),
    "gain_unmeasured": ("It was not measured what pays: {reason}.", "未测量改善效果：{reason}。"),
    "gain_note": (
        (
            "Each suspect limits a little less, alone, in the same plant with the same random numbers ({days}, up to "
            "{runs} replications). Gain: finished {jobs} an hour of elapsed time; the 95 % intervals hold together."
        ),
        (
            "在同一工厂、同一随机数下逐一放宽每个可疑环节（{days}，最多 {runs} 次重复）。"
            "增益为每日历小时多完工的{jobs}数；所有 95 % 置信区间同时成立。"
        ),
    ),
    "gain_who": ("Eased", "放宽对象"),
    "gain_how": ("How", "方式"),
    "gain_gain": ("Gain, {jobs} an hour", "增益（{jobs}/小时）"),
    "gain_interval": ("95 % interval", "95 % 区间"),
    "gain_sure": ("Sure", "确定"),
    "gain_yes": ("yes", "是"),
    "gain_how_time": ("works {by} % shorter", "作业时间缩短 {by} %"),
    "gain_how_repairs": ("repairs {by} % shorter", "维修时间缩短 {by} %"),
    "gain_how_maintenance": ("maintenance {by} % shorter", "计划维护时间缩短 {by} %"),
    "gain_how_setups": ("set-ups {by} % shorter", "换型时间缩短 {by} %"),
    "gain_how_recipes": ("hits and die changes {by} % shorter", "冲次与换模时间缩短 {by} %"),
    "gain_how_line": ("takt (or transfer) and all works {by} % shorter", "节拍（或转移）与全部作业缩短 {by} %"),
    "gain_how_belt": ("{by} % faster", "提速 {by} %"),
    "gain_how_ride": ("rides {by} % shorter", "行程时间缩短 {by} %"),
    "gain_how_places": ("places: {by} more", "增加 {by} 个位置"),
    "gain_how_carriers": ("carriers: {by} more", "增加 {by} 个载具"),
    "gain_how_person": ("people: {by} more", "增加 {by} 人"),
    "gain_how_operator": ("operators: {by} more", "增加 {by} 名操作工"),
    "gain_how_vehicle": ("vehicles: {by} more", "增加 {by} 台车"),
    "gain_how_speed": ("{by} % less driving time", "行驶时间缩短 {by} %"),
    "gain_how_releases": ("released {by} % sooner", "投放间隔缩短 {by} %"),
    "gain_how_orders": ("trucks {by} % more often", "送货间隔缩短 {by} %"),
    "sankey_title": ("Where scheduled time goes", "计划时间的去向"),
    "sankey_note": (
        "Station hours a day of all stations and make cells, from the calendar to the shop to what was done with them.",
        "全部工位与制造单元每天的工位小时：由日历到车间，再到其用途。",
    ),
    "scheduled": ("scheduled time", "计划时间"),
    "losses_title": ("What losses cost", "损失的代价"),
    "losses_who": ("Lost", "损失"),
    "losses_hours": ("hours a day", "小时/天"),
    "losses_gain": ("a tenth less gives, {jobs} a day", "减少一成可增产（{jobs}/天）"),
    "losses_note": (
        (
            "Measured one by one, as what pays is. Set-ups, failures and waiting take {root} station hours a day in "
            "all stations; {knock_on} are blocked or starved, the echo of losses elsewhere. To have an hour back where "
            "it gains nothing helps nobody, however many are lost."
        ),
        (
            "与改善效果一样逐一实测。全部工位每天换型、故障与等待共 {root} 工位小时；堵塞与待工 {knock_on} 小时，"
            "为他处损失的连带结果。在不能增产之处，损失再多工时，挽回也没有价值。"
        ),
    ),
    "loss": ("{station}: {cause}", "{station}：{cause}"),
}
