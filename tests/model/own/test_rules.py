"""Reading rules: every mistake is told with file, line and function, before anything runs."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import taktwin
from taktwin import RuleError, rule
from taktwin.kernel.lowering.program import lower
from taktwin.model.own.file import own_rules
from taktwin.model.own.ruled import with_rules

PLANT = """
name: hall
orders: {jobs: {}}
options: {colour: {red: 50 %, blue: 50 %}, "two tone": {"yes": 10 %, "no": 90 %}}
parts: {bolt: {family: bolts, unit: piece}}
stocks: {rack: {part: bolt, initial: unlimited}}
shops:
  body:
    lines:
      main:
        orders: jobs
        flow:
          - {station: first, cycle: 10 s}
          - {buffer: queue, capacity: 10}
          - {station: test, cycle: 10 s, servers: 2, routes: [{to: aside, share: 10 %}]}
          - {conveyor: belt, capacity: 5, transit: 20 s}
          - {station: last, cycle: 10 s}
      other: {flow: [{station: aside, cycle: 10 s}]}
"""
HEAD = "from taktwin import rule\nimport math\nimport random\nimport numpy as np\n"


def message(text: str, folder: Path) -> str:
    """What is said of a file of rules: when it is read, or when it is put into the plant."""
    path = folder / "rules.py"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        lower(with_rules(taktwin.load(PLANT).model, path)).own_code()
    assert caught.value.exit_code == 3
    found = str(caught.value)
    assert found.startswith(str(path))
    return found.removeprefix(f"{path}:")


BAD = {
    # the file
    "def f(:": "5: this is no Python",
    "1 / 0": "5: ZeroDivisionError: division by zero",
    "import nothing_of_this_name": "5: ModuleNotFoundError",
    "x = 1": " there is no rule in this file; put a decorator before a function",
    "@rule.retrieval()\ndef f(order):\n  return 1": "5: TypeError: rule.retrieval needs the names",
    "@rule.retrieval\ndef f(order):\n  return 1": "5: TypeError: rule.retrieval needs the names",
    "@rule.retrieval('queue', x=3)\ndef f(x):\n  return 1": "5: TypeError: rule.retrieval: x must be rule.level(...)",
    "@rule.retrievel('queue')\ndef f(order):\n  return 1": "5: AttributeError: 'Rules' object has no attribute",
    # names
    "@rule.retrieval('queu')\ndef f(order):\n  return 1": (
        '6: f: there is no element "queu" in hall; did you mean `queue`?'
    ),
    "@rule.retrieval('rack')\ndef f(order):\n  return 1": '6: f: there is no element "rack"',
    "@rule.retrieval('first')\ndef f(order):\n  return 1": '6: f: "first" is a station; retrieval is decided at',
    "@rule.retrieval('belt')\ndef f(order):\n  return 1": '6: f: "belt" is a conveyor; retrieval is decided at buffers',
    "@rule.choice('queue')\ndef f(server):\n  return 1": '6: f: "queue" is a buffer; a choice is made at stations',
    "@rule.choice('first')\ndef f(server):\n  return 1": '6: f: "first" is a station with one server; a choice is made',
    "@rule.route('belt')\ndef f(way):\n  return 1": '6: f: "belt" is a conveyor; a route is chosen at stations with',
    "@rule.route('first')\ndef f(way):\n  return 1": '6: f: "first" is a station without `routes`; a route is chosen',
    "@rule.retrieval('queue')\n@rule.retrieval('queue')\ndef f(order):\n  return 1": (
        '7: f: the retrieval at "queue" is decided by f already; leave one of them out'
    ),
    "@rule.retrieval('queue')\ndef f(order):\n  return 1\n@rule.retrieval('queue')\ndef g(order):\n  return 2": (
        '9: g: the retrieval at "queue" is decided by f already'
    ),
    # arguments
    "@rule.retrieval('queue')\ndef f(oder):\n  return 1": (
        '6: f: "oder" is no number that a retrieval rule is given; did you mean `order`? There are now, wip, '
    ),
    "@rule.retrieval('queue')\ndef f(server):\n  return 1": '6: f: "server" is no number that a retrieval',
    "@rule.choice('test')\ndef f(position):\n  return 1": '6: f: "position" is no number that a choice rule is given',
    "@rule.route('test')\ndef f(last_colour):\n  return 1": '6: f: "last_colour" is no number that a route rule',
    "@rule.retrieval('queue')\ndef f(last_paint):\n  return 1": '6: f: there is no option "paint"',
    "@rule.retrieval('queue')\ndef f(last_colour, last_product):\n  return 1": (
        "6: f: it asks for last_colour and last_product; one option of the job taken last is kept"
    ),
    "@rule.retrieval('queue')\ndef f(order=1):\n  return 1": '6: f: the argument "order" has a default',
    "@rule.retrieval('queue')\ndef f(*order):\n  return 1": '6: f: "*order" is no plain argument',
    "@rule.retrieval('queue')\ndef f(**order):\n  return 1": '6: f: "**order" is no plain argument',
    "@rule.retrieval('queue')\ndef f(*, order):\n  return 1": '6: f: "order" is no plain argument',
    "@rule.retrieval('queue', b=rule.level('queue'))\ndef f(order):\n  return 1": (
        '6: f: the decorator says "b", but the function has no such argument'
    ),
    "@rule.retrieval('queue', b=rule.level('queu'))\ndef f(b):\n  return b": '6: f: there is no element "queu"',
    "@rule.retrieval('queue', b=rule.stock('rak'))\ndef f(b):\n  return b": '6: f: there is no stock point "rak"',
    "@rule.retrieval('queue', b=rule.option('paint'))\ndef f(b):\n  return b": '6: f: there is no option "paint"',
    "RED = rule.value('colour', 'rod')\n@rule.retrieval('queue')\ndef f(colour):\n  return colour == RED": (
        '7: f: option colour has no value "rod"; did you mean `red`?'
    ),
    "RED = rule.value('paint', 'red')\n@rule.retrieval('queue')\ndef f(colour):\n  return colour == RED": (
        '7: f: there is no option "paint"'
    ),
    "B = rule.level('queue')\n@rule.retrieval('queue')\ndef f(order):\n  return B": (
        "7: f: B is a number that changes, so it must be an argument; name it in the decorator: B=rule.level(...)"
    ),
    # what it does
    "@rule.retrieval('queue')\ndef f(order):\n  pass": "6: f: it returns nothing; let it return one number",
    "@rule.retrieval('queue')\ndef f(order):\n  if order:\n    return 1": "6: f: it returns nothing on some way",
    "@rule.retrieval('queue')\ndef f(order):\n  return 'a'": "6: f: it returns no number but",
    "@rule.retrieval('queue')\ndef f(order):\n  return 1, 2": "6: f: it returns no number but",
    "@rule.retrieval('queue')\ndef f(order):\n  return 1j": "6: f: it returns no number but",
    "@rule.retrieval('queue')\ndef f(order):\n  return order + 'a'": "6: f: it cannot be compiled: No implementation",
    "@rule.retrieval('queue')\ndef f(order):\n  return missing": "6: f: it cannot be compiled",
    "@rule.retrieval('queue')\ndef f(order):\n  return [order][0]": "6: f: it cannot be compiled",
    "@rule.retrieval('queue')\ndef f(order):\n  return np.zeros(3)[0]": "6: f: it cannot be compiled",
    "@rule.retrieval('queue')\ndef f(order):\n  return random.random()": "6: f: it asks for random; a rule is given",
    "@rule.retrieval('queue')\ndef f(order):\n  return np.random.rand()": "6: f: it asks for numpy.random",
    "from random import random as r\n@rule.retrieval('queue')\ndef f(order):\n  return r()": "7: f: it asks for r",
    "import time\n@rule.retrieval('queue')\ndef f(order):\n  return time.time()": "7: f: it asks for time",
    "n = 0\n@rule.retrieval('queue')\ndef f(order):\n  global n\n  n = 1\n  return 1": (
        "7: f: it writes something outside of itself"
    ),
    "a = np.zeros(3)\n@rule.retrieval('queue')\ndef f(order):\n  a[0] = 1\n  return 1": (
        "7: f: it writes something outside of itself"
    ),
    "@rule.retrieval('queue')\ndef f(order):\n  assert order\n  return 1": "6: f: it raises an error",
    "@rule.retrieval('queue')\ndef f(order):\n  raise ValueError": "6: f: it raises an error",
    "@rule.retrieval('queue')\ndef f(order):\n  import os\n  return 1": "6: f: it imports something",
    "@rule.retrieval('queue')\ndef f(order):\n  yield 1": "6: f: it yields",
    "@rule.retrieval('queue')\nasync def f(order):\n  return 1": "6: f is no plain function; write it with `def`",
    "import sys\nsys.exit(3)": "6: SystemExit: 3",
    "@rule.retrieval('queue')\ndef f(order):\n  while order < 9:\n    pass\n  return 1": (
        "6: f: it has a `while`, which may never end; write `for _ in range(MOST)`"
    ),
    "def g(x):\n  while True:\n    x += 1\n    if x > 9:\n      return x\n@rule.retrieval('queue')\ndef f(order):\n"
    "  return g(order)": "11: f: it has a `while`, which may never end",
    "@rule.retrieval('queue')\ndef f(order):\n  with open('x'):\n    return 1": "6: f: it uses `with`",
    "def g(x):\n  return random.random()\n@rule.retrieval('queue')\ndef f(order):\n  return g(order)": (
        "8: f: it asks for random"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_what_is_wrong_is_told_with_file_line_and_function(text: str, tmp_path: Path):
    assert message(text, tmp_path).startswith(BAD[text]), message(text, tmp_path)


def test_orders_that_a_later_place_takes_by_their_numbers(tmp_path: Path):
    """The rule lets them go in another order, so that those ahead would wait for those behind for good."""
    text = PLANT.replace("{station: last, cycle: 10 s}", "{station: last, cycle: 10 s, in_sequence: true}")
    made = rule.release("jobs")(lambda order, wip: order if wip < 6 else 1e9)
    with pytest.raises(RuleError, match=r'"last" takes the orders "jobs" by their numbers.*`carriers`'):
        lower(with_rules(taktwin.load(text).model, made))


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(RuleError, match=r"gone\.py"):
        own_rules(tmp_path / "gone.py")


def test_a_function_without_a_decorator():
    with pytest.raises(RuleError, match="<lambda> is no rule"):
        own_rules(lambda order: order)


def test_loops_over_ranges_may_be_left_and_go_on():
    @rule.retrieval("queue")
    def nested(order):
        for k in range(5):
            for m in range(k):
                if m == order:
                    continue
                if m > 3:
                    break
            else:
                continue
            return k
        return sum([m if m > 1 else 0 for m in range(3)])

    assert own_rules(nested).rules


def test_a_rule_stays_a_plain_function():
    @rule.retrieval("queue", room=rule.level("queue"))
    def slack(due, now, room):
        return due - now + room

    assert slack(10.0, 4.0, 1) == 7.0


def test_the_digest_changes_with_the_code_and_with_what_it_uses(tmp_path: Path):
    def digest(text: str) -> str:
        path = tmp_path / "rules.py"
        path.write_text(HEAD + text, encoding="utf-8")
        return own_rules(path).rules[0].digest

    text = "N = 3\ndef g(x):\n  return x\n@rule.retrieval('queue')\ndef f(order):\n  return g(order) + N\n"
    found = [digest(text), digest(text.replace("N = 3", "N = 4")), digest(text.replace("return x", "return -x"))]
    found += [digest(text.replace("+ N", "- N")), digest(text + "# a comment\n")]
    assert len(set(found[:4])) == 4
    assert found[4] == found[0]


def test_rules_of_a_file_go_to_another_process_and_functions_do_not(tmp_path: Path):
    path = tmp_path / "rules.py"
    path.write_text(HEAD + "@rule.retrieval('queue')\ndef f(order):\n  return order\n", encoding="utf-8")
    rules = own_rules(path)
    path.unlink()
    again = pickle.loads(pickle.dumps(rules))
    assert (again.digest, again.rules[0].place, again.rules[0].digest) == (
        rules.digest, rules.rules[0].place, rules.rules[0].digest)  # fmt: skip

    @rule.retrieval("queue")
    def g(order):
        return order

    with pytest.raises(RuleError, match="write them into a file"):
        pickle.dumps(own_rules(g))


def test_the_model_alone_never_has_rules():
    assert taktwin.load(PLANT).model._rules is None
