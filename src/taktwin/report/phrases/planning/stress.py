"""What is refused, and what to do about it."""

CHINESE: dict[str, str] = {
    # --- planning/stress
    'there is no {value} "{value2}"': "没有 {value}“{value2}”",
    "name product=NAME or OPTION=VALUE": "请写 product=NAME 或 OPTION=VALUE",
    "{what} has a share of {p:.1%}, and {by:g} times as much is above 100 %": (
        "{what} 的比例为 {p:.1%}，乘以 {by:g} 会超过 100 %"
    ),
    "give a factor of {value:.3g} at most": "请给出最大为 {value:.3g} 的倍数",
    'there is no element "{unknown}" with a share of rework': "没有带返工比例的元素“{unknown}”",
    "the plant has none": "该工厂没有",
    'there is no stress test "{unknown}"': "没有压力测试“{unknown}”",
    "warmup must be 0 or more days, got {warmup:g}": "warmup 不能小于 0 天，得到 {warmup:g}",
    "{grow} is no variant": "{grow} 不是版型",
    "write product=NAME or OPTION=VALUE": "请写 product=NAME 或 OPTION=VALUE",
    "a road is slow or closed, not both": "道路只能是变慢或封闭之一",
    "give one of `slow` and `closed`": "请给出 `slow` 和 `closed` 之一",
    "{name} must be above 0, got {value:g}": "{name} 必须大于 0，得到 {value:g}",
    "{name} can be {most:g}{unit} at most, got {value:g}": "{name} 最大为 {most:g}{unit}，得到 {value:g}",
    "slow must be at least 1, got {slow:g}": "slow 不能小于 1，得到 {slow:g}",
    "1 is as long as now": "1 表示与现在一样长",
    "nothing that was asked for can be tested in this plant": "所要求的测试在该工厂中都不能进行",
    # --- planning/stress/kinds
    "lane or delivery": "运输线或供货",
    "supplier that sends parts": "供货的供应商",
    "place or supplier": "地点或供应商",
    "family {family}: how its parts come ({mode}) cannot become {mode2} at T, where those of {mode} stand": (
        "零件族 {family}：其到货方式（{mode}）不能在 T 时变为 {mode2}，因为 {mode} 的零件还在"
    ),
    "write a model that `extends` this one and sets it, and test that": (
        "请写一个 `extends` 本模型并设置它的模型，再检验"
    ),
    "with {given} the plant cannot go on from where it stands at T: {path}: {message}": (
        "设为 {given} 时，工厂不能从 T 时的状态继续：{path}：{message}"
    ),
    "change what the plant does, not what it is made of": "请改变工厂的做法，而不是其构成",
}
