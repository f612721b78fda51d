"""Journal of messages."""

CHINESE: dict[str, str] = {
    "Check, export or replay what a plant said.": "检查、导出或重放工厂发来的消息。",
    (
        "A journal holds every message of a plant byte for byte. It is only read; a damaged one ends with exit code 3."
    ): "消息日志逐字节保存工厂的每条消息。本命令只读取它；日志已损坏时退出码为 3。",
    (
        "check: compare all that is in it with its digests. export: as JSON lines, one message a line, or into a "
        "folder as values in hourly Parquet files. replay: play it to a Sparkplug host, and count what follows. "
        "ask: put a question to such a folder."
    ): (
        "check：将全部内容与其摘要核对。export：导出为 JSON 行，每行一条消息；或导出到文件夹，为每小时一个的"
        " Parquet 数值文件。replay：向 Sparkplug 主机重放，并统计结果。ask：向这样的文件夹提问。"
    ),
    "Print one JSON object.": "输出一个 JSON 对象。",
    "A journal of messages; of ask: a folder.": "消息日志文件；用于 ask 时为文件夹。",
    "Of export: write there, not to the standard output; into a folder as Parquet.": (
        "用于 export：写入该处，而不是标准输出；为文件夹时写成 Parquet。"
    ),
    "Of ask: the question, about the table history.": "用于 ask：对表 history 的提问。",
    "it is for `ask`, which needs it.": "只用于 `ask`，且 `ask` 必须给出。",
    "{values:,} values in {files:,} files: {path}": "{values:,} 个值，{files:,} 个文件：{path}",
    "it is for `export`.": "只用于 `export`。",
    "it prints how much was written; add --out FILE.jsonl.": "它输出写入的数量；请加上 --out FILE.jsonl。",
    "{entries:,} messages of {sources:,} sources in {sessions:,} sessions, {size:,} bytes": (
        "{entries:,} 条消息，{sources:,} 个来源，{sessions:,} 次会话，{size:,} 字节"
    ),
    "{missing:,} never came; {twice:,} numbers came twice with another content": (
        "{missing:,} 条从未到达；{twice:,} 个序号出现两次且内容不同"
    ),
    (
        "{messages:,} messages: {nodes:,} nodes, {online:,} of them there at the end, {tags:,} tags, {values:,} values"
    ): "{messages:,} 条消息：{nodes:,} 个节点，结束时在线 {online:,} 个，{tags:,} 个标签，{values:,} 个值",
    "{number:,} nodes deviate: {what}": "{number:,} 个节点有偏差：{what}",
    "{count:,} messages: {path}": "{count:,} 条消息：{path}",
}
