"""Events as lines: files, pipes, HTTP, CSV."""

CHINESE: dict[str, str] = {
    # --- live/lines
    "this program knows version 1 of columns, not {columns}": "本程序只认识 columns 版本 1，不认识 {columns}",
    "write `columns: 1`": "请写 `columns: 1`",
    "expected one sign, got {noun}": "应为一个字符，得到 {noun}",
    'write one such as ";"': '请写一个字符，例如 ";"',
    "the same sign is between columns and before decimals": "列分隔符与小数点是同一个字符",
    "write two signs": "请用两个不同的字符",
    "an event has no `{name}`": "事件没有 `{name}` 这一项",
    "`{name}` is a column as well": "`{name}` 同时也是一列",
    "write it once": "请只写一次",
    "nothing gives the `{name}` of an event": "没有内容给出事件的 `{name}`",
    "add `{name}: COLUMN`": "请添加 `{name}: COLUMN`",
    "{path}: cannot be read ({strerror})": "{path}：不能读取（{strerror}）",
    "check its rights": "请检查其权限",
    "taking lines over HTTP needs starlette": "通过 HTTP 接收事件行需要 starlette",
    "pip install 'taktwin[live]'": "pip install 'taktwin[live]'",
    "taking lines over HTTP needs uvicorn": "通过 HTTP 接收事件行需要 uvicorn",
    "name another address or port, or end what listens there": "请换一个地址或端口，或结束正在该处监听的程序",
    "{where}: cannot be listened on ({strerror})": "{where}：不能监听（{strerror}）",
    "{address} can be reached from outside, and there is no token of 16 signs or more": (
        "{address} 可从外部访问，却没有至少 16 个字符的令牌"
    ),
    "set a token, or listen on 127.0.0.1": "请设置令牌，或在 127.0.0.1 上监听",
    "there is no port {port}": "没有端口 {port}",
    "name one from 1 to 65535, or 0 for a free one": "请写 1 到 65535 之间的端口，或写 0 取任一空闲端口",
    'the path is "{path}"': "路径为“{path}”",
    'begin it with "/"': '请以 "/" 开头',
    "most_bytes is {most_bytes}": "most_bytes 为 {most_bytes}",
    "it must be 1 or more": "必须不小于 1",
    "a certificate and its key come together": "证书和密钥必须同时给出",
    "name both files, or none": "请两个文件都写，或都不写",
    "write a port, or http://127.0.0.1:8780/events": "请写端口，或 http://127.0.0.1:8780/events",
    "is no address": "不是地址",
    '"{address}" is no address': "“{address}”不是地址",
    "name files by TAKTWIN_POST_CERTIFICATE and TAKTWIN_POST_KEY, or write http://": (
        "请通过 TAKTWIN_POST_CERTIFICATE 和 TAKTWIN_POST_KEY 给出文件，或写 http://"
    ),
    "https needs a certificate and its key": "https 需要证书及其密钥",
}
