"""The risk of a cluster on its page: dependence, outages, insurance, fallen car makers, plants as run."""

from __future__ import annotations

from taktwin.planning.cluster.study import WEEKS, ClusterStudy
from taktwin.planning.stress.effect import Figure
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent, title_of

_SHOWN = 15


def risks(found: ClusterStudy, words: Words) -> list[Section]:
    """All sections but the dependence, those that have something to say."""
    return [*_formula(found, words), *_insurance(found, words), *_falls(found, words), *_outages(found, words)]


def _between(words: Words, low: float, high: float) -> str:
    return words("cluster_between", a=number(low), b=number(high))


def dependence(found: ClusterStudy, words: Words) -> Section:
    """Who supplies, and the shares of car makers."""
    section, noun = Section("risk", words("cluster_risk")), found.file.noun
    for maker in found.makers:
        share = percent(maker.share, 0)
        section.text(words("cluster_maker", maker=maker.maker, share=share, series=maker.series, year=maker.year))
    rows = []
    for one in found.supply[:_SHOWN]:
        who = words("cluster_outside") if one.largest == "outside" else one.largest
        title = title_of(noun.families[one.family], one.family, words.language)
        rows.append([title, who, f"{one.concentration.hhi:,.0f}", percent(one.concentration.cr1, 0)])
    heads = [words(f"cluster_{key}") for key in ("family", "largest")]
    section.table([*heads, "HHI", words("cluster_its_share")], rows, texts=2)
    return section


def _formula(found: ClusterStudy, words: Words) -> list[Section]:
    """What outages cost the cluster, by formula."""
    if not found.outages:
        return []
    section, noun = Section("survival", words("cluster_survival", year=found.data.years[0])), found.file.noun
    days = {one.supplier: one for one in found.survival}
    heads = [words(f"cluster_{key}") for key in ("supplier", "family", "survive", "recover")]
    heads += [words("cluster_lost", weeks=f"{week:g}") for week in found.weeks or WEEKS]
    rows = []
    for one in found.outages:
        risk = days.get(one.supplier)
        lost = [
            f"{number(mean)}\n{_between(words, low, high)}"
            for mean, low, high in zip(one.lost, one.low, one.high, strict=True)
        ]
        family = title_of(noun.families[one.family], one.family, words.language)
        survives, recovers = (None, None) if risk is None else (risk.survives, risk.recovers)
        rows.append([one.supplier, family, number(survives), number(recovers), *lost])
    section.table(heads, rows, texts=2, fold=_fold(rows, words))
    section.note(words("cluster_survival_note"))
    return [section]


def _insurance(found: ClusterStudy, words: Words) -> list[Section]:
    given = found.file.noun.insurance
    if given is None or not found.insured:
        return []
    section = Section("insurance", words("cluster_insurance"))
    keys = ("supplier", "option", "costs", "saves_year", "worth", "pays_from")
    rows = []
    for one in found.insured[:_SHOWN]:
        saves = f"{number(one.saves)}\n{_between(words, one.low, one.high)}"
        money = [number(one.costs), saves, number(one.worth), number(one.pays_from)]
        rows.append([one.supplier, words(f"cluster_option_{one.option}"), *money])
    section.table([words(f"cluster_{key}") for key in keys], rows, texts=2)
    section.note(words("cluster_insurance_note", chance=f"{given.chance.value:g}"))
    return [section]


def _falls(found: ClusterStudy, words: Words) -> list[Section]:
    last = found.data.years[-1]
    falls = [one for one in found.falls if one.year == last]
    if not falls:
        return []
    section = Section("falls", words("cluster_falls", year=last))
    keys = ("car_maker", "fall_made", "fall_others", "fall_lost", "fall_local", "fall_without", "fall_hang")
    rows = []
    for one in falls:
        low, high = sorted((one.local_lost / 1e3, one.local_others / 1e3))
        made = [f"{value:,.0f}" for value in (one.made, one.others_serve, one.customers_lost)]
        rows.append([one.maker, *made, number(one.local / 1e3), _between(words, low, high), str(len(one.hang_on_it))])
    section.table([words(f"cluster_{key}") for key in keys], rows)
    section.note(words("cluster_falls_note"))
    return [section]


def _outages(found: ClusterStudy, words: Words) -> list[Section]:
    """Outages of suppliers as run, and what the plants truly make."""
    section, agreement = Section("outages", words("cluster_outages")), found.agreement
    for one in () if agreement is None else agreement.plants:
        between = _between(words, one.true.low, one.true.high)
        values = {"plant": one.plant, "true": number(one.true.mean), "between": between, "nominal": number(one.nominal)}
        section.text(words("cluster_truly", **values))
        if one.season and max(one.season) > min(one.season) + 1e-6:
            low, high = f"{min(one.season):,.0f}", f"{max(one.season):,.0f}"
            section.text(words("cluster_season", plant=one.plant, low=low, high=high, ahead=f"{one.ahead:,.0f}"))
    for plant, outages in found.disruptions.items():
        heads = [words("cluster_supplier"), words("cluster_survives_h")]
        heads += [words("cluster_lost", weeks=f"{week:g}") for week in found.weeks]
        rows = [
            [one.supplier, number(one.survives_h), *(_with(words, figure) for figure in one.lost)] for one in outages
        ]
        section.table(heads, rows, heading=words("cluster_as_run", plant=plant), fold=_fold(rows, words))
        back = [one for one in outages if one.catch_up is not None]
        if back:
            keys = ("supplier", "loses_on", "lost_then", "lost_end")
            rows = []
            for one in back:
                assert one.catch_up is not None
                figures = (one.catch_up.back_h, one.catch_up.worst, one.catch_up.after)
                rows.append([one.supplier, *(_with(words, figure) for figure in figures)])
            title = words("cluster_catch_up", plant=plant, weeks=f"{min(found.weeks):g}")
            section.table([words(f"cluster_{key}") for key in keys], rows, heading=title, fold=_fold(rows, words))
    return [section] if section.parts else []


def _fold(rows: list[list[str]], words: Words) -> tuple[int, str]:
    return _SHOWN, words("cluster_others", n=max(0, len(rows) - _SHOWN))


def _with(words: Words, figure: Figure) -> str:
    return f"{number(figure.mean)}\n{_between(words, figure.low, figure.high)}"
