"""Loading a model: file, `extends`, `set`, overrides, validation and checks."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from taktwin.model.errors import ModelError, Problem
from taktwin.model.families.spell import spell_parks
from taktwin.model.files.override import apply_override, put
from taktwin.model.files.parsed import parsed
from taktwin.model.files.translate import translate
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Tree, plain, read_tree
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.measured import with_folder
from taktwin.model.values.nearest import suggest
from taktwin.model.values.textfile import read_text

if TYPE_CHECKING:
    from taktwin.model.checks.check import Check

Overrides = Iterable[str] | Mapping[str, Any]


def shipped_models() -> dict[str, Path]:
    """Name -> file of the models that come with Taktwin."""
    folder = Path(str(resources.files("taktwin.library")))
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def find_source(source: str | Path) -> tuple[str, str, Path | None]:
    """Text, file name and path of a model: a path, a shipped name, or the text itself; raises `ModelError`."""
    if isinstance(source, str):
        if "\n" in source:
            return source, "(text)", None
        shipped = shipped_models()
        if source in shipped:
            source = shipped[source]
        elif not _exists(source) and not source.endswith((".yaml", ".yml")):
            if ": " in source or source.strip().startswith("{"):
                return source, "(text)", None
            remedy = Phrase("{value} A file is named with its ending, .yaml", value=suggest(source, shipped))
            raise ModelError(
                [
                    Problem(
                        source,
                        None,
                        "",
                        Phrase('there is no shipped model and no file called "{source}"', source=source),
                        remedy,
                    )
                ]
            )
    path = Path(source)
    return read_text(path), str(path), path


def _exists(name: str) -> bool:
    """Whether there is a file of that name; a text that is too long for one is none."""
    try:
        return Path(name).exists()
    except OSError:
        return False


def load_tree(source: str | Path) -> tuple[Tree, Path]:
    """The data of a model after `extends` and `set`, with the folder of its file; raises `ModelError`."""
    text, file, path = find_source(source)
    return _with_bases(parsed(text, file, read_tree), path, ())


def _with_bases(tree: Tree, path: Path | None, seen: tuple[str, ...]) -> tuple[Tree, Path]:
    folder = path.parent if path is not None else Path()
    wanted = tree.data.get("extends")
    if isinstance(wanted, str):
        base_path = _base_path(wanted, folder, tree)
        chain = (*seen, os.path.realpath(path)) if path is not None else seen
        if os.path.realpath(base_path) in chain:
            file, line = tree.origin(("extends",))
            remedy = Phrase("let one of them stand on its own")
            raise ModelError(
                [Problem(file, line, "extends", Phrase('"{wanted}" extends this model in turn', wanted=wanted), remedy)]
            )
        base, _ = _with_bases(parsed(read_text(base_path), str(base_path), read_tree), base_path, chain)
        own = tree
        base.data.pop("set", None)
        _absolute_files(base.data, base_path.parent)
        tree = base
        tree.merge(own)
        tree.lines.origin = own.origin(())
    _build_plants(tree, path, seen)
    _apply_set(tree)
    return tree, folder


def _build_plants(tree: Tree, path: Path | None, seen: tuple[str, ...]) -> None:
    """Put what a plant of the model `extends` into its place; of the file it builds on, the plant alone is taken."""
    plants = tree.data.get("plants")
    for name, plant in plants.items() if isinstance(plants, dict) else ():
        if isinstance(plant, dict) and ("extends" in plant or "set" in plant):
            _check_set(tree, name)
            built, _ = _with_bases(tree.sub(("plants", name)).copy(), path, seen)
            if "plants" in built.data:
                file, line = tree.origin(("plants", name, "extends"))
                message = Phrase('"{value}" has several plants', value=plant.get("extends"))
                remedy = Phrase("let this plant extend a model of one")
                raise ModelError([Problem(file, line, f"plants.{name}.extends", message, remedy)])
            for key in _OF_THE_MODEL:
                if key not in plant:
                    built.data.pop(key, None)
            built.data.pop("extends", None)
            built.data.pop("set", None)
            tree.put(("plants", name), built)


#: What is said once, of all plants.
_OF_THE_MODEL = ("taktwin", "name", "bucket", "sources")


def _check_set(tree: Tree, name: str) -> None:
    """A plant changes nothing that is said of the whole model, nor of other plants."""
    entries = tree.data["plants"][name].get("set")
    for text in entries if isinstance(entries, dict) else ():
        first = text.partition(".")[0]
        if first in (*_OF_THE_MODEL, "plants"):
            file, line = tree.origin(("plants", name, "set", text))
            message = Phrase("`{first}` is said of the whole model, not of a plant", first=first)
            remedy = (
                Phrase("begin the path with what the plant has")
                if first == "plants"
                else Phrase("change it beside `plants`")
            )
            raise ModelError([Problem(file, line, f"plants.{name}.set.{text}", message, remedy)])


def _absolute_files(data: Any, folder: Path) -> None:
    """Files of orders, times and vehicles of a base are relative to the base, not to the model that extends it."""
    _absolute_times(data, folder)
    plants = data.get("plants")
    for plant in plants.values() if isinstance(plants, dict) else ():
        if isinstance(plant, dict):
            _absolute_files(plant, folder)
    orders = data.get("orders")
    for stream in orders.values() if isinstance(orders, dict) else ():
        if isinstance(stream, dict) and isinstance(stream.get("file"), str):
            stream["file"] = os.path.realpath(folder / stream["file"])
    fleets = data.get("fleets")
    for fleet in fleets.values() if isinstance(fleets, dict) else ():
        if isinstance(fleet, dict) and isinstance(fleet.get("factsheet"), str):
            fleet["factsheet"] = os.path.realpath(folder / fleet["factsheet"])
    products = data.get("products")
    for product in products.values() if isinstance(products, dict) else ():
        if isinstance(product, dict):
            _absolute_cars(product.get("car"), folder)


def _absolute_cars(car: Any, folder: Path) -> None:
    """The files of a car, where they are files and no names of cars that come with Taktwin."""
    if not isinstance(car, dict):
        return
    options = car.get("options")
    changes = [values for values in options.values() if isinstance(values, dict)] if isinstance(options, dict) else []
    for one in (car, *(change for values in changes for change in values.values() if isinstance(change, dict))):
        if isinstance(one.get("drive"), str) and (folder / one["drive"]).is_file():
            one["drive"] = os.path.realpath(folder / one["drive"])


def _absolute_times(data: Any, folder: Path) -> None:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in list(entries):
        if isinstance(value, str):
            if key == "matrix":
                data[key] = os.path.realpath(folder / value)
            elif "(" in value:
                data[key] = with_folder(value, folder)
        else:
            _absolute_times(value, folder)


def _base_path(name: str, folder: Path, tree: Tree) -> Path:
    shipped = shipped_models()
    if name in shipped:
        return shipped[name]
    beside = [folder / name, folder / f"{name}.yaml"]
    found = next((path for path in beside if path.is_file()), None)
    if found is None:
        file, line = tree.origin(("extends",))
        message = Phrase('there is no shipped model "{name}" and no such file beside this one', name=name)
        raise ModelError([Problem(file, line, "extends", message, suggest(name, shipped))])
    return found


def _apply_set(tree: Tree) -> None:
    entries = tree.data.get("set")
    if not isinstance(entries, dict):
        return  # a value of another type is reported by the validation
    problems: list[Problem] = []
    for text in [key for key in entries if key not in ("mark", "note")]:
        try:
            put(tree, text, tree.sub(("set", text)))
        except QuantityError as error:
            file, line = tree.origin(("set", text))
            problems.append(Problem(file, line, f"set.{text}", error.message, error.remedy))
    if problems:
        raise ModelError(problems)


def _apply_all(tree: Tree, overrides: Overrides | None) -> None:
    if overrides is None:
        return
    entries: list[Any] = list(overrides.items()) if isinstance(overrides, Mapping) else list(overrides)
    problems: list[Problem] = []
    for entry in entries:
        try:
            apply_override(tree, entry)
        except ModelError as error:
            problems += error.problems
    if problems:
        raise ModelError(problems)


def validate(tree: Tree, folder: Path) -> PlantModel:
    """The typed model of a tree, without the checks of `check_model`; raises `ModelError`."""
    try:
        model = PlantModel.model_validate(tree.data, context={"folder": folder})
    except ValidationError as error:
        raise ModelError(translate(error, tree)) from None
    model._folder = folder
    model._origins = tree
    return model


def _spelt_out(model: PlantModel, tree: Tree, folder: Path) -> PlantModel:
    """The model with its part families spelt out; the file as it is written stays with it, for later overrides."""
    spelt = spell_parks(tree, model)
    if spelt is None:
        return model
    model = validate(spelt, folder)
    model._written = tree
    return model


def load_model(
    source: str | Path | PlantModel, overrides: Overrides | None = None, added: Mapping[str, Any] | None = None
) -> PlantModel:
    """Load a model from a file, a shipped name or a YAML text.

    ``overrides`` are ``PATH=VALUE`` texts or a mapping of paths to values, applied after ``extends`` and ``set``.
    ``added`` is merged into the model before them, as the entries of a file that ``extends`` it would be.
    Raises `ModelError` with all problems that were found. Warnings do not raise; `check_model` lists them.
    """
    return load_checked(source, overrides, added).model


def load_checked(
    source: str | Path | PlantModel, overrides: Overrides | None = None, added: Mapping[str, Any] | None = None
) -> Check:
    """As `load_model`; with the model comes its check, which tells the warnings."""
    if isinstance(source, PlantModel):
        if source._origins is None:
            data = source.model_dump(mode="json", by_alias=True, exclude_unset=True)
            tree, folder = Tree(plain(data)), source.folder
        else:
            tree, folder = (source._written or source._origins).copy(), source.folder
    else:
        tree, folder = load_tree(source)
    if added is not None:
        tree.merge(Tree(plain(added)))
    _apply_all(tree, overrides)
    model = _spelt_out(validate(tree, folder), tree, folder)
    if isinstance(source, PlantModel):
        model._cut, model._rules = source._cut, source._rules
    return _checked(model)


def check_text(text: str, path: Path) -> Check:
    """As `load_checked`, of a text that is not saved yet, as if it stood in the file; raises `ModelError`."""
    tree, folder = _with_bases(parsed(text, str(path), read_tree), path, ())
    return _checked(_spelt_out(validate(tree, folder), tree, folder))


def _checked(model: PlantModel) -> Check:
    from taktwin.model.checks.check import Check

    check = Check(model)
    if errors := check.errors:
        raise ModelError(errors)
    return check
