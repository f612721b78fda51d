"""A year in repair: its numbers, and for each value the rule that found it wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktwin.analysis.weather.clock import LONGEST_GAP_H, Clock
from taktwin.analysis.weather.findings import Change, refusal
from taktwin.exchange.epw.fields import FIELDS
from taktwin.exchange.epw.file import EpwFile
from taktwin.exchange.epw.write import with_values
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_REPAIRED = 0.1
"""Largest share of a column's hours that may be repaired: beyond it the year is more ours than the file's."""


class Draft:
    """The columns of a file, put into hours; what is found wrong is NaN until it is filled in.

    Attributes:
        file: what was read.
        clock: its hours.
        values: for each name of `FIELDS` the numbers, shape (hours,).
        rules: for each of them the rule that found a value wrong, empty text for none, shape (hours,).
    """

    def __init__(self, file: EpwFile, clock: Clock) -> None:
        import numpy as np

        self.file, self.clock = file, clock
        self.values: dict[str, NDArray[np.float64]] = {n: file.values[n][clock.rows].copy() for n in FIELDS}
        self.rules = {name: np.full(len(clock.rows), "", dtype=object) for name in FIELDS}
        for name in FIELDS:
            self.wrong(name, clock.missing, "missing_hour")

    @property
    def hours(self) -> int:
        """How many there are."""
        return len(self.clock.rows)

    def wrong(
        self, name: str, where: NDArray[np.bool_], rule: str, now: NDArray[np.float64] | float | None = None
    ) -> None:
        """Note a rule for some hours of a column, the first rule counts; set them to ``now``, None is unknown yet."""
        import numpy as np

        fresh = where & (self.rules[name] == "")
        self.rules[name][fresh] = rule
        if now is None:
            self.values[name][where] = np.nan
        else:
            self.values[name][where] = np.broadcast_to(now, where.shape)[where]

    def unknown(self, name: str) -> NDArray[np.bool_]:
        """Which hours of a column have no value, shape (hours,)."""
        import numpy as np

        return np.isnan(self.values[name])

    def interpolate(self, name: str) -> None:
        """Fill in what is unknown by a straight line between the hours around it.

        Raises:
            WeatherError: it is too much, see `LONGEST_GAP_H` and `MOST_REPAIRED`.
        """
        import numpy as np

        self.check_share(name)
        self.check_gaps(name, self.unknown(name))
        gone = self.unknown(name)
        if gone.any():
            at = np.arange(self.hours)
            self.values[name][gone] = np.interp(at[gone], at[~gone], self.values[name][~gone])

    def check_share(self, name: str) -> None:
        """Raises WeatherError if too much of a column is unknown."""
        share = float(self.unknown(name).mean())
        if share > MOST_REPAIRED:
            percent = f"{100 * share:.3g} %"
            detail = Phrase("{share} of {field} is missing or wrong", share=percent, field=name)
            raise refusal(self.file.name, "too_many", detail, Phrase("at most 10 % are repaired; take another file"))

    def check_gaps(self, name: str, gone: NDArray[np.bool_]) -> None:
        """Raises WeatherError if too many hours in a row are unknown."""
        import numpy as np

        edges = np.flatnonzero(np.diff(np.concatenate(([False], gone, [False])).astype(np.int8)))
        lengths = edges[1::2] - edges[::2]
        if lengths.size and lengths.max() > LONGEST_GAP_H:
            first = int(edges[::2][lengths.argmax()])
            count, line = int(lengths.max()), self.file.lines[self.clock.rows[first]]
            detail = Phrase("{count} hours in a row of {field} are missing or wrong", count=count, field=name)
            remedy = Phrase("at most 6 h in a row are filled in; take another file")
            raise refusal(self.file.name, "long_gap", detail, remedy, line)

    def changes(self) -> list[Change]:
        """All that was changed, hour by hour; values that were put back as they were are none."""
        found = list(self.clock.changes)
        for name, field in FIELDS.items():
            for at, rule in enumerate(self.rules[name]):
                if not rule:
                    continue
                row = self.clock.rows[at]
                made = bool(self.clock.missing[at])
                was = "" if made else self.file.rows[row][field.column].strip()
                now = f"{self.values[name][at]:.{field.decimals}f}"
                if made or was != now:
                    _, month, day, hour = (int(part) for part in self.clock.labels[at])
                    line = 0 if made else self.file.lines[row]
                    found.append(Change(month, day, hour, line, name, was, now, str(rule)))
        return sorted(found, key=lambda one: (one.month, one.day, one.hour))

    def repaired(self) -> EpwFile:
        """The file with what was changed."""
        return with_values(self.file, self.clock.rows, self.clock.labels, self.values)
