"""The journal."""

CHINESE: dict[str, str] = {
    # --- live/journal
    "{path}: there is no room for more ({error})": "{path}：磁盘空间不足（{error}）",
    "make room; nothing that was confirmed is lost": "请腾出空间；已确认的内容没有丢失",
    "{path}: this is no journal, or it is damaged ({error})": "{path}：不是日志，或已损坏（{error}）",
    "see `taktwin journal check`, or take a copy": "请运行 `taktwin journal check` 查看，或使用备份",
    "{path}: cannot be opened to write ({error})": "{path}：不能打开写入（{error}）",
    "check the disk, open the journal anew and send the last batch once more": (
        "请检查磁盘，重新打开日志，再发送一次最后一批"
    ),
    "{path}: there is no such journal": "{path}：没有该日志",
    "{path}: this is no journal of Taktwin": "{path}：不是 Taktwin 的日志",
    "{path}: a journal of version {version}; this program knows {version2}": (
        "{path}：日志的版本是 {version}；本程序只认识 {version2}"
    ),
    "{path}: the journal is closed": "{path}：日志已关闭",
    '"{where}" names no journal': "“{where}”不是日志的位置",
    "name a file, or write postgresql://USER@HOST/DATABASE": "请写文件名，或 postgresql://USER@HOST/DATABASE",
    "a journal in PostgreSQL needs psycopg": "使用 PostgreSQL 日志需要 psycopg",
    "pip install 'taktwin[postgres]'": "pip install 'taktwin[postgres]'",
    "check address, user, database, and that the server runs": "请检查地址、用户和数据库，以及服务器是否运行",
    "{url}: cannot be reached ({error})": "{url}：无法连接（{error}）",
    "{where}: there is no such journal": "{where}：没有该日志",
    "check the name": "请检查名称",
    "{where}: another program writes to it": "{where}：另一个程序正在写入",
    "end that one, or name another journal": "请结束那个程序，或换一个日志",
    "{where}: a journal of version {found}; this program knows {version}": (
        "{where}：日志的版本是 {found}；本程序只认识 {version}"
    ),
    "make room on the server; nothing that was confirmed is lost": "请在服务器上腾出空间；已确认的内容没有丢失",
    "let the user make a schema in the database, or make it and give it to the user": (
        "请授予该用户在数据库中建立模式的权限，或先建好再授权给该用户"
    ),
    "{where}: this is no journal of Taktwin": "{where}：不是 Taktwin 的日志",
    "name another one": "请换一个",
    "{where}: the server has not taken what was written ({error})": "{where}：服务器没有接受写入的内容（{error}）",
    "check the server, open the journal anew and send the last batch once more": (
        "请检查服务器，重新打开日志，再发送一次最后一批"
    ),
    "check the server": "请检查服务器",
    "write postgresql://USER@HOST/DATABASE?journal=NAME; also {settings}": (
        "请写 postgresql://USER@HOST/DATABASE?journal=NAME；还可写 {settings}"
    ),
    "names no journal in PostgreSQL": "不是 PostgreSQL 中的日志",
    '"{schema}" is no name of a journal': "“{schema}”不能作日志名称",
    "write small letters, figures and _": "请用小写字母、数字和 _",
}
