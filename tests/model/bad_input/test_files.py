"""Bad input: files that are missing, empty, no text, or extend each other."""

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from taktwin.model.errors import OptionError
from taktwin.model.files.given import given_file
from taktwin.model.text.tree import OTHERS_BEGIN, read_tree


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such file: check the name"):
        load_model(tmp_path / "none.yaml")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="a folder, no file: name the file in it"):
        load_model(tmp_path)


def test_no_such_model() -> None:
    with pytest.raises(ModelError, match='no file called "phenix": did you mean `phoenix`'):
        load_model("phenix")


def test_an_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text("# nothing\n")
    with pytest.raises(ModelError, match="the file is empty: begin with"):
        load_model(file)


def test_a_list_at_the_top(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text("- a\n- b\n")
    with pytest.raises(ModelError, match="expected a mapping at the top: begin with"):
        load_model(file)


def test_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_bytes(b"taktwin: 1\nname: caf\xe9\n")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    problem = caught.value.problems[0]
    assert (problem.file, problem.line, problem.remedy) == (str(file), 2, "save it as UTF-8")


def test_a_control_character(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_bytes(b"taktwin: 1\nname: a\x07b\n")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    assert caught.value.problems[0].line == 2
    assert caught.value.problems[0].remedy == "remove the control character"


def test_models_that_extend_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("name: a\nextends: b.yaml\n")
    (tmp_path / "b.yaml").write_text("name: b\nextends: a.yaml\n")
    with pytest.raises(ModelError, match="extends this model in turn"):
        load_model(tmp_path / "a.yaml")


def test_a_folder_and_a_link_to_nowhere_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    for path, told in ((tmp_path, "is a folder"), (tmp_path / "loop.yaml", "is a link that leads to no file")):
        with pytest.raises(OptionError, match=told):
            given_file(path, "file")


def test_what_an_empty_file_lacks() -> None:
    """A model begins in its own way; that would help no other file."""
    with pytest.raises(ModelError, match="begin with a key and its value"):
        read_tree("", "site.yaml", OTHERS_BEGIN)
