"""Rows of the kernel's arrays."""

import pytest

from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.builder import Builder


def test_a_row_keeps_what_it_says_and_its_array_what_it_does_not() -> None:
    builder = Builder()
    builder.row_list([{"target": 3}, {"source": 2, "seconds": 1.5}])
    entries = builder.arrays(KINDS)["entries"]
    assert entries["target"].tolist() == [3, -1]
    assert entries["source"].tolist() == [-1, 2]
    assert entries["seconds"].tolist() == [0.0, 1.5]


def test_a_field_that_no_array_has_is_refused() -> None:
    builder = Builder()
    builder.stocks.append({"cap": 1.0, "level": 1.0, "colour": 1})
    with pytest.raises(ValueError, match="row of stock"):
        builder.arrays(KINDS)
    builder = Builder()
    builder.row_list([{"colour": 1}])
    with pytest.raises(ValueError, match="field"):
        builder.arrays(KINDS)
