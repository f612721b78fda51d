"""The page."""

CHINESE: dict[str, str] = {
    "Work on models in a browser.": "在浏览器中处理模型。",
    (
        "Serves one folder on this computer, offline: edit and check models, run them, look at reports, compare. "
        "Ctrl-C ends it."
    ): "离线提供本机上的一个文件夹：编辑和检查模型、运行、查看报告、对比。按 Ctrl-C 结束。",
    "A folder with models, by default this one; or a model file, or a shipped model, to begin with.": (
        "含模型的文件夹，默认为当前文件夹；或用来开始的模型文件或内置模型。"
    ),
    "Address to listen at. One that others reach takes --token-file.": "监听地址。他人可访问的地址需要 --token-file。",
    "Port to listen at; 0: a free one.": "监听端口；0 表示任取一个空闲端口。",
    "Name under which browsers ask for the page; may be given again.": "浏览器访问本页面所用的名称；可重复给出。",
    "Who may come in: lines ROLE NAME TOKEN, with the roles view, acknowledge and admin.": (
        "谁可以进入：每行为 ROLE NAME TOKEN，角色为 view、acknowledge 和 admin。"
    ),
    "Believe the header with the user that this proxy sets; lines ROLE NAME say the roles.": (
        "信任该代理所设的用户标头；角色由 ROLE NAME 行给出。"
    ),
    "Header of the proxy with the name of the user.": "代理给出用户名的标头。",
    "Certificate for TLS, with its chain (PEM).": "TLS 证书及其证书链（PEM）。",
    "Private key of the certificate.": "证书的私钥。",
    "Where each action is written down; by default .taktwin/audit.jsonl.": (
        "记录每个操作的文件；默认为 .taktwin/audit.jsonl。"
    ),
    "Only show: nothing is changed, nothing is run.": "只读：不修改，不运行。",
    "Follow an emulated plant of the model, to be watched in the page.": "跟踪该模型的仿真工厂，供在页面中监控。",
    (
        "Follow the running plant of the model: options of taktwin live, in quotes. With --journal FILE alone, read "
        "what another taktwin live writes there."
    ): (
        "跟踪该模型的运行中工厂：用引号给出 taktwin live 的选项。"
        "只给出 --journal FILE 时，读取另一个 taktwin live 写入其中的内容。"
    ),
    "name a model: which plant is followed?": "请给出模型：跟踪哪个工厂？",
    "give one of --demo and --live OPTIONS.": "请在 --demo 与 --live OPTIONS 中给出一个。",
    "{flag} is not for a page.": "{flag} 不适用于页面。",
    "these are no options ({why}).": "这些不是选项（{why}）。",
    "Commands that run at a time; others wait.": "同时运行的命令数；其余等待。",
    "the page of {folder}: {address}": "{folder} 的页面：{address}",
    "Ctrl-C ends it": "按 Ctrl-C 结束",
}
