"""A traced run as documents of a format: which, with what names, and where they are written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from taktwin.analysis.exports.catenax import run_documents
from taktwin.analysis.exports.epcis import run_events
from taktwin.analysis.exports.names import Names
from taktwin.analysis.exports.osim import flow_result
from taktwin.analysis.exports.partners import Partners, read_partners
from taktwin.model.errors import OptionError
from taktwin.model.files.write import whole_file, whole_folder
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.tables import Result

Format = Literal["epcis", "catenax", "osim"]
#: Formats of an export; those of `FOLDERS` are several documents.
FORMATS: tuple[Format, ...] = ("epcis", "catenax", "osim")
FOLDERS: tuple[Format, ...] = ("catenax",)
_ZONE = re.compile(r"([+-])(\d{2}):(\d{2})")


@dataclass(frozen=True, kw_only=True)
class ExportOptions:
    """What a run is exported to.

    Attributes:
        to: `epcis`: its events; `catenax`: stocks, days of supply, deliveries, demands and output; `osim`: the
            shipments of its lanes and deliveries, as a material flow simulation result of Catena-X.
        domain: under which names are given.
        zone: offset of the plant's clock from UTC, such as `+08:00`.
        partners: YAML file with the numbers of partners (see `read_partners`); None: they are made of names.
        lanes: of `osim`, whose trucks are told; none for all, and deliveries.

    Raises:
        OptionError: an option cannot be meant.
    """

    to: str
    domain: str = "example.org"
    zone: str = "+00:00"
    partners: str | Path | None = None
    lanes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.to not in FORMATS:
            raise OptionError(f'there is no format "{self.to}"', f"one of {', '.join(FORMATS)}", "to")
        if self.lanes and self.to != "osim":
            raise OptionError(f"lanes are chosen for osim, not for {self.to}", "leave them out", "lanes")
        Names(self.domain, "model")
        zone_of(self.zone)


@dataclass(frozen=True, slots=True)
class Export:
    """Documents of a run.

    Attributes:
        to: their format.
        files: name -> bytes; of a format that is one document the name is empty.
        counts: how many events of each kind, shipments or documents there are.
        left_out: what could not be told -> why.
    """

    to: str
    files: Mapping[str, bytes]
    counts: Mapping[str, int]
    left_out: Mapping[str, str] = field(default_factory=dict)

    def save(self, path: str | Path) -> Path:
        """Write the file, or a new folder of files, whole or not at all.

        Raises:
            FileExistsError: the folder exists and is not empty.
            OSError: it cannot be written.
        """
        if self.to not in FOLDERS:
            with whole_file(path) as file:
                file.write(self.files[""])
            return Path(path)
        with whole_folder(path) as draft:
            for name, data in self.files.items():
                with whole_file(draft / name) as file:
                    file.write(data)
        return Path(path)


def export(result: Result, model: PlantModel, options: ExportOptions) -> Export:
    """The documents of a traced run.

    Raises:
        OptionError: the run has no trace, or there is no such lane.
        ModelError: the file of partners is wrong.
        DocumentError: a document would not be what its standard says.

    Example:
        ``export(run.result, run.model, ExportOptions(to="epcis")).save("events.jsonld")``
    """
    zone = zone_of(options.zone)
    if options.to == "epcis":
        events = run_events(result, model, Names(options.domain, model.name), zone)
        left_out = {f"{one.stream} {one.order_number}": one.why for one in events.not_followed}
        return Export("epcis", {"": events.document.write()}, events.counts, left_out)
    partners = Partners(options.domain)
    if options.partners is not None:
        partners = read_partners(options.partners, options.domain)
    if options.to == "osim":
        flow = flow_result(result, model, partners, zone, lanes=options.lanes or None)
        return Export("osim", {"": flow.write()}, {"shipments": len(flow.materialFlowSimulationResult.shipments)})
    found = run_documents(result, model, partners, zone)
    counts: dict[str, int] = {}
    for name in found.documents:
        kind = name.partition(".")[0]
        counts[kind] = counts.get(kind, 0) + 1
    return Export("catenax", {name: one.write() for name, one in found.documents.items()}, counts, found.left_out)


def zone_of(text: str) -> dt.timezone:
    """The time zone of an offset such as `+08:00`.

    Raises:
        OptionError: it is none.
    """
    match = _ZONE.fullmatch(text)
    minutes = int(match[2]) * 60 + int(match[3]) if match else 0
    if match is None or int(match[3]) > 59 or minutes > 14 * 60:
        raise OptionError(f'"{text}" is no offset from UTC', "write for example +08:00", "zone")
    return dt.timezone(dt.timedelta(minutes=-minutes if match[1] == "-" else minutes))
