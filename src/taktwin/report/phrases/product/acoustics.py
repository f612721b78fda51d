"""What is refused, and what to do about it."""

CHINESE: dict[str, str] = {
    # --- product/acoustics
    "nothing scatters": "没有参数有波动",
    "say what does, such as the thickness of a layer": "请写明哪些参数波动，例如某层的厚度",
    "the scatter of {name} is not between 0 and a quarter of its value": "{name} 的波动不在 0 与其值的四分之一之间",
    "give less": "请给出更小的值",
    "there is no third-octave band between {first:g} and {last:g} Hz": (
        "{first:g} 与 {last:g} Hz 之间没有三分之一倍频程"
    ),
    "give for example 500 and 5000": "请给出，例如 500 和 5000",
    "the file does not say what is to be high": "文件未说明什么应当高",
    "give it `accept`": "请给它 `accept`",
    "name a number, such as felt.thickness": "请写一个参数，例如 felt.thickness",
    "the range of {name} is not above 0, or has no width": "{name} 的范围不大于 0，或没有宽度",
    "mend it": "请更正",
    "the mass of a porous layer with a rigid frame, or of a fibrous one, is not known": (
        "刚性骨架多孔层或纤维层的质量未知"
    ),
    "give it `frame: {density: ...}`, or set no limit on the mass": "请给它 `frame: {density: ...}`，或不限制质量",
    "no part within the ranges keeps the limits": "范围内没有满足限制的零件",
    "allow more mass or thickness, or widen a range": "请允许更大的质量或厚度，或放宽某个范围",
    "write `behind: air`, or give an absorption": "请写 `behind: air`，或给出吸声系数",
    "nothing is to be fitted": "没有需要拟合的参数",
    "name a number, such as felt.resistivity": "请写一个参数，例如 felt.resistivity",
    "{size} frequencies and {size2} values do not tell {n} of the layers' numbers": (
        "{size} 个频率和 {size2} 个值不足以确定各层的 {n} 个参数"
    ),
    "give more points": "请给出更多的点",
    "a measured value is not finite": "有测量值不是有限的数",
    "leave its frequency out": "请去掉其频率",
    "no part within the ranges can be": "范围内没有可能的零件",
    "narrow them around the values of the file": "请把范围收窄到文件中的值附近",
    "a spectrum without a band has no level": "没有频带的频谱没有声级",
    "give the level of one band at least": "请至少给出一个频带的声级",
    "nothing is heard behind a part on a wall": "贴在壁上的零件背后听不到声音",
    "the response has no band of {missing:g} Hz": "响应中没有 {missing:g} Hz 的频带",
    "compute the part at the bands of the sound": "请在该声音的频带上计算零件",
    "a felt of {density:.4g} kg/m3 is denser than its fibres, {fibre:.4g} kg/m3": (
        "{density:.4g} kg/m3 的毡比其纤维（{fibre:.4g} kg/m3）还密"
    ),
    "give it less area mass, or more thickness": "请减小面密度，或增大厚度",
    "a ratio of compression is between 1 and {most_compression:g}, got {ratio:g}": (
        "压缩比在 1 与 {most_compression:g} 之间，得到 {ratio:g}"
    ),
    "the law is not stated beyond": "该规律只在此范围内成立",
    "{name} does not say when a part is accepted, or what scatters": "{name} 未说明何时合格，或哪些参数波动",
    "give its file `accept` and `scatter`": "请在其文件中给出 `accept` 和 `scatter`",
    '"{path}" is no share of parts that fail': "“{path}”不是不合格比例",
    "name the `scrap` of a station or cell, or the `share` of a route": "请写工位或单元的 `scrap`，或路线的 `share`",
    "a frequency is above 0 Hz, and finite": "频率应大于 0 Hz 且有限",
    "mend the frequencies": "请更正频率",
    "an angle lies between 0 and 90 degrees, 90 left out": "角度应在 0 与 90 度之间，不含 90",
    "mend the angles": "请更正角度",
    "a stack has one layer at least": "叠层至少有一层",
    "a scrim passes air, so it is not bonded to an elastic layer": "网布透气，因此不与弹性层粘合",
    "put a thin gap between them": "请在其间放一层薄空气隙",
    'sound comes in from a field "{field}"': "声音来自声场“{field}”",
    "write normal, diffuse, or an angle from 0 to 89 degrees": "请写 normal、diffuse，或 0 到 89 度的角度",
    "{strange:g} Hz is no third-octave band from 25 to 12500 Hz": (
        "{strange:g} Hz 不是 25 到 12500 Hz 的三分之一倍频程"
    ),
    "give its centre": "请给出其中心频率",
    "a band below 300 Hz of {levels:g} dB has no loudness": "300 Hz 以下、{levels:g} dB 的频带没有响度",
    "give 120 dB at most": "最大 120 dB",
    # --- product/acoustics/file
    'write NAME=LOW..HIGH, such as "felt.thickness=8 mm..25 mm"': (
        '请写 NAME=LOW..HIGH，例如 "felt.thickness=8 mm..25 mm"'
    ),
    "'{one}' is no range": "“{one}”不是范围",
    "{name} from {low} to {high}": "{name} 从 {low} 到 {high}",
    "give a range above 0, the lower end first": "请给出大于 0 的范围，下限在前",
    "narrow the range": "请收窄范围",
    "{name} has two ranges": "{name} 有两个范围",
    "give one": "请给出一个",
    "{path}:1: expected the columns {frequency} and one of {curves}": "{path}:1：应有列 {frequency} 和 {curves} 之一",
    "begin with {frequency},absorption": "请以 {frequency},absorption 开头",
    "{path}:{line}: expected numbers, got {row}": "{path}:{line}：应为数，得到 {row}",
    "mend the line": "请更正该行",
    "{path}:{line}: {value:g} at {frequency:g} Hz cannot be": "{path}:{line}：{frequency:g} Hz 处的 {value:g} 不可能",
    "mend or drop the line": "请更正或去掉该行",
    "{path}:{line}: {frequency:g} Hz stands there twice, or there are over {most_points} rows": (
        "{path}:{line}：{frequency:g} Hz 出现了两次，或超过 {most_points} 行"
    ),
    "keep one value of each": "每个频率请只留一个值",
    "expected a layer, got {given}": "应为层，得到 {given}",
    "write for example `- gap: air` and its thickness below": "请写，例如 `- gap: air`，其下写厚度",
    "a layer is one of {layers}": "层为其中之一：{layers}",
    "{message}, not {words}": "{message}，而不是 {words}",
    "make two layers of it": "请写成两层",
    "{message}, and none of these keys is there": "{message}，而这些键一个也没有",
    "name one of them": "请写其中之一",
    "the holes would touch each other": "孔会互相接触",
    "give less than 75 %": "请给出小于 75 % 的值",
    "a tortuosity is 1 or more, got {text}": "曲折度不小于 1，得到 {text}",
    "the thermal length {text} is below the viscous one": "热特征长度 {text} 小于黏性特征长度",
    "exchange the two, or mend one": "请互换，或更正其中之一",
    "a layer of air alone has no frame": "仅有空气的层没有骨架",
    "give a porosity below 100 %, or drop the frame": "请给出低于 100 % 的孔隙率，或去掉骨架",
    "{value} is 0": "{value} 为 0",
    "there are {n} layers": "有 {n} 层",
    "give {most_layers} at most": "最多 {most_layers} 层",
    "there is no air": "没有空气",
    "give it a density and a pressure above 0": "请给出大于 0 的密度和压力",
    "nothing passes a part on a hard wall, so it has no transmission loss": (
        "贴在硬壁上的零件不透声，因此没有传声损失"
    ),
    "write `behind: air`, or ask for `absorption`": "请写 `behind: air`，或求 `absorption`",
    "an absorption is 1 at most": "吸声系数最大为 1",
    "{band} is no centre of a third-octave band in Hz": "{band} 不是三分之一倍频程的中心频率（Hz）",
    "give for example 500, 630, 800": "请给出，例如 500、630、800",
    "a level of {level}": "声级为 {level}",
    "give dB from -50 to 200, without a unit": "请给出 -50 到 200 的 dB 值，不带单位",
    "nothing is heard behind a part on a hard wall": "贴在硬壁上的零件背后听不到声音",
    "write `behind: air`": "请写 `behind: air`",
    "a standard deviation of {raw} is not between 0 and a quarter of {text}": (
        "标准差 {raw} 不在 0 与 {text} 的四分之一之间"
    ),
    "give less, or drop the entry": "请给出更小的值，或去掉该项",
    'there is no layer "{layer}"': "没有层“{layer}”",
    "write LAYER.KEY": "请写 LAYER.KEY",
    'several layers are called "{layer}"': "有多个层叫“{layer}”",
    '"{layer}" has no number "{key}"': "“{layer}”没有参数“{key}”",
    "name one of {keys}": "请写其中之一：{keys}",
}
