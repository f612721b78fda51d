"""Footprints as files for customers: which documents, and where they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from taktwin.analysis.footprint.pcf import pcf_document
from taktwin.analysis.footprint.shells import shell_of
from taktwin.analysis.footprint.study import FootprintStudy
from taktwin.exchange.aas.write import shells
from taktwin.model.errors import OptionError
from taktwin.model.files.write import whole_file, whole_folder

Format = Literal["pcf", "aas"]
#: `pcf`: Catena-X Pcf 9.0.0, a document for each product; `aas`: shells of all of them in one file.
FORMATS: tuple[Format, ...] = ("pcf", "aas")


@dataclass(frozen=True)
class Documents:
    """Documents of an account.

    Attributes:
        to: their format.
        files: name -> bytes; a single document has no name.
    """

    to: str
    files: Mapping[str, bytes]

    @property
    def folder(self) -> bool:
        """Whether they are several, and go into a folder."""
        return "" not in self.files

    def save(self, path: str | Path) -> Path:
        """Write the file, or a new folder of files, whole or not at all.

        Raises:
            FileExistsError: the folder exists and is not empty.
            OSError: it cannot be written.
        """
        if not self.folder:
            with whole_file(path) as file:
                file.write(self.files[""])
            return Path(path)
        with whole_folder(path) as draft:
            for name, data in self.files.items():
                with whole_file(draft / name) as file:
                    file.write(data)
        return Path(path)


def footprint_documents(study: FootprintStudy, to: str, product: str | None = None, ending: str = ".json") -> Documents:
    """The documents of an account.

    Args:
        study: the footprints.
        to: one of `FORMATS`.
        product: of this one alone; None for all.
        ending: of `aas`: `.aasx` for a package, else JSON.

    Raises:
        OptionError: there is no such format or product.
        CarbonError: a footprint that the format cannot hold.
        DocumentError: a text of the account is not what the format allows.
        ShellError: the library for shells is missing.
    """
    if to not in FORMATS:
        raise OptionError(f'there is no format "{to}"', f"one of {', '.join(FORMATS)}", "to")
    chosen = study.footprints if product is None else (study.of(product),)
    if to == "aas":
        return Documents(to, {"": shells([shell_of(study.account, one) for one in chosen], ending)})
    written = {one.product.key: pcf_document(study.account, one).write() for one in chosen}
    if len(written) == 1:
        return Documents(to, {"": next(iter(written.values()))})
    return Documents(to, {f"pcf.{_safe(key, at)}.json": data for at, (key, data) in enumerate(written.items())})


def _safe(key: str, at: int) -> str:
    """A key as part of a file's name; its number stands in for what a name cannot hold."""
    plain = "".join(one if one.isalnum() or one in "-_" else "-" for one in key)
    return plain if plain == key else f"{plain}-{at + 1}"
