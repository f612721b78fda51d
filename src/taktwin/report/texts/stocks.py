"""Texts of the stocks."""

TEXTS: dict[str, tuple[str, str]] = {
    "stocks_title": ("Stocks of parts", "零件库存"),
    "stocks_made": ("Made parts", "自制件"),
    "stocks_bought": ("Bought parts", "外购件"),
    "stocks_note": (
        (
            "Cover is the mean level over the mean draw, in elapsed hours. The line shows the level over the "
            "last seven days of the run, red where it touches zero. Stops are station hours lost waiting for the "
            "part."
        ),
        (
            "覆盖时间为平均库存除以平均消耗（日历小时）。曲线为运行最后七天的库存水平，触及零时为红色。"
            "停线为因缺该零件损失的工位小时。"
        ),
    ),
    "stocks_all": ("The other {n}", "其余 {n} 个"),
    "stock": ("Stock point", "库存点"),
    "part": ("Part", "零件"),
    "level": ("Level", "水平"),
    "min": ("Min", "最小"),
    "max": ("Max", "最大"),
    "mean_col": ("Mean", "平均"),
    "drawn": ("Drawn a day", "日消耗"),
    "cover": ("Cover (h)", "覆盖（h）"),
    "zero": ("Empty (% of time)", "空（时间 %）"),
    "stops": ("Stops (h a day)", "停线（h/天）"),
}
