"""The order book."""

CHINESE: dict[str, str] = {
    "Say when a backlog clears and what may be promised.": "说明积压何时清空、可承诺何时交付。",
    "Say when a backlog clears, what customers may be promised, and who must be told that more is needed.": (
        "说明积压何时清空、可向客户承诺何时交付，以及须通知哪些供应商扩产。"
    ),
    (
        "Demand, capacities, ramps and parts are drawn in many futures and gone through day by day. A promise is the "
        "day that is kept in the share of them that is asked for. Plants with a model of their own are run for their "
        "true capacity."
    ): (
        "需求、产能、爬坡和零件在许多模拟未来中抽取，并逐日推演。承诺日期是在所要求比例的未来中能够兑现的日期。"
        "有自己模型的工厂会运行模型以得到真实产能。"
    ),
    "YAML of an order book, or one that comes with Taktwin: m7-launch, m9-renewal, shortage-2022, su7-launch.": (
        "订单簿的 YAML，或 Taktwin 自带的订单簿：m7-launch、m9-renewal、shortage-2022、su7-launch。"
    ),
    "Table of the orders that wait: .csv or .xlsx; default the book's.": (
        "等待中的订单表格：.csv 或 .xlsx；默认用订单簿中的。"
    ),
    "Weeks from the start that are simulated.": "自期初起模拟的周数。",
    "Futures that are drawn.": "抽取的未来个数。",
    "Of the futures in which a promise is kept.": "承诺得以兑现的未来所占比例。",
    "Try the promises in N futures that they were not made with; 0: none.": (
        "用 N 个未参与制定承诺的未来检验承诺；0 表示不检验。"
    ),
    "What if the plants reach so many times their capacity?": "若工厂产能达到现有的若干倍会怎样？",
    "Of --factor: weeks until they do.": "用于 --factor：达到该产能所需周数。",
    "Write the promise of every order: .csv, .parquet or .xlsx.": "写出每个订单的承诺：.csv、.parquet 或 .xlsx。",
    "Write the weeks: .csv, .parquet or .xlsx.": "写出逐周数据：.csv、.parquet 或 .xlsx。",
    "Write cars in the order of their start as `orders:` of a plant model, .csv.": (
        "按上线顺序写出车辆，作为工厂模型的 `orders:`，.csv。"
    ),
    "Of --sequence-out: weeks of it.": "用于 --sequence-out：周数。",
    "Of --sequence-out: the plant; default the first one.": "用于 --sequence-out：工厂；默认第一个。",
    "Write the study as a page, .html.": "将结果写成网页，.html。",
    # --- the tables
    (
        "in {weeks:g} weeks {ordered:,.0f} more are ordered, {started:,.0f} cars started, {left:,.0f} orders given "
        "up (95 %: {low:,.0f} to {high:,.0f}); {waiting:,.0f} wait at the end"
    ): (
        "{weeks:g} 周内新增订单 {ordered:,.0f}，上线 {started:,.0f} 辆，放弃订单 {left:,.0f}"
        "（95 %：{low:,.0f} 至 {high:,.0f}）；期末等待 {waiting:,.0f}"
    ),
    (
        "shortages cost {missing:,.0f} cars by week {week} (95 %: {low:,.0f} to {high:,.0f}), {end:,.0f} by "
        "the end; {left:,.0f} orders more are given up"
    ): (
        "短缺至第 {week} 周损失 {missing:,.0f} 辆（95 %：{low:,.0f} 至 {high:,.0f}），期末为 {end:,.0f} 辆；"
        "多放弃订单 {left:,.0f}"
    ),
    "{name}: {n:,} orders wait on {start}; {futures} futures of {weeks:g} weeks": (
        "{name}：{start} 有 {n:,} 个订单等待；{futures} 个未来，各 {weeks:g} 周"
    ),
    "its numbers: {seen} seen, {derived} derived, {assumed} assumed, {rest} not said": (
        "数字来源：{seen} 个有出处，{derived} 个推导，{assumed} 个假设，{rest} 个未说明"
    ),
    "{plant}: {true} cars a week in its model, {share:.0%} of the {nominal} that the book says": (
        "{plant}：模型中每周 {true} 辆，为订单簿所述 {nominal} 辆的 {share:.0%}"
    ),
    "the backlog clears before the end in {share:.0%} of the futures": "积压在 {share:.0%} 的未来中于期末前清空",
    "the backlog clears in {weeks:.1f} weeks, on {day} (95 %: {low:.1f} to {high:.1f})": (
        "积压在 {weeks:.1f} 周后清空，即 {day}（95 %：{low:.1f} 至 {high:.1f}）"
    ),
    "the backlog clears in {weeks:.1f} weeks, on {day}; in {share:.0%} of the futures before the end": (
        "积压在 {weeks:.1f} 周后清空，即 {day}；在 {share:.0%} 的未来中于期末前清空"
    ),
    "what may be promised": "可承诺的交期",
    "who": "客户",
    "product": "产品",
    "median (weeks)": "中位数（周）",
    "with {share} (weeks)": "把握 {share}（周）",
    "by": "交期",
    "order {n:,}": "第 {n:,} 号订单",
    "who asks today": "今日询问者",
    "beyond the end": "超出期末",
    "capacity against orders, and what a new customer is told": "产能与订单，以及新客户被告知的等待",
    "week from": "周起始日",
    "capacity": "产能",
    "median wait": "等待中位数",
    "95 %": "95 %",
    "what orders wait for, until the backlog clears": "积压清空前订单在等什么",
    "plant": "工厂",
    "share of the days": "天数占比",
    "from week": "起始周",
    "suppliers: when they must be told (weeks from the start)": "供应商：须何时通知（自期初起的周数）",
    "needed a week": "每周需求",
    "now": "现有",
    "then": "扩产后",
    "must reach": "须达到",
    "short": "短缺概率",
    "told": "计划通知",
    "at the latest": "最迟",
    "with {share}": "把握 {share}",
    "enough now": "现有产能足够",
    "never enough": "始终不足",
    "{part}: tell {supplier} {weeks:.1f} weeks earlier (95 %: {low} to {high})": (
        "{part}：应提前 {weeks:.1f} 周通知 {supplier}（95 %：{low} 至 {high}）"
    ),
    "late orders: {n} (95 %: {low} to {high})": "逾期订单：{n}（95 %：{low} 至 {high}）",
    "compensation: {n} (95 %: {low} to {high})": "赔偿金：{n}（95 %：{low} 至 {high}）",
    "kept in {n} fresh futures: {book} of the promises to the book, {new} of those to new customers": (
        "在 {n} 个新的未来中的兑现率：订单簿 {book}，新客户 {new}"
    ),
    "kept in {n} fresh futures: {share} of the promises": "在 {n} 个新的未来中兑现了 {share} 的承诺",
    "promises": "承诺",
    "weeks": "逐周数据",
    "report": "报告",
}
