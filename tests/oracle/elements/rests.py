"""Scheduled time of a place: that in which a station before or after it is on shift, by its calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktwin.model.text.zones import works_of

if TYPE_CHECKING:
    from tests.oracle.calendar import ShiftCalendar
    from tests.oracle.place import Place
    from tests.oracle.plant import Plant

WORKING = ("station", "batch_station", "split_station", "lift", "moving_line", "indexed_line")


class Rest:
    """What a place holds while nobody around it is scheduled."""

    def __init__(self, place: Place, calendars: list[ShiftCalendar]) -> None:
        self.place, self.calendars = place, calendars
        self.resting = False
        self.begun = (0.0, 0.0, 0.0, 0.0)
        self.sums = [0.0, 0.0, 0.0, 0.0]  # seconds, area, seconds full, seconds empty
        self.look()

    def now(self) -> tuple[float, float, float, float]:
        """Clock and sums up to now."""
        level = self.place.level
        seconds = level.clock.time - level.since
        full = seconds if level.value >= level.capacity > 0 else 0.0
        empty = seconds if level.value <= 0 else 0.0
        area = level.area + seconds * level.value
        return level.clock.time, area, level.at_capacity + full, level.at_zero + empty

    def look(self) -> None:
        """A calendar has changed, or the run is over."""
        if self.resting:
            self.sums = [s + n - b for s, n, b in zip(self.sums, self.now(), self.begun, strict=True)]
        self.begun = self.now()
        self.resting = not any(calendar.on for calendar in self.calendars)


def add_rests(plant: Plant) -> dict[Place, Rest]:
    """Of each place whose level is told and that nobody is always around."""
    elements = {e.name: (shop, e) for shop, _, _, e in plant.model.all_elements()}
    found: dict[Place, Rest] = {}
    for place in plant.places:
        if not place.holds_jobs:
            continue
        if works(plant, elements, place):
            around = {place}
        else:
            around = nearest(plant, elements, place, before=True) | nearest(plant, elements, place, before=False)
        shops = plant.model.shops
        names = {name for one in around for name in calendars_of(plant, elements, one)}
        names = names if around else {shops[plant.shop_of[place]].calendar}
        calendars = [plant.calendars[name] for name in names if name is not None]
        if None not in names and all(hours(one) < 7 * 24 for one in calendars):
            plant.ledger.saw("place that comes to rest")
            found[place] = Rest(place, calendars)
            for one in calendars:
                one.rests.append(found[place])
    return found


def hours(calendar: ShiftCalendar) -> float:
    """On shift in a week."""
    return sum(end - begin for begin, end in calendar.windows) / 3600


def works(plant: Plant, elements: dict[str, Any], place: Place) -> bool:
    """Whether it works on jobs, and is no crane."""
    element = plant.element_of.get(place)
    return element is not None and elements[element][1].kind in WORKING


def calendars_of(plant: Plant, elements: dict[str, Any], place: Place) -> set[str | None]:
    """Of a station and its servers, whether or not they work on through breaks."""
    shop, element = elements[plant.element_of[place]]
    default = plant.model.shops[shop].calendar
    each = getattr(element, "server_list", None) or [None]
    return {(own.calendar if own is not None else None) or element.calendar or default for own in each}


def takers(plant: Plant, place: Place) -> list[Place]:
    """The places that its jobs go to, and those that join them."""
    joining = []
    for shop, _, _, element in plant.model.all_elements():
        lines = [plant.names.line(join.line, shop) for one in works_of(element) for join in one.joins]
        if any(line is not None and plant.ends[line] is place for line in lines):  # even where none is ever wanted
            joining.append(plant.first[element.name])
    return [*joining, *(other for other in plant.places if place in other.givers)]


def nearest(plant: Plant, elements: dict[str, Any], place: Place, before: bool) -> set[Place]:
    """The stations next to it on all ways."""
    found, seen, ahead = set(), set(), [place]
    while ahead:
        at = ahead.pop()
        for one in at.givers if before else takers(plant, at):
            if works(plant, elements, one):
                found.add(one)
            elif one not in seen:
                seen.add(one)
                ahead.append(one)
    return found
