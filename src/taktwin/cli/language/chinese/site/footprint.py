"""Carbon footprints of products."""

CHINESE: dict[str, str] = {
    "Share what a plant emits out to its products.": "把工厂的排放分摊到各产品。",
    (
        "Prints the ledger with the source of each factor, the footprint of each product, and apart from both what is "
        "said to be avoided. What products bear is what the plant emitted. Of cars also their use, where the file "
        "tells it."
    ): (
        "输出台账（含每个因子的来源）、每个产品的碳足迹，并单独列出声称避免的排放。各产品承担之和等于工厂排放。"
        "对汽车还给出使用阶段（如文件中有说明）。"
    ),
    "YAML of products, a ledger of what the plant used, and bought parts.": "描述产品、工厂消耗台账和外购件的 YAML。",
    "Documents of this product alone; default all of them.": "只写此产品的文档；默认全部产品。",
    "pcf: documents of Catena-X (Pcf 9.0.0); aas: asset administration shells, .json or .aasx.": (
        "pcf：Catena-X 文档（Pcf 9.0.0）；aas：资产管理壳，.json 或 .aasx。"
    ),
    "File to write; of pcf for several products a new folder.": "要写的文件；pcf 有多个产品时为新文件夹。",
    "--to and --out are given together.": "--to 和 --out 须一起给出。",
    # --- the tables
    "{name}: ledger from {begin} to {end}": "{name}：{begin} 至 {end} 的台账",
    "amount": "数量",
    "factor": "因子",
    "source": "来源",
    "{source} (to be verified)": "{source}（待核实）",
    "kg CO2e of one product": "单个产品的 kg CO2e",
    "in the plant": "厂内",
    "bought": "外购",
    "primary data": "初级数据",
    "pieces made": "产量",
    "plant: {plant} t; on products: {shared} t; difference {off:.1e}": (
        "工厂：{plant} t；分摊到产品：{shared} t；相差 {off:.1e}"
    ),
    "said to be avoided: in no figure above": "声称避免的排放：不计入以上任何数字",
    "against": "对照",
}
