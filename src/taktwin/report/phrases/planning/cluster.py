"""What is refused, and what to do about it."""

CHINESE: dict[str, str] = {
    # --- planning/cluster
    "{name}: expected numbers, got {given}": "{name}：应为数，得到 {given}",
    "give plain numbers": "请给出普通的数",
    "one number": "一个数",
    "{name}: expected {wanted}, got {got}": "{name}：应为 {wanted}，得到 {got}",
    "give as many numbers as there are places": "有多少个位置就请给出多少个数",
    "{name}: a number is not finite": "{name}：有数不是有限的",
    "give finite numbers": "请给出有限的数",
    "{least:g} or more": "不小于 {least:g}",
    "{name}: expected {told}, got {wrong:g}": "{name}：应{told}，得到 {wrong:g}",
    "mend the number": "请更正该数",
    "{name}: expected a whole number, got {found:g}": "{name}：应为整数，得到 {found:g}",
    "the solver tells a cost of {cost:g} for values of {again:g}": (
        "求解器给出的成本为 {cost:g}，而重新计算为 {again:g}"
    ),
    "use another version of it": "请使用它的另一个版本",
    "no plan keeps all limits": "没有方案能满足所有限制",
    "widen the limits that are narrow": "请放宽过严的限制",
    "time ran out before there was a plan": "时间用完仍没有方案",
    "give more time": "请给出更多时间",
    "the solver gives no plan ({said})": "求解器没有给出方案（{said}）",
    "check that the numbers are of sensible sizes": "请检查各数值的量级是否合理",
    "gap must be above 0, at most 1, got {gap:g}": "gap 必须大于 0、不超过 1，得到 {gap:g}",
    "time_limit must be above 0 s, got {time_limit:g}": "time_limit 必须大于 0 s，得到 {time_limit:g}",
    "catch_up must be 0 to {most_catch_up:g} days, got {catch_up:g}": (
        "catch_up 必须为 0 到 {most_catch_up:g} 天，得到 {catch_up:g}"
    ),
    "there is no outage to catch up on": "没有需要追赶的中断",
    "give `weeks` as well": "请同时给出 `weeks`",
    "{name} must be {least} to {most}, got {value}": "{name} 必须在 {least} 到 {most} 之间，得到 {value}",
    "no plant of the cluster has a model": "集群中没有带模型的工厂",
    "add `model: FILE` to one, or do not ask for runs": "请给其中之一添加 `model: FILE`，或不要求运行",
    # --- planning/cluster/exact
    "capacity {sum:g} is below demand {sum2:g}": "产能 {sum:g} 低于需求 {sum2:g}",
    "add a site, or capacity": "请增加地点或产能",
    "the file ends before {what}": "文件在 {what} 之前结束",
    "fetch the whole file": "请重新获取完整文件",
    'expected {what}, got "{word}"': "应为 {what}，得到“{word}”",
    "give a number of 0 or more; `capacity` has to be filled in": "请给出不小于 0 的数；`capacity` 须填入实际值",
    "the number of sites": "地点数",
    "the number of customers": "客户数",
    "{value:g} is no number of {what}": "{value:g} 不能作 {what}",
    "give a whole number from 1 to {most_sites}": "请给出 1 到 {most_sites} 的整数",
    "capacity and fixed cost of site {k}": "地点 {k} 的产能和固定成本",
    "demand and costs of customer {k}": "客户 {k} 的需求和成本",
    '"{words}" is one number too many': "“{words}”是多出的数",
    "mend the numbers of sites and customers": "请更正地点数和客户数",
    "probability: they add up to {probability:g}": "概率之和为 {probability:g}",
    "let them add up to 1": "请使其和为 1",
    # --- planning/cluster/file
    "kind of vehicles": "车型",
    "add `{maker}: {{}}` to `makers`, with what it sold in years where that is known": (
        "请在 `makers` 中添加 `{maker}: {{}}`，知道销量时写上各年销量"
    ),
    'there is no plant model "{model}"': "没有工厂模型“{model}”",
    "there are {n} weights": "权重有 {n} 个",
    "part family": "零件族",
    "the plan would have {size:,.0f} flows, at most {most_flows:,} are possible": (
        "该方案会有 {size:,.0f} 个流，最多可有 {most_flows:,} 个"
    ),
    "where the capacity comes is not known": "不知道产能来自何处",
    "series of the history": "历史序列",
    "up to {until} and after it there are too few years of {series} for a back-test": (
        "在 {until} 及之前和之后，{series} 的年份太少，无法回测"
    ),
    '"{week}" is no length of an outage': "“{week}”不是中断时长",
    '"{text}" is too large, expected at most {most:g} {unit}': "“{text}”太大，应不超过 {most:g} {unit}",
    "check the unit": "请检查单位",
    'no shipped cluster is called "{source}"': "没有随附的产业集群叫“{source}”",
    # --- planning/cluster/indices
    "volumes: all are 0, so nobody has a share": "产量全部为 0，因此没有份额",
    "give a volume above 0": "请给出大于 0 的产量",
    "end: {end:g} is before begin, {begin:g}": "end {end:g} 在 begin {begin:g} 之前",
    "exchange the two": "请互换两者",
    "retained: expected above 0 up to 1, got {retained:g}": "retained：应大于 0、不超过 1，得到 {retained:g}",
    "give a share such as 0.8": "请给出比例，例如 0.8",
    "values: nothing is spent": "values：没有任何支出",
    "give at least one part with a value above 0": "请至少给出一个价值大于 0 的部分",
    "table: its sectors need as much as they make, or more": "table：各部门的消耗不少于产出",
    "let each column add up to below 1": "请使每列之和小于 1",
    # --- planning/cluster/risk
    "weeks of an outage are above 0, at most 52": "中断周数应大于 0、不超过 52",
    "give for example 1, 2 and 4": "请给出，例如 1、2 和 4",
    "days of catching up are 0 to {most_catch_up:g}": "追赶天数为 0 到 {most_catch_up:g}",
    "give for example 7": "请给出，例如 7",
    'no supplier "{unknown}" sends parts to the plant': "没有供应商“{unknown}”向该工厂供货",
    "name one of its lanes": "请写其运输线上的供应商",
    "nobody sends parts to the plant: its model has no lanes": "没有供应商向该工厂供货：其模型没有运输线",
    "give the model `suppliers` and `lanes`": "请在模型中添加 `suppliers` 和 `lanes`",
    # --- planning/cluster/spread
    "the worker on {host} has another Taktwin": "{host} 上的工作进程使用另一个版本的 Taktwin",
    "install the same versions there": "请在该处安装相同版本",
    "{folder} holds something else ({name})": "{folder} 中有其他内容（{name}）",
    "name a new folder": "请写新文件夹",
    "{folder} is a file": "{folder} 是文件",
    "name a folder": "请写文件夹",
    "{folder} cannot be made: {strerror}": "不能建立 {folder}：{strerror}",
    "name another folder": "请写另一个文件夹",
    "{name} has no name": "{name} 没有名称",
    # --- planning/cluster/targets
    "level: expected between 0 and 1, got {level:g}": "level：应在 0 与 1 之间，得到 {level:g}",
    "history: years are missing between others, or a volume is 0": "history：中间缺少年份，或某年产量为 0",
    "give each year its volume": "请给出每一年的产量",
    "history: {until} leaves too few years to fit, or none to test": (
        "history：{until} 之后剩下的年份太少，无法拟合或检验"
    ),
    "name another year": "请写另一年",
    "{name}: expected above 0, got {value:g}": "{name}：应大于 0，得到 {value:g}",
    "give a volume": "请给出产量",
    "probability: expected between 0 and 1, got {probability:g}": (
        "probability：应在 0 与 1 之间，得到 {probability:g}"
    ),
    "{size} projects have too many cases": "{size} 个项目的组合太多",
    "use `simulated_projects`": "请使用 `simulated_projects`",
}
