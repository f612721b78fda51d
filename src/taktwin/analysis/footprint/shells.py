"""Footprints as asset administration shells."""

from __future__ import annotations

from taktwin.analysis.footprint.ledger import Footprint
from taktwin.analysis.footprint.pcf import footprint_id
from taktwin.analysis.footprint.read import Account
from taktwin.exchange.aas.carbonfootprint import ShellFootprint


def shell_of(account: Account, one: Footprint) -> ShellFootprint:
    """What the shell of a product says.

    The phases are A1-A3 where parts and their way to the plant are in the footprint, A1 and A3 where the way is not, A3
    alone where nothing was bought.

    Args:
        account: the file.
        one: the footprint.
    """
    phases: tuple[str, ...] = ("A3",)
    if one.parts:
        phases = ("A1-A3",) if account.noun.method.inbound else ("A1", "A3")
    return ShellFootprint(
        asset=one.product.ids[0],
        name=one.product.name,
        footprint_id=str(footprint_id(account, one)),
        kg=one.kg,
        methods=tuple(dict.fromkeys(account.noun.method.standards)),
        phases=phases,
        published=account.created,
        expires=account.valid_until,
    )
