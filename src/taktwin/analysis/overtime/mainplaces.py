"""Places in which the jobs of the plant stand, and not only those that become parts of others."""

from __future__ import annotations

from collections.abc import Collection

from taktwin.model.checks.flowgraph import flow_graph
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.spelt.expand import expand
from taktwin.model.text.names import Names


def places_of_parts(model: PlantModel, streams: Collection[str]) -> set[str]:
    """The elements, as a run calls them, that no job of these order streams can reach: those of sub-lines.

    Args:
        model: the plant as it is written.
        streams: the order streams whose jobs leave the plant.
    """
    spelt = expand(model)
    graph = flow_graph(spelt, Names(spelt))
    reached = {
        node
        for shop, name, line in spelt.all_lines()
        if line.orders in streams
        for node in graph.reach_itself((shop, name, 0))
    }
    return {element.name for node, element in graph.elements.items() if node not in reached}
