"""Texts that every page may need: what the plant makes, where the figures come from, units of time."""

TEXTS: dict[str, tuple[str, str]] = {
    # --- page
    "summary": ("In short", "摘要"),
    "needs_script": ("The charts of this page need JavaScript.", "本页图表需要启用 JavaScript。"),
    # --- nouns that depend on what the plant makes
    "cars": ("cars", "辆"),
    "jobs": ("jobs", "件"),
    "a_car": ("car", "车"),
    "a_job": ("job", "件"),
    # --- provenance
    "origin_title": ("Where these figures come from", "数据来源"),
    "origin_model": ("Model", "模型"),
    "origin_hash": ("Model hash", "模型哈希"),
    "origin_rules": ("Rules of one's own", "自定义规则"),
    "origin_seed": ("Seed", "随机种子"),
    "origin_runs": ("Replications", "重复次数"),
    "origin_measured": ("Measured", "统计时长"),
    "origin_warmup": ("Warm-up", "预热"),
    "origin_from": ("Measured from", "统计起点"),
    "origin_version": ("Made by", "生成软件"),
    "origin_work": ("Engine", "引擎"),
    "origin_work_text": ("{operations} station operations in {seconds} s", "{operations} 次工位作业，用时 {seconds} s"),
    "day": ("{n} day", "{n} 天"),
    "days": ("{n} days", "{n} 天"),
    # --- units of time
    "unit_d": ("{n} d", "{n} 天"),
    "unit_h": ("{n} h", "{n} 小时"),
    "unit_min": ("{n} min", "{n} 分钟"),
    "unit_s": ("{n} s", "{n} 秒"),
}
