"""Which running plant `taktwin serve` follows: `--demo`, or `--live` with the options of `taktwin live`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from taktwin.cli import target as models
from taktwin.cli.emulate.duration import duration
from taktwin.cli.language.say import text
from taktwin.cli.live.command import check_mapping_given, live_options, live_settings, plants_followed
from taktwin.cli.progress import announce_compile

if TYPE_CHECKING:
    from taktwin.web.watch.plan import Plan

_DEMO_DAYS = 7.0
#: Options of `taktwin live` that say what is printed, or that tell of the past.
_NOT_HERE = {"as_json": "--json", "at": "--at", "against": "--against"}


def plan_of(
    ctx: typer.Context, target: str | None, folder: Path, demo: bool, live: str | None, read_only: bool
) -> Plan:
    """What is followed.

    Raises:
        typer.BadParameter: no model is named, or the options do not go together.
        ModelError: the model is wrong.
    """
    if target is None or Path(target).is_dir():
        raise typer.BadParameter(text("name a model: which plant is followed?"), param_hint="--demo / --live")
    if demo and live is not None:
        raise typer.BadParameter(text("give one of --demo and --live OPTIONS."), param_hint="--demo / --live")
    path = models.found(target)
    if demo:
        return _demo(target, path, folder, read_only)
    return _live(ctx, target, live or "")


def _demo(target: str, path: Path, folder: Path, read_only: bool) -> Plan:
    """A demo as the page starts one; one of the same model that ran here before goes on."""
    from taktwin.web.watch.resumed import begin_demo, resumed
    from taktwin.web.workspace import Workspace

    announce_compile()
    workspace = Workspace(folder, read_only)
    name = path.name if Path(target).is_file() else path.stem
    before = resumed(workspace)
    if before is not None and before.options["model"] == name:
        return before
    return begin_demo(workspace, {"model": name, "days": _DEMO_DAYS})


def _live(ctx: typer.Context, target: str, options: str) -> Plan:
    import taktwin
    from taktwin.web.watch.plan import journal_plan, live_plan

    given = _parsed(ctx, target, options)
    for name, flag in _NOT_HERE.items():
        if given.pop(name):
            raise typer.BadParameter(text("{flag} is not for a page.", flag=flag), param_hint="--live")
    overrides = list(given.pop("overrides") or ())
    plant = taktwin.load(given.pop("model"), overrides)
    for name in ("mapping", "grows", "columns"):
        given[name] = None if given[name] is None else Path(given[name])
    announce_compile()
    name = Path(target).stem if Path(target).is_file() else target
    tags = {f"--{one}": given[one] for one in ("broker", "opcua", "vda5050")}
    followed = plants_followed(given["demo"], given["events"], *tags.values(), given["grows"], given["post"])
    if not followed and given["journal"] is not None:
        settings = live_settings(given["jobs"], given["replications"], given["ahead"])
        return journal_plan(name, plant, given["journal"], settings, given["mapping"], given["columns"])
    if followed != 1:
        raise typer.BadParameter(
            text(
                "give --demo, --events FILE, or any of --broker, --opcua, --vda5050, --follow and --post: "
                "what is followed?"
            ),
            param_hint="--live",
        )
    check_mapping_given(tags, given["mapping"])
    given["every"] = duration(given["every"], "--every")
    return live_plan(name, plant, live_options(plant.model.start, **given))


def _parsed(ctx: typer.Context, target: str, options: str) -> dict[str, Any]:
    """The options as `taktwin live` reads them; what it does not know it refuses in its own words."""
    command = ctx.find_root().command.commands["live"]  # type: ignore[attr-defined]  # of typer
    try:
        words = shlex.split(options)
    except ValueError as error:
        raise typer.BadParameter(text("these are no options ({why}).", why=error), param_hint="--live") from None
    try:
        with command.make_context("live", [target, *words], parent=ctx) as sub:
            return dict(sub.params)
    except Exception as error:
        told = getattr(error, "format_message", None)  # of an error in options; typer does not name their class
        if told is None:
            raise
        raise typer.BadParameter(told(), param_hint="--live") from None
