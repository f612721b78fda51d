"""What is said of press lots and body stores."""

CHINESE: dict[str, str] = {
    "measuring the demand": "测量需求",
    "simulating the plant as it is": "仿真工厂现状",
    "measuring how early parts can be called off": "测量零件最早的要货提前期",
    "trying plan {n}": "试验方案 {n}",
    "trying it with fresh random numbers": "用新的随机数试验",
    "trying the plan that comes nearest": "试验最接近要求的方案",
    "frontier: plan {n} of {all}": "前沿：方案 {n}/{all}",
    "simulating before and after": "仿真前后对比",
    "simulating": "仿真",
    "one die is never changed": "只有一套模具，无需换模",
    "simulating the order book": "正在推演订单簿",
}
