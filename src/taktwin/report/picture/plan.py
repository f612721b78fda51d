"""The diagram of a model: its plants, shops, lines, parts and fleets as frames, boxes and links."""

from __future__ import annotations

from collections.abc import Iterable

from taktwin.model.nouns.fleets.fleet import Fleet
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.spelt.views import between_plants, plants_of
from taktwin.report.picture import about
from taktwin.report.picture.across import links_across, others_of
from taktwin.report.picture.diagram import Box, Chain, Diagram, Frame, Link, Member
from taktwin.report.picture.fold import FEW
from taktwin.report.picture.lines import Lines
from taktwin.report.picture.supply import Supply, lane_tip
from taktwin.report.shell.words import Words, number, title_of

_COUNTED = ("lane", "feed")  # links that are one with their number where there are several

MOST = 80
"""Boxes of a picture above which more is folded: lines first, then shops."""


def plan(model: PlantModel, words: Words, most: int = MOST) -> Diagram:
    """The diagram of a checked model as it is written (not spelt out), with at most so many boxes where it can be."""
    views = plants_of(model)
    lines = {name: Lines(name, view, words) for name, view in views.items()}
    while _count(lines.values()) > most and _coarsen(lines.values()):
        pass  # too many of themselves: the others are not needed to know it
    made = _build(model, words, lines, coarse=False)
    others = len(made.boxes()) - _count(lines.values())
    folded = False
    while others + _count(lines.values()) > most and _coarsen(lines.values()):
        folded = True
    if folded:
        made = _build(model, words, lines, coarse=False)
    if len(made.boxes()) > most:
        made = _build(model, words, lines, coarse=True)
    return made


def _count(lines: Iterable[Lines]) -> int:
    return sum(one.count() for one in lines)


def _coarsen(lines: Iterable[Lines]) -> bool:
    """Fold a step more where the boxes are most."""
    return any(one.coarsen() for one in sorted(lines, key=lambda one: -one.count()))


def _build(model: PlantModel, words: Words, lines: dict[str, Lines], coarse: bool) -> Diagram:
    diagram = Diagram(title_of(model, model.name, words.language))
    several = len(lines) > 1
    supplies: dict[str, Supply] = {}
    for name, one in lines.items():
        one.build(whole_shops=coarse)
        supplies[name] = Supply(one, coarse)
        if several:
            diagram.plants[name] = title_of(one.model, name, words.language)
    suppliers = _suppliers(model, words, supplies)
    if suppliers:
        diagram.frames.append(Frame("suppliers", words("pic_suppliers"), "", _alone(suppliers.values())))
    for name, one in lines.items():
        diagram.frames += _plant(one, supplies[name], name if several else "")
        diagram.links += [*one.links(), *supplies[name].links()]
    diagram.links += _lanes(model, words, supplies, suppliers)
    if several:
        diagram.links += links_across(lines)
    else:
        for one in lines.values():
            frames, links = others_of(one, words)
            diagram.frames, diagram.links = [*frames, *diagram.frames], [*diagram.links, *links]
    diagram.links = _merged(diagram.links, words)
    return diagram


def _plant(lines: Lines, supply: Supply, plant: str) -> list[Frame]:
    """The frames of a plant: its shops, what belongs to none of them, its fleets."""
    model, words, found = lines.model, lines.words, []
    copies = model.streams
    for shop, noun in model.shops.items():
        title = title_of(noun, shop, words.language) if shop not in lines.senders else words("pic_senders")
        if copies is not None and shop in copies.shops:
            title = words("pic_times", n=number(copies.count.value), time=title)
        frame = Frame(f"{lines.plant}/{shop}", title, plant)
        frame.chains += [chain for key, chain in lines.chains.items() if key[0] == shop and chain.boxes]
        frame.chains += _alone(box for (home, _), box in supply.cells.items() if home == shop)
        frame.chains += _alone((box for name, box in supply.stocks.items() if supply.homes[name] == shop), "stock")
        frame.chains += _loads(lines.plant, shop, list(noun.loads), words)
        if frame.chains:
            found.append(frame)
    rest = [box for name, box in supply.stocks.items() if supply.homes[name] not in model.shops]
    used = {line.orders for line in lines.lines.values()}
    rest += [
        Box(f"{lines.plant}//{stream}", "source", stream, "", [Member(lines.plant, "orders", "", stream)])
        for stream in model.orders
        if stream not in used
    ]
    if rest:
        found.append(Frame(f"{lines.plant}/", words("pic_elsewhere"), plant, _alone(rest, "stock")))
    fleets = [_fleet(lines.plant, name, fleet, words) for name, fleet in model.fleets.items()]
    if fleets:
        found.append(Frame(f"{lines.plant}//fleets", words("pic_fleets"), plant, _alone(fleets)))
    return found


def _alone(boxes: Iterable[Box], role: str = "cell") -> list[Chain]:
    """Each box once, in a chain of its own."""
    unique = {box.key: box for box in boxes}
    return [Chain([box], role) for box in unique.values()]


def _loads(plant: str, shop: str, loads: list[str], words: Words) -> list[Chain]:
    if not loads:
        return []
    title = loads[0] if len(loads) == 1 else about.count("pic_load", len(loads), words)
    members = [Member(plant, "load", shop, name) for name in loads]
    tip = [f"{name}: {words('pic_is_load')}" for name in loads]
    return [Chain([Box(f"{plant}/{shop}/load", "load", title, words("pic_is_load"), members, tip)], "load")]


def _fleet(plant: str, name: str, fleet: Fleet, words: Words) -> Box:
    vehicles = about.count("pic_vehicle", fleet.count.value, words)
    facts = words("pic_and", a=vehicles, b=f"{fleet.speed.value:.3g}{about.NO_BREAK}m/s")
    tip = [f"{name}: {facts}"] + ([words("pic_on_path", path=fleet.paths)] if fleet.paths is not None else [])
    return Box(f"{plant}//fleet/{name}", "fleet", name, facts, [Member(plant, "fleet", "", name)], tip)


def _suppliers(model: PlantModel, words: Words, supplies: dict[str, Supply]) -> dict[str, Box]:
    """Supplier -> its box."""
    nouns = {name: noun for one in supplies.values() for name, noun in one.model.suppliers.items()}
    names = list(dict.fromkeys([*model.suppliers, *nouns]))
    found: dict[str, Box] = {}
    for group in [names] if len(names) > FEW else [[name] for name in names]:
        titles = [title_of(nouns[name], name, words.language) for name in group]
        title = titles[0] if len(group) == 1 else about.count("pic_supplier", len(group), words)
        way = about.ways([nouns[name].distance for name in group], words)
        members = [Member("", "supplier", "", name) for name in group]
        box = Box(f"supplier/{group[0]}", "supplier", title, way or words("pic_is_supplier"), members)
        box.tip = [f"{name}: {title}" for name, title in zip(group, titles, strict=True)]
        found.update(dict.fromkeys(group, box))
    return found


def _lanes(model: PlantModel, words: Words, supplies: dict[str, Supply], suppliers: dict[str, Box]) -> list[Link]:
    """Lanes from suppliers, and between plants."""
    found = []
    for one in supplies.values():
        for name, lane in one.model.lanes.items():
            for load in lane.all_loads:
                sender = lane.senders.get(load.to)
                if sender in suppliers and load.to in one.stocks:
                    end = one.stocks[load.to].key
                    tip = lane_tip(name, lane, words)
                    found.append(Link(suppliers[sender].key, end, "lane", tip=tip, net=f"lane {end}"))
    for name, lane, origin, to in between_plants(model):
        tip = lane_tip(name, lane, words)
        if to is not None:
            end = supplies[to[0]].stocks[to[1]].key
            if origin is not None:
                found.append(Link(supplies[origin[0]].stocks[origin[1]].key, end, "lane", tip=tip))
            elif lane.supplier in suppliers:
                found.append(Link(suppliers[lane.supplier].key, end, "lane", tip=tip, net=f"lane {end}"))
    return found


def _merged(links: list[Link], words: Words) -> list[Link]:
    """Links of a kind between the same boxes as one; those from a box to itself are left out."""
    found: dict[tuple[str, str, str], list[Link]] = {}
    for link in links:
        if link.start != link.end:
            found.setdefault((link.start, link.end, link.kind), []).append(link)
    return [_one(several, words) for several in found.values()]


def _one(several: list[Link], words: Words) -> Link:
    first = several[0]
    labels = list(dict.fromkeys(link.label for link in several if link.label))
    tips = list(dict.fromkeys(link.tip for link in several if link.tip))
    label = words("comma").join(labels) if len(labels) < 3 else ""
    if first.kind in _COUNTED:
        n = len(tips) or len(several)  # a lane with several loads is one lane, which its line in the tip tells
        label = about.count(f"pic_{first.kind}", n, words) if n > 1 else ""
    net = first.net or f"{first.kind} {first.start} {first.end}"
    return Link(first.start, first.end, first.kind, label, "\n".join(tips), net)
