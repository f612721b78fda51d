"""The painted body store of a modelling contest: six lanes, a return lane, two transfer machines, four objectives.

China Postgraduate Mathematical Contest in Modeling 2022, problem C. `rules` has layout, times and cars, `kernel` the
store in time, `score` the contest's points, `policy` who decides what, `search` better decisions, `exact` the best
ones of small cases.
"""
