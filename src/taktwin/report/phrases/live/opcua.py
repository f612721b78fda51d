"""OPC UA: settings, servers, certificates."""

CHINESE: dict[str, str] = {
    # --- live/opcua
    '"{root}" is no node': "“{root}”不是节点",
    "write it as ns=2;s=Line or ns=2;i=7": "请写成如 ns=2;s=Line 或 ns=2;i=7",
    "{url}: it has more than {most_nodes:,} nodes below {roots}": "{url}：{roots} 之下的节点超过 {most_nodes:,} 个",
    "name the nodes that matter as `roots`": "请把需要的节点写在 `roots` 中",
    "{url}: the server has no node {node}": "{url}：服务器没有节点 {node}",
    "look at its nodes with a browser of OPC UA, and correct `roots`": (
        "请用 OPC UA 浏览工具查看其节点，并更正 `roots`"
    ),
    "{url}: there are no variables below {roots}": "{url}：{roots} 之下没有变量",
    "listening to OPC UA needs asyncua": "监听 OPC UA 需要 asyncua",
    "{url}: the server does not offer {security_used} with Basic256Sha256": (
        "{url}：服务器不提供 {security_used} 加 Basic256Sha256"
    ),
    "have it offered there": "请在服务器上启用",
    "{certificate} or {key}: cannot be used ({error})": "{certificate} 或 {key}：不能使用（{error}）",
    "name a certificate and its key in PEM (.pem) or DER (.der)": (
        "请给出 PEM（.pem）或 DER（.der）格式的证书及其密钥"
    ),
    "{certificate} and {key}: are not there, and are made as .der and .pem only": (
        "{certificate} 和 {key}：文件不存在，且只能生成 .der 加 .pem"
    ),
    "name CERTIFICATE.der and KEY.pem": "请写 CERTIFICATE.der 和 KEY.pem",
    "{certificate}: cannot be written ({strerror})": "{certificate}：不能写入（{strerror}）",
    "check the folder": "请检查文件夹",
    "{file}: there is no such file": "{file}：没有该文件",
    "{url}: nobody said which certificate the server should have; it shows {print}": (
        "{url}：未指定服务器应有的证书；它出示的是 {print}"
    ),
    "compare it with what the server's own page says, and set it as `trusted`": (
        "请与服务器自身页面所示核对，再设为 `trusted`"
    ),
    "{url}: the server shows another certificate than it should ({print})": (
        "{url}：服务器出示的证书与应有的不同（{print}）"
    ),
    "find out why before you trust it; it may be another computer": "请先查明原因再信任；它可能是另一台计算机",
    "{file}: is no certificate that can be read ({error})": "{file}：不是可读取的证书（{error}）",
    "name a file, or write its SHA-256 in 64 hex digits": "请写文件，或以 64 位十六进制写出其 SHA-256",
    "{url}: the server refuses us ({name})": "{url}：服务器拒绝了我们的连接（{name}）",
    "check user, password and rights there, and that it trusts our certificate": (
        "请检查用户、密码和权限，以及服务器是否信任我们的证书"
    ),
    "write it as opc.tcp://127.0.0.1:4840": "请写成如 opc.tcp://127.0.0.1:4840",
    "no address: it knows no secrets": "密钥之外的途径（它没有密钥）",
    '"{url}" is no address': "“{url}”不是地址",
    "{hostname} can be reached from outside, and an emulated plant has no security": (
        "{hostname} 可从外部访问，而模拟工厂没有安全防护"
    ),
    "let it listen on 127.0.0.1": "请让它在 127.0.0.1 上监听",
    "{url}: cannot be listened on ({strerror})": "{url}：不能监听（{strerror}）",
    "name another port": "请换一个端口",
    "write it as opc.tcp://HOST:4840": "请写成如 opc.tcp://HOST:4840",
    "the address holds a user": "地址中带有用户名",
    "name it by TAKTWIN_OPCUA_USER": "请通过 TAKTWIN_OPCUA_USER 给出",
    '"{name}" is no name': "“{name}”不能作名称",
    "write one without slashes": "请写不带斜杠的名称",
    'there is no security "{security}"': "没有安全模式“{security}”",
    "name `certificate` and `key` (the files are made where there are none), or write `none`": (
        "请写 `certificate` 和 `key`（没有文件时会生成），或写 `none`"
    ),
    "security {security_used} needs a certificate of ours": "安全模式 {security_used} 需要我方的证书",
    "the password would go to another computer unencrypted": "密码会以明文发送到另一台计算机",
    "set `security` to {encrypt}": "请把 `security` 设为 {encrypt}",
    "it must be {least:,} to {most:,}": "必须在 {least:,} 到 {most:,} 之间",
    "connected again, and nothing comes": "已重新连接，但没有数据",
    "items are an object": "items 应为对象",
    "an item is a tag and a node": "每个 item 应有标签和节点",
    "values are an array": "values 应为数组",
    "a value has six parts": "每个 value 应有六个部分",
    "a value has an item, a type and a status": "每个 value 应有 item、类型和状态",
    "a value has two times": "每个 value 应有两个时间",
}
