"""Experiments."""

CHINESE: dict[str, str] = {
    "Vary a model and compare the variants.": "改变模型并比较各方案。",
    (
        "All scenarios get the same random numbers, so that their differences show early. Prints means, differences "
        "from the base and their intervals; keeps every finished replication in the folder."
    ): ("所有方案使用相同的随机数，差异因此很快显现。输出平均值、与基准之差及其区间；每次完成的重复都保存在文件夹中。"),
    "Try each value; given again: every combination.": "逐一尝试各取值；重复给出时尝试所有组合。",
    "A range for --design lhs or --sensitivity.": "用于 --design lhs 或 --sensitivity 的取值范围。",
    "CSV or .xlsx: a column for each path, a row for each scenario.": "CSV 或 .xlsx：每列一个参数路径，每行一个方案。",
    "All combinations, or a Latin hypercube.": "全部组合，或拉丁超立方抽样。",
    "Points of --design lhs or --sensitivity.": "--design lhs 或 --sensitivity 的样本点数。",
    "Which of the ranges matter (needs SALib).": "哪些参数有影响（需要 SALib）。",
    "Independent runs of each scenario; default 10, for --sensitivity 1.": (
        "每个方案的独立重复次数；默认 10，--sensitivity 时为 1。"
    ),
    "Replicate until the interval is that narrow.": "重复运行，直到区间足够窄。",
    "Find the best scenario, or with min:KPI the lowest.": "找出最优方案；min:KPI 表示取最小者。",
    "Smallest difference that matters to --select; default 1 % of the best.": (
        "--select 所计较的最小差异；默认为最优值的 1 %。"
    ),
    "Replications at most for the two above.": "以上两项的最大重复次数。",
    "Of the intervals and of --select.": "区间与 --select 的置信度。",
    "The scenario to compare with; default the first.": "作为比较基准的方案；默认第一个。",
    "A figure to compare, as wip or weld.blocked_share; can be given again.": (
        "要比较的指标，例如 wip 或 weld.blocked_share；可重复给出。"
    ),
    "Days before the measuring. Default: until the slowest has settled (MSER-5); auto: it has to.": (
        "开始统计之前的天数。默认直到最慢的方案稳定（MSER-5）；auto：必须达到稳定。"
    ),
    "Begin every run from a state; without a warm-up by default.": "每次运行都从状态文件开始；默认不预热。",
    "The same seed gives the same result, wherever it runs.": "随机种子相同，无论在哪里运行，结果都相同。",
    "Where to run: local (threads, the default), processes, ray (a local Ray) or ray://HOST:PORT.": (
        "在哪里运行：local（线程，默认）、processes（进程）、ray（本机 Ray）或 ray://HOST:PORT。"
    ),
    "Replications at a time; default one a core.": "同时运行的重复数；默认每个处理器核一个。",
    "Folder of the experiment; one that was interrupted goes on where it was.": (
        "实验文件夹；中断过的实验从中断处继续。"
    ),
    # --- tables
    "{model}: {n} scenarios, {count} of each over {days:g} days after {warmup} of warm-up, seed {seed}": (
        "{model}：{n} 个方案，各 {count}，预热 {warmup}后统计 {days:g} 天，随机种子 {seed}"
    ),
    "{n} replication": "{n} 次重复",
    "{n} replications": "{n} 次重复",
    "{least} to {most} replications": "{least} 至 {most} 次重复",
    "{kpi} ({unit})": "{kpi}（{unit}）",
    "{kpi}: the base, and the best {n} of {all} scenarios": "{kpi}：基准方案与 {all} 个方案中最好的 {n} 个",
    "{level:g} % interval": "{level:g} % 区间",
    "scenario": "方案",
    "runs": "重复",
    "mean": "平均值",
    "its interval": "差值区间",
    "base": "基准",
    "{kpi}: effect over the whole range (Morris)": "{kpi}：在整个范围内的影响（Morris）",
    "{kpi}: shares of its variance (Sobol)": "{kpi}：方差份额（Sobol）",
    "path": "参数路径",
    "strength": "影响",
    "with sign": "带符号",
    "spread": "离散",
    "alone": "单独",
    "with others": "含交互",
    # --- below the tables
    "differences: from {base}, pair by pair with the same random numbers": "差值：相对 {base}，以相同随机数逐次配对",
    "{line}; those of one figure hold together with {level:g} %": "{line}；同一指标的各区间以 {level:g} % 同时成立",
    "{line} (Bonferroni over {n} comparisons)": "{line}（{n} 次比较，Bonferroni 校正）",
    "grow without end, so none of them is the best: {list}": "以下方案无限增长，不参与评选最优：{list}",
    "still wider than wanted, give a larger --at-most: {list}": "区间仍宽于要求，请增大 --at-most：{list}",
    "selected: {best}": "选出：{best}",
    "{line}, the base": "{line}，即基准方案",
    "{line}, not told apart from the base": "{line}，与基准方案分不出差异",
    # --- interrupted
    "the same command": "再次执行同一命令",
    "the same command with --out {folder}": "再次执行同一命令并加上 --out {folder}",
    "interrupted; what is finished is kept in {folder}, {how} goes on from there": (
        "已中断；已完成的部分保存在 {folder}，{how}即可继续"
    ),
    "interrupted before the first replication; nothing was written": "在第一次重复完成之前中断；未写出任何内容",
}
