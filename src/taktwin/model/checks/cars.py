"""Cars of products: their files, and the options that change them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from taktwin.model.checks.findings import Findings
from taktwin.model.nouns.product import Product
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest

_SHIPPED = "taktwin.library.cars"


def check_cars(found: Findings) -> None:
    """Check how products drive."""
    for name, product in found.model.products.items():
        if product.car is not None:
            _check(found, ("products", name, "car"), product)


def _check(found: Findings, path: Path_, product: Product) -> None:
    car = product.car
    assert car is not None
    _file(found, (*path, "drive"), car.drive)
    if car.mass is not None and car.mass.value <= 0:
        found.error(
            (*path, "mass"), Phrase("a car cannot have no mass"), Phrase("give a value above 0, or leave the entry out")
        )
    options = {**found.model.options, **product.options}
    drives = 0
    for option, values in car.options.items():
        here = (*path, "options", option)
        if not found.reference(here, option, options, "option"):
            continue
        for value, change in values.items():
            if (
                found.reference((*here, value), value, options[option], Phrase("value of {option}", option=option))
                and change.drive
            ):
                _file(found, (*here, value, "drive"), change.drive)
            if change.more is not None and change.less is not None:
                found.error(
                    (*here, value), Phrase("it is said to add mass and to save mass"), Phrase("give one of the two")
                )
        drives += any(change.drive is not None for change in values.values())
    if drives > 1:
        message = Phrase("two options say which file the car has")
        found.error((*path, "options"), message, Phrase("let one option choose the file, and others change the mass"))


def _file(found: Findings, path: Path_, name: str) -> None:
    shipped = [Path(one.name).stem for one in files(_SHIPPED).iterdir() if one.name.endswith(".yaml")]
    if name not in shipped and not (found.model.folder / name).is_file():
        message = Phrase(
            'there is no file "{value}", and no car "{name}" comes with Taktwin',
            value=found.model.folder / name,
            name=name,
        )
        found.error(path, message, suggest(name, sorted(shipped)))
