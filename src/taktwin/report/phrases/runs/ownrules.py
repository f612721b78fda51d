"""Rules of one's own, as they are compiled and put into a plant."""

CHINESE: dict[str, str] = {
    # --- kernel/own/compiled.py
    "no number but {kind}": "不是数，而是 {kind}",
    "{title}: it returns {in_words}": "{title}：它返回{in_words}",
    "let it return one number on every way": "请让它在每条路径上都返回一个数",
    "nothing on some way": "某条路径上没有值",
    "nothing": "空",
    "{title}: it cannot be compiled: {short}": "{title}：不能编译：{short}",
    "{title}: it cannot be compiled: it calls itself without end": "{title}：不能编译：它无限调用自身",
    # --- kernel/lowering/program.py
    'the ledger is kept by {names}, not by "{grain}"': "台账按 {names} 记录，不能按“{grain}”",
    "{n} points are named, at most {most} are possible: drop some": "写了 {n} 个点，最多可有 {most} 个：请去掉一些",
    # --- kernel/lowering/own/release.py
    '{title}: there is no order stream "{name}" in {plant}': "{title}：{plant} 中没有订单流“{name}”",
    "{title}: `every`, but what it goes by never changes of an order": (
        "{title}：写了 `every`，但它所依据的内容对一个订单从不改变"
    ),
    '{title}: other places lead to where the orders of "{name}" go in': (
        "{title}：“{name}”的订单投入之处还有其他位置通入"
    ),
    '{title}: "{name}" does not take every order at any time, or several at once': (
        "{title}：“{name}”不能随时接收每个订单，或一次接收多个"
    ),
    "leave `every` out, or ask for `now`, `waited`, `wip` or a level": (
        "请去掉 `every`，或使用 `now`、`waited`、`wip` 或库存水平"
    ),
    "put a buffer with room for one job behind its source": "请在其源之后放一个容纳一个工件的缓冲区",
    "put a buffer before it": "请在其前放一个缓冲区",
    '{title}: "{keeps}" takes the orders "{name}" by their numbers (`in_sequence`)': (
        "{title}：“{keeps}”按编号取“{name}”的订单（`in_sequence`）"
    ),
    '{title}: of the orders "{name}" only the next one waits: there is nothing to choose': (
        "{title}：“{name}”的订单中只有下一个在等待：没有可选择的"
    ),
    "drop one of them; how many jobs are in the plant can be limited by `carriers` too": (
        "请去掉其中之一；工厂中的工件数也可用 `carriers` 限制"
    ),
    "{title}: {said} it gives no number": "{title}：{said} 它没有给出数",
    "give them an `interval` or a `file`, or ask for `wip` or a level": (
        "请给它们 `interval` 或 `file`，或使用 `wip` 或库存水平"
    ),
    "{title}: {said} it ends with {name}: {error}": "{title}：{said} 它以 {name} 结束：{error}",
    # --- kernel/lowering/own/rules.py
    '{title}: "{argument}" is no number that a {what} rule is given': (
        "{title}：“{argument}”不是 {what} 规则可得到的数"
    ),
    '{title}: there is no element "{name}" in {plant}': "{title}：{plant} 中没有元素“{name}”",
    "{title}: it asks for {last} and {other}": "{title}：它同时使用 {last} 和 {other}",
    '{title}: there is no fleet "{name}" in {plant}': "{title}：{plant} 中没有车队“{name}”",
    '{title}: there is no crew "{name}" in {plant}': "{title}：{plant} 中没有维修班组“{name}”",
    '{title}: the decorator says "{name}", but the function has no such argument': (
        "{title}：装饰器写了“{name}”，但函数没有这个参数"
    ),
    "{suggest} There are {names}": "{suggest} 可用的有：{names}",
    '{title}: option {name} has no value "{value}"': "{title}：选项 {name} 没有值“{value}”",
    "retrieval is decided at buffers and stores": "取出在缓冲区和库处决定",
    "one option of the job taken last is kept: ask for one of them": "只保留上一个取出工件的一个选项：请只用其中之一",
    "a choice is made at stations with several servers": "选择在有多台设备的工位处进行",
    "a route is chosen at stations with `routes`": "路线在写有 `routes` 的工位处选择",
    "name an argument of the function": "请写函数的一个参数",
    '{title}: there is no option "{option}"': "{title}：没有选项“{option}”",
    '{title}: there is no stock point "{name}"': "{title}：没有库存点“{name}”",
    "{title}: {name} is a number that changes, so it must be an argument": (
        "{title}：{name} 是会变化的数，因此必须作为参数"
    ),
    "name it in the decorator: {name}=rule.{what}(...)": "请在装饰器中写：{name}=rule.{what}(...)",
    # --- kernel/lowering/own/asked.py
    'Environment: not every job of "{name}" may go into the next place': (
        "Environment：“{name}”的工件并非都能进入下一个位置"
    ),
    'Environment: "{taker}" and "{name}" lead into one place': "Environment：“{taker}”和“{name}”通向同一个位置",
    'Environment: the vehicles of "{name}" run on a guide path, and take their tasks within an event': (
        "Environment：“{name}”的车辆在导引路径上行驶，并在一个事件内接受任务"
    ),
    'Environment: the orders "{name}" have no times: none of them waits to be chosen': (
        "Environment：“{name}”的订单没有时间：没有订单等待选择"
    ),
    'Environment: a rule of one\'s own decides at "{name}" already': "Environment：“{name}”处已由自定义规则决定",
    'Environment: "{name}" is no buffer and no store': "Environment：“{name}”不是缓冲区，也不是库",
    "name one from which jobs are taken": "请写从中取工件的一个",
    'Environment: {what} takes the jobs of "{name}"': "Environment：“{name}”的工件由{what}取走",
    "a joining station": "合装工位",
    "an element of kind {kind}": "{kind} 类元素",
    "put a station or buffer behind it": "请在其后放一个工位或缓冲区",
    "put a buffer with room for one job between them": "请在两者之间放一个容纳一个工件的缓冲区",
    "ask for the jobs of one of them, or put a buffer behind each": "请只取其中之一的工件，或在每个之后放一个缓冲区",
    "write a rule of one's own for it (@rule.dispatch)": "请为它写一个自定义规则（@rule.dispatch）",
    "give them an `interval`, or release times in their file": "请给它们 `interval`，或在其文件中给出投放时间",
}
