"""Texts of the orders."""

TEXTS: dict[str, tuple[str, str]] = {
    "orders_title": ("Orders", "订单"),
    "orders_stream": ("order stream", "订单流"),
    "orders_entered": ("begun", "上线"),
    "orders_finished": ("finished", "完工"),
    "orders_scrapped": ("scrapped", "报废"),
    "orders_joined": ("joined", "装入"),
    "orders_waiting": ("waiting to begin, mean", "平均待上线"),
    "orders_due": ("due", "到期"),
    "orders_on_time": ("on time", "准时"),
    "orders_late": ("late, mean", "平均拖期"),
    "orders_note": (
        (
            "Joined jobs became parts of others and are not counted as finished. Due are those whose date lies within "
            "the measured time; the delay is the mean over all of them, and what is not finished counts to the end."
        ),
        "装入的作业成为其他作业的部件，不计入完工。到期指交期落在统计时段内；拖期为其平均值，未完工者计至统计结束。",
    ),
}
