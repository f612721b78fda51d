"""Lowering of rules of one's own: each to the places that it names, with the constants that it reads there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.own.release import lower_release, release_sources
from taktwin.kernel.lowering.stations import lower_choice
from taktwin.kernel.own.compiled import Owned
from taktwin.kernel.own.words import LAST, LAST_OPTION, OF_PLANT, OPTION, WORDS, Word
from taktwin.model.nouns.station import Station
from taktwin.model.own.errors import RuleError
from taktwin.model.own.file import OwnRule, OwnRules
from taktwin.model.own.rule import Number
from taktwin.model.own.sound import globals_asked
from taktwin.model.phrase import Phrase
from taktwin.model.text.behind import station_behind
from taktwin.model.values.nearest import suggest


def lower_rules(low: FlowLowering, rules: OwnRules | None) -> list[Owned]:
    """Put the rules where they decide; the list has a record for each row of `owns`.

    Raises:
        RuleError: a rule names what is not there, or asks for a number that there is not.
    """
    if rules is None:
        return []
    lowering = Lowering(low)
    for number, rule in enumerate(rules.rules):
        for name in rule.wish.names:
            lowering.put(number, rule, name)
    return lowering.owned


class Lowering:
    """Puts rules into the arrays, one after the other."""

    def __init__(self, low: FlowLowering) -> None:
        self.low = low
        self.owned: list[Owned] = []
        self.places = {one.name: (shop, line, one) for shop, line, _, one in low.model.all_elements()}
        self._due: int | None = None

    def put(self, number: int, rule: OwnRule, name: str) -> None:
        """Let a rule decide at one place."""
        _PUT[rule.wish.what](self, number, rule, name)

    def element(self, rule: OwnRule, name: str) -> tuple[str, str, Any]:
        """Shop, line and noun of an element."""
        if name not in self.places:
            message = Phrase(
                '{title}: there is no element "{name}" in {plant}',
                title=rule.title,
                name=name,
                plant=self.low.model.name,
            )
            raise RuleError(message, suggest(name, self.places))
        return self.places[name]

    def retrieval(self, number: int, rule: OwnRule, name: str) -> None:
        """At a buffer or store."""
        shop, line, element = self.element(rule, name)
        node = self.low.flow.first[name]
        if self.low.kinds[self.low.b.nodes[node]["kind"]].holds != "queue":
            raise RuleError(
                f'{rule.title}: "{name}" is {_kind(element)}', Phrase("retrieval is decided at buffers and stores")
            )
        column = self.last_column(rule, _arguments(rule), shop)
        row = self._row(number, rule, name, shop, self.behind(shop, line, name))
        self.low.b.nodes[node].update(rule=k.BY_OWN_RULE, rule0=row, rule_option=column)

    def last_column(self, rule: OwnRule, arguments: Sequence[str], shop: str) -> int:
        """The option of the job taken last that is kept: one at most."""
        given = dict(rule.wish.numbers)
        last = [one for one in arguments if one.startswith(LAST) and one not in given]
        if len(last) > 1:
            message = Phrase("{title}: it asks for {last} and {other}", title=rule.title, last=last[0], other=last[1])
            raise RuleError(message, Phrase("one option of the job taken last is kept: ask for one of them"))
        return self._column(rule, last[0].removeprefix(LAST), shop) if last else 0

    def behind(self, shop: str, line: str, name: str) -> int:
        """The next station along the line; -1 where there is none."""
        station = station_behind(self.low.model, shop, line, name)
        return -1 if station is None else self.low.flow.first[station.name]

    def first_station(self, shop: str, line: str) -> int:
        """The first station along a line; -1 where there is none."""
        first = self.low.model.shops[shop].lines[line].flow[0]
        return self.low.flow.first[first.name] if isinstance(first, Station) else self.behind(shop, line, first.name)

    def choice(self, number: int, rule: OwnRule, name: str) -> None:
        """At a station with several servers."""
        shop, _, element = self.element(rule, name)
        if not isinstance(element, Station) or element.server_count < 2:
            found = _kind(element) if not isinstance(element, Station) else "a station with one server"
            raise RuleError(
                f'{rule.title}: "{name}" is {found}', Phrase("a choice is made at stations with several servers")
            )
        node = self.low.flow.first[name]
        lower_choice(self.low, node, shop, element, own=True)
        self.low.b.nodes[node]["own_choice"] = self._row(number, rule, name, shop)

    def route(self, number: int, rule: OwnRule, name: str) -> None:
        """At a station with routes."""
        shop, _, element = self.element(rule, name)
        if not isinstance(element, Station) or not element.routes:
            found = _kind(element) if not isinstance(element, Station) else "a station without `routes`"
            raise RuleError(f'{rule.title}: "{name}" is {found}', Phrase("a route is chosen at stations with `routes`"))
        self.low.b.nodes[self.low.flow.first[name]]["own_route"] = self._row(number, rule, name, shop)

    def dispatch(self, number: int, rule: OwnRule, name: str) -> None:
        """Of a fleet."""
        node = self.fleet(rule, name)
        self.low.b.nodes[node].update(rule=k.OWN_DISPATCH, rule0=self._row(number, rule, name, None))

    def fleet(self, rule: OwnRule, name: str) -> int:
        """The node of a fleet."""
        if name not in self.low.fleet_nodes:
            message = Phrase(
                '{title}: there is no fleet "{name}" in {plant}', title=rule.title, name=name, plant=self.low.model.name
            )
            raise RuleError(message, suggest(name, self.low.fleet_nodes))
        return self.low.fleet_nodes[name]

    def repair(self, number: int, rule: OwnRule, name: str) -> None:
        """Of a repair crew."""
        crews = self.low.working.crews
        if name not in crews:
            message = Phrase(
                '{title}: there is no crew "{name}" in {plant}', title=rule.title, name=name, plant=self.low.model.name
            )
            raise RuleError(message, suggest(name, crews))
        self.low.b.nodes[crews[name]].update(rule=k.OWN_DISPATCH, rule0=self._row(number, rule, name, None))

    def release(self, number: int, rule: OwnRule, name: str) -> None:
        """Of an order stream, before each of its lines."""
        for shop, line, source in release_sources(self, rule, name):
            place = self.low.b.nodes[source]
            code = lower_release(self, rule, name, shop, source, _arguments(rule))
            if code == k.FIFO:
                continue
            row = self._row(number, rule, name, shop, self.first_station(shop, line))
            place.update(rule=code, rule0=row, rule_option=self.last_column(rule, _arguments(rule), shop))

    def _row(self, number: int, rule: OwnRule, name: str, shop: str | None, work: int = -1) -> int:
        """The row in `owns` of a rule at a place."""
        b = self.low.b
        constants: list[int] = []

        def constant(value: int) -> str:
            constants.append(value)
            return f"int_at(s, base + {len(constants)})"

        given = dict(rule.wish.numbers)
        arguments: list[tuple[str, str, bool]] = []
        for argument in _arguments(rule):
            if argument in given:
                word, code = self.number(rule, given.pop(argument), shop, constant)
            else:
                word, code = self.word(rule, argument, shop, work, constant)
            arguments.append((argument, code, word.whole))
        if given:
            message = Phrase(
                '{title}: the decorator says "{name}", but the function has no such argument',
                title=rule.title,
                name=next(iter(given)),
            )
            raise RuleError(message, Phrase("name an argument of the function"))
        values = self.values(rule, shop)
        note = b.numbers([0.0] * len(arguments))
        base = b.ints([note, *constants])
        b.owns.append({"base": base})
        self.owned.append(Owned(number, name, tuple(arguments), values, note))
        return len(b.owns) - 1

    def word(
        self, rule: OwnRule, argument: str, shop: str | None, work: int, constant: Callable[[int], str]
    ) -> tuple[Word, str]:
        """A number that the decision knows by itself, and how it is read."""
        words = WORDS[rule.wish.what]
        if argument in words:
            word = words[argument]
            if "{due}" in word.code:
                return word, word.code.replace("k({due})", constant(self._due_table()))
            if "{work}" in word.code:
                return word, word.code.replace("k({work})", constant(work))
            return word, word.code
        options = [] if shop is None else self.low.options.of("shops", shop).names
        if argument in options:
            return OPTION, OPTION.code.format(at=constant(options.index(argument)))
        if rule.wish.what in ("retrieval", "release") and argument.startswith(LAST):
            return LAST_OPTION, LAST_OPTION.code
        message = Phrase(
            '{title}: "{argument}" is no number that a {what} rule is given',
            title=rule.title,
            argument=argument,
            what=rule.wish.what,
        )
        raise RuleError(
            message,
            Phrase(
                "{suggest} There are {names}",
                suggest=suggest(argument, [*words, *options]),
                names=", ".join([*words, *options]),
            ),
        )

    def number(
        self, rule: OwnRule, number: Number, shop: str | None, constant: Callable[[int], str]
    ) -> tuple[Word, str]:
        """A number of the plant that the decorator names."""
        word = OF_PLANT[number.what]
        if number.what == "level":
            self.element(rule, number.name)
            at = self.low.flow.first[number.name]
        elif number.what == "stock":
            if number.name not in self.low.stocks:
                message = Phrase('{title}: there is no stock point "{name}"', title=rule.title, name=number.name)
                raise RuleError(message, suggest(number.name, self.low.stocks))
            at = self.low.stocks[number.name]
        elif number.what == "element":
            at = self._element_number(rule, number.name)
        elif number.what == "option":
            at = self._column(rule, number.name, shop)
        else:
            at = self._value(rule, number, shop)
        return word, word.code.format(at=constant(at))

    def fixed_number(self, rule: OwnRule, number: Number, shop: str | None) -> int:
        """A number that is the same all the time: of a value, or of an element."""
        return self._value(rule, number, shop) if number.what == "value" else self._element_number(rule, number.name)

    def _element_number(self, rule: OwnRule, name: str) -> int:
        """By which number a rule sees an element, a feed or a fleet."""
        known = {**self.low.fleet_nodes, **self.low.feed_nodes, **self.low.flow.first}
        if name not in known:
            message = Phrase(
                '{title}: there is no element "{name}" in {plant}',
                title=rule.title,
                name=name,
                plant=self.low.model.name,
            )
            raise RuleError(message, suggest(name, known))
        return known[name]

    def _column(self, rule: OwnRule, option: str, shop: str | None) -> int:
        options = [] if shop is None else self.low.options.of("shops", shop).names
        if option not in options:
            raise RuleError(
                Phrase('{title}: there is no option "{option}"', title=rule.title, option=option),
                suggest(option, options),
            )
        return options.index(option)

    def _value(self, rule: OwnRule, number: Number, shop: str | None) -> int:
        column = self._column(rule, number.name, shop)
        assert shop is not None
        values = self.low.options.of("shops", shop).values[column]
        if number.value not in values:
            message = Phrase(
                '{title}: option {name} has no value "{value}"', title=rule.title, name=number.name, value=number.value
            )
            raise RuleError(message, suggest(number.value, values))
        return values.index(number.value)

    def values(self, rule: OwnRule, shop: str | None) -> tuple[tuple[str, int], ...]:
        """The option values that the function, or one that it calls, uses from outside of itself."""
        found: dict[str, int] = {}
        seen: set[Any] = set()
        functions = [rule.function]
        while functions:
            one = functions.pop()
            seen.add(one)
            for name, value in globals_asked(one).items():
                if isinstance(value, Number):
                    if value.what not in ("value", "element"):
                        message = Phrase(
                            "{title}: {name} is a number that changes, so it must be an argument",
                            title=rule.title,
                            name=name,
                        )
                        raise RuleError(
                            message,
                            Phrase("name it in the decorator: {name}=rule.{what}(...)", name=name, what=value.what),
                        )
                    found[name] = self.fixed_number(rule, value, shop)
                elif callable(value) and getattr(value, "__globals__", None) is one.__globals__ and value not in seen:
                    functions.append(value)
        return tuple(sorted(found.items()))

    def _due_table(self) -> int:
        """Where in `ints` stands, for each stream, where in `floats` the due dates of its orders begin (-1: none)."""
        if self._due is None:
            table = [-1] * len(self.low.b.resources)
            for name, orders in self.low.flow.orders.items():
                dates = [k.INF if one.due is None else one.due for one in orders]
                table[self.low.flow.streams[name]] = self.low.b.numbers(dates)
            self._due = self.low.b.ints(table)
        return self._due


_PUT: dict[str, Callable[[Lowering, int, OwnRule, str], None]] = {
    "retrieval": Lowering.retrieval,
    "choice": Lowering.choice,
    "route": Lowering.route,
    "release": Lowering.release,
    "dispatch": Lowering.dispatch,
    "repair": Lowering.repair,
}


def _arguments(rule: OwnRule) -> tuple[str, ...]:
    code = rule.function.__code__
    return code.co_varnames[: code.co_argcount]


def _kind(element: Any) -> str:
    name = type(element).kind.replace("_", " ")
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
