"""Contents of buffers at the start: they fit in, are jobs that come there, and have carriers."""

from __future__ import annotations

from taktwin.model.checks.carriers import inside
from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.checks.references import options, values
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.contents import Content
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_


def check_contents(found: Findings, graph: FlowGraph) -> None:
    """Check the contents of all buffers."""
    released: dict[str, int] = {}
    holders: dict[str, int] = {}
    for node, element in graph.elements.items():
        if not isinstance(element, Buffer) or not element.contents:
            continue
        path: Path_ = ("shops", node[0], "lines", node[1], "flow", node[2], "contents")
        jobs = sum(int(sort.count.value) for sort in element.contents)
        if jobs > element.capacity.value:
            message = Phrase("{jobs} jobs stand in it, but it holds {text}", jobs=jobs, text=element.capacity.text)
            found.error(path, message, Phrase("lower `contents`, or raise `capacity`"))
        streams = _streams(found, graph, node)
        copies = _copies(found, node)
        for number, sort in enumerate(element.contents):
            inner = (*path, number) if len(element.contents) > 1 else path
            _sort(found, inner, sort)
            stream = _stream(found, inner, sort, streams)
            if stream is not None:
                released[stream] = released.get(stream, 0) + copies * int(sort.count.value)
                _enough_orders(found, inner, stream, released[stream])
            _enough_carriers(found, graph, inner, node, sort, copies, holders)


def _copies(found: Findings, node: Node) -> int:
    """How many equal buffers one stands for: by `streams`, or by `copies` of its line."""
    streams = found.model.streams
    if streams is not None and node[0] in streams.shops:
        return int(streams.count.value)
    return int(found.model.shops[node[0]].lines[node[1]].copies.value)


def _streams(found: Findings, graph: FlowGraph, node: Node) -> list[str]:
    """The order streams whose jobs come to a buffer."""
    lines = found.model.all_lines()
    starts = {(shop, name, 0): line.orders for shop, name, line in lines if line.orders is not None}
    return list(dict.fromkeys(stream for start, stream in starts.items() if node in graph.reach_itself(start)))


def _sort(found: Findings, path: Path_, sort: Content) -> None:
    """Product and options exist."""
    known = found.reference((*path, "product"), sort.product, found.model.products, "product")
    for option, value in sort.options.items():
        inner = (*path, "options", option)
        if option == "product":
            found.error(inner, Phrase("the product is no option here"), Phrase("write `product: ...` beside `options`"))
        elif found.reference(inner, option, options(found), "option"):
            product = found.model.products.get(sort.product or "") if known else None
            own = list(product.options[option]) if product and option in product.options else values(found, option)
            found.reference(inner, value, own, Phrase("value of {option}", option=option))


def _stream(found: Findings, path: Path_, sort: Content, streams: list[str]) -> str | None:
    """The order stream of its jobs; None for jobs of a sub-line, or where it is not clear."""
    if sort.stream is not None:
        inner = (*path, "stream")
        if not found.reference(inner, sort.stream, found.model.orders, Phrase("order stream")):
            return None
        if sort.stream not in streams:
            remedy = Phrase("name one of: {names}", names=", ".join(streams)) if streams else Phrase("remove `stream`")
            found.error(inner, Phrase("jobs of {stream} never come to this buffer", stream=sort.stream), remedy)
        return sort.stream
    if len(streams) > 1:
        message = Phrase("jobs of several order streams come to this buffer: {names}", names=", ".join(streams))
        found.error(path, message, Phrase("say of which each is, as in `[{count: 3, stream: NAME}]`"))
        return None
    return streams[0] if streams else None


def _enough_orders(found: Findings, path: Path_, stream: str, jobs: int) -> None:
    known = found.model.orders.get(stream)  # a stream that is not there has its own error
    most = known.quantity if known is not None else None
    if most is not None and jobs > most.value:
        message = Phrase(
            "{jobs} jobs of {stream} stand in the plant at its start, but there are {text} orders",
            jobs=jobs,
            stream=stream,
            text=most.text,
        )
        found.error(path, message, Phrase("lower `contents`, or raise the `quantity` of the orders"))


def _enough_carriers(
    found: Findings,
    graph: FlowGraph,
    path: Path_,
    node: Node,
    sort: Content,
    copies: int,
    holders: dict[str, int],
) -> None:
    """Jobs that stand where one is needed have a carrier; ``holders`` counts them by pool."""
    for name, pool in found.model.carriers.items():
        spans = [span for span in pool.all_spans if {span.from_, span.to} <= found.names.elements.keys()]
        ends = {found.names.elements[span.to] for span in spans}
        if not any(node in inside(graph, found.names.elements[span.from_], ends) for span in spans):
            continue
        given = {**sort.options, **({"product": sort.product} if sort.product is not None else {})}
        unknown = [option for option in pool.when if option not in given]
        if unknown:
            message = Phrase(
                "whether these jobs have one of {name} depends on their {unknown}, which is not said",
                name=name,
                unknown=unknown[0],
            )
            found.error(
                path,
                message,
                Phrase("say their {unknown}, as in `[{{count: 3, options: {{...}}}}]`", unknown=unknown[0]),
            )
        elif all(given[option] in wanted for option, wanted in pool.when.items()):
            holders[name] = holders.get(name, 0) + copies * int(sort.count.value)
            if holders[name] > pool.count.value:
                message = Phrase(
                    "{holder} jobs stand where one of {name} is needed, but there are {text}",
                    holder=holders[name],
                    name=name,
                    text=pool.count.text,
                )
                found.error(path, message, Phrase("lower `contents`, or raise the `count` of {name}", name=name))
