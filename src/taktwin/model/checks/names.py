"""Names: unique where they must be, and free of the characters that paths use."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.phrase import Phrase
from taktwin.model.text.names import SCRAP, stations_of
from taktwin.model.text.orderfile import ORDER_COLUMNS
from taktwin.model.text.tree import Path_
from taktwin.model.values.visit import VISIT

_RESERVED = "./=[]"
#: Columns of the table of jobs, in which each option has a column of its own (a test holds the two together).
JOB_COLUMNS = ("job", "stream", "order_number", "plant", "released", "born", "ended", "outcome", "replication")
#: What else stands beside the options of a job, so that no option can be called so.
_TAKEN = {*JOB_COLUMNS, *ORDER_COLUMNS} - {"product", "customer"}


def check_names(found: Findings) -> None:
    """Check all names of a model."""
    model = found.model
    for group in PlantModel.model_fields:
        entries = getattr(model, group)
        if isinstance(entries, dict) and group not in ("overrides", "sources", "title", "plants"):
            for name in entries:
                spelling(found, (group, name), name)
    for path, given in [(("options",), model.options)] + [
        (("products", name, "options"), product.options) for name, product in model.products.items()
    ]:
        if VISIT in given:
            found.error(
                (*path, VISIT),
                Phrase('"{visit}" is a word of the model language', visit=VISIT),
                Phrase("choose another name"),
            )
        for name in sorted(_TAKEN & given.keys()):
            message = Phrase('"{name}" is a column of order files or of the table of jobs', name=name)
            found.error((*path, name), message, Phrase("choose another name for the option"))
    for shop, line, _ in model.all_lines():
        spelling(found, ("shops", shop, "lines", line), line)
    _unique_elements(found)


def spelling(found: Findings, path: Path_, name: str) -> None:
    """Check that a name is free of the characters that paths use, and no word of the language."""
    bad = [sign for sign in _RESERVED if sign in name]
    if bad:
        found.error(
            path,
            Phrase('the name "{name}" holds "{bad}", which paths use', name=name, bad=bad[0]),
            Phrase('use letters, digits, "-" and "_"'),
        )
    elif not name.strip() or name != name.strip():
        found.error(
            path, Phrase('the name "{name}" is empty or has blanks at its ends', name=name), Phrase("give it a name")
        )
    elif name == SCRAP and path[0] == "shops":
        found.error(path, Phrase('"scrap" is a word of the model language'), Phrase("choose another name"))


def _unique_elements(found: Findings) -> None:
    taken: dict[str, str] = {}
    lines = set(found.names.lines)
    for shop, line, place, element in found.model.all_elements():
        path = ("shops", shop, "lines", line, "flow", place)
        where = f"{shop}.{line}"
        spelling(found, path, element.name)
        names = {element.name, *stations_of(element)} if isinstance(element, Station | ZonedLine) else {element.name}
        for name in sorted(names):
            if name in taken:
                found.error(
                    path,
                    Phrase('the name "{name}" is taken by an element of {taken}', name=name, taken=taken[name]),
                    Phrase("element names are unique in the plant: rename one"),
                )
                break
            taken[name] = where
        if element.name in lines:
            found.error(
                path,
                Phrase('"{name}" is the name of a line as well', name=element.name),
                Phrase("rename one, so that `to` is clear"),
            )
    for shop, cell, _ in found.model.all_cells():
        path = ("shops", shop, "cells", cell)
        spelling(found, path, cell)
        if cell in taken:
            found.error(
                path,
                Phrase('the name "{cell}" is taken by an element or cell of {taken}', cell=cell, taken=taken[cell]),
                Phrase("rename one"),
            )
        taken[cell] = shop
