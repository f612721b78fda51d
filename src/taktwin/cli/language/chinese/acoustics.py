"""Sound of parts."""

CHINESE: dict[str, str] = {
    "Tell what a soundproofing part does to sound.": "给出隔音件对声音的作用。",
    "Tell what a soundproofing part absorbs, and what it lets through.": "给出隔音件吸收多少声音、透过多少声音。",
    "With a limit and the scatter of the process in the file also how many parts are accepted.": (
        "文件中给出限值和工艺离散时，还给出合格件的比例。"
    ),
    "YAML of the layers of a part.": "描述零件各层的 YAML。",
    "How the sound comes in: normal, diffuse, or an angle in degrees.": (
        "声音的入射方式：normal（垂直）、diffuse（扩散）或以度为单位的角度。"
    ),
    "Centre of the first third-octave band.": "第一个三分之一倍频程带的中心频率。",
    "Centre of the last third-octave band.": "最后一个三分之一倍频程带的中心频率。",
    "Parts that are computed where the file has a limit and a scatter.": "文件中有限值和离散时计算的零件数。",
    "Write the bands: .csv, .parquet or .xlsx.": "写出各频带：.csv、.parquet 或 .xlsx。",
    "{model}: {n} parts": "{model}：{n} 个零件",
    "bands: {path}": "频带：{path}",
    "on a hard wall": "贴在硬壁上",
    "with air behind it": "背后为空气",
    "sound at a right angle": "声音垂直入射",
    "sound from all sides": "声音从各方向入射",
    "sound at {angle} degrees": "声音以 {angle} 度入射",
    "{name}, {behind}, {field}": "{name}，{behind}，{field}",
    "band, Hz": "频带，Hz",
    "absorption": "吸声系数",
    "transmission loss, dB": "隔声量，dB",
    "mean absorption": "平均吸声系数",
    "mean transmission loss": "平均隔声量",
    (
        "{what}, {first:g} to {last:g} Hz: {nominal}{unit} as drawn; parts {mean}{unit}, standard deviation {sd}{unit}"
    ): "{what}，{first:g} 至 {last:g} Hz：设计值 {nominal}{unit}；零件 {mean}{unit}，标准差 {sd}{unit}",
    "{share:.1%} of the parts reach {least}{unit}": "{share:.1%} 的零件达到 {least}{unit}",
    "what carries the scatter": "离散的来源",
    "for one standard deviation more": "增加一个标准差时的变化",
}
