"""What is wrong with one value: quantities, distributions, tables, marks."""

CHINESE: dict[str, str] = {
    "{remedy} A factor of another region is not taken in its place": "{remedy}不会用其他地区的因子代替",
    "{remedy}; of the kind {kind}: {other}": "{remedy}；{kind} 类：{other}",
    "Ask for one of them, or give the number": "请使用其中之一，或给出数值",
    "Ask for one of them": "请使用其中之一",
    # --- model/values/amountby.py
    "no quantity is given for any value": "没有给出任何值的数量",
    "the quantity is 0 for every value": "所有值的数量都为 0",
    "add `VALUE: QUANTITY` entries or `default: QUANTITY`, one of them above 0": (
        "请添加 `VALUE: QUANTITY` 条目或 `default: QUANTITY`，其中至少一个大于 0"
    ),
    # --- model/values/distribution.py
    'the mean of "{text}" is {mean:.3g} s, more than 1000 years': ("“{text}”的均值为 {mean:.3g} 秒，超过 1000 年"),
    "check the unit and the shape": "请核对单位和形状参数",
    '"{text}" is shorter than a microsecond, which a run of some days cannot tell from 0': (
        "“{text}”短于一微秒，运行数天时无法与 0 区分"
    ),
    "write 0 s, or check the unit": "请写 0 s，或核对单位",
    'did you mean `{word}`, as in "{spellings}"?': '是否想写 `{word}`，例如 "{spellings}"？',
    "use one of {names}": "请使用其中之一：{names}",
    'unknown distribution "{name}" in "{text}"': "“{text}”中有未知的分布“{name}”",
    '{name} lacks {names} in "{text}"': "“{text}”中 {name} 缺少 {names}",
    'the low end lies above the high end in "{text}"': "“{text}”中下限高于上限",
    'cannot read the distribution "{text}"': "不能读取分布“{text}”",
    'write it as in "{example}"': '请写成如 "{example}"',
    '{name} has no parameter "{key}" (in "{text}")': "{name} 没有参数“{key}”（在“{text}”中）",
    'the parameter "{key}" is given twice in "{text}"': "“{text}”中参数“{key}”给出了两次",
    'in "{text}", {key}: {message}': "在“{text}”中，{key}：{message}",
    'tri needs low <= mode <= high, got "{text}"': ("tri 需要 low <= mode <= high，得到“{text}”"),
    'write it as in "{examples}"': '请写成如 "{examples}"',
    'tri needs low < high, got "{text}"': "tri 需要 low < high，得到“{text}”",
    "write the one value without `tri`": "请直接写该值，不用 `tri`",
    '{name} takes {n} parameters, got {n2} in "{text}"': ("{name} 有 {n} 个参数，“{text}”中得到 {n2} 个"),
    "write a plain time for a constant": "恒定时间请直接写时间",
    "give a value above zero": "请给出大于零的值",
    '{key} must be above zero in "{text}"': "“{text}”中 {key} 必须大于零",
    '{key} must be {bounds}, got {value:g} in "{text}"': ("“{text}”中 {key} 必须{bounds}，得到 {value:g}"),
    "give a value {bounds}": "请给出{bounds}的值",
    "expected a time or a distribution of times": "应为时间或时间的分布",
    'write for example "100 s"': '例如写 "100 s"',
    # --- model/values/figures.py
    "{where}: {name} has {size} values, {of} has {steps} steps": ("{where}：{name} 有 {size} 个值，{of} 有 {steps} 步"),
    "{where}: {name} is {found} at step {wrong}": ("{where}：{name} 在第 {wrong} 步为 {found}"),
    "{where}: {name} is {found:g} {unit} at step {low}, {least:g} is the least": (
        "{where}：{name} 在第 {low} 步为 {found:g} {unit}，最小为 {least:g}"
    ),
    "{where}: {name} is {found:g} {unit} at step {high}, {most:g} is the most": (
        "{where}：{name} 在第 {high} 步为 {found:g} {unit}，最大为 {most:g}"
    ),
    "{where}: {name} ({unit}) must be {told}, got {value}": ("{where}：{name}（{unit}）必须{told}，得到 {value}"),
    "{where}: {name} must be a list of numbers": "{where}：{name} 必须是数的列表",
    "give one for each step": "请为每一步给出一个",
    "give one value for each step of {of}, or a single one for all": (
        "请为 {of} 的每一步给出一个值，或用一个值代表全部"
    ),
    "fill the gap: {size} of {size2} values are no finite number": ("请补全：{size2} 个值中有 {size} 个不是有限的数"),
    "check the sign: {size} of {size2} values are too small": ("请核对符号：{size2} 个值中有 {size} 个太小"),
    "check the unit: {size} of {size2} values are too large": ("请核对单位：{size2} 个值中有 {size} 个太大"),
    "{where}: {name} ({unit}) must be numbers": "{where}：{name}（{unit}）必须是数",
    # --- model/values/fromto.py
    '"{where}" holds no matrix': "“{where}”中没有矩阵",
    "write the values to which in its first row, and those from which in column 1": (
        "请在第一行写目标值，在第 1 列写来源值"
    ),
    '"{where}" has more than {most_values} values': "“{where}”的值超过 {most_values} 个",
    "group some of them in an option of their own": "请把其中一些归入单独的选项",
    'cannot read "{value}": {message}': "不能读取“{value}”：{message}",
    '"{name}" twice': "“{name}”出现两次",
    "a column without a value": "有一列没有值",
    '"{where}" has {what} in its first row': "“{where}”的第一行{what}",
    "name each value once": "每个值只写一次",
    'the second row from "{cell}"': "从“{cell}”出发的第二行",
    "no value from which": "没有来源值",
    "name each value once, in the first column": "每个值只在第一列写一次",
    "{begin}: more times than the first row has values": "{begin}：时间多于第一行的值",
    "remove what is too much": "请去掉多余的部分",
    # --- model/values/gridfactors.py
    "nearest known: {names}. {ask}": "最近的已知值：{names}。{ask}",
    "no {kind} factor of {named} is known for {year}": "没有 {named} 在 {year} 的 {kind} 因子",
    "there is no kind of factor {kind}": "没有因子种类 {kind}",
    "known are {names}.": "已知 {names}。",
    'no emission factor is known for the region "{region}"': "地区“{region}”没有已知的排放因子",
    # --- model/values/mark.py
    'unknown mark "{value}"': "未知的标记“{value}”",
    'write "[seen: SOURCE]", "[derived: RULE]" or "[assumed: REASON]"': (
        '请写 "[seen: SOURCE]"、"[derived: RULE]" 或 "[assumed: REASON]"'
    ),
    'the mark "{kind}" lacks {needs}': "标记“{kind}”缺少{needs}",
    'write "[{kind}: ...]"': '请写 "[{kind}: ...]"',
    'cannot read the brackets in "{text}"': "不能读取“{text}”中的方括号",
    "put one mark, in brackets, at the end": "请在末尾用方括号写一个标记",
    "a mark is a text": "标记是文本",
    'write "[assumed: REASON]"': '请写 "[assumed: REASON]"',
    # --- model/values/measured.py
    '{name} lacks its times in "{text}"': "“{text}”中 {name} 缺少时间",
    "{n} times with shares, at most {most_shares} are possible": ("有 {n} 个带比例的时间，最多 {most_shares} 个"),
    "group some of them": "请合并其中一些",
    'the shares sum to {value:.6g} % in "{text}"': "“{text}”中比例之和为 {value:.6g} %",
    "make them sum to 100 %": "请使其和为 100 %",
    '"{where}", row {row}: has {n} cells for {width} column{value}': (
        "“{where}”第 {row} 行：{width} 列却有 {n} 个单元格{value}"
    ),
    '"{where}" holds no times': "“{where}”中没有时间",
    "give a heading and one time in each row": "请给出表头，每行一个时间",
    '"{where}" has no column "{column}"': "“{where}”没有列“{column}”",
    'in "{text}": {message}': "在“{text}”中：{message}",
    '"{part}" has no share in "{text}"': "“{text}”中“{part}”没有比例",
    'cannot read "{part}" in "{text}"': "不能读取“{text}”中的“{part}”",
    "put a value that holds the separator into quotation marks": "含分隔符的值请加引号",
    '"{where}" has more than {most_times} times': "“{where}”的时间超过 {most_times} 个",
    "take a sample of them": "请取其中的样本",
    '"{where}" has {n} columns': "“{where}”有 {n} 列",
    "name one, as in column={value}": "请写明一列，例如 column={value}",
    '"{where}", row {row}: {message}': "“{where}”第 {row} 行：{message}",
    # --- model/values/quantity.py
    "expected {word}, got {value}": "应为{word}，得到 {value}",
    'write for example "{example}"': '例如写 "{example}"',
    'cannot read the number in "{text}"': "不能读取“{text}”中的数",
    "write digits without separators, such as 9000 or 0.5": "请写不带分隔的数字，例如 9000 或 0.5",
    "give 100 % at most": "请最多给出 100 %",
    'write "{text} %" or a fraction such as 0.88': '请写 "{text} %" 或小数，例如 0.88',
    'a share is between 0 and 1, got "{text}"': "比例在 0 到 1 之间，得到“{text}”",
    '"{text}" is too large, expected {bounds}': "“{text}”太大，应为{bounds}",
    '"{text}" is too small, expected 0 or {bounds}': "“{text}”太小，应为 0 或{bounds}",
    "write 0, or check the unit": "请写 0，或核对单位",
    '`unlimited` is not allowed here, expected {word} such as "{example}"': (
        '此处不能用 `unlimited`，应为{word}，例如 "{example}"'
    ),
    "give a number": "请给出一个数",
    # --- model/values/sheet.py
    "row {line}: cannot be read ({error})": "第 {line} 行：不能读取（{error}）",
    "check the quotation marks and separators of this row": "请检查该行的引号和分隔符",
    # --- model/values/textfile.py
    "the file is not UTF-8 text (byte 0x{raw:02x})": "文件不是 UTF-8 文本（字节 0x{raw:02x}）",
    "check that it exists and may be read": "请检查它是否存在并可读",
    'the text "{value}" holds {value2}, which cannot be written': ("文本“{value}”含有不能写入的 {value2}"),
    "remove it": "请去掉它",
    "a text of {n} characters, at most {longest_text} are possible": ("文本有 {n} 个字符，最多 {longest_text} 个"),
    "shorten it": "请缩短它",
    # --- model/values/timeby.py
    "no time is given for any value": "没有给出任何值的时间",
    "add `VALUE: TIME` entries or `default: TIME`": ("请添加 `VALUE: TIME` 条目或 `default: TIME`"),
    # --- model/values/workbook.py
    "this is a workbook with a password, or one of Excel before 2007": (
        "这是带密码的工作簿，或 Excel 2007 之前的工作簿"
    ),
    "unpacked, the workbook has {value:,.0f} MiB, at most {value2} are read": (
        "解压后工作簿有 {value:,.0f} MiB，最多读取 {value2}"
    ),
    "the workbook cannot be read ({value})": "不能读取工作簿（{value}）",
    "the sheet is larger than {most_cells:,} cells or {most_rows:,} rows": (
        "工作表超过 {most_cells:,} 个单元格或 {most_rows:,} 行"
    ),
    "delete what is below and beside the table, or save the sheet as CSV": (
        "请删除表格下方和旁边的内容，或把工作表存为 CSV"
    ),
    "holds a formula that was never calculated": "含有从未计算的公式",
    "row {row}: the cell {where} {message}": "第 {row} 行：单元格 {where}{message}",
    "row {number}: {message}": "第 {number} 行：{message}",
    'write it as in "{measured}"': '请写成如 "{measured}"',
    "write at most {bound:.16g}": "请最多写 {bound:.16g}",
    "check the unit, and what stands before it": "请核对单位及其前的数",
    "the file holds {value}": "文件含有{value}",
    "the file is larger than {value} MiB": "文件大于 {value} MiB",
    "name a smaller file, or split it": "请给出更小的文件，或拆分",
    "the file is {name}, not UTF-8 text": "文件是 {name}，不是 UTF-8 文本",
    "save it as UTF-8{suffix}": "请存为 UTF-8{suffix}",
    "this is no text (it holds a zero byte)": "这不是文本（含有零字节）",
    "this is a folder, no file": "这是文件夹，不是文件",
    "name the file in it": "请写其中的文件",
    "this is a device or a pipe, no file": "这是设备或管道，不是文件",
    "write its content into a file, and name that": "请把内容写入文件，并给出该文件",
    "there is no such file": "没有该文件",
    "check the name and the folder": "请检查名称和文件夹",
    "cannot read the file ({strerror})": "不能读取文件（{strerror}）",
    "this cannot be the name of a file": "这不能作文件名",
    "write a name that the system can spell": "请写系统可用的名称",
    (
        "write the number of the visit, from 1 to {last_visit}, such as 1 or [1, 2], or 3+ for the third and later ones"
    ): ("请写到访次数，从 1 到 {last_visit}，例如 1 或 [1, 2]，第三次及以后写 3+"),
    "save it as .xlsx without a password": "请存为不带密码的 .xlsx",
    "keep what is needed in a workbook of its own, or save the sheet as CSV": (
        "请把所需内容存为单独的工作簿，或把工作表存为 CSV"
    ),
    "the workbook has no sheet with cells": "工作簿中没有含单元格的工作表",
    "add one": "请添加一个",
    'there is no sheet "{sheet}"': "没有工作表“{sheet}”",
    "this is no Excel workbook, or a damaged one": "这不是 Excel 工作簿，或已损坏",
    "save it again as .xlsx": "请重新存为 .xlsx",
    "open it in a spreadsheet program and save it again as .xlsx": "请用电子表格程序打开，重新存为 .xlsx",
}
