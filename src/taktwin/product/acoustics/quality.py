"""From the acceptance of a part to the plant that makes it: the share that fails its test, written into the model."""

from __future__ import annotations

from pathlib import Path

from taktwin.model.errors import ModelError, OptionError
from taktwin.model.files.document import Document
from taktwin.model.files.load import load_model
from taktwin.model.phrase import Phrase
from taktwin.product.acoustics.study import AcousticStudy

SHARES = ("scrap", "share")
"""What a model calls the share of jobs that fail."""


def rejects(found: AcousticStudy) -> str:
    """The share of the parts that fail, as a model file takes it: with where it comes from.

    Raises:
        OptionError: the file of the part has no limit, or nothing scatters in it.
    """
    accepted = found.acceptance
    if accepted is None:
        message = Phrase("{name} does not say when a part is accepted, or what scatters", name=found.file.name)
        raise OptionError(message, Phrase("give its file `accept` and `scatter`"), "into")
    share = 1 - accepted.share
    limit = f"{accepted.least:g}" + ("" if found.file.accept is None or found.file.accept.of == "absorption" else " dB")
    rule = f"of {accepted.draws} parts of {found.file.name} by taktwin acoustics, below {limit}"
    for sign in "[]:\n":  # they would end the mark
        rule = rule.replace(sign, " ")
    return f"{100 * share:.3g} % [derived: {rule}]"


def write_rejects(found: AcousticStudy, model: str | Path, path: str) -> str:
    """Write the share that fails into a model file, comments kept; what the model would not be with is refused.

    In a file that `extends` another, what it does not spell out itself goes into its `set`.

    Args:
        found: of the part, with its acceptance.
        model: file of the plant.
        path: where the share stands, such as `shops.supplier.lines.liners.flow.liners-test.scrap`.

    Returns:
        What was written.

    Raises:
        OptionError: as of `rejects`.
        ModelError: there is no such place, no share can stand there, or the file cannot be written; it is as it was.
    """
    value = rejects(found)
    if path.rpartition(".")[2] not in SHARES:
        message = Phrase('"{path}" is no share of parts that fail', path=path)
        raise OptionError(message, Phrase("name the `scrap` of a station or cell, or the `share` of a route"), "at")
    load_model(model, {path: value})  # refused before the file is touched
    document = Document.load(model)
    try:
        document.set(path, value)
    except ModelError:
        if "extends" not in document.data:
            raise
        document.data.setdefault("set", {})[path] = value
    document.save()
    return value
