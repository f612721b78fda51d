import pytest

from taktwin.model.values.mark import Mark, QuantityError, split_mark


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("[seen: plant-2024]", Mark("seen", "", "plant-2024")),
        ("[seen:plant-2024, table 3]", Mark("seen", "table 3", "plant-2024")),
        ("[derived: takt x 0.833]", Mark("derived", "takt x 0.833")),
        ("[derived takt x 0.833]", Mark("derived", "takt x 0.833")),
        ("assumed: as the body zone", Mark("assumed", "as the body zone")),
        ("[ Assumed: as [others] do ]", Mark("assumed", "as [others] do")),
    ],
)
def test_marks(text: str, mark: Mark) -> None:
    assert Mark.parse(text) == mark
    assert Mark.parse(str(mark)) == mark


@pytest.mark.parametrize("text", ["[guess: x]", "[derived]", "[seen: ]", "", "[]", "seenplant"])
def test_what_is_no_mark(text: str) -> None:
    with pytest.raises(QuantityError) as caught:
        Mark.parse(text)
    assert caught.value.remedy


def test_splitting() -> None:
    assert split_mark("100 s [assumed: x]") == ("100 s", Mark("assumed", "x"))
    assert split_mark(" 100 s ") == ("100 s", None)
    with pytest.raises(QuantityError, match="cannot read the brackets"):
        split_mark("100 [assumed: x] s")
