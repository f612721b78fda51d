"""What is refused, and what to do about it."""

CHINESE: dict[str, str] = {
    # --- planning/energy
    "an interval needs two replications or more": "区间需要至少两次重复",
    "ask for 5 or more": "请要求至少 5 次",
    "there are no measures": "没有措施",
    "name at least one": "请至少写一个",
    "there is no battery, or no tariff to plan it with": "没有电池，或没有可用于计划的电价",
    "add both to the site": "请在 site 中添加两者",
    "a cost is given of {name}, which is no measure": "给出了 {name} 的成本，而它不是措施",
    "name a measure": "请写措施名",
    "{name}: the cost must be a number of 0 or more, got {cost}": "{name}：成本必须为不小于 0 的数，得到 {cost}",
    "give what the measure costs a year": "请给出该措施每年的成本",
    "the cost of a measure is money of the tariff, and the site has none": (
        "措施的成本以电价的货币计，而该 site 没有电价"
    ),
    "add `tariff` to the site": "请在 site 中添加 `tariff`",
    "the cost of a measure is that of a year": "措施的成本按年计",
    "ask for the whole year: `year`": "请要求全年：`year`",
    "add `pauses: {NAME: {brief: {wake: 10 s}}}` to the model, and `pauses: NAME` to its machines": (
        "请在模型中添加 `pauses: {NAME: {brief: {wake: 10 s}}}`，并给其设备写 `pauses: NAME`"
    ),
    "no machine has pauses by name": "没有设备按名称使用休眠",
    "the site has no tariff": "site 没有电价",
    "no make cell could rest, no vehicle charges, and no oven warms up": (
        "没有可以停歇的制造单元，没有车辆充电，也没有烘炉预热"
    ),
    "electricity has one price at all hours": "全天电价相同",
    (
        "it needs prices by the hour, and cells that fill stocks, vehicles with a battery, or ovens "
        "whose pauses have `after` and `awake`"
    ): ("需要分时电价，以及向库存供货的单元、带电池的车辆，或其休眠写有 `after` 和 `awake` 的烘炉"),
    "{name} has no site": "{name} 没有 site",
    "add `site:` to the model (docs/energy.md)": "请在模型中添加 `site:`（docs/energy.md）",
    "the site has no battery": "site 没有电池",
    "add it to the site, or do not ask for the battery": "请在 site 中添加，或不要求电池",
    "no weather is given, and there is no synthetic year of {place}": "没有给出天气，{place} 也没有合成年",
    "name a weather file (EPW) of the place": "请给出该地的天气文件（EPW）",
}
