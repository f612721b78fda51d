"""Finds the variables of a server, and names them by the way to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taktwin.live.opcua.library import library
from taktwin.live.opcua.settings import OpcUaServer
from taktwin.model.errors import OptionError, TaktwinError
from taktwin.model.phrase import Phrase

_AT_ONCE = 200  # nodes that are asked for together
MOST_NODES = 500_000  # a server that goes on and on is not searched further
_OBJECTS, _SERVER, _HAS_PROPERTY, _HIERARCHICAL = 85, 2253, 46, 33


async def find_variables(client: Any, server: OpcUaServer) -> dict[str, str]:
    """The variables below the roots of a server: tag -> node; properties, and what the server says of itself, apart.

    A tag is the name of the server, that of each node on the way and that of the variable, with slashes between;
    slashes in names become underscores. Of two variables with one name, the second has its node behind it.

    Raises:
        OptionError: a root that is no node.
        TaktwinError: a root that the server does not have; more than 500,000 nodes.
    """
    ua = library().ua
    found: dict[str, str] = {}
    seen: set[Any] = {ua.NodeId(_SERVER)}
    level: list[tuple[Any, str]] = []
    for root in server.roots:
        try:
            node = ua.NodeId.from_string(root)
        except Exception:
            raise OptionError(
                Phrase('"{root}" is no node', root=root), Phrase("write it as ns=2;s=Line or ns=2;i=7"), "roots"
            ) from None
        level.append((node, await _path_of_root(client, server, node)))
    while level:
        seen |= {node for node, _ in level}
        below: list[tuple[Any, str]] = []
        for at in range(0, len(level), _AT_ONCE):
            part = level[at : at + _AT_ONCE]
            for (_, path), references in zip(part, await _children(client, ua, [n for n, _ in part]), strict=True):
                for one in references:
                    node = one.NodeId.to_nodeid() if hasattr(one.NodeId, "to_nodeid") else one.NodeId
                    if node in seen:
                        continue
                    seen.add(node)
                    tag = f"{path}/{_named(one.BrowseName.Name)}"
                    if one.NodeClass == ua.NodeClass.Variable:
                        text = ua.NodeId.to_string(node)
                        found[tag if tag not in found else f"{tag} {text}"] = text
                    below.append((node, tag))
        if len(seen) > MOST_NODES:
            message = Phrase(
                "{url}: it has more than {most_nodes:,} nodes below {roots}",
                url=server.url,
                most_nodes=MOST_NODES,
                roots=", ".join(server.roots),
            )
            raise TaktwinError(message, Phrase("name the nodes that matter as `roots`"))
        level = below
    return found


async def _path_of_root(client: Any, server: OpcUaServer, node: Any) -> str:
    if node.NamespaceIndex == 0 and node.Identifier == _OBJECTS:
        return server.name
    try:
        name = await client.get_node(node).read_browse_name()
    except Exception as error:
        if type(error).__name__ not in ("BadNodeIdUnknown", "BadNodeIdInvalid"):
            raise
        message = Phrase("{url}: the server has no node {node}", url=server.url, node=node.to_string())
        raise TaktwinError(message, Phrase("look at its nodes with a browser of OPC UA, and correct `roots`")) from None
    return f"{server.name}/{_named(name.Name)}"


async def _children(client: Any, ua: Any, nodes: Sequence[Any]) -> list[list[Any]]:
    """What is below each node, however many pieces the server gives it in."""
    parameters = ua.BrowseParameters()
    for node in nodes:
        one = ua.BrowseDescription()
        one.NodeId, one.BrowseDirection = node, ua.BrowseDirection.Forward
        one.ReferenceTypeId, one.IncludeSubtypes = ua.NodeId(_HIERARCHICAL), True
        one.NodeClassMask = ua.NodeClass.Object | ua.NodeClass.Variable
        one.ResultMask = ua.BrowseResultMask.All
        parameters.NodesToBrowse.append(one)
    results = await client.uaclient.browse(parameters)
    found = [list(one.References or ()) for one in results]
    open_ = {i: one.ContinuationPoint for i, one in enumerate(results) if one.ContinuationPoint}
    while open_:
        more = ua.BrowseNextParameters()
        more.ContinuationPoints = list(open_.values())
        answers = await client.uaclient.browse_next(more)
        following = {}
        for i, one in zip(open_, answers, strict=True):
            found[i] += one.References or ()
            if one.ContinuationPoint:
                following[i] = one.ContinuationPoint
        open_ = following
    return [[one for one in references if one.ReferenceTypeId != ua.NodeId(_HAS_PROPERTY)] for references in found]


def _named(name: str | None) -> str:
    return (name or "_").replace("/", "_")
