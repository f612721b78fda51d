"""Cars on cycles."""

CHINESE: dict[str, str] = {
    "Tell what a car takes on a driving cycle.": "给出汽车在行驶工况下的消耗。",
    (
        "With a battery alone: electricity and range. With a range extender or a fuel cell: fuel of each strategy with "
        "the battery as full at the end as at the start, beside the least that is possible, and how long the engine is "
        "heard."
    ): (
        "纯电动车：电耗和续航。带增程器或燃料电池：各种策略在始末电量相等时的燃料消耗，与可能的最低值并列，"
        "以及发动机可闻的时间。"
    ),
    "YAML of a car, or a car that comes with Taktwin.": "描述汽车的 YAML，或内置汽车的名称。",
    "CSV with time_s,speed_kmh at 1 Hz; or like-wltc, like-cltc (synthetic).": (
        "CSV，列为 time_s,speed_kmh，1 Hz；或 like-wltc、like-cltc（合成）。"
    ),
    "How often the cycle is driven.": "工况行驶的次数。",
    "thermostat, load_following, adaptive, equivalent, quiet or best; may be given again. Default all.": (
        "thermostat、load_following、adaptive、equivalent、quiet 或 best；可多次给出。默认全部。"
    ),
    "Write every second: .csv, .parquet or .xlsx.": "写出每一秒：.csv、.parquet 或 .xlsx。",
    "{car} on {cycle}: {km} km in {s:,.0f} s, {mean} km/h in the mean, {most} km/h at most": (
        "{car}，{cycle}：{s:,.0f} 秒内 {km} km，平均 {mean} km/h，最高 {most} km/h"
    ),
    "a synthetic cycle: length, way, speeds and rests as published, seconds made": (
        "合成工况：时长、里程、车速和停车时间与公布的一致，逐秒数据为生成"
    ),
    "not the published cycle of this name: {wrong}": "与同名的公布工况不符：{wrong}",
    "air": "空气阻力",
    "tyres": "轮胎",
    "grade": "坡度",
    "at the wheel, driving": "车轮处，驱动",
    "at the wheel, braking": "车轮处，制动",
    "of that back to the motor": "其中回到电机",
    "motor and inverter": "电机和逆变器",
    "motor and auxiliaries together": "电机与附件合计",
    "where it goes": "去向",
    "kWh/100 km": "kWh/100 km",
    "battery: {kwh} kWh/100 km at its terminals; a full one of {full} kWh goes {km} km": (
        "电池：端口 {kwh} kWh/100 km；充满 {full} kWh 可行驶 {km} km"
    ),
    "L/100 km": "L/100 km",
    "kg/100 km": "kg/100 km",
    "strategy": "策略",
    "over the least": "高于最低值",
    "starts": "启动次数",
    "runs": "运行",
    "heard": "可闻",
    "charge at the end": "结束电量",
    "thermostat": "恒温器式",
    "load following": "功率跟随",
    "adaptive": "自适应",
    "equivalent consumption": "等效消耗",
    "equivalent, never heard": "等效消耗，始终不可闻",
    "the best": "最优",
    "fuel with the battery as full at the end as at the start ({start:.0%})": "燃料按始末电量相等（{start:.0%}）计",
    "no strategy takes less than {bound} kWh with starts free; the best takes {best} kWh": (
        "不计启动时任何策略不低于 {bound} kWh；最优为 {best} kWh"
    ),
    "* the battery moved too much to compare it": "* 电池电量变化过大，不可比较",
}
