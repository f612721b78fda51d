"""That nothing has left the plant for long at the end of a run."""

from taktwin.analysis.overtime.quiet import quiet as quiet_of
from taktwin.model.nouns.plant import PlantModel
from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number


def quiet(facts: Facts, words: Words) -> Section | None:
    """The section; None where jobs leave until the end."""
    found = quiet_of(facts.results, facts.model) if isinstance(facts.model, PlantModel) else []
    if not found:
        return None
    one = found[0]
    section = Section("quiet", words("quiet_done_title" if one.done else "quiet_title"))
    section.text(
        words(
            "quiet_done" if one.done else "quiet_stuck",
            since=words.duration(one.since_hours * 3600.0, 3),
            rest=number(one.scheduled_hours),
            whole=number(one.measured_hours),
            inside=number(one.inside),
            waiting=number(one.waiting),
        )
    )
    if len(facts.results) > 1:
        section.text(words("quiet_several", n=len(found), all=len(facts.results), first=one.replication))
    section.note(words("quiet_done_note" if one.done else "quiet_note"))
    return section
