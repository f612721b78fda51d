"""A copy of the package with many faults in it, one of which is switched on at run time.

Compiling the kernel takes longer than the tests that notice a fault. So every kernel function with faults is written
several times, as it is and once with each fault, and a field of the world record, set from the environment, says which
one is called: the chains of kinds, too, then call the function that chooses. What cannot be embedded (functions that
are not handed the world, and what is not in a function: the traits of a kind) goes into a copy of its own.
"""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

from tests.mutants.fault import PACKAGE, ROOT, Fault

SWITCH = "TAKTWIN_FAULT"
#: Marks of kernel functions -> their first argument, and where the switch stands in it.
_WORLD = {"kernel": ("s", "s"), "small_kernel": ("s", "s"), "entry_kernel": ("world", "world[0]")}
_SET = '        self.world["trace"] = int(trace)\n'
_SET_SWITCH = f'        self.world["fault"] = int(__import__("os").environ.get("{SWITCH}", "0"))\n'
#: file of the package, text, its replacement
_PATCHES = (
    ("kernel/base/state.py", 'WORLD = record(\n    now="f8",', 'WORLD = record(\n    fault="i8", now="f8",'),
    (
        "kernel/base/jit.py",
        ", forceinline=True)",
        ", forceinline=False)",
    ),  # the code of all variants in all places would be too large
    ("runs/simulation.py", _SET, _SET + _SET_SWITCH),
)


def copy_to(folder: Path) -> Path:
    """A fresh copy of the package; returns the folder to import it from. What was compiled for others stays."""
    shutil.rmtree(folder / "src", ignore_errors=True)
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "src"


def alone(folder: Path, fault: Fault) -> Path:
    """A copy with one fault."""
    package = copy_to(folder)
    path = package / "taktwin" / fault.file
    path.write_text(fault.applied(path.read_text(encoding="utf-8")), encoding="utf-8")
    return package


def embed_all(folder: Path, faults: list[Fault]) -> tuple[Path, set[Fault]]:
    """A copy with all faults that can be embedded, and these. It is left as it is where nothing has changed."""
    texts: dict[str, str] = {}
    embedded: set[Fault] = set()
    for path in sorted(path for room in ("kernel", "runs") for path in (PACKAGE / room).rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        texts[file], found = embed(path.read_text(encoding="utf-8"), [f for f in faults if f.file == file])
        embedded |= found
    for file, old, new in _PATCHES:
        if texts[file].count(old) != 1:
            raise ValueError(f"{file}: cannot build in the switch: {old!r} is found {texts[file].count(old)} times")
        texts[file] = texts[file].replace(old, new)
    copied = folder / "src" / "taktwin"
    if not all((copied / file).is_file() and (copied / file).read_text("utf-8") == texts[file] for file in texts):
        copy_to(folder)
        for file, text in texts.items():
            (copied / file).write_text(text, encoding="utf-8")
    return folder / "src", embedded


def embed(source: str, faults: list[Fault]) -> tuple[str, set[Fault]]:
    """The text of a file with those of its faults that lie in kernel functions whose first argument is the world."""
    embedded: set[Fault] = set()
    lines = source.splitlines(keepends=True)
    for function in reversed(ast.parse(source).body):
        if not isinstance(function, ast.FunctionDef) or not _switch_of(function):
            continue
        begin = function.decorator_list[0].lineno - 1
        text = "".join(lines[begin : function.end_lineno])
        inside = [fault for fault in faults if fault.old in text]
        if inside:
            lines[begin : function.end_lineno] = [_switched(function, text, inside)]
            embedded |= set(inside)
    return "".join(lines), embedded


def _switch_of(function: ast.FunctionDef) -> str:
    """The expression that holds the switch in a kernel function that is handed the world; "" in all others."""
    first = function.args.args[0].arg if function.args.args else ""
    for mark in function.decorator_list:
        argument, world = _WORLD.get(ast.unparse(mark), ("", ""))
        if argument and argument == first:
            return f"{world}.fault"
    return ""


def _switched(function: ast.FunctionDef, text: str, faults: list[Fault]) -> str:
    """The function as it is, with each of its faults, and one of the same name that calls one of these."""
    marks = "".join(f"@{ast.unparse(mark)}\n" for mark in function.decorator_list)
    before = ""
    if "entry_kernel" in marks:  # Python calls the one that chooses; its variants are parts of the kernel like others
        before = "from taktwin.kernel.base.jit import kernel\n\n\n"
        text = text.replace("@entry_kernel\n", "@kernel\n", 1)

    def named(text: str, number: int) -> str:
        return text.replace(f"def {function.name}(", f"def {function.name}_{number}(", 1)

    variants = [named(text, 0)] + [named(fault.applied(text), fault.number) for fault in faults]
    arguments = ", ".join(argument.arg for argument in function.args.args)
    chosen = f"{marks}def {function.name}({arguments}):\n"
    for fault in faults:
        chosen += f"    if {_switch_of(function)} == {fault.number}:\n"
        chosen += f"        return {function.name}_{fault.number}({arguments})\n"
    chosen += f"    return {function.name}_0({arguments})\n"
    return before + "\n\n\n".join([*variants, chosen])
