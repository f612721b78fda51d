"""Shells written: JSON of an environment, or a package (.aasx)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

from taktwin.exchange.aas.carbonfootprint import ShellFootprint, shell
from taktwin.model.errors import RUN, TaktwinError
from taktwin.model.phrase import Phrase

#: Ending of a package of shells.
PACKAGE = ".aasx"


class ShellError(TaktwinError, RuntimeError):
    """Shells that cannot be written; the message says why and what to do."""

    exit_code = RUN


def shells(footprints: Iterable[ShellFootprint], ending: str) -> bytes:
    """Shells with their footprints, as a file.

    Args:
        footprints: one for each product, at least one.
        ending: of the file; `.aasx` for a package, anything else for JSON.

    Raises:
        ShellError: the library for shells is not installed, or a text is not what the metamodel allows.
    """
    try:
        from basyx.aas import model
    except ImportError:
        raise ShellError(
            Phrase("asset administration shells need basyx-python-sdk"), Phrase("pip install 'taktwin[aas]'")
        ) from None
    told = list(footprints)
    try:
        made = [shell(one) for one in told]
        store: Any = model.DictIdentifiableStore([item for pair in made for item in pair])
    except (ValueError, KeyError, TypeError, model.AASConstraintViolation) as error:
        raise ShellError(
            Phrase("the shell cannot be made: {error}", error=error),
            Phrase("check the names and identifiers of the file"),
        ) from None
    if ending.lower() == PACKAGE:
        return _package([pair[0].id for pair in made], store, max(one.published for one in told))
    from basyx.aas.adapter.json import object_store_to_json

    return (object_store_to_json(store, indent=2) + "\n").encode()


def _package(ids: list[str], store: Any, created: dt.datetime) -> bytes:
    from basyx.aas.adapter import aasx
    from pyecma376_2.core_properties import OPCCoreProperties

    file = io.BytesIO()
    with aasx.AASXWriter(file) as writer:
        # JSON: its form is that of metamodel 3.0, while newer versions of the library write XML of 3.1
        writer.write_aas(ids, store, aasx.DictSupplementaryFileContainer(), write_json=True)
        about = OPCCoreProperties()
        about.creator = "Taktwin"
        about.created = created
        writer.write_core_properties(about)
    return file.getvalue()
