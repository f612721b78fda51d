"""Formats of others that cannot be read or written."""

CHINESE: dict[str, str] = {
    # --- exchange/jsondocument.py
    "{text} is no number of JSON": "{text} 不是 JSON 的数",
    "the number {text} is beyond what a computer can count": "数 {text} 超出计算机可表示的范围",
    'the name "{twice}" stands twice in one object': "名称“{twice}”在一个对象中出现两次",
    "mend the others first": "请先改正其他问题",
    # --- exchange/jaamsim/records.py
    "'{name}' is a {kind} already, defined in line {line}": "“{name}”已在第 {line} 行定义为 {kind}",
    "there is no object called '{text}'": "没有名为“{text}”的对象",
    "expected a keyword and its values in braces, got '{text}'": "应为关键字及花括号中的值，得到“{text}”",
    # --- exchange/jaamsim/stations.py
    "an accumulating conveyor needs its Length": "积放式输送机需要其 Length",
    # --- exchange/jaamsim/flow.py
    "there is no EntityGenerator, so nothing ever arrives": "没有 EntityGenerator，因此永远没有到达",
    "the {kind} has no NextComponent": "该 {kind} 没有 NextComponent",
    "'{name}' is a {kind}, from which no way leads on": "“{name}”是 {kind}，没有通向后续的路",
    "{name} chooses way {place}, and there are {count}": "{name} 选择第 {place} 条路，而共有 {count} 条",
    # --- exchange/jaamsim/values.py
    "{n} values, and {shares} probabilities": "有 {n} 个值，却有 {shares} 个概率",
    # --- exchange/catenax/intomodel.py
    "say which site is yours: {names}": "请写明哪个是本方地点：{names}",
    "the stock points are {names}": "库存点有：{names}",
    "the result has shipments to several sites": "结果中有发往多个地点的货物",
    "several stock points hold {part}: {names}": "多个库存点存放 {part}：{names}",
    "say to which one it goes": "请写明送到哪一个",
    'there is no stock point "{stock}" for {part}': "没有 {part} 的库存点“{stock}”",
    # --- exchange/catenax/values.py
    "give one with a time zone, such as datetime(2026, 3, 1, tzinfo=UTC)": (
        "请给出带时区的时间，例如 datetime(2026, 3, 1, tzinfo=UTC)"
    ),
    "{time} has no offset from UTC that a time stamp could have": "{time} 与 UTC 的偏移不能用于时间戳",
    '"{text}" is not date and time': "“{text}”不是日期和时间",
    '"{text}" is no day such as 2026-03-01': "“{text}”不是如 2026-03-01 的日期",
    '"{text}" is beyond the calendar': "“{text}”超出日历范围",
    # --- exchange/catenax/kinds.py
    'there is no aspect model "{kind}"': "没有切面模型“{kind}”",
    "one of {names}": "以下之一：{names}",
    # --- exchange/catenax/delivery_information.py
    "the documents are not of one part": "这些单据不属于同一零件",
    "join those of each part": "请分别合并各零件的单据",
    # --- exchange/catenax/aspect.py
    "one of {expected}": "{expected} 之一",
    "use one of these words": "请使用其中之一",
    "at most {max_length} characters": "最多 {max_length} 个字符",
    "shorten the text": "请缩短文本",
    "text that is not empty": "非空文本",
    "write something": "请填写",
    "at least {limit} elements": "至少 {limit} 个元素",
    "at most {limit} elements": "最多 {limit} 个元素",
    "add some": "请添加一些",
    "leave some out": "请去掉一些",
    # --- exchange/epw/write.py
    "rows of {width} columns": "行的列数为 {width}",
    # --- exchange/epcis/times.py
    '"{text}" is no instant such as 2026-03-01T06:30:00.000+08:00': (
        "“{text}”不是如 2026-03-01T06:30:00.000+08:00 的时刻"
    ),
    "{time} has no offset from UTC that an event could have": "{time} 与 UTC 的偏移不能用于事件",
    # --- exchange/epcis/names.py
    "the digits of a GTIN are 13 without check digit, of a GRAI or GLN 12; a serial has letters and digits": (
        "GTIN 除校验位外为 13 位数字，GRAI 或 GLN 为 12 位；序列号由字母和数字组成"
    ),
    "{uri} names nothing": "{uri} 没有标识任何对象",
    # --- exchange/sparkplug/reader.py
    "{n} names of properties and {other} values": "有 {n} 个属性名，却有 {other} 个值",
    "look at what sends it": "请检查发送方",
    "{n} names and {other} types of columns": "有 {n} 个列名，却有 {other} 个列类型",
    "a row of {n} cells in a table of {other} columns": "表有 {other} 列，而一行有 {n} 个单元格",
    # --- exchange/sparkplug/encode.py
    "{shown} is no value of type {name}": "{shown} 不是类型 {name} 的值",
    "no type is given for {value}": "没有给出 {value} 的类型",
    "{name} cannot be the type of a value here": "{name} 不能作为此处值的类型",
    "a table whose columns, types and rows differ in number": "表的列、类型和行的数目不一致",
    "give each column name, type, cell": "请给每列名称、类型和单元格",
    "a template is a definition, or names one": "模板或是定义，或引用一个定义",
    "set `is_definition`, and `template_ref` for an instance only": (
        "请设置 `is_definition`，`template_ref` 只用于实例"
    ),
    "a parameter of a template without name or type": "模板的参数没有名称或类型",
    "give it both": "请两者都给出",
    "{value} is no unsigned number of {width} bits": "{value} 不是 {width} 位的无符号数",
    "write a whole number, 0 or more": "请写不小于 0 的整数",
    'metric "{name}": {message}': "指标“{name}”：{message}",
    "it has a value and says that it has none": "它有值，却又声明没有值",
    "leave out `value` or `is_null`": "请去掉 `value` 或 `is_null`",
    "{value:g} is too large for Float": "{value:g} 对 Float 过大",
    "use Double": "请用 Double",
    "{value} cannot be written as UTF-8": "{value} 不能写成 UTF-8",
    "write plain text": "请写普通文本",
    'property "{name}" has no type': "属性“{name}”没有类型",
    # --- exchange/sparkplug/fields.py
    "a number is cut or too long": "数被截断或过长",
    "ask for the message anew": "请重新索取该报文",
    "the message is cut": "报文被截断",
    "a group, which no Sparkplug payload has": "这是组，而 Sparkplug 负载中没有组",
    # --- exchange/sparkplug/arrays.py
    "{n} bytes are no whole number of elements of {name}": "{n} 个字节不是整数个 {name} 元素",
    "each takes {width} bytes; ask for the message anew": "每个占 {width} 个字节；请重新索取该报文",
    "a BooleanArray of {n} bytes is shorter than its count says": "{n} 个字节的 BooleanArray 短于其计数",
    "{value} is no element of {name}": "{value} 不是 {name} 的元素",
    "write whole numbers within its width": "请写其宽度内的整数",
    "write numbers": "请写数",
    "a number is too large for {name}": "有一个数对 {name} 过大",
    "use DoubleArray": "请用 DoubleArray",
    "a text is not written in hex digits": "文本没有用十六进制数字书写",
    "read it as plain texts": "请按普通文本读取",
    "an element of a StringArray is no text without zero bytes": "StringArray 的元素不是不含零字节的文本",
    "write plain texts": "请写普通文本",
    # --- exchange/edi/fromtables.py
    '"{written}" is no day or time': "“{written}”不是日期或时间",
    "write 2026-03-02 or 2026-03-02T09:42, or 02.03.2026 or 02.03.2026 09:42": (
        "请写 2026-03-02 或 2026-03-02T09:42，也可写 02.03.2026 或 02.03.2026 09:42"
    ),
    "add the column, or give another table": "请添加该列，或给出另一个表",
    "add the columns, or give another table": "请添加这些列，或给出另一个表",
    "a table of {kind} lacks {names}": "{kind} 的表缺少 {names}",
    "this is no table of demand, call-offs or despatches": "这不是需求、要货或发货的表",
    "it has the columns {wanted}": "其列为 {wanted}",
    "there are no rows": "没有数据行",
    "write a row for each quantity of a part": "请为每个零件的每个数量写一行",
    # --- exchange/edi/write.py
    "{what} holds what EDIFACT cannot say": "{what} 含有 EDIFACT 不能表达的内容",
    "leave out empty texts, seconds, time zones, digits beyond 15, and times that UNB or the profile lacks": (
        "请去掉空文本、秒、时区、超过 15 位的数字，以及 UNB 或规范中没有的时间"
    ),
    "{name} is no message": "{name} 不是报文",
    "give one of {names}": "请给出其中之一：{names}",
    # --- exchange/aas/write.py
    "asset administration shells need basyx-python-sdk": "资产管理壳需要 basyx-python-sdk",
    "pip install 'taktwin[aas]'": "pip install 'taktwin[aas]'",
    "the shell cannot be made: {error}": "不能生成资产管理壳：{error}",
    "check the names and identifiers of the file": "请检查文件的名称和标识符",
}
