"""Models: the check, new and imported ones, states."""

CHINESE: dict[str, str] = {
    # --- check
    "Check a model without running it.": "检查模型，不运行。",
    "Reads names, units, sums, ways through the plant and parts, and prints every finding, and the highest loads.": (
        "检查名称、单位、合计、工件路线和零件供应，列出全部问题以及最高负荷。"
    ),
    "Refuse numbers without a mark of where they come from, as for the shipped models.": (
        "不接受未注明出处的数值，与内置模型的要求相同。"
    ),
    "Print one JSON object, with the load of everything and what is drawn of each part.": (
        "输出一个 JSON 对象，含全部资源的负荷和每种零件的消耗。"
    ),
    "Draw the plant: an SVG image that a browser shows.": "画出工厂布局图：浏览器可显示的 SVG 图像。",
    "{model}: no errors, 1 warning": "{model}：没有错误，1 条警告",
    "{model}: no errors, {n} warnings": "{model}：没有错误，{n} 条警告",
    "highest loads": "最高负荷",
    (
        "loads: not told, as they do not follow from the model alone (orders have release times of their own, or "
        "several lines start jobs whenever there is room): a run tells them"
    ): "负荷：未给出，因为仅凭模型无法得出（订单自带下达时间，或有多条产线只要有空位就上线）：运行一次即可得知",
    "highest loads, at the full pace of {lines}": "最高负荷（按 {lines} 的全速节拍）",
    "resource": "资源",
    "kind": "类型",
    "load": "负荷",
    "arrive": "到达量",
    "{n} stations": "{n} 个工位",
    "{rate} {unit}/h": "{rate} {unit}/小时",
    "trips": "趟",
    "repairs": "次维修",
    "calls": "次呼叫",
    "hits": "冲次",
    "set-ups as of jobs in random order, in the mean of all jobs: {list}": (
        "换型按工件随机顺序计，所有工件的平均值：{list}"
    ),
    "parts that last the shortest": "可用时间最短的零件",
    "stock point": "库存点",
    "part": "零件",
    "for a job": "单件用量",
    "drawn": "消耗",
    "days of supply": "可供天数",
    # --- models, new, schema, import
    "List the shipped models.": "列出内置模型。",
    "Names, titles and the folder that holds their files.": "名称、标题，以及模型文件所在的文件夹。",
    "files: {path}": "文件：{path}",
    "Write a small model file to start from.": "写出一个小模型文件作为起点。",
    "It is commented and runs as it is. An existing file is never overwritten.": (
        "带注释，可直接运行。绝不覆盖已有文件。"
    ),
    "Name of the plant; the file becomes NAME.yaml.": "工厂名称；文件名为 NAME.yaml。",
    "Print the JSON Schema of the model file.": "输出模型文件的 JSON Schema。",
    "With it (draft-07) an editor completes and checks while you type.": (
        "有了它（draft-07），编辑器可在输入时补全和检查。"
    ),
    "That of a start state instead, see `taktwin state`.": "改为输出起始状态的 Schema，见 `taktwin state`。",
    "Read a model of another program, or a supplier's forecast.": (
        "把其他软件的模型读成草稿，或把供应商的预测读进模型。"
    ),
    (
        "Says line by line what the draft does not have of it, or has otherwise; the same stands at the head of the "
        "draft."
    ): ("逐行说明草稿缺少或改动了什么；草稿开头也有同样的说明。"),
    "What the file is: jaamsim, or catenax (a supplier's material flow simulation result).": (
        "文件的来源：jaamsim，或 catenax（供应商的物料流仿真结果）。"
    ),
    "The model, of JaamSim a .cfg; or the result.": "模型文件（JaamSim 为 .cfg），或仿真结果。",
    "Of catenax: the model that gets the deliveries.": "catenax：接收这些交货的模型。",
    "Of catenax: where a part of the supplier goes; may be given again.": (
        "catenax：供应商的零件送往哪个库存点；可重复给出。"
    ),
    "Of catenax: take only what this site receives.": "catenax：只取此厂区收到的。",
    "--into, --stock and --recipient are for catenax.": "--into、--stock 和 --recipient 用于 catenax。",
    "say which model gets the deliveries: --into MODEL.": "请说明哪个模型接收交货：--into MODEL。",
    "'{pair}' is not PART=STOCK.": "'{pair}' 不是 PART=STOCK。",
    "{path}: this is {kind}; a material flow simulation result is needed": "{path}：这是 {kind}；需要物料流仿真结果",
    "Write the draft there instead of printing it.": "把草稿写到此处，而不是输出到屏幕。",
    "Print one JSON object: the draft, and what it does not have.": "输出一个 JSON 对象：草稿及其缺少的内容。",
    "draft: {path}": "草稿：{path}",
    "not taken: {what}": "未采用：{what}",
    # --- state
    "Write or check what stands where in a plant.": "写出或检查工厂的现场状态。",
    "Write what stands where in a plant, in plant words, or check a state that was written by hand.": (
        "用工厂术语写出何处有什么，或检查手工编写的状态文件。"
    ),
    "`taktwin run MODEL --from FILE` starts from it.": "`taktwin run MODEL --from FILE` 由此开始运行。",
    "A snapshot, to be turned into a state; or a state, to be checked.": "要转换为状态的快照；或要检查的状态文件。",
    'Without FILE: when, as in "2026-01-05 10:30" or "36 h" since the start.': (
        '未给出 FILE 时：何时，例如 "2026-01-05 10:30"，或启动后的 "36 h"。'
    ),
    "Without FILE: seed of the run.": "未给出 FILE 时：运行的随机种子。",
    "Write it there (.yaml or .json) instead of printing it.": "写到此文件（.yaml 或 .json），而不是输出到屏幕。",
    "{path}: no errors; {found}": "{path}：没有错误；{found}",
    "state: {path}": "状态：{path}",
    "{n} job": "{n} 件在制品",
    "{n} jobs": "{n} 件在制品",
    "{n} machine down": "{n} 台设备故障",
    "{n} machines down": "{n} 台设备故障",
    "{n} vehicle on a trip": "{n} 台车在途",
    "{n} vehicles on a trip": "{n} 台车在途",
    "{n} truck on the way": "{n} 辆卡车在途",
    "{n} trucks on the way": "{n} 辆卡车在途",
}
