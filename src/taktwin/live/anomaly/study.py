"""The anomalies of a file: the use case behind `taktwin anomalies`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktwin.live.anomaly.detector import Detector, Found
from taktwin.live.anomaly.seriesfile import MeasuredSeries, read_series
from taktwin.live.anomaly.settings import Settings

if TYPE_CHECKING:
    import polars as pl

WEEK_S = 7 * 86400.0


@dataclass(frozen=True, kw_only=True)
class AnomalyAlarm:
    """A record at which the detector alarms; ``row`` is its row in the file, from 1."""

    row: int
    time: str
    value: float
    score: float
    by_value: float
    by_window: float


@dataclass(frozen=True, kw_only=True)
class Anomalies:
    """What the detector says of a file.

    Attributes:
        series: what was read.
        settings: of the detector.
        found: what it says of each record.
    """

    series: MeasuredSeries
    settings: Settings
    found: Found

    @property
    def alarms(self) -> list[AnomalyAlarm]:
        """The alarms in the order of the file."""
        return [
            AnomalyAlarm(
                row=self.series.rows[at],
                time=self.series.times[at],
                value=float(self.series.values[at]),
                score=float(self.found.scores[at]),
                by_value=float(self.found.by_value[at]),
                by_window=float(self.found.by_window[at]),
            )
            for at in self.found.alarms.nonzero()[0].tolist()
        ]

    @property
    def missing(self) -> int:
        """Records without a value."""
        return int((self.series.values != self.series.values).sum())

    @property
    def alarms_per_week(self) -> float | None:
        """Alarms in seven days of the file's time; None where its times do not say how long it lasts."""
        span = float(self.series.seconds.max() - self.series.seconds.min())
        return int(self.found.alarms.sum()) * WEEK_S / span if span > 0 else None

    def table(self) -> pl.DataFrame:
        """Every record: row, time, value (null: missing), score, by_value, by_window, alarm."""
        import polars as pl

        one = self.found
        return pl.DataFrame(
            {
                "row": self.series.rows,
                "time": self.series.times,
                "value": pl.Series(self.series.values, nan_to_null=True),
                "score": one.scores,
                "by_value": one.by_value,
                "by_window": one.by_window,
                "alarm": one.alarms,
            }
        )

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "file": self.series.file,
            "column": self.series.column,
            "records": len(self.series.rows),
            "missing": self.missing,
            "steps_back": self.series.steps_back,
            "begin": self.series.times[0],
            "end": self.series.times[-1],
            "settings": asdict(self.settings),
            "alarms_per_week": self.alarms_per_week,
            "alarms": [asdict(one) for one in self.alarms],
        }


def find_anomalies(
    file: str | Path, settings: Settings | None = None, *, time: str | None = None, value: str | None = None
) -> Anomalies:
    """Find what is unusual in the series of a file, each record told by those before it alone.

    Args:
        file: CSV or workbook with a heading, see `taktwin.live.anomaly.seriesfile.read_series`.
        settings: of the detector; None: those of `Settings`.
        time: name of the column of times; None: the first.
        value: name of the column of values; None: the second.

    Raises:
        OptionError: there is no such file or column.
        ModelError: the file cannot be read.
    """
    series = read_series(file, time, value)
    detector = Detector(settings)
    return Anomalies(series=series, settings=detector.settings, found=detector.feed(series.values))
