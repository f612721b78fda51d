"""What is wrong with messages of partners, and what to do about it."""

CHINESE: dict[str, str] = {
    "segment {number} ({tag})": "第 {number} 段（{tag}）",
    "a test: not to be acted on": "测试报文：请勿据此行动",
    (
        "{n} events have the hash of another event as their eventID, such as event {first}: they were changed "
        "after they were named"
    ): "{n} 个事件的 eventID 是其他事件的哈希，例如第 {first} 个：命名之后被改动",
    "this is none of the formats that are read": "不是可读取的格式",
    "give a file of {names}": "请给出 {names} 文件",
    # --- what is hardly meant
    "document {number}": "单据 {number}",
    "number {before} is followed by {after}; numbers missing in all: {n}": (
        "序号 {before} 之后是 {after}；共缺少序号：{n}"
    ),
    "look for them in other messages, or ask the sender for them": "请在其他报文中查找，或向发送方索取",
    "number {behind} is due {due}, before number {ahead} ({other}), which stands ahead of it; in all: {n}": (
        "序号 {behind} 的需求时间 {due} 早于排在其前的序号 {ahead}（{other}）；共计：{n}"
    ),
    "ask the sender which is right, the sequence or the times": "请向发送方确认：以顺序还是以时间为准",
    "number {number} calls {quantity} of {part}; quantities other than 1 in all: {n}": (
        "序号 {number} 要货 {quantity} 件 {part}；数量不为 1 的共计：{n}"
    ),
    "ask the sender whether all of them go into one vehicle": "请向发送方确认是否都装在同一辆车上",
    # --- the file
    "this does not begin with UNA or UNB": "文件不以 UNA 或 UNB 开头",
    "give an EDIFACT file: it begins with UNA or UNB": "请给出 EDIFACT 文件：以 UNA 或 UNB 开头",
    "the signs {signs} cannot part anything": "符号 {signs} 不能用作分隔符",
    "UNA is followed by six different signs, such as `:+.? '`": "UNA 之后是六个不同的符号，例如 `:+.? '`",
    "the character set {name} is not known": "未知的字符集 {name}",
    "ask the sender for UNOA, UNOB, UNOC (Latin-1) or UNOW (UTF-8)": (
        "请发送方使用 UNOA、UNOB、UNOC（Latin-1）或 UNOW（UTF-8）"
    ),
    "the character with the code {code} may not stand here": "此处不能有代码为 {code} 的字符",
    "{sign} is not in the character set": "{sign} 不在字符集中",
    "ask the sender for signs of the character set that UNB names, without line breaks inside a segment": (
        "请发送方只用 UNB 所示字符集中的字符，段内不要换行"
    ),
    "the last segment has no terminator": "最后一段没有结束符",
    "the file has been cut off; fetch it again": "文件被截断；请重新获取",
    "the file ends without UNZ": "文件末尾没有 UNZ",
    "the message before {tag} has no UNT": "{tag} 之前的报文没有 UNT",
    "the file has been cut off; fetch it again, or ask the sender for all segments": (
        "文件被截断；请重新获取，或请发送方补全所有段"
    ),
    # --- counts and references
    "UNT counts {count} segments, there are {n}": "UNT 计 {count} 段，实有 {n} 段",
    "segments were lost or added on the way; ask the sender for the message again": (
        "传输中有段丢失或增加；请发送方重发该报文"
    ),
    "UNZ counts {count} messages, there are {n}": "UNZ 计 {count} 个报文，实有 {n} 个",
    "messages were lost or added on the way; ask the sender for the file again": (
        "传输中有报文丢失或增加；请发送方重发该文件"
    ),
    "UNZ says {end}, UNB says {begin}": "UNZ 为 {end}，UNB 为 {begin}",
    "begin and end are of different files; fetch the file again": "首尾不属于同一文件；请重新获取",
    "UNT says {end}, UNH says {begin}": "UNT 为 {end}，UNH 为 {begin}",
    "begin and end are of different messages; ask the sender for the file again": (
        "首尾不属于同一报文；请发送方重发该文件"
    ),
    "two messages have the reference {reference}": "有两个报文的编号同为 {reference}",
    "ask the sender to number the messages of a file": "请发送方给文件中的报文分别编号",
    "the message has no reference": "报文没有编号",
    # --- the structure
    "{kind} of {agency}, directory {directory}, is not read": "不读取 {agency} 的 {kind}，目录 {directory}",
    "DELFOR, DELJIT and DESADV of UN, directory D, are read": "可读取 UN 目录 D 的 DELFOR、DELJIT 和 DESADV",
    "the first segment is not UNB": "第一段不是 UNB",
    "{what} is missing before {other}": "{other} 之前缺少 {what}",
    "ask the sender to send the segment; docs/messages.md has the profile": (
        "请发送方补上该段；规范见 docs/messages.md"
    ),
    "{kind} has no segment {tag}": "{kind} 没有 {tag} 段",
    "{tag} may not stand between messages": "报文之间不能有 {tag}",
    "ask the sender to leave it out; docs/messages.md has the profile": "请发送方去掉该段；规范见 docs/messages.md",
    "{what} may not stand here": "{what} 不能在此处",
    "{what} belongs before {other}": "{what} 应在 {other} 之前",
    "{what} stands behind UNZ": "UNZ 之后还有 {what}",
    "ask the sender for the order of the profile in docs/messages.md": "请发送方按 docs/messages.md 中的顺序发送",
    "a release character before its terminator joins it with the next segment": "结束符前的转义符使该段与下一段相连",
    "the release character in a text has to be doubled; ask the sender to do that": (
        "文本中的转义符须写两次；请发送方更正"
    ),
    # --- the content
    "{name} is empty (element {element})": "{name} 为空（第 {element} 个数据元）",
    "ask the sender to fill it": "请发送方填写",
    "{text} is no number": "{text} 不是数字",
    "{text} is no whole number": "{text} 不是整数",
    "write digits, not below zero, at most 15": "请写数字，不小于零，最多 15 位",
    "{text} in format {form} is no date": "格式 {form} 的 {text} 不是日期",
    "write a day that exists as YYYYMMDD with 102, or a minute as YYYYMMDDHHMM with 203": (
        "请写存在的日期：102 用 YYYYMMDD，203 用 YYYYMMDDHHMM 精确到分"
    ),
    "the code {text} is not {known}": "代码 {text} 不是 {known}",
    "the code {text} is not one of {known}": "代码 {text} 不在 {known} 之中",
    "ask the sender what it means; a status can be added to the table of codes": (
        "请向发送方询问其含义；状态代码可以加入代码表"
    ),
    "the VIN {text} has {n} characters": "车辆识别代号 {text} 有 {n} 个字符",
    "a VIN has 17 letters and digits": "车辆识别代号由 17 个字母和数字组成",
    "number {number} stands twice": "序号 {number} 出现两次",
    "a number may stand once in a message; ask the sender which of the two counts": (
        "一个序号在报文中只能出现一次；请向发送方询问以哪个为准"
    ),
    "earliest {earliest} is after latest {latest}": "最早 {earliest} 晚于最晚 {latest}",
    "the earliest time (64) has to lie before the latest (63)": "最早时间（64）必须在最晚时间（63）之前",
    "{first} to {last} are {n} numbers for {quantity} parts": "{first} 至 {last} 共 {n} 个序号，零件却有 {quantity} 个",
    "the last number less the first, plus one, has to be the quantity": "末序号减首序号加一必须等于数量",
    # --- tables of codes
    "this is no text in UTF-8": "不是 UTF-8 文本",
    "a table of codes has the keys `sequence` and `schedule`, or one of them": (
        "代码表的键是 `sequence` 和 `schedule`，或其中之一"
    ),
    "this is no table from codes to {words}": "不是代码到 {words} 的对照表",
    "write `sequence:` and below it, indented, lines such as `39: new`": (
        "请写 `sequence:`，其下缩进写出 `39: new` 这样的行"
    ),
}
