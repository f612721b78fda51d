"""Weather and photovoltaics."""

CHINESE: dict[str, str] = {
    "Check and repair weather files.": "检查并修复气象文件。",
    "Check weather files: what cannot be is repaired by stated rules, or the file is refused.": (
        "检查气象文件：不可能的数值按明示的规则修复，否则拒收该文件。"
    ),
    (
        "Prints what was found and done, and monthly figures; with --pv the yield of a kWp, as a range over the files."
    ): "输出发现的问题、所作的修复和逐月数据；加 --pv 时给出每 kWp 的发电量，并以各文件之间的范围表示。",
    "EPW files, or shipped synthetic years: chongqing-cloudy, chongqing-bright.": (
        "EPW 文件，或内置的合成年：chongqing-cloudy、chongqing-bright。"
    ),
    "Yield of modules: mounting (roof, rack, bipv, facade), tilt, azimuth, ...; may be given again.": (
        "组件的发电量：mounting（roof、rack、bipv、facade）、tilt、azimuth 等；可重复给出。"
    ),
    "Write the repaired hours there, as .epw or .csv; of one FILE.": (
        "把修复后的逐时数据写到该处，格式为 .epw 或 .csv；仅限一个 FILE。"
    ),
    "List every value that was changed.": "列出每个被改动的数值。",
    "Print one JSON object with all of it.": "输出一个 JSON 对象，含全部内容。",
    "it takes one FILE, and a name that ends with .epw or .csv.": "它只适用于一个 FILE，且名称须以 .epw 或 .csv 结尾。",
    # --- the tables
    "{name}: {hours:,} hours, {count} values changed": "{name}：{hours:,} 小时，改动 {count} 个数值",
    "  {count} x {field}: {what}": "  {count} 次 {field}：{what}",
    "  note: {what}": "  注：{what}",
    "month": "月",
    "global kWh/m2": "总辐射 kWh/m2",
    "direct": "直射",
    "diffuse": "散射",
    "mean C": "平均 C",
    "lowest": "最低",
    "highest": "最高",
    "humidity %": "湿度 %",
    "wind m/s": "风速 m/s",
    "year": "全年",
    "hour": "小时",
    "line of the file": "文件行号",
    "field": "字段",
    "was": "原值",
    "is": "现值",
    "rule": "规则",
    "photovoltaics, a year": "光伏，全年",
    "mounting": "安装方式",
    "tilt/azimuth": "倾角/方位角",
    "weather": "气象",
    "kWh/kWp": "kWh/kWp",
    "on the plane kWh/m2": "组件面 kWh/m2",
    "range": "范围",
}
