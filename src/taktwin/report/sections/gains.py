"""What holds the plant back: what each suspect gains when it limits a little less."""

from taktwin.planning.bottleneck.gain import Gain
from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number

MOST = 12


def gains(facts: Facts, words: Words) -> Section | None:
    """The section; None where it was not asked for."""
    study = facts.study
    if study is None:
        return None
    section = Section("gains", words("gain_title"))
    if study.reason:
        section.text(words("gain_unmeasured", reason=words.said(study.reason)))
        return section
    if not study.best:
        section.text(words("gain_none", count=len(study.gains)))
    else:
        key = "gain_best" if len(study.best) == 1 else "gain_several"
        names = words("comma").join(one.name for one in study.best)
        section.text(words(key, names=names, gain=number(study.best[0].gain), jobs=words.jobs))
    head = [words("gain_who"), words("gain_how"), words("gain_gain", jobs=words.jobs)]
    head += [words("gain_interval"), words("gain_sure")]
    section.table(head, [_row(one, words) for one in study.gains[:MOST]], texts=2)
    section.note(words("gain_note", days=words.days(study.days), runs=study.replications, jobs=words.jobs))
    return section


def _row(one: Gain, words: Words) -> list[str]:
    gain, low, high = one.shown
    return [
        one.name,
        words(f"gain_how_{one.change}", by=one.by),
        gain,
        f"{low} … {high}",
        words("gain_yes") if one.sure else "",
    ]
