"""What losses cost the output, as it was measured: what it gains to lose a tenth less of the time."""

import polars as pl

from taktwin.analysis.losses import KNOCK_ON, ROOT_CAUSES
from taktwin.planning.bottleneck.gain import Gain
from taktwin.planning.bottleneck.suspects import LOSSES
from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number


def losses(facts: Facts, words: Words) -> Section | None:
    """The section; None where it was not measured, or no station loses time to failures or set-ups."""
    if not facts.losses:
        return None
    section = Section("losses", words("losses_title"))
    head = [words("losses_who"), words("losses_hours"), words("losses_gain", jobs=words.jobs)]
    head += [words("gain_interval"), words("gain_sure")]
    section.table(head, [_row(one, hours, words) for one, hours in facts.losses], texts=1)
    hours = dict(facts.scheduled.group_by("state").agg(pl.col("hours").sum()).iter_rows())
    root, echo = (number(sum(hours.get(state, 0.0) for state in states)) for states in (ROOT_CAUSES, KNOCK_ON))
    section.note(words("losses_note", root=root, knock_on=echo))
    return section


def loss_name(one: Gain, words: Words) -> str:
    """Where time is lost, and to what."""
    return words("loss", station=one.name, cause=words(LOSSES[one.change][0]))


def _row(one: Gain, hours: float, words: Words) -> list[str]:
    gain, low, high = one.shown_a_day
    return [loss_name(one, words), number(hours), gain, f"{low} … {high}", words("gain_yes") if one.sure else ""]
