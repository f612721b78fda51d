"""The rules of a sequence: what they name must exist, and no rule may be empty or impossible."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.references import check_condition, check_option, values
from taktwin.model.nouns.sequencing import OBJECTIVES, RatioRule, SequenceRules
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest


def check_sequence(found: Findings) -> None:
    """Check `sequence` of each order stream."""
    for name, stream in found.model.orders.items():
        if stream.sequence is not None:
            _rules(found, ("orders", name, "sequence"), stream.sequence, stream.file is not None)


def _rules(found: Findings, path: Path_, rules: SequenceRules, has_file: bool) -> None:
    _cars(found, path, rules, has_file)
    for key, quantity, what in (
        ("cars", rules.cars, "a day"),
        ("batch_limit", rules.batch_limit, "a colour batch"),
        ("takt", rules.takt, "the takt"),
    ):
        if quantity is not None and quantity.value <= 0:
            found.error(
                (*path, key),
                Phrase("{what} cannot be 0", what=what),
                Phrase("give a value above 0, or leave the entry out"),
            )
    if rules.drift.value > 0 and rules.takt is None:
        found.error(
            (*path, "drift"), Phrase("there is a drift, but no takt that it goes beyond"), Phrase("add `takt: 110 s`")
        )
    if rules.colour is not None:
        check_option(found, (*path, "colour"), rules.colour)
    elif rules.batch_limit is not None:
        found.error(
            (*path, "batch_limit"), Phrase("there is a batch limit, but no colour"), Phrase("add `colour: OPTION`")
        )
    found.reference((*path, "at"), rules.at, _points(found), "point")
    for name, ratio in rules.ratios.items():
        _ratio(found, (*path, "ratios", name), ratio)
    _objectives(found, (*path, "objectives"), rules)


def _cars(found: Findings, path: Path_, rules: SequenceRules, has_file: bool) -> None:
    if has_file and rules.cars is not None:
        found.error(
            (*path, "cars"),
            Phrase("a file is a day as it is, its rows are the cars"),
            Phrase("drop `cars`, or the file's other rows"),
        )
    if not has_file and rules.cars is None:
        found.error(
            path, Phrase("the day has no cars"), Phrase("add `cars: 600`, or give the stream a `file` with the cars")
        )
    if rules.colour is None and not rules.ratios:
        found.error(path, Phrase("there is nothing to put in sequence by"), Phrase("add `colour: OPTION` or `ratios:`"))


def _points(found: Findings) -> list[str]:
    """The points at which passages are noted: named ones, and the entries of shops."""
    points = list(found.model.shops)
    for *_, element in found.model.all_elements():
        places = [element, *getattr(element, "exceptions", {}).values()]
        points += [place.point for place in places if place.point is not None]
    return points


def _ratio(found: Findings, path: Path_, ratio: RatioRule) -> None:
    most, of = int(ratio.at_most.value), int(ratio.of.value)
    if of < 1:
        found.error(
            (*path, "of"), Phrase("a ratio of 0 cars says nothing"), Phrase("write for example {at_most: 1, of: 3}")
        )
    elif most < 1:
        found.error(
            (*path, "at_most"), Phrase("a ratio of 0 lets no car pass"), Phrase("write for example {at_most: 1, of: 3}")
        )
    elif most >= of:
        found.error(
            (*path, "at_most"),
            Phrase("at most {most} of {of} cars is always kept", most=most, of=of),
            Phrase("give a number below {of}, or drop the ratio", of=of),
        )
    if not ratio.when:
        found.error(
            (*path, "when"), Phrase("the ratio names no cars"), Phrase("say which count, as in `when: {OPTION: VALUE}`")
        )
    check_condition(found, (*path, "when"), ratio.when)
    for option, wanted in ratio.when.items():
        every = values(found, option)
        if every and len(ratio.when) == 1 and set(wanted) >= set(every):
            found.error(
                (*path, "when", option),
                Phrase("every car has one of these values of {option}", option=option),
                Phrase("leave some values out"),
            )


def _objectives(found: Findings, path: Path_, rules: SequenceRules) -> None:
    if not rules.objectives:
        found.error(
            path, Phrase("there is no objective"), Phrase("name at least one of: {names}", names=", ".join(OBJECTIVES))
        )
    for place, name in enumerate(rules.objectives):
        if name not in OBJECTIVES:
            found.error((*path, place), Phrase('there is no objective "{name}"', name=name), suggest(name, OBJECTIVES))
        elif name in rules.objectives[:place]:
            found.error(
                (*path, place), Phrase('the objective "{name}" stands twice', name=name), Phrase("keep one of them")
            )
