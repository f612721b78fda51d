"""Bad input: lanes, their loads and docks of which something is wrong."""

from pathlib import Path

from tests.model.bad_input.case import Case, check, each

OLD = "  blanks-in: {supplier: steelworks, to: blanks, every: 8 h, quantity: 5000}"
TWO = "{to: blanks, quantity: 5000}, {to: door-rack, up_to: 50, container: 10}"


def lane(name: str, fields: str, path: str, message: str, remedy: str, more: str = "") -> Case:
    new = f"  blanks-in: {{supplier: steelworks, every: 8 h, {fields}}}{more}"
    return Case(name, OLD, new, f"lanes.blanks-in{path}", message, remedy, at="blanks-in: {")


def drawn(name: str, fields: str, path: str, message: str, remedy: str, to: str = "to: blanks") -> Case:
    new = f"  blanks-in: {{supplier: steelworks, {', '.join(one for one in (to, fields) if one)}}}"
    return Case(name, OLD, new, f"lanes.blanks-in{path}", message, remedy, at="blanks-in: {")


DOCK = "\ndocks: {north: {doors: 2}}"
CASES = [
    lane("neither form", "quantity: 5", "", "needs `to` or `loads`", "`to: STOCK`"),
    lane("no amount", "to: blanks", "", "needs `quantity` or `up_to`, got neither", "exactly one"),
    lane("both forms", f"to: blanks, loads: [{TWO}]", "", "with `loads` has no `to`", "of each load"),
    lane("an amount beside loads", f"quantity: 5, loads: [{TWO}]", "", "no `quantity` of its own", "of each load"),
    lane("a container beside loads", f"container: 5, loads: [{TWO}]", "", "no `container` of its own", "of each load"),
    lane("no loads", "loads: []", ".loads", "too few entries", "add"),
    lane("a load without an amount", "loads: [{to: blanks}]", ".loads", "a load needs `quantity` or", "exactly one"),
    lane("a load of both", "loads: [{to: blanks, quantity: 1, up_to: 2}]", ".loads", "got both", "exactly one"),
    lane("two loads to one stock", "loads: [{to: blanks, up_to: 9}, {to: blanks, up_to: 8}]", "", 'to "blanks"', "one"),
    lane("a load to nowhere", "loads: [{to: blnks, up_to: 9}]", ".loads", 'no stock "blnks"', "`blanks`"),
    lane("above the room", "loads: [{to: door-rack, up_to: 9999}]", ".loads.door-rack.up_to", "capacity", "lower"),
    lane("a load of 0", "loads: [{to: blanks, quantity: 0}]", ".loads.blanks.quantity", "cannot be 0", "above 0"),
    lane("a level beside loads", f"reorder: 5, loads: [{TWO}]", "", "no `reorder` of its own", "of each load"),
    lane("a level above the top", "to: door-rack, up_to: 9, reorder: 9", ".reorder", "not below `up_to` (9)", "lower"),
    lane("a level below 0", "to: blanks, quantity: 9, reorder: -1", ".reorder", "cannot be negative", ""),
    lane("many orders", "to: blanks, quantity: 1, reorder: 999, capacity: 1", ".capacity", "1e+03 trucks", "to 100"),
    lane("a truck of 0", "to: blanks, quantity: 5, capacity: 0", ".capacity", "at least 1, got 0", "unlimited"),
    lane("a truck of 2.5", "to: blanks, quantity: 5, capacity: 2.5", ".capacity", "a whole number", ""),
    lane("many trucks", "to: blanks, quantity: 5000, capacity: 9", ".capacity", "need 556 trucks of 9", "container"),
    lane("no such dock", "to: blanks, quantity: 5, dock: nort", ".dock", 'no dock "nort"', "`north`", DOCK),
    lane("an unloading nowhere", "to: blanks, quantity: 5, unload: 5 min", "", "the lane has none", "add `dock: NAME`"),
    lane("containers nowhere", "to: blanks, quantity: 5, unload_container: 5 s", "", "has none", "`dock: NAME`"),
    drawn("no first order", "up_to: 9, offset: 1 h", "", "has no first order, so no `offset`", "`every: TIME`"),
    drawn("no level", "quantity: 9", "", "ordered when the position falls to `reorder`", "`reorder: N`"),
    drawn("a load without a level", "", "", "falls to `reorder`", "`reorder: N`", "loads: [{to: blanks, quantity: 5}]"),
    drawn("very many trucks", "up_to: 99999", "", "1e+05 trucks are on the way", "larger containers"),
    drawn("called nowhere", "up_to: 9, call: {at: nowher}", ".call.at", 'no element "nowher"', ""),
    drawn("no element", "up_to: 9, call: {}", ".call", '"at" is missing', ""),
    drawn("0 called", "up_to: 9, call: {at: ff, quantity: 0}", ".call.quantity", "cannot be 0", "above 0"),
    drawn("no such option", "up_to: 9, call: {at: ff, when: {roof: red}}", ".call.when.roof", "roof", ""),
    drawn("by visit", "up_to: 9, call: {at: ff, when: {visit: 2}}", ".call.when.visit", "visit", ""),
    drawn("up to 0", "up_to: 0", ".up_to", "cannot be 0", "above 0"),
    Case("no doors", OLD, OLD + "\ndocks: {north: {doors: 0}}", "docks.north.doors", "cannot be 0", "above 0"),
    Case("half a door", OLD, OLD + "\ndocks: {north: {doors: 1.5}}", "docks.north.doors", "whole", ""),
    Case(
        "loads from a stock", OLD, f"  blanks-in: {{from: door-rack, every: 8 h, loads: [{TWO}]}}", "lanes.blanks-in",
        "comes from a supplier", "a lane for each", at="blanks-in: {",
    ),
]  # fmt: skip


@each(CASES)
def test_a_wrong_lane_is_refused(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
