"""Kinds of resource that no report names, and units."""

CHINESE: dict[str, str] = {
    "vehicle": "车辆",
    "crew": "维修班组",
    "operators": "操作工班组",
    "operator": "操作工",
    "orders": "订单流",
    "stream": "订单流",
    "lane": "供货线路",
    "jobs": "件",
    "jobs/h": "件/小时",
    "jobs/unit": "件/单位时间",
    "units": "单位时间",
    "parts": "件",
    "cars": "辆",
    "positions": "位",
    "operations": "次",
    "share": "比例",
    "days": "天",
    "1/day": "次/天",
    "h/day": "小时/天",
    "min/day": "分钟/天",
}
