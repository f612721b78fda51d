"""Files of JaamSim that are wrong as a whole: included, no text, not there, or damaged anywhere."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import taktwin
from taktwin.model.errors import ModelError
from tests.exchange.jaamsim.files import QUEUE, read
from tests.exchange.jaamsim.test_bad_input import MORE


def test_an_error_in_a_file_that_is_included(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        read(tmp_path, QUEUE + "Include more.inc\n", more="# two\nClerk Capacity { }\nWork Mean { 3 }\n")
    assert str(caught.value).startswith(f"{tmp_path / 'more.inc'}:3: Work Mean: '3' has no unit")


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"\xff\xfeD\x00", "Define Qüeue { x }".encode("latin-1")])
def test_what_is_no_text(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "model.cfg").write_bytes(content)
    with pytest.raises(ModelError) as caught:
        taktwin.read_jaamsim(tmp_path / "model.cfg")
    assert caught.value.problems[0].remedy


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no such file"):
        taktwin.read_jaamsim(tmp_path / "none.cfg")


@pytest.mark.parametrize("seed", range(120))
def test_damage_is_never_a_bug(seed: int, tmp_path: Path) -> None:
    """Words and signs taken out, doubled or changed in a model with every object: read, or refused."""
    rng = random.Random(seed)
    text = QUEUE + "".join(f"{more}\n" for more, *_ in rng.sample(MORE, 3) if "Gate" not in more.split("\n")[0])
    text += rng.choice(MORE)[0]
    words = text.replace("\n", " \n ").split(" ")
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(words))
        kind = rng.random()
        if kind < 0.3:
            del words[at]
        elif kind < 0.6:
            words[at] = rng.choice(words)
        else:
            words.insert(at, rng.choice(["{", "}", "'", "#", "Out", "3", "s", "TRUE", "[Work]", "'1 + 2'", "\n"]))
    found: list[ModelError] = []
    try:
        assert read(tmp_path, " ".join(words)).text
    except ModelError as error:
        found.append(error)
    for error in found:
        assert error.problems[0].line
        assert error.problems[0].remedy
