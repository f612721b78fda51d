"""Assessments."""

CHINESE: dict[str, str] = {
    "Assess a plant as a green and a zero-carbon factory.": "按绿色工厂和零碳工厂评价工厂。",
    (
        "Each line names its figure, where it comes from and what it lacks; what is not given has no score. Then "
        "solvents, the register of hazardous waste, and a path of so many percent a year."
    ): "每一行给出数值、来源和缺项；未给出的不计分。随后是溶剂、危险废物台账和逐年降幅路径。",
    "YAML of figures with their sources.": "含数值及其来源的 YAML。",
    "Write the table that is used, to be filled in.": "写出所用的指标表，供填写。",
    "table: {path}": "指标表：{path}",
    # --- the tables
    "{name}, {year}": "{name}，{year} 年",
    "{title} ({edition})": "{title}（{edition}）",
    "base level": "基准值",
    "leading level": "引领值",
    "yes": "是",
    "no": "否",
    "weight": "权重",
    "points": "得分",
    "{scored} of {lines} scored": "{lines} 项中 {scored} 项得分",
    "{shown} of {asked} shown": "{asked} 项中 {shown} 项已证明",
    "{source}; table lacks {what}": "{source}；指标表缺少{what}",
    "not given": "未给出",
    "indicators marked * are proposed by Taktwin, not by the standard": "带 * 的指标由 Taktwin 建议，并非标准规定",
    "what is marked + is recalled from the standard: verify it before you publish": (
        "带 + 的内容凭记忆录自标准：发布前请核实"
    ),
    "a basic requirement is not met: no point counts": "有基本要求未满足：一票否决",
    "points: {points} of {most}": "得分：{most} 分中的 {points} 分",
    "no total: {open} lines are open; from {least} to {most} points": "无总分：{open} 项未定；{least} 至 {most} 分",
    "left by contract: {t} t CO2": "按合同计剩余：{t} t CO2",
    "cancelled credits cover {share:.1%} of it; they are subtracted from nothing": (
        "已注销的抵消量覆盖其 {share:.1%}；不从任何数字中扣除"
    ),
    "solvents: {emitted} g/m2; no limit given": "溶剂：{emitted} g/m2；未给出限值",
    "solvents: {emitted} g/m2, limit {limit} ({source}): ": "溶剂：{emitted} g/m2，限值 {limit}（{source}）：",
    "kept": "达标",
    "exceeded": "超出",
    "register of waste: {checks} checks, {share} passed": "危险废物台账：检查 {checks} 项，通过 {share}",
    "{what} for each {per}, -{rate:.1%} a year, in {unit}": "{what}（每 {per}），每年降低 {rate:.1%}，单位 {unit}",
    "calendar year": "年份",
    "path asks for": "路径要求",
    "reached": "实际",
    "site": "全厂",
    "cut so far: {rate:.2%} a year": "迄今每年降低：{rate:.2%}",
    "it takes {rate:.2%} a year from now on": "今后每年需降低：{rate:.2%}",
    "to save: {needed} {unit}; measures: {planned}; lacking: {lacking}": (
        "需节约：{needed} {unit}；措施：{planned}；尚缺：{lacking}"
    ),
    "the whole site: {change:+.1%}": "全厂：{change:+.1%}",
}
