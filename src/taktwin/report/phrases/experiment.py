"""What is said of experiments: their warm-up, the best scenario, differences, progress."""

CHINESE: dict[str, str] = {
    # --- differences
    "higher": "更高",
    "lower": "更低",
    "the same": "相同",
    "not told apart": "分不出",
    "no interval": "无区间",
    "grows": "增长",
    # --- the best
    "largest {kpi}": "{kpi} 最大",
    "smallest {kpi}": "{kpi} 最小",
    "{what}: none, as all scenarios grow without end": "{what}：无，所有方案都无限增长",
    "{what}: {best}, the only scenario that does not grow without end": "{what}：{best}，唯一不无限增长的方案",
    "{what}: {best}, with {confidence:g} % confidence ({within}; KN++)": (
        "{what}：{best}，置信度 {confidence:g} %（{within}；KN++）"
    ),
    "{what}: not decided within {most} replications; the best so far is {best} ({within}; KN++)": (
        "{what}：{most} 次重复之内未能分出高下；目前最好的是 {best}（{within}；KN++）"
    ),
    "differences below {most:.3g} do not count": "小于 {most:.3g} 的差异不计",
    # --- the warm-up
    "warm-up {time}: {why}": "预热 {time}：{why}",
    "MSER-5 deletes nothing in the pilots of {pilots} scenarios": "MSER-5 在 {pilots} 个方案的试运行中没有删除任何时段",
    'MSER-5 deletes the first {time} of scenario "{name}"': "MSER-5 删除方案“{name}”最初的 {time}",
    'MSER-5 deletes the first {time} of scenario "{name}", the slowest of {pilots} to settle': (
        "MSER-5 删除方案“{name}”最初的 {time}，它是 {pilots} 个方案中最晚稳定的"
    ),
    'scenario "{name}" still changes after {days:g} days': "方案“{name}”在 {days:g} 天后仍未稳定",
    "{why}, perhaps it never settles (more jobs come in than go out?)": "{why}，或许永远不会稳定（到达多于产出？）",
    # --- what is being done
    "checking the scenarios": "检查方案",
    "finding the warm-up": "确定预热期",
    "{n} scenarios": "{n} 个方案",
    "{n} replications were finished before": "此前已完成 {n} 次重复",
}
