"""The six big losses of the stations that lose most, in shares of their scheduled time."""

import polars as pl

from taktwin.analysis.losses import SIX_LOSSES, six_losses
from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, percent

TOP = 20
"""Of so many elements, those that lose most."""

NOTICED = 0.0005
"""Who loses less than this share of its time is folded away, but for the first few."""
FEWEST = 5

_COUNTED = tuple(loss for loss in SIX_LOSSES if loss != "start_up")
_SUMS = ("scheduled", *_COUNTED, "waits", "productive")


def sixlosses(facts: Facts, words: Words) -> Section | None:
    """The section; None where no station was scheduled."""
    table = six_losses(facts.results).group_by("station", "shop", maintain_order=True).agg(pl.col(_SUMS).sum())
    lost = pl.sum_horizontal(_COUNTED) / pl.col("scheduled")
    table = table.filter(pl.col("scheduled") > 0).sort(lost, descending=True, maintain_order=True).head(TOP)
    if not table.height:
        return None
    section = Section("sixlosses", words("six_title"))
    head = [words("station"), words("shop"), *(words(f"six_{loss}") for loss in SIX_LOSSES)]
    rows = [
        [row["station"], words.shop(row["shop"])]
        + [percent(row[loss] / row["scheduled"]) if loss in _COUNTED else "–" for loss in SIX_LOSSES]
        + [percent(row[name] / row["scheduled"]) for name in ("waits", "productive")]
        for row in table.iter_rows(named=True)
    ]
    shown = max(FEWEST, table.filter(lost >= NOTICED).height)
    fold = (shown, words("six_more", n=len(rows) - shown))
    section.table([*head, words("six_waits"), words("oee")], rows, texts=2, fold=fold)
    section.note(words("six_note"))
    return section
