"""What a check finds wrong with the way of jobs: lines, routes, joins, carriers, names."""

CHINESE: dict[str, str] = {
    "these calls go round in a circle: {names}": "这些要货形成环路：{names}",
    # --- model/checks/batches.py
    "the jobs of a batch wait in a buffer until there are enough of them, but {what} leads here": (
        "批次的工件在缓冲区中等待凑足数量，但通到这里的是{what}"
    ),
    'the {value} "{name}"': "{value}“{name}”",
    'the buffer "{name}" has no place, and': "缓冲区“{name}”没有位置，并且",
    "give that buffer as many places as a batch has jobs": "给该缓冲区与批次工件数相同的位置",
    "put a buffer before the {here}, with as many places as a batch has jobs": (
        "在 {here} 之前放一个缓冲区，位置数与批次工件数相同"
    ),
    "give the buffer before it {enough} places, lower `{field}`, or add a `wait`": (
        "给其前的缓冲区 {enough} 个位置、减小 `{field}`，或加上 `wait`"
    ),
    "{told}: it never begins": "{told}：永远不会开始",
    # --- model/checks/carriers.py
    "the number of trips between two cleanings cannot be 0": "两次清洗之间的趟数不能为 0",
    'carriers cannot be taken on the way into the {kind} "{name}"': ("不能在驶入{kind}“{name}”的途中领取载具"),
    'no job that takes a carrier at "{name}" comes to "{name2}" with it': (
        "在“{name}”领取载具的工件都不会带着它到达“{name2}”"
    ),
    'jobs that enter "{name}" are made when there is room: what they are is not known before': (
        "进入“{name}”的工件在有空位时才产生：之前不知道是什么工件"
    ),
    "the number of carriers cannot be 0": "载具数不能为 0",
    "give a number above 0": "请给出大于 0 的数",
    "give a number above 0, or leave `cleaning` out": "请给出大于 0 的数，或去掉 `cleaning`",
    'the span from "{from_}" to "{to}" is there twice': "从“{from_}”到“{to}”的区段出现了两次",
    "drop one of them": "请去掉其中一个",
    "name the station, buffer, conveyor or store before it": "请写其前的工位、缓冲区、输送机或库",
    'the buffer "{name}" has no place, so no job ever enters it': "缓冲区“{name}”没有位置，因此没有工件进入",
    "name an element that lies behind, before another `to` of the pool": (
        "请写位于其后、且在该载具池另一个 `to` 之前的元素"
    ),
    "put a buffer before it, or give the orders an `interval`": ("在其前放一个缓冲区，或给订单一个 `interval`"),
    '"{name}" takes a carrier of the pool from which the job comes': ("“{name}”领取的正是工件刚离开的那个池的载具"),
    "name the element behind it, or give it a capacity": "请写其后的元素，或给它容量",
    "make one span of the two": "请把两个区段合并为一个",
    # --- model/checks/cars.py
    "two options say which file the car has": "有两个选项决定车辆使用哪个文件",
    'there is no file "{value}", and no car "{name}" comes with Taktwin': (
        "没有文件“{value}”，Taktwin 也不附带车辆“{name}”"
    ),
    "a car cannot have no mass": "车辆的质量不能为零",
    "let one option choose the file, and others change the mass": "让一个选项选择文件，其他选项只改变质量",
    "it is said to add mass and to save mass": "同时写了增加质量和减少质量",
    "give one of the two": "请只给出其中之一",
    # --- model/checks/contents.py
    "jobs of several order streams come to this buffer: {names}": "有多个订单流的工件来到该缓冲区：{names}",
    "{jobs} jobs of {stream} stand in the plant at its start, but there are {text} orders": (
        "开始时工厂中有 {jobs} 个 {stream} 的工件，但订单只有 {text} 个"
    ),
    "{jobs} jobs stand in it, but it holds {text}": "其中有 {jobs} 个工件，但只能容纳 {text} 个",
    "say of which each is, as in `[{count: 3, stream: NAME}]`": (
        "请写明各属于哪个订单流，例如 `[{count: 3, stream: NAME}]`"
    ),
    "lower `contents`, or raise the `quantity` of the orders": ("减小 `contents`，或加大订单的 `quantity`"),
    "whether these jobs have one of {name} depends on their {unknown}, which is not said": (
        "这些工件是否带有 {name} 的载具取决于其 {unknown}，而该值没有给出"
    ),
    "lower `contents`, or raise `capacity`": "减小 `contents`，或加大 `capacity`",
    "the product is no option here": "产品在这里不是选项",
    "write `product: ...` beside `options`": "请在 `options` 旁写 `product: ...`",
    "name one of: {names}": "请写其中之一：{names}",
    "remove `stream`": "请去掉 `stream`",
    "jobs of {stream} never come to this buffer": "{stream} 的工件从不来到该缓冲区",
    "say their {unknown}, as in `[{{count: 3, options: {{...}}}}]`": (
        "请给出其 {unknown}，例如 `[{{count: 3, options: {{...}}}}]`"
    ),
    "{holder} jobs stand where one of {name} is needed, but there are {text}": (
        "有 {holder} 个工件停在需要 {name} 载具的地方，但载具只有 {text} 个"
    ),
    "lower `contents`, or raise the `count` of {name}": ("减小 `contents`，或加大 {name} 的 `count`"),
    # --- model/checks/flow.py
    "add this shop to `streams: {shops: [...]}`, or lead elsewhere": (
        "把该车间加入 `streams: {shops: [...]}`，或通到别处"
    ),
    "no line has a start, so no job ever enters the plant": "没有产线有起点，因此没有工件进入工厂",
    "give a line `orders: STREAM`, `call:` or `endless: true`": (
        "给一条产线写 `orders: STREAM`、`call:` 或 `endless: true`"
    ),
    "give it a start (`orders`, `call`, `endless`), or lead jobs into it with a `to` or a route": (
        "给它一个起点（`orders`、`call`、`endless`），或用 `to` 或路线把工件引入"
    ),
    'no job can reach the {kind} "{name}"': "没有工件能到达{kind}“{name}”",
    "join it at a station (`joins: [{line: ...}]`), lead it on with `to`, or start it with `orders`": (
        "在某工位合装（`joins: [{line: ...}]`）、用 `to` 引出，或用 `orders` 作起点"
    ),
    'the {kind} "{name}" is the first element of a line with a start': ("{kind}“{name}”是有起点的产线的第一个元素"),
    "no job can reach this line": "没有工件能到达该产线",
    "lead jobs to it with a `to` or a route, or lower the shares that leave before it": (
        "用 `to` 或路线把工件引到它，或减小此前离开的比例"
    ),
    "the jobs of this sub-line are never joined": "该分线的工件从不被合装",
    "the jobs that start here can never leave the plant": "从这里开始的工件永远不能离开工厂",
    "lead a route or a line out of the loop": "请从环路中引出一条路线或产线",
    "put a buffer or a station before it": "在其前放一个缓冲区或工位",
    'the transport "{name}" follows the transport "{name2}"': "运输“{name}”紧跟在运输“{name2}”之后",
    '"{at}" is an element of this line itself': "“{at}”是该产线自身的元素",
    "name an element of the line that calls": "请写要货产线的元素",
    "start one of the lines otherwise": "请让其中一条产线以其他方式开始",
    "put a buffer, conveyor, store or station between them": "在两者之间放一个缓冲区、输送机、库或工位",
    '"{reference}" exists in each stream, and this shop is outside the streams': (
        "“{reference}”在每条并行流中各有一个，而该车间不在这些流中"
    ),
    # --- model/checks/joining/abroad.py
    'the shop "{line}" of {name} has {value:g} copies (`streams`)': (
        "{name} 的车间“{line}”有 {value:g} 份（`streams`）"
    ),
    '"{name}" is of this plant itself': "“{name}”就属于本工厂",
    "write `{inner}`": "请写 `{inner}`",
    'there is no element "{name}"': "没有元素“{name}”",
    "add it: `docks: {{{name}: {{doors: 1}}}}`, or drop `dock`": (
        "请添加：`docks: {{{name}: {{doors: 1}}}}`，或去掉 `dock`"
    ),
    'there is no dock "{name}"': "没有卸货口“{name}”",
    '{message}, so "{name}" may be in any of them': "{message}，因此“{name}”可能在其中任何一个",
    "name something that is there once": "请写只有一个的对象",
    '"{name}" stands for {copies:g} equal lines of {name2} (`copies`)': (
        "“{name}”代表 {name2} 的 {copies:g} 条相同产线（`copies`）"
    ),
    "write PLANT.SHOP.LINE, such as {several}": "请写成 PLANT.SHOP.LINE，例如 {several}",
    # --- model/checks/joining/calls.py
    'option "{option}"': "选项“{option}”",
    "the jobs of {name} that call here have no {what}, and those of this plant have one": (
        "在此要货的 {name} 的工件没有{what}，而本工厂的工件有"
    ),
    '"{at}" has no place and ends its line, so nothing is called there': (
        "“{at}”没有位置且位于产线末端，因此不会在那里要货"
    ),
    'jobs of {name} call with {what} "{value}", which this plant does not know': (
        "{name} 的工件以{what}“{value}”要货，而本工厂没有该值"
    ),
    "name the place before it, or give it a capacity": "请写其前的位置，或给它容量",
    "give the plant {name} {there} as well, or drop it here": ("请给工厂 {name} 也加上{there}，或在此去掉"),
    # --- model/checks/joining/joins.py
    "a line cannot join itself": "产线不能与自身合装",
    "name a sub-line": "请写一条分线",
    'the line "{line}" leads to {to}, so its jobs cannot be joined here': (
        "产线“{line}”通向{to}，因此其工件不能在此合装"
    ),
    (
        '{quantity:g} jobs are joined at once, but at the end of "{line}" ("{name}") no more than '
        "{room:g} can wait: the station would wait for ever"
    ): ("一次合装 {quantity:g} 个工件，但在“{line}”末端（“{name}”）最多只能等待 {room:g} 个：工位将永远等待"),
    "end that line with a buffer of {quantity:g} places or more": ("让该产线以至少 {quantity:g} 个位置的缓冲区结束"),
    "drop its `to`, or this join": "去掉它的 `to`，或去掉该合装",
    'the line "{line}" is joined at "{at}" and at "{name}"': ("产线“{line}”在“{at}”和“{name}”都被合装"),
    "give each of the stations a sub-line of its own": "给每个工位一条自己的分线",
    # --- model/checks/joining/matched.py
    'nobody calls the jobs of "{line}", so none of them belongs to a job here': (
        "没有谁要“{line}”的工件，因此它们都不属于此处的某个工件"
    ),
    '"{name}" at the end of "{line}" is no buffer in which each job can wait for its own': (
        "“{line}”末端的“{name}”不是每个工件都能等待其对应工件的缓冲区"
    ),
    '"{line}" is called at "{at}" for jobs of other orders than those that come here': (
        "“{line}”在“{at}”为其他订单的工件要货，而非来到此处的工件"
    ),
    '{wanted:g} jobs of "{line}" are joined, but a job calls {called:g} of them: it would wait for ever': (
        "合装 {wanted:g} 个“{line}”的工件，但一个工件只要 {called:g} 个：将永远等待"
    ),
    'another join takes jobs of "{line}" that were called for any job': (
        "另一处合装会取走为任意工件所要的“{line}”的工件"
    ),
    "give that line a `call: {at: ELEMENT}`, or drop `matched`": ("给该产线写 `call: {at: ELEMENT}`，或去掉 `matched`"),
    "end that line with a buffer of one place or more": "让该产线以至少一个位置的缓冲区结束",
    'jobs of the endless line "{name}" have no order numbers, and they call at "{at}"': (
        "无穷产线“{name}”的工件没有订单号，却在“{at}”要货"
    ),
    "call it where the jobs pass that join it, or drop `matched`": ("在与其合装的工件经过之处要货，或去掉 `matched`"),
    "nobody has called these jobs, so {waits} never takes them": ("没有谁要过这些工件，因此 {waits} 从不取走它们"),
    'these jobs are beyond "{called_at}" and have called nothing: they would wait at {waits} for ever': (
        "这些工件已过“{called_at}”且未要过货：将在 {waits} 永远等待"
    ),
    "call as many (`call: {{quantity: {wanted:g}}}`), or join fewer": (
        "请要同样多（`call: {{quantity: {wanted:g}}}`），或减少合装数"
    ),
    'jobs of "{name}", which nobody has called, come to the end of "{line}" too': (
        "没有谁要过的“{name}”的工件也来到“{line}”的末端"
    ),
    'what comes out at "{name}" comes to the end of "{line}", and nobody has called it': (
        "从“{name}”分出的工件来到“{line}”的末端，而没有谁要过它"
    ),
    "say the same `matched` in all joins of the line": "该产线的所有合装请写相同的 `matched`",
    "drop `matched`, or start that line with `orders`": ("去掉 `matched`，或用 `orders` 作该产线的起点"),
    "drop `contents`, or begin with a start state": "去掉 `contents`，或从初始状态开始",
    'put them before "{called_at}", or begin with a start state': ("把它们放在“{called_at}”之前，或从初始状态开始"),
    "lead them elsewhere, or drop `matched`": "把它们引到别处，或去掉 `matched`",
    "lead it elsewhere, or drop `matched`": "把它引到别处，或去掉 `matched`",
    # --- model/checks/merges.py
    "a buffer of capacity 0 is only passed, so no jobs meet in it": (
        "容量为 0 的缓冲区只是经过，因此没有工件在其中汇合"
    ),
    "there is nothing to merge: {only}": "没有可合流的：{only}",
    "remove the `merge`": "请去掉 `merge`",
    'the ratio leaves out "{left}", which leads here too': "比例中没有“{left}”，而它也通到这里",
    "add `{left}: 1`": "请添加 `{left}: 1`",
    "give the `merge` to the element behind it": "请把 `merge` 写在其后的元素上",
    "`shortest` asks for times that depend on the job, but {what}": ("`shortest` 需要取决于工件的时间，但{what}"),
    'no jobs come here from "{name}"': "没有工件从“{name}”来到这里",
    "a turn has one job at least": "一轮至少一个工件",
    "give a number from 1 on": "请给出不小于 1 的数",
    "there is no station behind it": "其后没有工位",
    '"{name}" needs the same for all': "“{name}”对所有工件时间相同",
    "write `fifo`, or give the station a `cycle: {by: ...}`": ("请写 `fifo`，或给工位写 `cycle: {by: ...}`"),
    '"{name}" is named twice': "“{name}”写了两次",
    "name each once": "每个只写一次",
    "stations in a row have one way in": "依次排列的工位只有一个入口",
    "give the `merge` of the entry itself": "请写入口自身的 `merge`",
    # --- model/checks/names.py
    '"{name}" is a column of order files or of the table of jobs': "“{name}”是订单文件或工件表的列名",
    'the name "{name}" holds "{bad}", which paths use': "名称“{name}”含有路径所用的“{bad}”",
    'use letters, digits, "-" and "_"': '请用字母、数字、"-" 和 "_"',
    '"{visit}" is a word of the model language': "“{visit}”是模型语言的词",
    "choose another name": "请换一个名称",
    "choose another name for the option": "请给选项换一个名称",
    'the name "{name}" is empty or has blanks at its ends': "名称“{name}”为空或首尾有空格",
    "give it a name": "请给它一个名称",
    '"{name}" is the name of a line as well': "“{name}”也是一条产线的名称",
    "rename one, so that `to` is clear": "请改名其一，使 `to` 明确",
    'the name "{cell}" is taken by an element or cell of {taken}': ("名称“{cell}”已被 {taken} 的元素或单元占用"),
    "rename one": "请改名其一",
    '"scrap" is a word of the model language': "“scrap”是模型语言的词",
    'the name "{name}" is taken by an element of {taken}': "名称“{name}”已被 {taken} 的元素占用",
    "element names are unique in the plant: rename one": "元素名称在工厂内唯一：请改名其一",
    "order stream": "订单流",
    "add it to `options: {{{option}: ...}}` with a share (0 % will do), or let only others call: `when: ...`": (
        "请把它加入 `options: {{{option}: ...}}` 并给出比例（0 % 亦可），或只让其他工件要货：`when: ...`"
    ),
    "add it: `products: {{{value}: {{}}}}`, or let only others call: `when: {{product: [...]}}`": (
        "请添加 `products: {{{value}: {{}}}}`，或只让其他工件要货：`when: {{product: [...]}}`"
    ),
    "let all products there have the option, or let only others call: `when: {{{option}: [...]}}`": (
        "请让那里的所有产品都有该选项，或只让其他工件要货：`when: {{{option}: [...]}}`"
    ),
}
