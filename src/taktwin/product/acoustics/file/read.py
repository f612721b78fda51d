"""A stack out of its file; every fault is told with file, line and remedy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.translate import translate
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Tree, begins_with, read_tree
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.nearest import suggest
from taktwin.model.values.quantity import Kind, Quantity, parse_quantity
from taktwin.model.values.textfile import read_text
from taktwin.product.acoustics.air import Air
from taktwin.product.acoustics.bands import CENTRES, centres
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.file.layers import layer_noun, layer_of, wrong
from taktwin.product.acoustics.file.nouns import AcceptNoun, LayerNoun, StackNoun
from taktwin.product.acoustics.layers import Stack

MOST_LAYERS = 100


@dataclass(frozen=True, eq=False)
class StackFile:
    """What a file says: the stack, and what is for the reader alone.

    Attributes:
        stack: the layers, and what is behind them.
        air: around them.
        name: of the part.
        names: of the layers, with what each is.
        accept: when a part is accepted; None where the file does not say it.
        nominal: `LAYER.KEY` -> value of what scatters, in its SI unit.
        sds: their standard deviations.
        sound: third-octave centre (Hz) -> level of the sound that comes, dB; empty where the file does not say it.
        mark: where the numbers come from; None where the file does not say it.
    """

    stack: Stack
    air: Air
    name: str
    names: tuple[tuple[str, str], ...]
    accept: AcceptNoun | None
    nominal: Mapping[str, float]
    sds: Mapping[str, float]
    sound: Mapping[float, float]
    mark: str | None
    _tree: Tree
    _nouns: tuple[LayerNoun, ...]

    def part(self, values: Mapping[str, float]) -> Stack:
        """The stack of a part whose scattering values are these.

        Raises:
            ModelError: a value is not possible.
        """
        nouns = list(self._nouns)
        for name, value in values.items():
            at, key = self._place(name)
            given = getattr(nouns[at], key)
            new = Quantity(value, f"{value:g}", None, given.dimension)
            nouns[at] = nouns[at].model_copy(update={key: new})
        return Stack(_layers(self._tree, nouns, self.air), self.stack.on_wall)

    def check_name(self, name: str) -> None:
        """See to it that `LAYER.KEY` names a number of a layer. Raises StackError where it does not."""
        _named(name, self._nouns)

    def number(self, name: str) -> Quantity:
        """The number that `LAYER.KEY` names, as the file has it. Raises StackError where it names none."""
        return _named(name, self._nouns)

    def _place(self, name: str) -> tuple[int, str]:
        layer, _, key = name.rpartition(".")
        return [known for _, known in self.names].index(layer), key


def read_stack(path: str | Path) -> StackFile:
    """The stack of a YAML file.

    Raises:
        ModelError: with file, line, field, what was expected and a remedy of each problem.
        OSError: the file cannot be read.
    """
    path = Path(path)
    tree = read_tree(read_text(path), str(path), begins_with("stack"))
    try:
        noun = StackNoun.model_validate(tree.data)
    except ValidationError as error:
        raise ModelError(translate(error, tree, StackNoun)) from None
    if len(noun.layers) > MOST_LAYERS:
        wrong(
            tree,
            ("layers",),
            Phrase("there are {n} layers", n=len(noun.layers)),
            Phrase("give {most_layers} at most", most_layers=MOST_LAYERS),
        )
    problems: list[Problem] = []
    nouns: list[LayerNoun] = []
    for at in range(len(noun.layers)):
        try:
            nouns.append(layer_noun(tree, ("layers", at)))
        except ModelError as error:
            problems += error.problems
    if problems:
        raise ModelError(problems)
    air = Air(density=noun.air.density.value, pressure=noun.air.pressure.value)
    if not air.density * air.pressure:
        wrong(tree, ("air",), Phrase("there is no air"), Phrase("give it a density and a pressure above 0"))
    layers = _layers(tree, nouns, air)
    names = tuple((one.word, str(getattr(one, one.word))) for one in nouns)
    if noun.accept is not None:
        _check_accept(tree, noun.accept, noun.behind)
    nominal, sds = _scatter(tree, noun, nouns)
    mark = None if noun.mark is None else str(noun.mark)
    stack = Stack(layers, noun.behind == "wall")
    sound = _sound(tree, noun)
    name = noun.name or path.stem
    return StackFile(stack, air, name, names, noun.accept, nominal, sds, sound, mark, tree, tuple(nouns))


def _layers(tree: Tree, nouns: list[LayerNoun], air: Air) -> tuple:
    return tuple(layer_of(tree, ("layers", at), one, air) for at, one in enumerate(nouns))


def _check_accept(tree: Tree, accept: AcceptNoun, behind: str) -> None:
    if accept.of == "loss" and behind == "wall":
        message = Phrase("nothing passes a part on a hard wall, so it has no transmission loss")
        wrong(tree, ("accept", "of"), message, Phrase("write `behind: air`, or ask for `absorption`"))
    if accept.of == "absorption" and accept.least.value > 1:
        wrong(tree, ("accept", "least"), Phrase("an absorption is 1 at most"), Phrase("give a share such as 0.8"))
    try:
        centres(accept.begin.value, accept.end.value)
    except StackError as error:
        wrong(tree, ("accept", "from"), error.message, error.remedy)


def _sound(tree: Tree, noun: StackNoun) -> dict[float, float]:
    """The spectrum of what comes."""
    found: dict[float, float] = {}
    for band, level in noun.sound.items():
        path = ("sound", band)
        try:
            centre = float(band)  # a key of YAML comes as text
        except ValueError:
            centre = math.nan
        if centre not in CENTRES:
            wrong(
                tree,
                path,
                Phrase("{band} is no centre of a third-octave band in Hz", band=band),
                Phrase("give for example 500, 630, 800"),
            )
        if isinstance(level, bool) or not isinstance(level, int | float) or not -50 <= level <= 200:
            wrong(
                tree, path, Phrase("a level of {level}", level=level), Phrase("give dB from -50 to 200, without a unit")
            )
        found[centre] = float(level)
    if found and noun.behind == "wall":
        wrong(tree, ("sound",), Phrase("nothing is heard behind a part on a hard wall"), Phrase("write `behind: air`"))
    return dict(sorted(found.items()))


def _scatter(tree: Tree, noun: StackNoun, nouns: list[LayerNoun]) -> tuple[dict[str, float], dict[str, float]]:
    """What scatters: its values and its standard deviations."""
    nominal: dict[str, float] = {}
    sds: dict[str, float] = {}
    for name, raw in noun.scatter.items():
        path = ("scatter", name)
        try:
            value = _named(str(name), nouns)
        except StackError as error:
            wrong(tree, path, error.message, error.remedy)
        try:
            sd = _deviation(raw, value)
        except QuantityError as error:
            wrong(tree, path, error.message, error.remedy)
        if not 0 < sd < value.value / 4:
            message = Phrase(
                "a standard deviation of {raw} is not between 0 and a quarter of {text}", raw=raw, text=value.text
            )
            wrong(tree, path, message, Phrase("give less, or drop the entry"))
        nominal[str(name)], sds[str(name)] = value.value, sd
    return nominal, sds


def _named(name: str, nouns: Sequence[LayerNoun]) -> Quantity:
    """The number that `LAYER.KEY` names. Raises StackError where it names none."""
    layers = [str(getattr(one, one.word)) for one in nouns]
    layer, _, key = name.rpartition(".")
    if layer not in layers:
        raise StackError(
            Phrase('there is no layer "{layer}"', layer=layer), suggest(layer, layers) or Phrase("write LAYER.KEY")
        )
    if layers.count(layer) > 1:
        raise StackError(
            Phrase('several layers are called "{layer}"', layer=layer), Phrase("give each a name of its own")
        )
    one = nouns[layers.index(layer)]
    keys = [word for word in type(one).field_keys() if isinstance(getattr(one, word, None), Quantity)]
    if key not in keys:
        raise StackError(
            Phrase('"{layer}" has no number "{key}"', layer=layer, key=key),
            suggest(key, keys) or Phrase("name one of {keys}", keys=", ".join(keys)),
        )
    return getattr(one, key)


def _deviation(raw: object, value: Quantity) -> float:
    """A standard deviation: a share of the value where it is in %, else in a unit of the value."""
    if isinstance(raw, str) and raw.split("[")[0].strip().endswith("%"):
        return parse_quantity(raw, "share").value * value.value
    kind = Kind("scatter", (value.dimension,), "a standard deviation", "5 %", "0 or more")
    return parse_quantity(raw, kind).value
