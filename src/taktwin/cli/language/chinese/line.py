"""A serial line and its theory."""

CHINESE: dict[str, str] = {
    "Simulate a serial line of exponential stations.": "仿真由指数分布工位组成的串联产线。",
    (
        "The supply is endless, a finished job waits in its station while the next buffer is full (blocking after "
        "service), and stations fail only while they work. No model file is needed and nothing is written."
    ): (
        "来料无限；下一缓冲区已满时，加工完的工件留在本工位等待（加工后堵塞）；工位仅在作业中发生故障。"
        "无需模型文件，也不写出任何文件。"
    ),
    "Service rate of each station, jobs per unit of time.": "各工位的服务率，每单位时间的工件数。",
    "Places between the stations, one number less than rates.": "工位之间的缓冲位数，比服务率少一个。",
    "Failures of each station per unit of its working time.": "各工位每单位作业时间的故障次数。",
    "Repairs of each station per unit of down time.": "各工位每单位停机时间的修复次数。",
    "Jobs to measure, after a warm-up.": "预热后统计的工件数。",
    "Independent runs; two or more give a 95 % interval. By default 1, with --exact 10.": (
        "独立重复次数；两次及以上给出 95 % 区间。默认 1，--exact 时为 10。"
    ),
    "Compare with theory: exact values, an approximation for long lines.": ("与理论比较：精确值；较长的产线用近似值。"),
    "line of {n} stations: {parts:,} jobs, seed {seed}": "{n} 个工位的产线：{parts:,} 件，随机种子 {seed}",
    "lead time": "通过时间",
    "exact": "精确值",
    "approximate": "近似值",
    "simulated": "仿真值",
    (
        "approximate: the Markov chain of this line is too large, so the theory is a decomposition; its throughput is "
        "seldom wrong by more than {typical:g} %, here it differs by {error:+.1f} %"
    ): (
        "近似值：该产线的马尔可夫链过大，理论值由分解法得出；其产量误差很少超过 {typical:g} %，此处相差 {error:+.1f} %"
    ),
    "{states:,} states; all {n} figures taken together at 99 %": "{states:,} 个状态；{n} 个指标以 99 % 同时检验",
    "the simulation does NOT agree with theory in: {figures} ({counted})": "仿真与理论不一致：{figures}（{counted}）",
    "the simulation agrees with theory ({counted})": "仿真与理论一致（{counted}）",
}
