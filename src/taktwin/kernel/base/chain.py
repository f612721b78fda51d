"""Chains: for each kind of resource or place, what its own file says.

A chain is a function of the kernel that looks at the kind and goes on in the function that this kind has for it. The
kinds are told to the chains once (see ``kinds.register``), before anything is compiled; so a file that calls a chain
knows no kinds, and a new kind needs no change of what is there. A kind that a chain does not know stops the run; in the
plain tier (see ``tier``) it knows fewer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from numba import types
from numba.extending import typeof_impl

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import place, resource
from taktwin.kernel.base.state import INF, STARVED, UNKNOWN_KIND


@kernel
def stop_at_unknown(s, kind, chain):
    """A chain has come upon a kind that it does not know."""
    s.error = UNKNOWN_KIND
    s.culprit = kind
    s.chain = chain


class Chain:
    """One function for all kinds.

    ``arguments`` are those of every kind's function; ``kind`` is the expression that tells the kind; ``otherwise`` is
    what an unknown kind gives back (the run then stops).
    """

    def __init__(self, name: str, arguments: str, kind: str, otherwise: str = "") -> None:
        self.name = name
        self.number = len(CHAINS)
        self._head = f"def chain_{name}({arguments}):\n    kind = {kind}\n"
        self._arguments = arguments
        self._otherwise = otherwise
        self._functions: dict[int, Any] = {}
        self._plain: dict[int, Any] = {}
        self._compiled: Any = None
        CHAINS.append(self)

    def tell(self, functions: Mapping[int, Any], plain: Collection[int]) -> None:
        """Say what each kind does, by its code; those named first are the first to be asked for.

        ``plain`` are the codes of the kinds that the plain tier knows.
        """
        self._functions = dict(functions)
        self._plain = {code: function for code, function in functions.items() if code in plain}
        self._compiled = None

    @property
    def functions(self) -> list[Any]:
        """What the kinds do, that is the functions in which the chain goes on."""
        return list(self._functions.values())

    @property
    def text(self) -> str:
        """The chain as a function."""
        return self._text(self._functions)

    def _text(self, functions: Mapping[int, Any]) -> str:
        lines = [self._head]
        asked: dict[str, list[int]] = {}
        for code, function in functions.items():
            asked.setdefault(function.py_func.__module__ + "." + function.py_func.__qualname__, []).append(code)
        for codes in asked.values():
            test = " or ".join(f"kind == {code}" for code in codes)
            lines.append(f"    if {test}:\n        return f{codes[0]}({self._arguments})\n")
        lines.append(f"    stop_at_unknown(s, kind, {self.number})\n    return {self._otherwise}\n")
        return "".join(lines)

    @property
    def function(self) -> Any:
        """The chain as a function of the kernel. Raises `RuntimeError` where no kind has been told yet."""
        if not self._functions:
            raise RuntimeError(f"the chain {self.name} is used before any kind has been registered")
        if self._compiled is None:
            self._compiled = self._compile(self._functions)
            self._compiled.plain = self._compile(self._plain)
        return self._compiled

    def _compile(self, functions: Mapping[int, Any]) -> Any:
        names: dict[str, Any] = {f"f{code}": function for code, function in functions.items()}
        names |= {"place": place, "resource": resource, "INF": INF, "STARVED": STARVED}
        names["stop_at_unknown"] = stop_at_unknown
        exec(compile(self._text(functions), f"<chain {self.name}>", "exec"), names)
        return small_kernel(names[f"chain_{self.name}"])

    def __call__(self, *_: Any) -> Any:
        """Refuses: only compiled functions can call a chain."""
        raise TypeError(f"{self.name} is part of the kernel: only compiled functions can call it")


@typeof_impl.register(Chain)
def _type_of_chain(chain: Chain, _: Any) -> Any:
    return types.Dispatcher(chain.function)


#: All chains; the number of one that stopped a run is its place here.
CHAINS: list[Chain] = []

# --- of places: n looks, p gives (m: its resource, or -1)
look = Chain("look", "s, n", "place(s, n).kind")
ready = Chain("ready", "s, p, m, n", "place(s, p).kind", "INF")
jobs_ready = Chain("jobs_ready", "s, p, n", "place(s, p).kind", "0")
take = Chain("take", "s, p, m", "place(s, p).kind", "-1")
claim = Chain("claim", "s, p, m", "place(s, p).kind")
unclaim = Chain("unclaim", "s, p", "place(s, p).kind")

# --- of resources
event = Chain("event", "s, i", "resource(s, i).kind")
state = Chain("state", "s, i", "resource(s, i).kind", "STARVED")
wake = Chain("wake", "s, i", "resource(s, i).kind")
rest = Chain("rest", "s, i", "resource(s, i).kind")
prime = Chain("prime", "s, i", "resource(s, i).kind")
prime_given = Chain("prime_given", "s, i", "resource(s, i).kind")
draw_ahead = Chain("draw_ahead", "s, i", "resource(s, i).kind")
go_on = Chain("go_on", "s, i", "resource(s, i).kind")
