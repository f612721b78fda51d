"""Files and folders are written whole or not at all."""

from __future__ import annotations

import ast
import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from taktwin.model.files import write
from taktwin.model.files.write import check_writable, whole_file, whole_folder, write_table, write_text

PACKAGE = Path(write.__file__).parents[2]


def names(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*")}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def half(path: Path, then: Callable[[], object], *, new: bool = False) -> None:
    """Begin a file; then something happens."""
    with whole_file(path, new=new) as file:
        file.write(b"half")
        then()


def begin(folder: Path, then: Callable[[], object]) -> None:
    """Begin a folder; then something happens."""
    with whole_folder(folder) as draft:
        (draft / "tables").mkdir()
        write_text(draft / "tables" / "a", "")
        write_text(draft / "b", "")
        then()


def nothing() -> None:
    """Nothing happens."""


# --- files


@pytest.mark.parametrize("when", ["in the block", "at fsync", "at the rename"])
@pytest.mark.parametrize("old", [True, False])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, when: str, old: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    if old:
        path.write_bytes(b"before")
    if when == "at fsync":
        monkeypatch.setattr(os, "fsync", full)
    elif when == "at the rename":
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left") as found:
        half(path, full if when == "in the block" else nothing)
    assert str(found.value) == f"[Errno {errno.ENOSPC}] No space left on device: {str(path)!r}"
    assert names(tmp_path) == ({"page.html"} if old else set())
    if old:
        assert path.read_bytes() == b"before"


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_so_does_any_other_end(tmp_path: Path, error: type[BaseException]) -> None:
    path = write_text(tmp_path / "x", "before")

    def happens() -> None:
        raise error

    with pytest.raises(error):
        half(path, happens)
    assert names(tmp_path) == {"x"}
    assert path.read_text() == "before"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a thing of Unix")
def test_a_limit_that_the_system_sets(tmp_path: Path) -> None:
    """No stand-in: the system refuses what goes beyond the limit, as it does on a full disk."""
    (tmp_path / "x").write_text("before")
    code = (
        "import resource, sys\n"
        "from taktwin.model.files.write import write_text\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    write_text(sys.argv[1], 'y' * 100_000)\n"
        "except OSError as error:\n    print(error.errno, error.filename)\n"
    )
    found = subprocess.run([sys.executable, "-c", code, tmp_path / "x"], capture_output=True, text=True, check=True)
    assert found.stdout.split() == [str(errno.EFBIG), str(tmp_path / "x")]
    assert names(tmp_path) == {"x"}
    assert (tmp_path / "x").read_text() == "before"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_table_on_a_full_disk_is_an_os_error() -> None:
    """Polars has an error of its own for it."""
    with pytest.raises(OSError, match="No space left") as found:
        write_table("/dev/full", pl.DataFrame({"a": range(100_000)}))
    assert found.value.errno == errno.ENOSPC


def test_a_table(tmp_path: Path) -> None:
    table = pl.DataFrame({"a": [1, 2]})
    assert pl.read_parquet(write_table(tmp_path / "t.parquet", table)).equals(table)


def test_line_ends_stay(tmp_path: Path) -> None:
    assert write_text(tmp_path / "x", "a\r\nä\n").read_bytes() == "a\r\nä\n".encode()


@pytest.mark.skipif(sys.platform == "win32", reason="rights of Unix")
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_rights_are_those_of_an_ordinary_file(tmp_path: Path, umask: int) -> None:
    old = os.umask(umask)
    try:
        (tmp_path / "plain").write_text("")
        (tmp_path / "plain folder").mkdir()
        write_text(tmp_path / "new", "")
        write_text(tmp_path / "first", "", new=True)
        with whole_folder(tmp_path / "folder") as draft:
            write_text(draft / "in it", "")
    finally:
        os.umask(old)
    plain = mode(tmp_path / "plain")
    assert {mode(tmp_path / name) for name in ("new", "first", "folder/in it")} == {plain}
    assert mode(tmp_path / "folder") == mode(tmp_path / "plain folder")
    (tmp_path / "plain").chmod(0o640)
    write_text(tmp_path / "plain", "changed")
    assert mode(tmp_path / "plain") == 0o640


def test_a_link_stays(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link"
    link.symlink_to("there/file")
    for text in ("where nothing was", "again"):
        write_text(link, text)
        assert link.is_symlink()
        assert (tmp_path / "there" / "file").read_text() == text
    assert names(tmp_path) == {"there", "there/file", "link"}


def test_a_link_to_itself_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match="symbolic links") as found:
        write_text(tmp_path / "a", "")
    assert found.value.errno == errno.ELOOP
    assert (tmp_path / "a").is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a thing of Unix")
def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        check_writable(pipe)
        write_text(pipe, "through")
        assert os.read(end, 100) == b"through"
    finally:
        os.close(end)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_new_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plant.yaml"
    path.symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        write_text(path, "mine", new=True)
    path.unlink()
    with pytest.raises(FileExistsError) as found:
        half(path, lambda: path.write_text("of another program, meanwhile"), new=True)
    assert found.value.filename == str(path)
    assert path.read_text() == "of another program, meanwhile"
    assert names(tmp_path) == {"plant.yaml"}


def test_new_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a memory stick."""

    def none(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", none)
    path = write_text(tmp_path / "x", "mine", new=True)
    with pytest.raises(FileExistsError):
        write_text(path, "again", new=True)
    assert (names(tmp_path), path.read_text()) == ({"x"}, "mine")


def test_a_file_without_the_right_to_write_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_text(tmp_path / "x", "kept")
    monkeypatch.setattr(os, "access", lambda *_: False)  # as root, everything may be written
    for attempt in (check_writable, lambda one: write_text(one, "lost")):
        with pytest.raises(PermissionError):
            attempt(path)
    assert path.read_text() == "kept"


def test_a_name_as_long_as_can_be(tmp_path: Path) -> None:
    write_text(tmp_path / ("n" * 255), "")
    assert names(tmp_path) == {"n" * 255}


@pytest.mark.parametrize("attempt", [check_writable, lambda path: write_text(path, "")])
def test_no_folder_or_a_folder(tmp_path: Path, attempt: Callable[[Path], object]) -> None:
    with pytest.raises(IsADirectoryError):
        attempt(tmp_path)
    with pytest.raises(FileNotFoundError) as found:
        attempt(tmp_path / "no" / "page.html")
    assert found.value.filename == str(tmp_path / "no" / "page.html")


def test_asking_changes_nothing(tmp_path: Path) -> None:
    check_writable(tmp_path / "x")
    assert names(tmp_path) == set()


# --- folders


def test_a_folder_gets_its_name_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "runs" / "new" / "run-1"
    with whole_folder(target) as draft:
        write_text(draft / "manifest.json", "{}")
        assert not target.exists()
    assert names(target) == {"manifest.json"}
    assert names(tmp_path) == {"runs", "runs/new", "runs/new/run-1", "runs/new/run-1/manifest.json"}


@pytest.mark.parametrize("empty", [True, False])
def test_a_folder_that_fails_leaves_nothing(tmp_path: Path, empty: bool) -> None:
    target = tmp_path / "runs" / "run-1"
    if empty:
        target.mkdir(parents=True)
    before = names(tmp_path)
    with pytest.raises(OSError, match="No space"):
        begin(target, full)
    assert names(tmp_path) == before


def test_an_empty_folder_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be the one that the user is in: it stays the same folder."""
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    with whole_folder(".") as draft:
        (draft / "tables").mkdir()
        write_text(draft / "tables" / "a", "")
        write_text(draft / "manifest.json", "{}")
    assert names(tmp_path) == {"tables", "tables/a", "manifest.json"}
    assert tmp_path.stat().st_ino == before


def test_filling_that_fails_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fails(self: Path, target: Path) -> Path:
        return full() or self if self.name == "tables" else rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError, match="No space"):
        begin(tmp_path, nothing)
    assert names(tmp_path) == set()


@pytest.mark.parametrize("taken", ["file", "folder/with a file"])
def test_what_stands_there_is_left_alone(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).parent.mkdir(exist_ok=True)
    (tmp_path / taken).write_text("precious")
    with pytest.raises(FileExistsError), whole_folder(tmp_path / taken.split("/", maxsplit=1)[0]):
        pytest.fail("the work must not begin")
    assert (tmp_path / taken).read_text() == "precious"


def test_a_folder_that_another_program_has_made_meanwhile(tmp_path: Path) -> None:
    theirs = tmp_path / "run" / "theirs"

    def happens() -> None:
        theirs.parent.mkdir()
        theirs.touch()

    with pytest.raises(OSError, match="run") as found:
        begin(theirs.parent, happens)
    assert found.value.errno in (errno.EEXIST, errno.ENOTEMPTY)
    assert names(tmp_path) == {"run", "run/theirs"}


# --- nobody else writes

#: Calls that write, by the module that they belong to.
_OF_MODULES = {
    "os": {"fdopen", "open", "rename", "replace", "link", "symlink", "truncate"},
    "shutil": {"copy", "copy2", "copyfile", "copytree", "move"},
    "tempfile": {"mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory"},
    "np": {"save", "savez", "savez_compressed", "savetxt", "memmap"},
    "json": {"dump"},
    "pickle": {"dump"},
}
#: Methods that write, of paths, arrays, tables and figures.
_METHODS = {
    *("write_text", "write_bytes", "touch", "symlink_to", "hardlink_to", "tofile", "write_image", "write_html"),
    *(f"write_{kind}" for kind in ("parquet", "csv", "excel", "ipc", "json", "ndjson", "avro")),
    *(f"sink_{kind}" for kind in ("parquet", "csv", "ipc", "ndjson")),
}


def _opens_for_writing(call: ast.Call) -> bool:
    """``open`` with a mode that writes, or one that is not written out."""
    method = isinstance(call.func, ast.Attribute)
    if (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")) != "open":
        return False
    modes = [one.value for one in call.keywords if one.arg == "mode"] + call.args[0 if method else 1 :][:1]
    return any(not isinstance(one, ast.Constant) or set(str(one.value)) & set("wax+") for one in modes)


def _given(tree: ast.AST) -> set[str]:
    """Names of the files that `whole_file` gives: what is written into them is written right."""
    items = [item for node in ast.walk(tree) if isinstance(node, ast.With) for item in node.items]
    return {
        item.optional_vars.id
        for item in items
        if isinstance(item.context_expr, ast.Call)
        and getattr(item.context_expr.func, "id", "") == "whole_file"
        and isinstance(item.optional_vars, ast.Name)
    }


def writes(code: str) -> list[int]:
    """Lines of a source file that write past `whole_file`."""
    tree = ast.parse(code)
    given = _given(tree)
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        names = {name.id for one in node.args for name in ast.walk(one) if isinstance(name, ast.Name)}
        name = owner = ""
        if isinstance(node.func, ast.Attribute):
            name, owner = node.func.attr, getattr(node.func.value, "id", "")
        does = name in _METHODS or name in _OF_MODULES.get(owner, ())
        if _opens_for_writing(node) or (does and not names & given):
            found.append(node.lineno)
    return found


def test_nothing_else_in_the_package_writes() -> None:
    found = {
        f"{file.relative_to(PACKAGE)}:{line}"
        for file in PACKAGE.rglob("*.py")
        if file != Path(write.__file__)
        for line in writes(file.read_text(encoding="utf-8"))
    }
    # the output that nobody reads; the inside of a file that `whole_file` has given
    found = {one for one in found if one.partition(":")[0] not in ("cli/exits.py", "runs/saved/file.py")}
    assert not found, f"write with taktwin.model.files.write: {', '.join(sorted(found))}"


@pytest.mark.parametrize(
    "line",
    [
        "open(path, 'w')",
        "open(path, mode='ab')",
        "path.open('x')",
        "path.open(mode)",
        "path.write_text('')",
        "path.write_bytes(b'')",
        "os.replace(a, b)",
        "tempfile.mkstemp()",
        "shutil.move(a, b)",
        "table.write_parquet(path)",
        "np.savez(path, a=a)",
    ],
)
def test_the_search_finds(line: str) -> None:
    assert writes(line) == [1]


def test_the_search_lets_pass() -> None:
    assert not writes(
        "with whole_file(path) as file:\n    np.savez(file, a=a)\nopen(path)\npath.open('rb')\n'a'.replace('a', 'b')"
    )
