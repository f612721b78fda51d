"""What is said of press lots and body stores."""

CHINESE: dict[str, str] = {
    "measuring the demand": "测量需求",
    "simulating before and after": "仿真前后对比",
    "simulating": "仿真",
    "one die is never changed": "只有一套模具，无需换模",
}
