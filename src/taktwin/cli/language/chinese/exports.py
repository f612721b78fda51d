"""A run as documents for partners."""

CHINESE: dict[str, str] = {
    "Write what happened in a run as documents for partners.": "把运行中发生的事写成给合作伙伴的文档。",
    (
        "A run needs its trace: `taktwin run --trace`. Names of things and numbers of partners are the same in every "
        "run."
    ): "运行须带轨迹：`taktwin run --trace`。物品名称和伙伴编号每次运行都相同。",
    "Folder of a run with --trace; or a model, which is then simulated.": (
        "带 --trace 的运行文件夹；或一个模型（随即仿真）。"
    ),
    (
        "epcis: all events; catenax: stocks, days of supply, deliveries, demands, output; osim: shipments, as a "
        "material flow simulation result."
    ): "epcis：全部事件；catenax：库存、供应天数、交货、需求、产出；osim：发运，即物料流仿真结果。",
    "File to write; of catenax a new folder.": "要写的文件；catenax 为新文件夹。",
    "Days to simulate from the start of the plant, where a model is given.": "给出模型时，从工厂起点仿真的天数。",
    "Names are given under it; take one that is yours.": "名称所属的域名；请用自己的域名。",
    "Offset of the plant's clock from UTC, such as +08:00.": "工厂时钟与 UTC 的偏差，例如 +08:00。",
    "Numbers of sites, addresses and parts; made of their names without.": (
        "厂区、地址和零件的编号；不给出则由名称生成。"
    ),
    "Of osim: only the trucks of this lane; may be given again.": "osim：只含此线路的卡车；可重复给出。",
    # --- the table
    "what": "内容",
    "number": "数量",
    "written: {path}": "已写入：{path}",
    "left out: {what}: {why}": "略去：{what}：{why}",
    "jobs and called parts made": "制成的工件和要货零件",
    "rejected": "不合格",
    "left the plant": "离厂",
    "became part of another job": "并入其他工件",
    "racks packed": "装入料架",
    "trucks of deliveries loaded": "配送卡车装车",
    "trucks of deliveries shipped": "配送卡车发运",
    "trucks of deliveries received": "配送卡车到货",
    "trucks of deliveries unloaded": "配送卡车卸车",
    "unpacked from racks": "从料架取出",
    "trucks of lanes loaded": "线路卡车装车",
    "trucks of lanes shipped": "线路卡车发运",
    "trucks of lanes received": "线路卡车到货",
    "trucks of lanes unloaded": "线路卡车卸车",
    "lots of cells made": "单元制成的批次",
    "taken from a stock point by a vehicle": "由车辆从库存点取走",
    "brought to a stock point by a vehicle": "由车辆送到库存点",
    "parts fitted": "装配零件",
    "shipments": "发运",
}
