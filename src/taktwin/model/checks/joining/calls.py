"""Calls: where they are made, for which jobs, and whether jobs of another plant bring the options that are needed."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.joining.abroad import check_single, no_element
from taktwin.model.checks.references import NO_VALUE, check_condition, check_quantity, options
from taktwin.model.nouns.line import Call
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.passing import behind_passed, only_passed
from taktwin.model.text.tree import Path_

PRODUCT = "product"


def check_calls(found: Findings) -> None:
    """Check the calls of all lines of a plant."""
    told: set[tuple[str, str]] = set()
    for shop, name, line in found.model.all_lines():
        if line.call is None:
            continue
        path: Path_ = ("shops", shop, "lines", name, "call")
        caller = found.element(line.call.at)
        if caller is None:
            no_element(found, (*path, "at"), line.call.at)
            caller = found, (shop, name, 0)
        owner, node = caller
        check_condition(found, (*path, "when"), line.call.when, visits=True, of=owner)
        check_quantity(found, (*path, "quantity"), line.call.quantity, of=owner)
        if owner is not found:
            check_single(found, (*path, "at"), line.call.at, owner, node[:2])
            element = owner.model.shops[node[0]].lines[node[1]].flow[node[2]]
            if only_passed(element) and element.name not in behind_passed(owner.model):
                message = Phrase('"{at}" has no place and ends its line, so nothing is called there', at=line.call.at)
                found.error((*path, "at"), message, Phrase("name the place before it, or give it a capacity"))
            _brings(found, (*path, "at"), owner, line.call, told)


def _brings(found: Findings, path: Path_, owner: Findings, call: Call, told: set[tuple[str, str]]) -> None:
    """A called job has the options of the job of another plant by name and value, so that must have them.

    Every option of this plant, and the product where it names products, must be one there, and this one must know each
    value that a job there can have when it calls. What this plant does not know of is dropped. Each is told once.
    """
    theirs, mine = _values(owner), _values(found)
    for option, known in mine.items():
        what = option if option == PRODUCT else Phrase('option "{option}"', option=option)
        if option not in theirs:
            message = Phrase(
                "the jobs of {name} that call here have no {what}, and those of this plant have one",
                name=owner.model.name,
                what=what,
            )
            if (option, "") not in told:
                there = "`products`" if option == PRODUCT else f"the option `{option}`"
                found.error(
                    path,
                    message,
                    Phrase(
                        "give the plant {name} {there} as well, or drop it here", name=owner.model.name, there=there
                    ),
                )
            told.add((option, ""))
            continue
        coming = [value for value in theirs[option] if value in call.when.get(option, [value])]
        for value in (value for value in coming if value not in known):
            if (option, value) not in told:
                message = Phrase(
                    'jobs of {name} call with {what} "{value}", which this plant does not know',
                    name=owner.model.name,
                    what=what,
                    value=value,
                )
                found.error(path, message, _add(option, value))
            told.add((option, value))


def _add(option: str, value: str) -> str:
    if option == PRODUCT:
        return Phrase(
            "add it: `products: {{{value}: {{}}}}`, or let only others call: `when: {{product: [...]}}`", value=value
        )
    if value == NO_VALUE:
        return Phrase(
            "let all products there have the option, or let only others call: `when: {{{option}: [...]}}`",
            option=option,
        )
    return Phrase(
        "add it to `options: {{{option}: ...}}` with a share (0 % will do), or let only others call: `when: ...`",
        option=option,
    )


def _values(found: Findings) -> dict[str, list[str]]:
    """Option -> all values that jobs of a plant can have, `none` where a product lacks the option."""
    model = found.model
    values = {option: sorted(known) for option, known in options(found).items()}
    for option, known in values.items():
        lacking = option not in model.options and any(option not in one.options for one in model.products.values())
        if lacking and NO_VALUE not in known:
            known.append(NO_VALUE)
    return values | ({PRODUCT: list(model.products)} if model.products else {})
