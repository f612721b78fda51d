"""Messages of partners."""

CHINESE: dict[str, str] = {
    "Read and write messages of partners.": "读写合作伙伴的报文。",
    "Read messages of partners: check them, show what they say, write it as tables.": (
        "读取合作伙伴的报文：检查、显示内容，并写成表格。"
    ),
    (
        "Says for each wrong segment what is wrong and what to do. A file with an error is refused as a whole, and so "
        "are the others with it. What can be read but is hardly meant (a gap in the sequence) is a warning."
    ): (
        "对每个有误的段说明错误和处理办法。有错的文件整体拒收，同一命令中的其他文件也不采用。"
        "可读取但多半不是本意的内容（如序号中断）给出警告。"
    ),
    "EDIFACT (DELFOR, DELJIT, DESADV), EPCIS events, Catena-X documents, VDA 5050 factsheets.": (
        "EDIFACT（DELFOR、DELJIT、DESADV）、EPCIS 事件、Catena-X 文档、VDA 5050 参数表。"
    ),
    "What the status codes of EDIFACT mean (SEQ, SCC); default as in the docs.": (
        "EDIFACT 状态代码（SEQ、SCC）的含义；默认值见文档。"
    ),
    "Format of the tables of --out, csv by default; may be given again.": (
        "--out 所写表格的格式，默认 csv；可重复给出。"
    ),
    "Write calls, demand and despatches there as tables.": "把要货、需求和发货写成表格存放于此。",
    "Print one JSON object with all that the files hold.": "输出一个 JSON 对象，含文件的全部内容。",
    (
        "The files are tables of demand, call-offs or despatches (CSV, .xlsx), as --out has them: write them as "
        "EDIFACT."
    ): "文件是需求、要货或发货表（CSV、.xlsx），格式同 --out 所写：写成 EDIFACT。",
    "Of --edi: number of the interchange.": "--edi：交换文件的编号。",
    "--edi writes messages, --out tables; give one of them.": "--edi 写报文，--out 写表格；请只给其中一个。",
    "it says how tables are written; add --out FOLDER.": "它规定表格的格式；请加上 --out FOLDER。",
    # --- the table
    "document": "单据",
    "from": "发送方",
    "to": "接收方",
    "first": "首序号",
    "last": "末序号",
    "entries": "条目",
    "events": "事件",
    "first time": "最早时间",
    "last time": "最晚时间",
    "due from": "最早到期",
    "due to": "最晚到期",
    "tables: {path}": "表格：{path}",
}
