"""From a JaamSim input file to the text of a model file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from taktwin.exchange.draft import Draft, checked, spelt_yaml
from taktwin.exchange.jaamsim.flow import Flow
from taktwin.exchange.jaamsim.records import GRAPHICS, Thing, Things
from taktwin.exchange.jaamsim.values import TIME, Values

#: Kinds that are for the eye, or that what uses them has taken already.
_SILENT = frozenset(
    "colladamodel textmodel imagemodel shapemodel polylinemodel displaymodel displayentity overlayclock"
    " overlaytext overlayimage text view entitylabel booleanindicator bargauge arrow graph xygraph"
    " timeseriesgraph simentity unit entitysink resource downtimeentity timeseries timeseriesthreshold"
    " inputvalue statistics entitylogger setgraphics"
    "".lower().split()
)
_BAD = re.compile(r"[./=\[\]]")


def read_jaamsim(path: str | Path) -> Draft:
    """A draft of a model from an input file of JaamSim (.cfg) and the files that it includes.

    Raises:
        ModelError: the file cannot be read, or is wrong as it is; with file, line and remedy.
    """
    path = Path(path)
    things = Things(path)
    values = Values(things)
    flow = Flow(values)
    _leftover(values, flow)
    untaken = sorted(dict.fromkeys(values.untaken), key=lambda one: (one.file != str(path), one.file, one.line))
    text = "".join(f"{line}\n" for line in _lines(path, things, values, flow, [str(one) for one in untaken]))
    return checked(text, untaken)


def _leftover(values: Values, flow: Flow) -> None:
    """Note objects and keywords that nothing has looked at."""
    for thing in values.things.named.values():
        kind = thing.kind.lower()
        used = thing.name in flow.placed or any(name == thing.name.lower() for name, _ in values.used)
        silent = kind in _SILENT or kind == "simulation" or kind.endswith("distribution")
        if not silent and not used and thing.name not in flow.passed:
            values.note(thing, f"{thing.name} ({thing.kind})", "is not taken")
            continue
        if not used and thing.name not in flow.passed:
            continue
        for keyword, word in thing.words.items():
            known = (thing.name.lower(), keyword) in values.used or keyword in GRAPHICS or keyword in _FOLLOWED
            if not known and word.tokens:
                values.note(word, f"{thing.name} {word.keyword}", f"'{' '.join(word.tokens)[:60]}' is not taken")


#: Keywords that say nothing a draft could have: which entity is copied, and how many are too many.
_FOLLOWED = frozenset(("prototypeentity", "basename", "maxvalidnumber", "maxvalidlength", "outputunittype"))


def _lines(path: Path, things: Things, values: Values, flow: Flow, untaken: list[str]) -> Iterator[str]:
    named = _names()
    yield f"# Read from {path.name}, a model of JaamSim{_run(things, values)}."
    if untaken:
        yield "#"
        yield "# Not taken, or otherwise than there:"
        yield from (f"#   {line}" for line in untaken)
    yield ""
    yield "taktwin: 1"
    yield f"name: {spelt_yaml(_BAD.sub('-', path.stem))}"
    for key, group in (
        ("orders", flow.orders),
        ("calendars", flow.made.calendars),
        ("failures", flow.made.failures),
        ("operators", flow.made.operators),
        ("carriers", flow.carriers),
    ):
        if group:
            yield f"{key}:"
            yield from (
                f"  {spelt_yaml(named(name))}: {spelt_yaml(_renamed(value, named))}" for name, value in group.items()
            )
    yield "shops:"
    yield "  shop:"
    yield "    lines:"
    ends = {line["flow"][-1].get("buffer"): name for name, line in flow.lines.items() if "to" not in line}
    for name, line in flow.lines.items():
        yield f"      {spelt_yaml(named(name))}:"
        for key in ("orders", "to"):
            if key in line:
                yield f"        {key}: {spelt_yaml(named(line[key]))}"
        yield "        flow:"
        for element in line["flow"]:
            made = dict(element)
            if "joins" in made:
                made["joins"] = [
                    {"line": ends.get(queue, queue), **({"quantity": number} if number > 1 else {})}
                    for queue, number in made["joins"]
                ]
            if "routes" in made:
                made["routes"] = [
                    {"to": flow.placed.get(one["to"].name, one["to"].name), "share": one["share"]}
                    for one in made["routes"]
                ]
            yield f"          - {spelt_yaml(_renamed(made, named))}"


def _names() -> Callable[[str], str]:
    """Names without the signs that paths of the model language use, each still its own."""
    taken: dict[str, str] = {}

    def named(name: str) -> str:
        if name not in taken:
            plain = _BAD.sub("-", name)
            plain = f"{plain}-" if plain == "scrap" else plain
            while plain in taken.values():
                plain += "-"
            taken[name] = plain
        return taken[name]

    return named


def _renamed(value: Any, named: Callable[[str], str], key: str = "") -> Any:
    """The same with the names of things as the model file has them."""
    if isinstance(value, Mapping):
        return {one: _renamed(inner, named, one) for one, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(one, named, key) for one in value]
    if isinstance(value, str) and key in _HOLDS_NAMES:
        return named(value)
    return value


_HOLDS_NAMES = ("station", "buffer", "conveyor", "to", "line", "calendar", "failures", "need", "from")


def _run(things: Things, values: Values) -> str:
    """How long JaamSim runs it."""
    simulation: Thing = things.named["simulation"]
    days = [values.seconds(simulation, one) for one in ("RunDuration", "InitializationDuration")]
    told = [f" --{name} {time / TIME['d'][0]:g}" for name, time in zip(("days", "warmup"), days, strict=True) if time]
    return f", which is run there as with{''.join(told)}" if told else ""
