"""Forecasts as they were issued."""

CHINESE: dict[str, str] = {
    # --- live/issued
    "{path}: there is no room for more": "{path}：磁盘空间不足",
    "make room; what is in it is not lost": "请腾出空间；已有内容没有丢失",
    "{path}: another program writes to it": "{path}：另一个程序正在写入",
    "end that one, or name another file": "请结束那个程序，或换一个文件",
    "{path}: cannot be opened ({error})": "{path}：不能打开（{error}）",
    "{path}: this is no file of forecasts, or it is damaged ({error})": "{path}：不是预测文件，或已损坏（{error}）",
    "take a copy of it": "请先备份该文件",
    "{path}: the disk did not take what was written ({name})": "{path}：磁盘没有写入成功（{name}）",
    "check the disk": "请检查磁盘",
    "{path}: there is no such file": "{path}：没有该文件",
    "{path}: there is no folder for it": "{path}：它的文件夹不存在",
    "make the folder first": "请先建立文件夹",
    "{path}: this is no file of forecasts": "{path}：不是预测文件",
    "name another file": "请换一个文件",
    "{path}: forecasts of version {version}; this program knows {version2}": (
        "{path}：预测文件的版本是 {version}；本程序只认识 {version2}"
    ),
    "use the program that wrote it": "请使用写出该文件的程序",
    "a takt of {takt:g} s": "节拍为 {takt:g} s",
    "give one above 0": "请给出大于 0 的值",
    "an OEE of {oee:g}": "OEE 为 {oee:g}",
    "give a share above 0, to 1": "请给出大于 0、不超过 1 的比例",
    "its sample is not what was written": "样本与写入时不同",
    "{path}: forecast {number} is damaged ({error})": "{path}：预测 {number} 已损坏（{error}）",
    "{path}: the file is closed": "{path}：文件已关闭",
    "open it anew": "请重新打开",
    "no forecast is kept there": "其中没有保存预测",
    "keep some with `taktwin forecast MODEL --keep FILE`": "请用 `taktwin forecast MODEL --keep FILE` 保存",
    "forecasts of several plants are kept there: {plants}": "其中保存了多个工厂的预测：{plants}",
    "use a file for each": "请每个工厂用一个文件",
}
