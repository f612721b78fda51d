"""What is refused, and what to do about it."""

CHINESE: dict[str, str] = {
    # --- product/fleet
    "{name} has several plants": "{name} 有多个工厂",
    "give a model of one of them": "请给出其中一个工厂的模型",
    "no product of {name} says how it drives": "{name} 的产品都没有说明如何行驶",
    "add `car: {drive: FILE}` to the products": "请给产品添加 `car: {drive: FILE}`",
    "{name}: no car of the mix says how it drives": "{name}：配比中没有车辆说明如何行驶",
    "add a `car` to the products": "请给产品添加 `car`",
    "{name}: options take more than its mass off a car": "{name}：选项减轻的质量超过车辆自身",
    "mend `less`": "请更正 `less`",
    'no car of the mix is a "{product}"': "配比中没有“{product}”",
    "name one of the mix": "请写配比中的一个",
    "no product of {name} is a car of {model}": "{name} 的产品中没有 {model} 的车辆",
    "call them alike: {found}": "请使用相同的名称：{found}",
}
