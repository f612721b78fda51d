"""Energy dispatch: when a site imports, exports, stores and curtails electricity, at the least cost.

`problem` has the site (`site`) and the tariff (`tariff`), `program` the linear program, `exclusive` what keeps a plan
from doing two things at once, `solve` the plan, `plan` its figures, `clash` why there is none, `rolling` plans
again and again, `frontier` tells what less CO2 costs, and `study` plans what a file says (`file`).
"""
