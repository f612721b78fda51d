"""Radiation of a file: what the sun cannot have given, and what is put in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktwin.analysis.weather.draft import Draft
from taktwin.analysis.weather.findings import refusal
from taktwin.analysis.weather.sun import Sun
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hours = NDArray[np.float64]

NIGHT_DEG = -6.0
"""The sun below it all the hour: night. Above it is (civil) twilight, which has some diffuse light."""
MOST_DIRECT_W_M2 = 1000.0
"""Most direct radiation that is believed below `HIGH_M`: clear skies of the lowlands are seldom above 950 W/m2."""
HIGH_M = 1000.0
"""Above this altitude only the sun before the atmosphere, and a clean dry sky, bound the direct radiation."""
LOWEST_DIRECT_DEG = 3.0
"""Elevation of the sun below which (GHI - DHI) / cos(zenith) says nothing, so that no direct radiation is derived."""
LOWEST_CLOSED_DEG = 5.0
"""Elevation above which global has to be diffuse plus direct radiation."""
_OPEN_W_M2, _OPEN_SHARE = 100.0, 0.15
_CLEAN = 1.1  # of a clean dry sky: the formulas for low suns differ by some percent


def direct_limit(sun: Sun, altitude_m: float, pressure_pa: Hours) -> Hours:
    """Most direct radiation in W/m2 that each hour can have had, shape (hours,).

    The least of the extraterrestrial radiation; `MOST_DIRECT_W_M2` in the lowlands; and 1.1 times what a clean dry sky
    (no water, no dust: Linke turbidity 1) lets through where the sun stands highest in the hour, with the optical
    thickness and air mass of Kasten (1996) and Kasten and Young (1989): E exp(-0.8662 m d(m)).

    Args:
        sun: of the hours.
        altitude_m: of the place.
        pressure_pa: of the air, which the air mass goes with.
    """
    import numpy as np

    up = np.maximum(sun.highest_deg, 0.0)
    mass = 1.0 / (np.sin(np.radians(up)) + 0.50572 * (up + 6.07995) ** -1.6364) * pressure_pa / 101325.0
    near = np.minimum(mass, 20.0)
    thick = 6.6296 + near * (1.7513 + near * (-0.1202 + near * (0.0065 - near * 0.00013)))
    thickness = np.where(mass <= 20.0, 1.0 / thick, 1.0 / (10.4 + 0.718 * mass))
    clean = _CLEAN * sun.extraterrestrial_w_m2 * np.exp(-0.8662 * mass * thickness)
    limit = np.minimum(np.where(sun.highest_deg > 0.0, clean, 0.0), sun.extraterrestrial_w_m2)
    return np.minimum(limit, MOST_DIRECT_W_M2) if altitude_m < HIGH_M else limit


def sky_limits(sun: Sun) -> tuple[Hours, Hours]:
    """Most global and most diffuse radiation in W/m2 that each hour can have had.

    The physically possible limits of the quality control of the Baseline Surface Radiation Network, with the sun where
    it stands highest in the hour: 1.5 E mu^1.2 + 100 and 0.95 E mu^1.2 + 50 (Long and Shi 2008, The Open Atmospheric
    Science Journal 2, 23-37).
    """
    height = sun.extraterrestrial_w_m2 * sun.cos_highest**1.2
    return 1.5 * height + 100.0, 0.95 * height + 50.0


def repair_radiation(draft: Draft, sun: Sun) -> None:
    """Find radiation that cannot be, and derive it from the rest of its hour.

    Night is dark. Values above the limits are unknown. One unknown value of an hour follows from the other two (global
    is diffuse plus direct times the cosine of the zenith); a direct one is 0 with the sun below `LOWEST_DIRECT_DEG`,
    and at most the limit. Where global is unknown with another, it is the mean of the same hour of the day before and
    after, and its diffuse part is that of the correlation of Erbs et al. (1982).

    Raises:
        WeatherError: too much is unknown.
    """
    values = draft.values
    night = sun.highest_deg < NIGHT_DEG
    for name in ("ghi", "dni", "dhi"):
        # 2 W/m2 are noise of a sensor; whatever else a file has at night, it is 0
        draft.wrong(name, night & ~(values[name] <= 2.0), "night", 0.0)
    most_ghi, most_dhi = sky_limits(sun)
    most_dni = direct_limit(sun, draft.file.place.altitude_m, values["pressure"])
    draft.wrong("ghi", values["ghi"] > most_ghi, "ghi_above_sky")
    draft.wrong("dhi", values["dhi"] > most_dhi, "dhi_above_sky")
    draft.wrong("dni", values["dni"] > most_dni, "dni_above_sun")
    _close(draft, sun, most_ghi, most_dhi, most_dni)
    _check_amount(draft, sun)
    _fill_global(draft, sun)
    _derive(draft, sun, most_dni)


def _check_amount(draft: Draft, sun: Sun) -> None:
    import numpy as np

    day = sun.highest_deg > 0.0
    for name in ("ghi", "dni", "dhi"):
        share = float(draft.unknown(name)[day].mean()) if day.any() else 0.0
        if share > 0.1:
            detail = Phrase("{share} of {field} is missing or wrong", share=f"{100 * share:.3g} %", field=name)
            raise refusal(draft.file.name, "too_many", detail, Phrase("at most 10 % are repaired; take another file"))
    two = np.sum([draft.unknown(name) for name in ("ghi", "dni", "dhi")], axis=0) >= 2
    draft.check_gaps("ghi", two & day)


def _close(draft: Draft, sun: Sun, most_ghi: Hours, most_dhi: Hours, most_dni: Hours) -> None:
    """Hours in which the three do not fit: the one is unknown whose value from the other two is possible.

    Where several are, it is the direct one, which is most often computed and least often measured; then the diffuse.
    """
    import numpy as np

    ghi, dni, dhi = (draft.values[name] for name in ("ghi", "dni", "dhi"))
    cosine = sun.cos_zenith
    closed = sun.zenith_deg < 90.0 - LOWEST_CLOSED_DEG
    with np.errstate(invalid="ignore", divide="ignore"):
        together = dhi + dni * cosine
        most = np.maximum(_OPEN_W_M2, _OPEN_SHARE * np.fmax(ghi, together))
        open_ = closed & ((np.abs(ghi - together) > most) | (dhi > ghi + most / 10.0))
        direct = (ghi - dhi) / cosine
        diffuse = ghi - dni * cosine
        by_direct = open_ & (direct >= 0.0) & (direct <= most_dni)
        by_diffuse = open_ & ~by_direct & (diffuse >= 0.0) & (diffuse <= most_dhi)
        by_global = open_ & ~by_direct & ~by_diffuse & (together <= most_ghi)
    draft.wrong("dni", by_direct, "closure")
    draft.wrong("dhi", by_diffuse, "closure")
    draft.wrong("ghi", by_global, "closure")


def _fill_global(draft: Draft, sun: Sun) -> None:
    """Global radiation where the other two do not give it, and then diffuse radiation where direct is unknown too."""
    import numpy as np

    ghi, dni, dhi = (draft.values[name] for name in ("ghi", "dni", "dhi"))
    lost = np.isnan(ghi) & (np.isnan(dni) | np.isnan(dhi))
    if lost.any():
        both = np.array([np.roll(ghi, 24), np.roll(ghi, -24)])
        known = ~np.isnan(both)
        sum_, count = np.where(known, both, 0.0).sum(axis=0), known.sum(axis=0)
        if (lost & (count == 0) & (sun.highest_deg > 0.0)).any():
            detail = Phrase("radiation is missing on several days at the same hour")
            raise refusal(draft.file.name, "long_gap", detail)
        ghi[lost] = (sum_ / np.maximum(count, 1))[lost]
    both_lost = np.isnan(dni) & np.isnan(dhi)
    if both_lost.any():
        dhi[both_lost] = (ghi * diffuse_share(ghi, sun))[both_lost]


def diffuse_share(ghi: Hours, sun: Sun) -> Hours:
    """Diffuse share of global radiation by the clearness of the sky.

    By Erbs, Klein and Duffie (1982), Solar Energy 28, 293-302.

    Args:
        ghi: global radiation in W/m2.
        sun: of the hours.
    """
    import numpy as np

    above = sun.extraterrestrial_w_m2 * np.maximum(sun.cos_zenith, 0.065)
    clear = np.clip(ghi / above, 0.0, 1.0)
    middle = 0.9511 + clear * (-0.1604 + clear * (4.388 + clear * (-16.638 + clear * 12.336)))
    return np.where(clear <= 0.22, 1.0 - 0.09 * clear, np.where(clear > 0.8, 0.165, middle))


def _derive(draft: Draft, sun: Sun, most_dni: Hours) -> None:
    """The one unknown value of an hour from the other two."""
    import numpy as np

    ghi, dni, dhi = (draft.values[name] for name in ("ghi", "dni", "dhi"))
    cosine = sun.cos_zenith
    gone = np.isnan(ghi)
    ghi[gone] = (dhi + dni * cosine)[gone]
    gone = np.isnan(dhi)
    dhi[gone] = np.clip(ghi - dni * cosine, 0.0, ghi)[gone]
    gone = np.isnan(dni)
    high = sun.zenith_deg <= 90.0 - LOWEST_DIRECT_DEG
    direct = np.where(high, (ghi - dhi) / np.where(high, cosine, 1.0), 0.0)
    dni[gone] = np.clip(direct, 0.0, most_dni)[gone]
