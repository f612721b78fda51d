// What the moving plant says, in both languages; a test sees that both have the same keys.

export const WORDS = {
  en: {
    title: "Replay of {name}", to_runs: "To the models and runs", play: "Play", pause: "Pause", speed: "Speed", time: "Time", colour_by: "Colour by", find: "Follow a job or VIN",
    find_hint: "order number, STREAM/NUMBER or VIN", go: "Follow", unfollow: "Stop following", keep: "Keep it in view", whole: "Whole plant",
    nearer: "Zoom in", farther: "Zoom out", go_to: "Go to", all: "the whole plant", table: "What stands where (table)",
    legend: "Legend", place: "Place", kind: "Kind", shop: "Shop", line: "Line", state: "State", there: "Jobs there", level: "Level", holds: "Holds", hollow: "hollow: where it is was inferred, not seen. Trucks and loaded vehicles are drawn on their way by the times of the model; of what nobody has told, nothing is drawn", to_run: "Figures, energy and report of this run", which: "Orders",
    filter: "Show places with", rows_more: "{n} more: narrow them down", loading: "Loading …", making: "The run is being read …",
    doing_again: "This run was made without a trace. It is done once more with the same seed, so that it can be seen: {share} %",
    no_job: "No job is called {asked} in this run.", failed: "This part of the run could not be loaded: {why}",
    no_trace: "This run has no trace, and it could not be done again.", run_again: "Run it again with the trace kept, then open it here.",
    details: "Details", close: "Close", since: "since {time}", jobs_here: "Jobs here", history: "History", order: "Order", stream: "Order stream",
    vin: "VIN", machine: "Machine", capacity: "Room", of_room: "{n} of {room}", now_at: "Now at {place}", left: "has left or is not yet there",
    kinds: "job,part for a job,vehicle,truck,carrier on its way back", moving: "{n} things on the screen", live: "Live", stale: "No news from the plant since {time}",
    day: "day {n}", canvas: "The plant moving. Arrow keys move the picture, plus and minus zoom, space plays. All that it shows stands in the tables below it.",
    movers: "Vehicles, trucks and carriers (table)", filter_movers: "Show those with", name: "Name", load: "Load", where: "Where", from_when: "Since", known_by: "Known by",
    the_start: "the start", seen: "seen", inferred: "inferred", on_its_way: "from {from} to {to}", no_movers: "Nobody has told of any at this time.",
    times: "×", level_cluster: "cluster", level_plant: "plant", level_shop: "shop", level_line: "line", level_station: "station",
    states_24: "States in the last 2 h", share: "{state} {share} %", cannot: "The moving plant cannot be shown: {why}",
    back: "One step back (10 s)", forth: "One step on (10 s)", show: "Show", skip: "Skip standstills", skip_about: "Leave out times in which nothing happens",
    stands: "Nothing happens until {time}", whole_run: "Over the whole run", jobs_done: "Jobs", failures: "Failures", level_mean: "Mean level", full: "Full", empty: "Empty",
  },
  zh: {
    title: "回放：{name}", to_runs: "返回模型与运行列表", play: "播放", pause: "暂停", speed: "速度", time: "时间", colour_by: "着色依据", find: "跟踪订单或 VIN",
    find_hint: "订单号、订单流/订单号或 VIN", go: "跟踪", unfollow: "停止跟踪", keep: "保持在视野内", whole: "整个工厂",
    nearer: "放大", farther: "缩小", go_to: "转到", all: "整个工厂", table: "现场位置（表格）",
    legend: "图例", place: "位置", kind: "类型", shop: "车间", line: "生产线", state: "状态", there: "在位工件数", level: "库存水平", holds: "存放", hollow: "空心：位置由推断得出，未直接观测。途中的卡车和载货搬运车按模型时间绘制；无人报告的对象不绘制", to_run: "本次运行的指标、能耗与报告", which: "订单",
    filter: "筛选位置", rows_more: "还有 {n} 行：请缩小范围", loading: "加载中……", making: "正在读取运行数据……",
    doing_again: "本次运行未保存轨迹。正以相同随机种子重新运行一遍以便回放：{share} %",
    no_job: "本次运行中没有名为 {asked} 的订单。", failed: "无法加载这段运行数据：{why}",
    no_trace: "本次运行没有保存轨迹，也无法重新运行。", run_again: "请保存轨迹后重新运行，再在此打开。",
    details: "详情", close: "关闭", since: "自 {time} 起", jobs_here: "在此的工件", history: "历史", order: "订单", stream: "订单流",
    vin: "VIN", machine: "设备", capacity: "容量", of_room: "{n} / {room}", now_at: "当前位于 {place}", left: "已离开或尚未到达",
    kinds: "工件,分装件,搬运车,卡车,返回中的载具", moving: "画面中 {n} 个对象", live: "实时", stale: "自 {time} 起没有工厂消息",
    day: "第 {n} 天", canvas: "动态工厂。方向键移动画面，加减号缩放，空格键播放。画面中的全部内容见下方表格。",
    movers: "搬运车、卡车与载具（表格）", filter_movers: "筛选搬运车、卡车与载具", name: "名称", load: "载货", where: "位置", from_when: "起始时间", known_by: "依据",
    the_start: "开始", seen: "观测", inferred: "推断", on_its_way: "从 {from} 到 {to} 途中", no_movers: "此时没有已知的搬运车、卡车或载具。",
    times: "×", level_cluster: "集群", level_plant: "工厂", level_shop: "车间", level_line: "生产线", level_station: "工位",
    states_24: "最近 2 小时的状态", share: "{state} {share} %", cannot: "无法显示动态工厂：{why}",
    back: "后退一步（10 秒）", forth: "前进一步（10 秒）", show: "显示", skip: "跳过静止时段", skip_about: "略过没有任何事件的时段",
    stands: "{time} 之前没有任何事件", whole_run: "整个运行期间", jobs_done: "工件数", failures: "故障次数", level_mean: "平均数量", full: "满", empty: "空",
  },
};

/** A function that says the text of a key in a language, with {places} filled. */
export function sayer(language) {
  const words = WORDS[language] ?? WORDS.en;
  return (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
