"""What is wrong with a file or a text: its syntax, its paths, order files, rules of one's own."""

CHINESE: dict[str, str] = {
    # --- model/files/alone.py
    'alone nobody calls jobs of "{line}", and how often the other plants do is not known before a run': (
        "单独时无人要“{line}”的工件，而其他工厂多久要一次在运行前未知"
    ),
    "run the whole model, or give orders that call an `interval`": ("请运行整个模型，或给要货的订单一个 `interval`"),
    # --- model/files/document.py
    "this document has no file: name one": "该文档没有文件：请写一个",
    "cannot write the file ({strerror})": "不能写入文件（{strerror}）",
    "check the folder and its rights": "请检查文件夹及其权限",
    # --- model/files/given.py
    "'{path}' is a folder": "“{path}”是文件夹",
    "give the file in it": "请给出其中的文件",
    "'{path}' is a link that leads to no file": "“{path}”是指向不存在文件的链接",
    "give the file itself": "请给出文件本身",
    "check the path, or name one of {names}": "请检查路径，或写其中之一：{names}",
    "check the path": "请检查路径",
    "there is no file '{path}'": "没有文件“{path}”",
    # --- model/files/load.py
    'there is no shipped model "{name}" and no such file beside this one': (
        "没有随附模型“{name}”，本文件旁也没有该文件"
    ),
    "let one of them stand on its own": "请让其中一个独立",
    "`{first}` is said of the whole model, not of a plant": "`{first}` 属于整个模型，不属于一个工厂",
    "{value} A file is named with its ending, .yaml": "{value}写文件时请带扩展名 .yaml",
    '"{value}" has several plants': "“{value}”有多个工厂",
    "let this plant extend a model of one": "请让该工厂扩展只有一个工厂的模型",
    "begin the path with what the plant has": "请以工厂所含的内容开始路径",
    "change it beside `plants`": "请在 `plants` 旁修改它",
    '"{wanted}" extends this model in turn': "“{wanted}”反过来又扩展本模型",
    'there is no shipped model and no file called "{source}"': "没有随附模型，也没有文件叫“{source}”",
    # --- model/files/marks.py
    'the number "{value}" has no mark': "数值“{value}”没有标记",
    'the mark cites the source "{source}", which is not in `sources`': ("标记引用的来源“{source}”不在 `sources` 中"),
    'add "[seen: SOURCE]", "[derived: RULE]" or "[assumed: REASON]", or a `mark:` above it': (
        '请添加 "[seen: SOURCE]"、"[derived: RULE]" 或 "[assumed: REASON]"，或在其上方写 `mark:`'
    ),
    # --- model/files/nounfile.py
    "from {least:g} to {most:g}": "从 {least:g} 到 {most:g}",
    "of {least:g} or more": "不小于 {least:g}",
    # --- model/files/override.py
    "write PATH=VALUE, as in shops.body.lines.main.ff.cycle=110 s": (
        "请写 PATH=VALUE，例如 shops.body.lines.main.ff.cycle=110 s"
    ),
    '"{key}" on the way to "{text}" is still absent': "通往“{text}”途中的“{key}”还没有",
    "set it first, as a whole": "请先整体设置它",
    "an override needs a path and a value": "覆盖需要路径和值",
    # --- model/files/sequencefile.py
    'expected a position such as 1, got "{shown}"': "应为位置，例如 1，得到“{shown}”",
    'begin with the heading "position,ident", one row a car below': ('请以表头 "position,ident" 开始，其下每辆车一行'),
    "expected 2 values, got {n}": "应有 2 个值，得到 {n} 个",
    "give each row a position and an ident": "请给每行一个位置和一个标识",
    "number the cars from 1": "请从 1 开始给车辆编号",
    'there is no car "{ident}" in this day': "这一天没有车辆“{ident}”",
    'the car "{ident}" stands {before} already': "车辆“{ident}”已在 {before}",
    "name every car once": "每辆车只写一次",
    "cars of the day are missing: {shown}": "缺少这一天的车辆：{shown}",
    "give each a position": "请给每辆一个位置",
    'position {position} is taken by "{other}"': "位置 {position} 已被“{other}”占用",
    "number the cars 1, 2, 3, ...": "请给车辆编号 1、2、3、……",
    "position {gap} is left out, and the last one is {last}": "缺少位置 {gap}，最后一个是 {last}",
    'expected the heading "position,ident", got "{got}"': ('应为表头 "position,ident"，得到“{got}”'),
    "write it so": "请照此写",
    "number the {n} cars without gaps": "请无间断地给 {n} 辆车编号",
    "{more} more problems follow": "另有 {more} 个问题",
    "mend these": "请先改正这些",
    # --- model/files/tablefiles.py
    'tables are not written as "{name}"': "表不能写成“{name}”",
    # --- model/files/translate.py
    "a text is cut at a comma: {rest}": "文本在逗号处被截断：{rest}",
    "put the whole text in quotation marks: within { } a comma ends it": (
        "请给整个文本加引号：在 { } 中逗号会将其截断"
    ),
    "see `taktwin schema` for what is allowed here": "可写的内容见 `taktwin schema`",
    "use one of: {names}": "请使用其中之一：{names}",
    'expected {value}, got "{given}"': "应为 {value}，得到“{given}”",
    "expected an element ({types}), got {value}": "应为元素（{types}），得到 {value}",
    "write it as in `- station: NAME`": "请写成如 `- station: NAME`",
    "{expected}, got {value}": "{expected}，得到 {value}",
    # --- model/files/write.py
    "exists already": "已存在",
    # --- model/own/file.py
    'put a decorator before a function, such as @rule.retrieval("queue")': (
        '请在函数前加装饰器，例如 @rule.retrieval("queue")'
    ),
    "rules that are given as functions cannot go to another process": "以函数给出的规则不能送到另一个进程",
    "{origin}: there is no rule in this file": "{origin}：该文件中没有规则",
    "write them into a file, and name that": "请把它们写入文件，并给出该文件",
    "{name} is no rule": "{name} 不是规则",
    'put a decorator before it, such as @rule.retrieval("queue")': ('请在其前加装饰器，例如 @rule.retrieval("queue")'),
    "{origin}:{lineno}: this is no Python: {msg}": ("{origin}:{lineno}：这不是 Python：{msg}"),
    '{title}: the {what} at "{name}" is decided by {name__} already': ("{title}：“{name}”处的{what}已由 {name__} 决定"),
    "leave one of them out": "请去掉其中之一",
    # --- model/own/rule.py
    "rule.release: every: {why}": "rule.release：every：{why}",
    "rule.release: every: expected a time above 0": "rule.release：every：时间须大于 0",
    'rule.{what} needs the names of what it decides at, as in @rule.{what}("queue")': (
        'rule.{what} 需要所决定之处的名称，例如 @rule.{what}("queue")'
    ),
    (
        "rule.{what}: {argument} must be rule.level(...), rule.stock(...), rule.option(...), "
        "rule.value(...) or rule.element(...)"
    ): (
        "rule.{what}：{argument} 必须是 "
        "rule.level(...)、rule.stock(...)、rule.option(...)、r"
        "ule.value(...) 或 rule.element(...)"
    ),
    # --- model/own/sound.py
    "{title} is no plain function": "{title} 不是普通函数",
    "write it with `def`": "请用 `def` 写",
    '{title}: the argument "{name}" has a default, but the engine gives each': (
        "{title}：参数“{name}”有默认值，但引擎会给出每个参数"
    ),
    "a rule is given numbers, and `u` where chance decides: two runs must never differ": (
        "规则得到数，由随机决定之处得到 `u`：两次运行不得不同"
    ),
    '{title}: "{one}" is no plain argument': "{title}：“{one}”不是普通参数",
    "name each number that it asks for": "请写出它所需的每个数",
    "write the number into the function, or above it": "请把数写在函数中或其上方",
    "{title}: it has a `while`, which may never end": "{title}：有 `while`，可能永不结束",
    "write `for _ in range(MOST)`": "请写 `for _ in range(MOST)`",
    "{title}: it writes something outside of itself": "{title}：它写入了自身之外的内容",
    "a rule has numbers in and one out": "规则输入数、输出一个数",
    "{title}: it asks for {name}": "{title}：它需要 {name}",
    "{title}: it asks for numpy.random": "{title}：它需要 numpy.random",
    # --- model/spelt/views.py
    "this is asked of one plant, and the model has several: {names}": "这是问一个工厂的，而模型有多个：{names}",
    'there is no plant "{name}"': "没有工厂“{name}”",
    "name one: `--plant NAME`, or in Python `.of(NAME)`": ("请写一个：`--plant NAME`，或在 Python 中 `.of(NAME)`"),
    # --- model/start/state.py
    'expected a date and time, or a time since the start of the plant, got "{text}"': (
        "应为日期和时间，或自工厂开始的时间，得到“{text}”"
    ),
    "write a number of jobs, or a list of jobs": "请写工件数，或工件列表",
    'write it as in "2026-01-05 10:30", or as in "36 h"': ('请写成如 "2026-01-05 10:30"，或 "36 h"'),
    # --- model/text/orderfile.py
    "expected {n} values ({names}), got {n2}": "应有 {n} 个值（{names}），得到 {n2} 个",
    'expected how many jobs are ordered, from 1 to {most_jobs:,}, got "{text}"': (
        "应为订购的工件数，从 1 到 {most_jobs:,}，得到“{text}”"
    ),
    '"{text}" lies before the start of the plant, {start}': "“{text}”早于工厂的开始 {start}",
    "row {row}: {message}": "第 {row} 行：{message}",
    "the file holds no orders": "文件中没有订单",
    "add a heading and one row for each job": "请添加表头，每个工件一行",
    'the column "{twice}" stands twice': "列“{twice}”出现了两次",
    "the column `product` is missing": "缺少列 `product`",
    "add it; the first row is the heading": "请添加它；第一行是表头",
    "give each column a value": "请给每列一个值",
    'unknown product "{product}"': "未知的产品“{product}”",
    "position {last} lies before the earliest, {first}": "位置 {last} 早于最早的 {first}",
    "swap them": "请互换",
    "the car has no ident": "该车没有标识",
    "give every car its own, or drop the column": "请给每辆车自己的标识，或去掉该列",
    'the ident "{ident}" stands in row {value} already': "标识“{ident}”已在第 {value} 行",
    'expected a position from 1 on, got "{text}"': "应为不小于 1 的位置，得到“{text}”",
    "write it, or leave it empty": "请填写，或留空",
    "write it, or leave it empty for one": "请填写，或留空表示一个",
    'expected a date and time, got "{text}"': "应为日期和时间，得到“{text}”",
    "give a later time, or an earlier `start` of the model": "请给出更晚的时间，或更早的模型 `start`",
    'the release "{text}" lies before the one above': "投放时间“{text}”早于上一行",
    "sort the rows by release": "请按投放时间排序",
    'there is no option "{column}"': "没有选项“{column}”",
    'unknown value "{value}" of {option}': "{option} 的值“{value}”未知",
    'the product "{product}" has no option {option}, so it cannot be "{value}"': (
        "产品“{product}”没有选项 {option}，因此不能为“{value}”"
    ),
    "give every car its own": "请给每辆车自己的标识",
    "write seconds, a time such as 2 h, or a date such as 2026-01-05 10:30": (
        "请写秒数、时间如 2 h，或日期如 2026-01-05 10:30"
    ),
    "write it as in 2026-01-05 10:30": "请写成如 2026-01-05 10:30",
    "leave the cell empty, or give the product the option": "请留空，或给该产品该选项",
    # --- model/text/path.py
    'unknown path "{text}": `{word}` belongs to a plant, and this model has several': (
        "未知的路径“{text}”：`{word}` 属于一个工厂，而该模型有多个"
    ),
    "did you mean `{right}`?": "是否想写 `{right}`？",
    'unknown path "{names}": there is no "{word}" {place}': ("未知的路径“{names}”：{place}没有“{word}”"),
    'cannot read the path "{text}"': "不能读取路径“{text}”",
    "write it as in shops.body.lines.main.ff.cycle": ("请写成如 shops.body.lines.main.ff.cycle"),
    'unknown path "{text}": "{word}" is a plant': "未知的路径“{text}”：“{word}”是一个工厂",
    "did you mean `plants.{text}`?": "是否想写 `plants.{text}`？",
    "write plants.NAME.{text}, NAME one of: {names}": ("请写 plants.NAME.{text}，NAME 为其中之一：{names}"),
    'the path "{names}" leads into a single value at "{word}"': ("路径“{names}”在“{word}”处深入了一个单值"),
    "end it at {value}": "请在 {value} 结束",
    'unknown path "{text}": here is one plant alone': "未知的路径“{text}”：这里只有一个工厂",
    "did you mean `{rest}`?": "是否想写 `{rest}`？",
    # --- model/text/tree.py
    "the text has {n} characters, at most {most_characters} can be read": (
        "文本有 {n} 个字符，最多可读 {most_characters} 个"
    ),
    "aliases repeat more than {most_repeated} values": "别名重复了超过 {most_repeated} 个值",
    "remove the control character": "请去掉控制字符",
    "check the YAML syntax": "请检查 YAML 语法",
    "split it, with `extends`; put orders into a CSV file": "请用 `extends` 拆分；把订单放入 CSV 文件",
    "the file is empty": "文件为空",
    "begin with `{key}: 1` and `name: ...`": "请以 `{key}: 1` 和 `name: ...` 开头",
    "expected a mapping at the top": "顶层应为映射",
    "this anchor holds itself": "该锚点包含自身",
    "remove the alias": "请去掉别名",
    'the key "{key}" is given twice': "键“{key}”给出了两次",
    "keep one of them": "请只留其中之一",
    "YAML syntax: {what}": "YAML 语法：{what}",
    "remove the aliases": "请去掉这些别名",
    "a key must be a text": "键必须是文本",
    "write `KEY: VALUE`": "请写 `KEY: VALUE`",
    "expected a text": "应为文本",
    "write a name or a text": "请写名称或文本",
    "expected a mapping": "应为映射",
    "write `KEY: VALUE` entries": "请写 `KEY: VALUE` 条目",
    "expected a list": "应为列表",
    "begin each entry with `- `, or write [A, B]": "每个条目以 `- ` 开头，或写 [A, B]",
    "expected true or false": "应为 true 或 false",
    "write true or false": "请写 true 或 false",
    "expected a whole number": "应为整数",
    "write a number such as 2": "请写数，例如 2",
    "expected a number": "应为数",
    "write a number such as 12.5": "请写数，例如 12.5",
    "expected a finite number": "应为有限的数",
    "expected -1e8 to 1e8": "应为 -1e8 到 1e8",
    "write a number of metres within these bounds": "请写此范围内的米数",
    "too few entries": "条目太少",
    "add what is missing": "请补上所缺的",
    "too many entries": "条目太多",
    "begin with a key and its value, as the page of this command shows": "请以键和值开始，如该命令的说明页所示",
    "mappings and lists are nested more than {most_depth} deep": "映射和列表的嵌套超过 {most_depth} 层",
    "close the brackets, or write it flatter": "请闭合括号，或减少嵌套",
    "check indentation, colons, brackets and quotation marks on this line and the one before": (
        "请检查本行和上一行的缩进、冒号、括号和引号"
    ),
    "put a text with a colon in quotation marks, and check the indentation": "含冒号的文本请加引号，并检查缩进",
    "indent with spaces, not with tabs": "请用空格缩进，不用制表符",
    "close the bracket or quotation mark; in { } and [ ] put texts with brackets or commas in quotation marks": (
        "请闭合括号或引号；在 { } 和 [ ] 中，含括号或逗号的文本请加引号"
    ),
    "put the text with its mark in quotation marks, or leave the colon out: 100 s [derived takt]": (
        "请给文本及其标记加引号，或去掉冒号：100 s [derived takt]"
    ),
    "a whole number of {value} bits": "有 {value} 位的整数",
    "put it in quotation marks": "请加引号",
    'cannot read "{value}" ({why})': "不能读取“{value}”（{why}）",
}
