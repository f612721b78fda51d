"""What is wrong with weather files, and what was done about it."""

CHINESE: dict[str, str] = {
    # --- what was changed
    "no number: filled in": "不是数字：已补上",
    "missing: filled in": "缺失：已补上",
    "out of range: filled in": "超出范围：已补上",
    "more than 15 K beside the hours around it: filled in": "与前后各小时相差超过 15 K：已补上",
    "more than 7 kPa from the pressure of the altitude: filled in": "与该海拔的气压相差超过 7 kPa：已补上",
    "humidity above 100 %: 100 %": "湿度高于 100 %：取 100 %",
    "dew point above dry bulb: from the relative humidity": "露点高于干球温度：由相对湿度求得",
    "radiation with the sun far below the horizon: 0": "太阳远在地平线下仍有辐射：取 0",
    "more global radiation than the sky can give: from the other two": "总辐射超过天空所能给出的：由另两项求得",
    "more diffuse radiation than the sky can give: from the other two": "散射辐射超过天空所能给出的：由另两项求得",
    "more direct radiation than the sun gives on the ground: from the other two": (
        "直射辐射超过太阳在地面所能给出的：由另两项求得"
    ),
    "global radiation is not diffuse plus direct: from the other two": "总辐射不等于散射加直射：由另两项求得",
    "missing hour: made from its neighbours": "缺少的小时：由相邻小时补出",
    "the same hour twice: left out": "同一小时出现两次：已略去",
    "summer time: set back by an hour": "夏令时：已拨回一小时",
    # --- what was left
    "in {count} hours dew point and relative humidity disagree by more than 10 points": (
        "有 {count} 小时露点与相对湿度相差超过 10 个百分点"
    ),
    "the radiation lies {minutes:+.0f} min off the sun": "辐射与太阳位置相差 {minutes:+.0f} 分钟",
    "global radiation of {total:,.0f} kWh/m2 a year: no climate of this place to compare with": (
        "总辐射每年 {total:,.0f} kWh/m2：没有该地的气候数据可供比较"
    ),
    "synthetic: made from {source}": "合成年：由 {source} 生成",
    # --- the file
    "line {number}": "第 {number} 行",
    "give an EPW file: eight lines of header, then one line an hour": "请给出 EPW 文件：八行文件头，然后每小时一行",
    "the line does not begin with {word}": "该行不以 {word} 开头",
    "{what} is not between {low:g} and {high:g}": "{what} 不在 {low:g} 与 {high:g} 之间",
    "write latitude, longitude, time zone and altitude of the place into LOCATION": (
        "请在 LOCATION 中写明该地的纬度、经度、时区和海拔"
    ),
    "the time zone {zone:g} h does not fit the longitude {east:g}": "时区 {zone:g} h 与经度 {east:g} 不符",
    "east is positive, for both: correct the header": "两者均以东为正：请更正文件头",
    "there are {count} rows an hour": "每小时有 {count} 行",
    "give a file with one row an hour": "请给出每小时一行的文件",
    "there are no hours": "没有逐时数据",
    "the row has {count} columns": "该行有 {count} 列",
    "the row has {count} columns, the first has {wanted}": "该行有 {count} 列，首行有 {wanted} 列",
    "{text} is no year, month, day or hour": "{text} 不是年、月、日或小时",
    "write whole numbers, such as 2005,1,31,24": "请写整数，例如 2005,1,31,24",
    # --- its hours
    "{when} comes after a later hour": "{when} 排在更晚的小时之后",
    "sort the hours, or take another file": "请将小时排序，或换一个文件",
    "there is no hour {when}": "没有 {when} 这一小时",
    "hours of a day are 1 to 24 and end at their label": "一天的小时为 1 至 24，在其标号时刻结束",
    "{when} stands twice, with different values": "{when} 出现两次，数值不同",
    "leave out the one that does not count, or take another file": "请删去不作数的一个，或换一个文件",
    "the year begins at {when}, not at 1/1 1:00": "全年从 {when} 开始，而非 1/1 1:00",
    "the year ends at {when}, not at 12/31 24:00": "全年到 {when} 为止，而非 12/31 24:00",
    "{count} hours are missing after {when}": "{when} 之后缺少 {count} 小时",
    "at most 6 h in a row are filled in; take another file": "最多连续补上 6 小时；请换一个文件",
    # --- its values
    "take another file": "请换一个文件",
    "{share} of {field} is missing or wrong": "{field} 有 {share} 缺失或有误",
    "at most 10 % are repaired; take another file": "最多修复 10 %；请换一个文件",
    "{count} hours in a row of {field} are missing or wrong": "{field} 连续 {count} 小时缺失或有误",
    "radiation is missing on several days at the same hour": "连续几天的同一小时缺少辐射",
    "the pressure is {median:,.0f} Pa, that of {altitude:g} m is {standard:,.0f} Pa": (
        "气压为 {median:,.0f} Pa，而海拔 {altitude:g} m 处为 {standard:,.0f} Pa"
    ),
    "correct the altitude or the unit (Pa)": "请更正海拔或单位（Pa）",
    # --- the year
    "global radiation is {total:,.0f} kWh/m2 a year, before the atmosphere it is {above:,.0f}": (
        "总辐射每年 {total:,.0f} kWh/m2，大气层外为 {above:,.0f}"
    ),
    "the mean day has two humps: {dip:.0f} W/m2 in the hour to {hour}:00, {around:.0f} W/m2 on both sides": (
        "平均日有两个峰：到 {hour}:00 的一小时为 {dip:.0f} W/m2，两侧为 {around:.0f} W/m2"
    ),
    "the radiation of the file is {late:+.1f} h off the sun of its place": ("文件中的辐射与当地太阳相差 {late:+.1f} h"),
    "correct longitude and time zone in the header, or take a file in standard time": (
        "请更正文件头中的经度和时区，或换用标准时间的文件"
    ),
    "global radiation is {total:,.0f} kWh/m2 a year; at {place} {least:g} to {most:g} are believed": (
        "总辐射每年 {total:,.0f} kWh/m2；{place} 可信的范围是 {least:g} 至 {most:g}"
    ),
}
