"""What the page refuses."""

CHINESE: dict[str, str] = {
    # --- web/workspace.py
    "there is no such file in this folder": "文件夹中没有该文件",
    "name one that the page lists": "请从页面列表中选择",
    "it is a link that leads out of it": "这是指向文件夹之外的链接",
    "there is no file {name}": "没有文件 {name}",
    "it may have been renamed or removed; reload the list": "可能已被改名或删除；请重新加载列表",
    "{name} is not named like a model": "{name} 不是模型文件名",
    "let its name end with .yaml": "文件名请以 .yaml 结尾",
    "there is no run {name}": "没有运行 {name}",
    "choose one that the page lists": "请从页面列表中选择",
    # --- web/replies.py
    "the file cannot be read or written": "不能读写文件",
    "the file cannot be read or written: {why}": "不能读写文件：{why}",
    "the request is not JSON": "请求不是 JSON",
    "send content-type application/json": "请以 content-type application/json 发送",
    "the request is not one plain JSON object": "请求不是一个普通的 JSON 对象",
    "send one JSON object": "请发送一个 JSON 对象",
    '"{name}" has to be a text': '"{name}" 必须是文本',
    "of at most {most} characters": "最多 {most} 个字符",
    "see to the folder": "请检查文件夹",
    "the request is not readable JSON": "请求不是可读的 JSON",
    "send one JSON object in UTF-8": "请以 UTF-8 发送一个 JSON 对象",
    '"{name}" is not readable text': '"{name}" 不是可读的文本',
    "send it in UTF-8": "请以 UTF-8 发送",
    # --- web/serve.py
    "give --token-file FILE, with lines ROLE NAME TOKEN": "请给出 --token-file FILE，每行为 ROLE NAME TOKEN",
    "give --token-file FILE, with lines ROLE NAME for those whom the proxy lets in": (
        "请给出 --token-file FILE，对代理放行的每个人写一行 ROLE NAME"
    ),
    "there is no folder '{folder}'": '没有文件夹 "{folder}"',
    "name one with models": "请给出含有模型的文件夹",
    "{host} is reached by others, and they would be let in without a token": (
        "他人可以访问 {host}，且无需令牌即可进入"
    ),
    "nobody says what those who come through the proxy may do": "未说明经代理进入的人可以做什么",
    "TLS needs a certificate and its key": "TLS 需要证书及其密钥",
    "give both --tls-cert and --tls-key": "请同时给出 --tls-cert 和 --tls-key",
    "cannot listen at {host}:{port} ({why})": "不能在 {host}:{port} 监听（{why}）",
    "choose another --port, 0 for a free one": "请另选 --port，0 表示空闲端口",
    "there is no file '{file}'": '没有文件 "{file}"',
    # --- web/watch/past.py
    "the time is too long, or none": "时间过长，或没有时间",
    "ask for one to 24 hours": "请给出 1 至 24 小时",
    "there is no such machine": "没有这台设备",
    "ask for one that is shown": "请选择所显示的设备",
    "nothing is known of that shift": "没有该班次的数据",
    # --- web/watch/watch.py
    "no plant is followed here": "此处未跟踪工厂",
    "start a demo, or the server with --live": "请启动演示，或带 --live 启动服务器",
    "another program keeps the book of alarms": "报警由另一程序管理",
    "acknowledge where the plant is followed": "请在跟踪工厂之处确认",
    "the plant is not followed any more": "该工厂已不再被跟踪",
    "begin anew": "请重新开始",
    "this cannot be done to an alarm": "不能对报警执行该操作",
    "acknowledge, shelve, unshelve or reset it": "可以确认、搁置、取消搁置或复位",
    "say why it is shelved": "请说明搁置原因",
    "no end is given": "未给出期限",
    "say for how long it is shelved, a week at most": "请给出搁置时长，最长一周",
    "the alarm is not as it was": "报警状态已变化",
    "look at its state; somebody may have been quicker": "请查看其状态；可能已有他人处理",
    # --- web/watch/routes.py
    '"{name}" has to be a number': '"{name}" 必须是数',
    "write one with digits": "请用数字填写",
    "this server follows a plant already": "该服务器已在跟踪一个工厂",
    "end it first": "请先结束它",
    # --- web/watch/resumed.py
    "no model is named": "未给出模型",
    "from {low:g} to {high:g}": "从 {low:g} 到 {high:g}",
    '"{name}" is out of range': '"{name}" 超出范围',
    "there is no model {name}": "没有模型 {name}",
    # --- web/scene/kepttrace.py
    "{folder}: trace.parquet cannot be read ({error})": "{folder}：不能读取 trace.parquet（{error}）",
    "run it again with --trace": "请带 --trace 重新运行",
    # --- web/scene/replays.py
    "{folder}: its tables are not those of a run ({why})": "{folder}：其表格不是一次运行的表格（{why}）",
    # --- web/scene/doneagain.py
    "{name}: the run has no trace, and it cannot be done again ({why})": (
        "{name}：该次运行没有轨迹，也不能重做（{why}）"
    ),
    # --- web/scene/frames.py
    "these bytes are no frame": "这些字节不是一帧",
    "frames begin with TKF1": "帧以 TKF1 开头",
    "this frame is damaged ({error})": "该帧已损坏（{error}）",
    "ask for it again": "请重新请求",
    # --- web/scene/figures.py
    "there is no place {place}": "没有位置 {place}",
    # --- web/access/guard.py
    "use the page of this server": "请使用该服务器的页面",
    # --- web/access/routes.py
    "who are you?": "请出示令牌",
    "show a token of the token file": "请出示令牌文件中的令牌",
    "this server has no tokens": "该服务器不使用令牌",
    "use the page as it is": "可直接使用页面",
    "too many wrong tokens": "令牌错误次数过多",
    "wait a minute": "请稍候一分钟",
    "nobody has this token": "令牌无效",
    "copy it whole, without blanks": "请完整复制，不含空格",
    # --- web/access/people.py
    "{path}: others may read it": "{path}：他人可以读取",
    "take their rights away: chmod 600 {path}": "请收回他人的权限：chmod 600 {path}",
    "{path}: names nobody": "{path}：未写任何人",
    "write a line such as: admin anna TOKEN": "请写如下一行：admin anna TOKEN",
    "{place}: is not ROLE NAME TOKEN": "{place}：不是 ROLE NAME TOKEN",
    "write one of {roles}, a name, a token": "请写 {roles} 之一、名称和令牌",
    "{place}: is not a name": "{place}：不是名称",
    "use up to 100 characters without blanks": "最多 100 个字符，不含空格",
    "take {least} or more, as of: openssl rand -hex 20": "请用 {least} 个或更多，例如由此生成：openssl rand -hex 20",
    "{place}: the token has only {n} characters": "{place}：令牌只有 {n} 个字符",
    # --- web/work/preview.py
    "this model has not been run to be looked at": "该模型尚未为查看而运行",
    "open it once more": "请重新打开",
    # --- web/work/saved.py
    "the manifest of {name} cannot be read": "不能读取 {name} 的清单文件",
    "run the model again": "请重新运行该模型",
    # --- web/work/jobs.py
    "there is no such job": "没有该任务",
    "choose one of the list": "请从列表中选择",
    "there is no such form": "没有该表单",
    "too many jobs wait": "等待的任务过多",
    "wait for one of them, or cancel it": "请等其中之一完成，或取消一个",
    "the job has ended already": "该任务已结束",
    "look at what it found": "请查看其结果",
    # --- web/work/routes.py
    '"line" has to be a number': '"line" 必须是数',
    "reload the page": "请重新加载页面",
    '"line" and "column" have to be numbers': '"line" 和 "column" 必须是数',
    '"values" has to be an object': '"values" 必须是对象',
    "this kind of file is not shown": "这类文件不在此显示",
    "open it on the computer of the server": "请在服务器所在计算机上打开",
    # --- web/work/models.py
    "use letters, digits, - and _, and start with a letter": "请以字母开头，只用字母、数字、- 和 _",
    "this cannot name a model": "这不能作为模型名称",
    "a shipped model is called {stem}": "有一个随附模型叫 {stem}",
    "{name} was changed elsewhere since it was opened": "{name} 打开后已在别处被修改",
    "look at the difference, then decide": "请查看差异后决定",
    "choose another name, such as my-": "请另取名称，例如以 my- 开头",
    "{stem}.yaml exists already": "{stem}.yaml 已存在",
    # --- web/work/forms.py
    "{name} has to be {wanted}": "{name} 必须是{wanted}",
    "correct it in the form": "请在表单中改正",
    "the form has no field {odd}": "表单没有字段 {odd}",
    "{name} is missing": "缺少 {name}",
    "fill it in": "请填写",
    # --- web/work/quantities.py
    "the text has changed; look at the table again": "文本已变化；请重新查看表格",
    "there is no value {path} on line {line}": "第 {line} 行没有值 {path}",
    '"{value}" cannot stand there': '此处不能写 "{value}"',
    "write a value such as 120 s, 8 h or tri(1 s, 2 s, 4 s)": "请填写如 120 s、8 h 或 tri(1 s, 2 s, 4 s) 的值",
    # --- web/work/contained.py
    '"{piece}" may lie outside the folder of the page': '"{piece}" 可能位于页面的文件夹之外',
}
