"""The ledger of media: what each resource drew of each medium, by its states and with each work.

The only place where powers meet state times. The table of energy, the series, the totals and with them report and key
figures are sums of it. Over the measured time its grain is the resource; by bucket it is the group that the run was
asked for (the shop, or each resource).
"""

from __future__ import annotations

import numpy as np
import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.serieslayout import ACCOUNTS, amounts_of_group, seconds_of_group
from taktwin.model.nouns.machines.power import MEDIA, VOLUME_MEDIA
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.columns import LEDGER, LEDGER_BUCKETS, identity_of, shop_identity

J_PER_KWH = 3.6e6
#: What an amount is booked on: the states of the resource, and its works.
BOOKED_ON = (*k.STATES, "per_job")
UNITS = {medium: "m3" if medium in VOLUME_MEDIA else "kWh" for medium in MEDIA}
#: A medium's unit in what the kernel counts (m3, J).
_SCALE = np.array([1.0 if medium in VOLUME_MEDIA else 1.0 / J_PER_KWH for medium in MEDIA])


def amounts(arrays: dict[str, np.ndarray], resources: np.ndarray) -> np.ndarray:
    """Amounts of some resources, shape [resource, medium, account]: kWh or m3, accounts as ``BOOKED_ON``."""
    at = arrays["resources"]["power"][resources][:, None] + np.arange(len(MEDIA) * ACCOUNTS)
    powers = arrays["floats"][at].reshape(-1, len(MEDIA), ACCOUNTS)
    for_each = np.column_stack([arrays["seconds"][resources], arrays["resource_states"]["jobs"][resources]])
    return powers * for_each[:, None, :] * _SCALE[:, None]


def drawn(arrays: dict[str, np.ndarray], resources: np.ndarray) -> np.ndarray:
    """Whether a resource can draw a medium at all, shape [resource, medium]."""
    at = arrays["resources"]["power"][resources][:, None] + np.arange(len(MEDIA) * ACCOUNTS)
    return np.any(arrays["floats"][at].reshape(-1, len(MEDIA), ACCOUNTS), axis=2)


def kwh_by_medium(arrays: dict[str, np.ndarray], resources: np.ndarray) -> dict[str, float]:
    """KWh of each medium that is an energy and that some of the resources can draw."""
    found, used = amounts(arrays, resources), drawn(arrays, resources)
    return {
        medium: float(found[:, m].sum())
        for m, medium in enumerate(MEDIA)
        if medium not in VOLUME_MEDIA and used[:, m].any()
    }


def bucket_amounts(accounts: Accounts) -> np.ndarray:
    """Amounts of each bucket, shape [bucket, group, medium, account]."""
    begin = seconds_of_group.py_func(0, 0, 0)
    first = amounts_of_group.py_func(0, 0, 0, 0) - begin
    width = amounts_of_group.py_func(0, 0, 1, 0) - amounts_of_group.py_func(0, 0, 0, 0)
    groups = len(accounts.program.groups)
    at = first + np.arange(groups)[:, None] * width + np.arange(len(MEDIA) * ACCOUNTS)
    return change_of_groups(accounts)[:, at].reshape(-1, groups, len(MEDIA), ACCOUNTS) * _SCALE[:, None]


def change_of_groups(accounts: Accounts) -> np.ndarray:
    """What each bucket added to the figures of the groups, which stand last in a row (see ``serieslayout``)."""
    nodes, stocks = len(accounts.program.node_names), len(accounts.program.stocks)
    return accounts.change(slice(seconds_of_group.py_func(nodes, stocks, 0), None))


def ledger_table(accounts: Accounts) -> pl.DataFrame:
    """The ledger over the measured time; what is nothing has no row."""
    where = accounts.program.flow.resource_where
    working = np.array(sorted(where), np.int64)
    found = amounts(accounts.arrays, working)
    rows = [
        {
            "resource": accounts.program.resource_names[i],
            "kind": where[i].kind,
            "station": where[i].element,
            "server": where[i].server,
            **identity_of(where[i]),
            "medium": MEDIA[m],
            "booked_on": BOOKED_ON[q],
            "amount": float(found[at, m, q]),
            "unit": UNITS[MEDIA[m]],
        }
        for at, i in enumerate(working.tolist())
        for m, q in np.argwhere(found[at]).tolist()
    ]
    return LEDGER.frame(rows)


def ledger_buckets_table(accounts: Accounts) -> pl.DataFrame:
    """The ledger by bucket and group; what is nothing over all buckets has no rows."""
    program, length = accounts.program, float(accounts.world["bucket_len"][0])
    found = bucket_amounts(accounts)
    buckets = found.shape[0]
    kept = np.argwhere(found.any(axis=0))
    heads = pl.DataFrame(
        [
            {
                "group": program.groups[g].name,
                **shop_identity(program.model, program.groups[g].shop, program.groups[g].plant),
                "medium": MEDIA[m],
                "booked_on": BOOKED_ON[q],
                "unit": UNITS[MEDIA[m]],
            }
            for g, m, q in kept.tolist()
        ],
        schema={n: t for n, t in LEDGER_BUCKETS.schema.items() if n not in _VALUES},
    )
    bucket = np.tile(np.arange(buckets), len(kept))
    values = found[:, kept[:, 0], kept[:, 1], kept[:, 2]].T.ravel() if len(kept) else np.zeros(0)
    table = pl.DataFrame(
        {
            "bucket": bucket,
            "start_s": bucket * length,
            "amount": values,
        }
    )
    return LEDGER_BUCKETS.frame(table.hstack(heads[np.repeat(np.arange(len(kept)), buckets)]))


_VALUES = ("bucket", "start_s", "amount")
