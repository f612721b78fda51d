"""What is said of a run at whose end nothing has left the plant for long."""

CHINESE: dict[str, str] = {
    (
        "all orders were made {since:.4g} h after the warm-up, and nothing was left to do for the last {rest:.4g} of "
        "{whole:.4g} scheduled hours: throughput, OEE and shares are means over these too; measure fewer days "
        "(`--days`)"
    ): (
        "全部订单在预热结束后 {since:.4g} 小时完成，{whole:.4g} 个计划小时中最后 {rest:.4g} 个无事可做："
        "产量、OEE 和占比的平均值也包含这些小时；请缩短统计天数（`--days`）"
    ),
    (
        "nothing has left the plant since {since:.4g} h after the warm-up, for the last {rest:.4g} of {whole:.4g} "
        "scheduled hours, though {inside} jobs are in it and {waiting} wait to begin: it may have locked up; look "
        "where they stand"
    ): (
        "自预热结束后 {since:.4g} 小时起工厂再无产出，即 {whole:.4g} 个计划小时中的最后 {rest:.4g} 个，"
        "而厂内有 {inside} 个工件，另有 {waiting} 个等待上线：可能已锁死；请查看它们停在何处"
    ),
}
