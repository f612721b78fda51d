"""What is said of delivery modes and of the supplier park."""

CHINESE: dict[str, str] = {
    "{told}, {mix:.0f} min for the mix of {n} part numbers": "{told}，{n} 个零件号的配比 {mix:.0f} 分钟",
    "{between:.0f} min between two trucks, {kept:.0f} min kept when one comes": (
        "两车间隔 {between:.0f} 分钟，到车时保有 {kept:.0f} 分钟"
    ),
    "{told}, {early:.0f} min where trucks come early": "{told}，卡车早到时 {early:.0f} 分钟",
    "{told} ({closed:.0f} min of them since suppliers are closed)": "{told}（其中 {closed:.0f} 分钟因供应商停工）",
    "{told}, a container lasts {minutes:.0f} min": "{told}，一个容器可用 {minutes:.0f} 分钟",
    "{told}, {full:.0f} min when all is full and the line stands": "{told}，停线时全部装满为 {full:.0f} 分钟",
    "as it comes today; other ways are not allowed": "按现状供货；其他方式不允许",
    "not in sequence, since it is fitted at {n} places": "不能按序，因为在 {n} 处装配",
    "not in sequence, since no option tells its {n} part numbers apart": (
        "不能按序，因为没有选项能区分其 {n} 个零件号"
    ),
    "not in sequence: {why}": "不能按序：{why}",
    "not in sequence: no element that calls it is allowed; see `call`, `calls` and --mode": (
        "不能按序：没有可用的要货点；见 `call`、`calls` 和 --mode"
    ),
    (
        "family {family}, delivery {delivery}: the call-off comes {horizon:.4g} min before the fitting, but "
        "preparing ({preparing:.4g}), calling a lot ({lot:.4g}) and driving ({drive:.4g}) take {needed:.4g} "
        "min"
    ): (
        "零件族 {family}，供货 {delivery}：装配前 {horizon:.4g} 分钟才要货，而准备（{preparing:.4g}）、凑齐一"
        "批（{lot:.4g}）和行驶（{drive:.4g}）需要 {needed:.4g} 分钟"
    ),
    "lengthen the frozen horizon, or make the lot smaller": "延长冻结期，或减小批量",
    (
        "family {family}, delivery {mode}: a stock at the dock is filled up to {level:g}, which is less than "
        "a lot of its feed ({lot:.4g})"
    ): ("零件族 {family}，供货 {mode}：道口库存只补到 {level:g}，少于一次上线配送的批量（{lot:.4g}）"),
    "give it more `cover`, or make the lot smaller": "增大 `cover`，或减小批量",
    "there is no plan: {clashes}": "没有可行方案：{clashes}",
    "{first}, {rest}": "{first}、{rest}",
    "{first} and {rest}": "{first}和{rest}",
    "{first}; or {rest}": "{first}；或 {rest}",
    "{first}. {rest}": "{first}。{rest}",
    "{names} cannot be kept together ({moves})": "{names}不能同时满足（{moves}）",
    "{limit}: at most {most} can be reached, {asked} are asked for": "{limit}最高可达 {most}，要求 {asked}",
    "{limit}: unknown how far": "{limit}：不知需要移动多少",
    "move one of {limits} as far as named, or give parts more ways to come": (
        "按所述放宽 {limits} 之一，或为零件增加供货方式"
    ),
    "move {limit} as far as named, or give parts more ways to come": "按所述放宽{limit}，或为零件增加供货方式",
    "ask for no more than can be reached, or give parts more ways to come": (
        "请不要超过可达到的比例，或为零件增加供货方式"
    ),
    "one move is not enough: settle each clash, and ask again": "放宽一项不够：逐一解决冲突后再试",
    "dock minutes": "卸货口分钟数",
    "dock minutes of {dock}": "{dock} 的卸货口分钟数",
    "family {family}, delivery {delivery}: its supplier is closed for {closed:.4g} min while the line works, and "
    "the call-off comes only {spare:.4g} min earlier than it has to": (
        "零件族 {family}，供货 {delivery}：产线工作时其供应商停工 {closed:.4g} 分钟，"
        "而叫料只比必要时刻早 {spare:.4g} 分钟"
    ),
    "call earlier": "更早叫料",
    "space": "面积",
    "JIS parts": "按序零件数",
    "zero-inventory ratio": "零库存率",
    "{what}; {remedy}": "{what}；{remedy}",
    "at least {n} is needed": "至少需要 {n}",
    "at least {n} are needed": "至少需要 {n}",
    "{n} is there": "现有 {n}",
    "{n} are there": "现有 {n}",
    "{limit}: {needs}, {has}": "{limit}：{needs}，{has}",
    "{told}, more since {share:.0%} of the jobs need it, by chance": "{told}，只有 {share:.0%} 的车需要，随机波动另加",
}
