"""The layers of a file: each entry held against its words, and made into a layer in SI units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NoReturn

from pydantic import ValidationError

from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.translate import translate
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_, Tree
from taktwin.model.values.nearest import suggest
from taktwin.model.values.quantity import Quantity
from taktwin.product.acoustics.air import Air
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.file.nouns import (
    LAYERS,
    ElasticNoun,
    FeltNoun,
    FibrousNoun,
    GapNoun,
    LayerNoun,
    PerforatedNoun,
    PorousNoun,
    SheetNoun,
    SolidNoun,
)
from taktwin.product.acoustics.layers import Fibrous, Frame, Gap, Layer, Perforated, Plate, Porous, Sheet, Solid
from taktwin.product.acoustics.process import felt


def layer_noun(tree: Tree, path: Path_) -> LayerNoun:
    """The entry of a layer. Raises ModelError."""
    given = tree.sub(path).data
    if not isinstance(given, Mapping):
        wrong(
            tree,
            path,
            Phrase("expected a layer, got {given}", given=repr(given)),
            Phrase("write for example `- gap: air` and its thickness below"),
        )
    words = [word for word in LAYERS if word in given]
    if len(words) != 1:
        message = Phrase("a layer is one of {layers}", layers=", ".join(LAYERS))
        near = [suggest(str(key), tuple(LAYERS)) for key in given if key not in LAYERS][:1]
        if words:
            wrong(
                tree,
                path,
                Phrase("{message}, not {words}", message=message, words=" and ".join(words)),
                Phrase("make two layers of it"),
            )
        wrong(
            tree,
            path,
            Phrase("{message}, and none of these keys is there", message=message),
            near[0] if near else Phrase("name one of them"),
        )
    noun = LAYERS[words[0]]
    try:
        return noun.model_validate(given)
    except ValidationError as error:
        sub = tree.sub(path)
        found = translate(error, sub, noun)
        shown = f"layers[{path[-1]}]"
        named = [Problem(one.file, one.line, f"{shown}.{one.path}", one.message, one.remedy) for one in found]
        raise ModelError(named) from None


def layer_of(tree: Tree, path: Path_, noun: LayerNoun, air: Air) -> Layer:
    """The layer of an entry. Raises ModelError."""
    match noun:
        case GapNoun():
            return Gap(_above_0(tree, path, "thickness", noun.thickness))
        case PorousNoun():
            return _porous(tree, path, noun)
        case FeltNoun():
            return _felt(tree, path, noun, air)
        case FibrousNoun():
            thickness = _above_0(tree, path, "thickness", noun.thickness)
            return Fibrous(thickness, _above_0(tree, path, "resistivity", noun.resistivity))
        case ElasticNoun():
            thickness, density, stiffness = (
                _above_0(tree, path, word, getattr(noun, word)) for word in ("thickness", "density", "stiffness")
            )
            poisson, loss = noun.poisson.value, noun.loss.value
            if isinstance(noun, SolidNoun):
                return Solid(thickness, density, stiffness, poisson, loss)
            return Plate(density * thickness, stiffness * thickness**3 / (12 * (1 - poisson**2)), loss)
        case SheetNoun():
            resistance = None
            if noun.resistance is not None:
                resistance = _above_0(tree, path, "resistance", noun.resistance)
            return Sheet(_above_0(tree, path, "mass", noun.mass), resistance)
        case PerforatedNoun():
            share = _above_0(tree, path, "open_share", noun.open_share)
            if share >= 0.75:
                wrong(
                    tree,
                    (*path, "open_share"),
                    Phrase("the holes would touch each other"),
                    Phrase("give less than 75 %"),
                )
            thickness, diameter = (
                _above_0(tree, path, word, getattr(noun, word)) for word in ("thickness", "diameter")
            )
            return Perforated(thickness, share, diameter)
    raise AssertionError(noun)


def _porous(tree: Tree, path: Path_, noun: PorousNoun) -> Porous:
    words = ("thickness", "porosity", "resistivity", "viscous_length", "thermal_length")
    thickness, porosity, resistivity, viscous, thermal = (_above_0(tree, path, w, getattr(noun, w)) for w in words)
    if noun.tortuosity.value < 1:
        wrong(
            tree,
            (*path, "tortuosity"),
            Phrase("a tortuosity is 1 or more, got {text}", text=noun.tortuosity.text),
            Phrase("mend it"),
        )
    if thermal < viscous:
        message = Phrase("the thermal length {text} is below the viscous one", text=noun.thermal_length.text)
        wrong(tree, (*path, "thermal_length"), message, Phrase("exchange the two, or mend one"))
    permeability = None
    if noun.thermal_permeability is not None:
        permeability = _above_0(tree, path, "thermal_permeability", noun.thermal_permeability)
    frame = None
    if noun.frame is not None:
        below = (*path, "frame")
        stiffness = noun.frame.stiffness
        frame = Frame(
            _above_0(tree, below, "density", noun.frame.density),
            None if stiffness is None else _above_0(tree, below, "stiffness", stiffness),
            noun.frame.poisson.value,
            noun.frame.loss.value,
        )
        if frame.stiffness is not None and porosity == 1:
            wrong(
                tree,
                below,
                Phrase("a layer of air alone has no frame"),
                Phrase("give a porosity below 100 %, or drop the frame"),
            )
    return Porous(thickness, porosity, resistivity, noun.tortuosity.value, viscous, thermal, permeability, frame)


def _felt(tree: Tree, path: Path_, noun: FeltNoun, air: Air) -> Porous:
    words = ("thickness", "area_mass", "fibre", "factor", "exponent", "shape")
    try:
        found = felt(**{word: _above_0(tree, path, word, getattr(noun, word)) for word in words}, air=air)
    except StackError as error:
        wrong(tree, (*path, "area_mass"), error.message, error.remedy)
    density = noun.area_mass.value / noun.thickness.value
    return replace(found, density=density) if noun.frame == "rigid" else replace(found, frame=Frame(density))


def _above_0(tree: Tree, path: Path_, word: str, value: Quantity) -> float:
    if value.value <= 0:
        wrong(tree, (*path, word), Phrase("{value} is 0", value=word.replace("_", " ")), Phrase("give a value above 0"))
    return value.value


def wrong(tree: Tree, path: Path_, message: str, remedy: str) -> NoReturn:
    """Raise a ModelError of one problem."""
    file, line = tree.origin(path)
    shown = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")
    raise ModelError([Problem(file, line, shown, message, remedy)])
