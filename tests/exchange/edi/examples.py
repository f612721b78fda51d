"""Interchanges for the tests: one of each kind, and strategies for random ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from taktwin.exchange.edi import (
    Consignee,
    DeliverySchedule,
    Demand,
    DespatchAdvice,
    Interchange,
    JisCall,
    JisCallOff,
    JisItem,
    JitCall,
    JitCallOff,
    Rack,
    RackItem,
    ScheduleLine,
)
from taktwin.exchange.edi.record import Message

NOW = datetime(2026, 3, 2, 7, 0)


def interchange(*messages: Message, **more: object) -> Interchange:
    """An interchange of messages."""
    head = {"sender": "693", "receiver": "117", "control_reference": "REF1", "prepared": NOW, **more}
    return Interchange(messages=messages, **head)  # type: ignore[arg-type]


def jis(cars: int = 3, reference: str = "0001") -> JisCallOff:
    """A call-off for cars in sequence: two parts each."""
    calls = tuple(
        JisCall(
            sequence=100 + car,
            status=("new", "change", "cancel")[car % 3],
            due=NOW + timedelta(minutes=2 * car),
            vin=f"LVZTAKT{car:010d}",
            call_number=f"C{car}",
            items=(
                JisItem(part="SEAT'X", variant="V1", point_of_use="TRIM-20", quantity=1),
                JisItem(part="CARPET", quantity=2),
            ),
        )
        for car in range(cars)
    )
    return JisCallOff(
        message_reference=reference, document="JS1", issued=NOW, buyer="693", seller="117", ship_to="2", calls=calls
    )


def jit() -> JitCallOff:
    """A call-off for windows of time."""
    late = NOW + timedelta(hours=1)
    calls = (
        JitCall(call=1, part="DASH", quantity=24, unloading_point="D1", point_of_use="A", earliest=NOW, latest=late),
        JitCall(call=2, part="DASH", quantity=12.5, unit="KGM", earliest=late, latest=late),
    )
    return JitCallOff(document="JT1", issued=NOW, buyer="693", seller="117", ship_to="2", calls=calls)


def delfor() -> DeliverySchedule:
    """A delivery schedule to two plants."""
    first = ScheduleLine(
        line=1,
        part="DASH",
        description="Dash insulator: 50 % wool+",
        order="45",
        cumulative_received=18824,
        cumulative_since=date(2026, 1, 1),
        unit="PCE",
        schedule=(
            Demand(status="firm", quantity=721, due=NOW),
            Demand(status="immediate", quantity=5, earliest=date(2026, 3, 3), latest=date(2026, 3, 3)),
        ),
    )
    second = ScheduleLine(line=1, part="CARPET", schedule=(Demand(status="planning", quantity=1, due=NOW),))
    return DeliverySchedule(
        document="DF1",
        issued=NOW,
        horizon_to=date(2026, 5, 1),
        buyer="693",
        seller="117",
        consignees=(
            Consignee(consignee="2", unloading_point="D1", lines=(first,)),
            Consignee(consignee="3", lines=(second, second)),
        ),
    )


def desadv() -> DespatchAdvice:
    """A despatch advice of two racks."""
    items = (
        RackItem(part="DASH", quantity=8, delivery_note="LS1", sequence_from=100, sequence_to=107),
        RackItem(part="CARPET", quantity=3),
    )
    return DespatchAdvice(
        document="DA1",
        issued=NOW,
        despatched=NOW,
        expected=NOW + timedelta(hours=1),
        gross_kg=511,
        seller="117",
        ship_to="2",
        unloading_point="D1",
        truck="YU-A100",
        racks=(Rack(level=1, rack="RK1", type="R12", items=items), Rack(level=2, type="R12", items=items[1:])),
    )


ALL = {"jis": jis, "jit": jit, "delfor": delfor, "desadv": desadv}

#: What Latin-1 has, but for control characters.
LATIN = st.characters(codec="latin-1", exclude_categories=("Cc",))
TEXTS = st.text(LATIN, min_size=1, max_size=12)
MAYBE = st.none() | TEXTS
MINUTES = st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1)).map(lambda one: one.replace(second=0, microsecond=0))
WHENS = MINUTES | st.dates()
WHOLE = st.integers(0, 10**15 - 1)
NUMBERS = WHOLE | st.decimals(0, 99_999, places=4).map(float)
VINS = st.text("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", min_size=17, max_size=17)


def windows() -> st.SearchStrategy[dict[str, datetime]]:
    """A begin and an end."""
    pairs = st.tuples(MINUTES, MINUTES).map(sorted)
    return pairs.map(lambda pair: {"earliest": pair[0], "latest": pair[1]})


def some(strategy: st.SearchStrategy, **more: object) -> st.SearchStrategy:
    """One to three of something."""
    return st.lists(strategy, min_size=1, max_size=3, **more).map(tuple)  # type: ignore[arg-type]


_HEAD = {"document": TEXTS, "function": MAYBE, "association": st.just("") | st.just("A1"), "issued": WHENS}
_JIS_ITEM = st.builds(JisItem, part=TEXTS, variant=MAYBE, point_of_use=MAYBE, quantity=NUMBERS, unit=MAYBE)
_JIS_CALL = st.builds(
    JisCall,
    sequence=WHOLE,
    status=st.sampled_from(["new", "change", "cancel"]),
    due=WHENS,
    vin=VINS,
    call_number=TEXTS,
    items=some(_JIS_ITEM),
)
_JIT_CALL = st.builds(
    lambda window, **rest: JitCall(**window, **rest),
    windows(),
    call=WHOLE,
    part=TEXTS,
    quantity=NUMBERS,
    unit=MAYBE,
    unloading_point=MAYBE,
    point_of_use=MAYBE,
)
_STATUS = st.sampled_from(["firm", "planning", "immediate"])
_DEMAND = st.builds(Demand, status=_STATUS, quantity=NUMBERS, unit=MAYBE, due=WHENS) | st.builds(
    lambda window, **rest: Demand(**window, **rest), windows(), status=_STATUS, quantity=NUMBERS
)
_LINE = st.builds(
    ScheduleLine, line=WHOLE, part=TEXTS, description=MAYBE, order=MAYBE, cumulative_since=WHENS, schedule=some(_DEMAND)
)
_CONSIGNEE = st.builds(Consignee, consignee=TEXTS, unloading_point=MAYBE, lines=some(_LINE))
_RANGE = st.integers(0, 10**9).flatmap(
    lambda first: st.integers(1, 50).map(
        lambda n: {"sequence_from": first, "sequence_to": first + n - 1, "quantity": n}
    )
)
_RACK_ITEM = st.builds(lambda numbers, **rest: RackItem(**numbers, **rest), _RANGE, part=TEXTS, delivery_note=MAYBE) | (
    st.builds(RackItem, part=TEXTS, quantity=NUMBERS, unit=MAYBE)
)
_RACK = st.builds(Rack, level=WHOLE, rack=MAYBE, type=MAYBE, count=st.none() | WHOLE, items=some(_RACK_ITEM))
_CALLER = {"buyer": TEXTS, "seller": TEXTS, "ship_to": TEXTS}
MESSAGES = st.one_of(
    st.builds(JisCallOff, **_HEAD, **_CALLER, calls=some(_JIS_CALL, unique_by=lambda one: one.sequence)),
    st.builds(JitCallOff, **_HEAD, **_CALLER, calls=some(_JIT_CALL, unique_by=lambda one: one.call)),
    st.builds(
        DeliverySchedule,
        **_HEAD,
        buyer=TEXTS,
        seller=TEXTS,
        horizon_from=st.none() | WHENS,
        horizon_to=st.none() | WHENS,
        consignees=some(_CONSIGNEE),
    ),
    st.builds(
        DespatchAdvice,
        **_HEAD,
        despatched=WHENS,
        expected=WHENS,
        gross_kg=st.none() | NUMBERS,
        seller=TEXTS,
        ship_to=TEXTS,
        unloading_point=MAYBE,
        truck=MAYBE,
        racks=some(_RACK),
    ),
)
#: Separators and line ends; a terminator that is a line end has no other behind it.
_SPELLINGS = st.sampled_from(
    [(signs, end) for signs in (None, ":+.? '", "|*,\\ ~") for end in ("", "\n", "\r\n")] + [(":+.? \n", "")]
)
INTERCHANGES = st.builds(
    lambda spelling, **rest: Interchange(signs=spelling[0], line_end=spelling[1], **rest),
    _SPELLINGS,
    sender=TEXTS,
    receiver=TEXTS,
    sender_qualifier=MAYBE,
    receiver_qualifier=MAYBE,
    control_reference=TEXTS,
    prepared=MINUTES,
    syntax=st.sampled_from(["UNOC:3", "UNOC:4", "UNOW:4"]),
    test=st.booleans(),
    messages=st.lists(MESSAGES, min_size=1, max_size=2, unique_by=lambda one: one.message_reference).map(tuple),
)
