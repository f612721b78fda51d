"""Press lots: which die when, and how much of it.

Time is in hours of the press's shift, counts are in parts. `panel` has the data, `lots` the lot sizes (one part alone,
all in one cycle, each at its own), `sequence` and `timing` the order of the dies and the stock over the cycle,
`restart` the level at which a lot must begin, `rhythm` when the press works and when its parts are drawn, `plan` all of
it for one press, `model` reads it from a plant (`hours` its calendars) and writes it back, `trial` simulates it.
"""
