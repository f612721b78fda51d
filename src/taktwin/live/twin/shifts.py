"""Which shift a plant is in."""

from __future__ import annotations

from collections import Counter

from taktwin.live.kpis.shifts import Window, shift_windows
from taktwin.model.nouns.calendar import DAY_S
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.spelt.expand import expand

WITHOUT_SHIFTS_S = 8 * 3600.0  # a plant that works day and night is counted by eight hours
_MOST_DAYS = 9  # without a shift; a plant may rest over a long weekend


class Shifts:
    """The shifts of the calendar that most shops have; of a plant without any, eight hours each from its start."""

    def __init__(self, model: PlantModel) -> None:
        self.model = expand(model)
        named = Counter(shop.calendar for shop in self.model.shops.values() if shop.calendar is not None)
        self.calendar = named.most_common(1)[0][0] if named else None
        self._last: Window | None = None

    def at(self, time: float) -> Window:
        """The shift at a time (s from the start of the plant); between two, what lies there, without a name.

        It begins before the start of the plant where that begins within it.
        """
        if self._last is None or not self._last.begin <= time < self._last.end:
            self._last = self._found(time)
        return self._last

    def _found(self, time: float) -> Window:
        if self.calendar is None:
            number = time // WITHOUT_SHIFTS_S
            return Window("", number * WITHOUT_SHIFTS_S, (number + 1) * WITHOUT_SHIFTS_S)
        around = shift_windows(self.model, self.calendar, time - _MOST_DAYS * DAY_S, time + _MOST_DAYS * DAY_S)
        for one in around:
            if one.begin <= time < one.end:
                return one
        before = max((one.end for one in around if one.end <= time), default=time - _MOST_DAYS * DAY_S)
        after = min((one.begin for one in around if one.begin > time), default=time + _MOST_DAYS * DAY_S)
        return Window("", before, after)
