"""Live figures: counts, shifts, states."""

CHINESE: dict[str, str] = {
    # --- live/kpis
    'counts without "{name}"': "计数中没有“{name}”",
    "give time, resource and what was made": "请给出时间、资源和产出",
    'the window "{name}" ends at {end:g} s, where it begins': "时段“{name}”止于 {end:g} s，与开始相同",
    "give a later end": "请给出更晚的结束时间",
    'there is no calendar "{calendar}"': "没有日历“{calendar}”",
    'a log of states without "{missing}"': "状态记录中没有“{missing}”",
    "an observation from {begin:g} s to {end:g} s": "观测时段为 {begin:g} s 到 {end:g} s",
    "give an end behind its begin": "请给出晚于开始的结束时间",
    '"{resource}" is {state} from {begin} s to {end} s': "“{resource}”处于 {state}，从 {begin} s 到 {end} s",
    "give an end that is not before the begin": "请给出不早于开始的结束时间",
    '"{resource}" is in two states at {begin} s': "“{resource}”在 {begin} s 同时处于两个状态",
    "let each span end where the next begins": "请让每一段止于下一段的开始",
    "{wrong} is no part of the time": "{wrong} 不是时间组成部分",
    "the parts are {parts}": "可用的组成部分：{parts}",
    'the map "{name}" lacks the state "{missing}"': "时间对照表“{name}”缺少状态“{missing}”",
    "name all states": "请写全所有状态",
    'the map "{name}" does not know the state "{state}"': "时间对照表“{name}”中没有状态“{state}”",
    "add it to the map": "请加入对照表",
}
