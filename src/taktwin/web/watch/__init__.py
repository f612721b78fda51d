"""The running plant in the page: the server owns one, follows it, and tells every page what is known of it.

- `plan` says what is followed: a demo, what `taktwin live` follows, or the journal of such a program.
- `watch.Watch` is the one plant of a server; it begins anew by itself where it can.
- `told` is what is known, as plain values for the page; `past` what was.
- `hub` sends it to all pages over one WebSocket each: JSON, and binary frames of the moving plant.
- `routes` serves it; what somebody does to an alarm takes the role *acknowledge*.
"""
