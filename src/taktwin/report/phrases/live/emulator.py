"""What is refused, and what to do about it."""

CHINESE: dict[str, str] = {
    # --- live/emulator
    "give one of {widths}": "请给出其中之一：{widths}",
    "counters have no width of {width} bits": "计数器没有 {width} 位的宽度",
    "days must be above 0, got {days:g}": "days 必须大于 0，得到 {days:g}",
    "seed must be at least 0, got {seed}": "seed 不能小于 0，得到 {seed}",
    '"{tell}" is no way to tell': "“{tell}”不是可用的上报方式",
    "write {scans} or {counters}": "请写 {scans} 或 {counters}",
    "{name} must be a share from 0 to 1, got {value:g}": "{name} 必须是 0 到 1 的比例，得到 {value:g}",
    "{name} must be 0 s or more, got {value:g}": "{name} 必须不小于 0 s，得到 {value:g}",
    "the plant tells by scans": "该工厂以扫码上报",
    "let it tell by counters": "请让它以计数器上报",
    "check that a server is there": "请检查服务器是否在运行",
}
