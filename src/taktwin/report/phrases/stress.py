"""What is said of stress tests of the supply chain."""

CHINESE: dict[str, str] = {
    "running the plant to T, and on undisturbed": "运行到 T，再无扰动继续",
    "a late truck of {name}, {n} of {all}": "{name} 的卡车晚到，{n}/{all}",
    "{name} sends nothing, {n} of {all}": "{name} 断供，{n}/{all}",
    "the road from {name}": "{name} 的道路",
    "{test}: {what}": "{test}：{what}",
    "{what} x {by:g}": "{what} × {by:g}",
    "rework of {names} x {by:g}": "{names} 的返修 × {by:g}",
    "no parts come by lanes or deliveries: add `lanes`, `supply` or a `delivery`": (
        "没有零件通过运输线或配送到达：请添加 `lanes`、`supply` 或 `delivery`"
    ),
    "no product with a share can grow {by:g}-fold: name an option, and how much": (
        "没有产品的占比可以增加到 {by:g} 倍：请指定选项和倍数"
    ),
    "no station has a route with a share: there is no rework": "没有工位按比例分流：不存在返修",
    "nothing is set: give PATH=VALUE": "未给出更改：请写 PATH=VALUE",
    "stock still falls at the end ({names}): look further ahead, or have more come with each order": (
        "结束时库存仍在下降（{names}）：请模拟更久，或提高每次送货量"
    ),
    "parts in sequence come too late ({names}): whether calling them earlier would help is not tried": (
        "按序零件到得太晚（{names}）：提前要货是否有用，未作试验"
    ),
    "{line} {n} min sooner": "{line} 提前 {n} 分钟",
    "not confirmed: {what} does not prevent it, since trucks are lacking": (
        "未得到证实：{what} 不能避免停线，因为缺的是卡车"
    ),
    "not confirmed: neither {what} nor more trucks alone prevent it": (
        "未得到证实：单靠 {what} 或单靠增加卡车都不能避免停线"
    ),
    "not confirmed: {what} does not prevent it, nor does it with {n} more trucks": (
        "未得到证实：{what} 不能避免停线，再增加 {n} 辆卡车也不能"
    ),
    "not confirmed: {what} does not prevent it; more trucks could not be tried": (
        "未得到证实：{what} 不能避免停线；增加卡车无法试验"
    ),
    "{missed}; {advice}": "{missed}；{advice}",
    "nothing was to come or to set out in this time: take a longer one, or another T": (
        "这段时间内没有货物要发出或到达：请取更长的时间，或另选 T"
    ),
    "no part is lacking: what is lost, the work itself holds up": "并不缺料：少产是作业本身造成的",
    "more cover of these parts alone does not prevent it: something else is lacking, too": (
        "仅增加这些零件的库存不能避免停线：还缺别的"
    ),
}
