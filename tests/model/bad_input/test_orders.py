"""Bad input: order files."""

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from tests.model.plant_text import changed


@pytest.mark.parametrize(
    ("rows", "line", "path", "message", "remedy"),
    [
        (
            "product,colour\nsedan,red\nsudan,red\n",
            3,
            "product",
            'row 3: unknown product "sudan"',
            "did you mean `sedan`?",
        ),
        ("product,colour\nsedan,rad\n", 2, "colour", 'row 2: unknown value "rad" of colour', "`red`"),
        ("product,color\nsedan,red\n", 1, "color", 'no option "color"', "`colour`"),
        ("product,colour\nsedan\n", 2, "", "row 2: expected 2 values", "give each column a value"),
        ('product,colour\nsedan,"re"d\n', 2, "", "row 2: cannot be read", "quotation marks"),
        ('product,colour\nsedan,red\nsedan,"red\nsuv,red\n', 3, "", "row 3: cannot be read", "quotation marks"),
        ("colour\nred\n", 1, "product", "column `product` is missing", "add it"),
        ("product,release\nsedan,10\nsedan,5\n", 3, "release", "lies before the one above", "sort the rows"),
        ("product,release\nsedan,soon\n", 2, "release", "expected a time", "begin with a number"),
        ("product,release\nsedan,-4\n", 2, "release", "row 2", ""),
        ("product,release\nsedan,2026-13-05 06:00\n", 2, "release", "expected a date and time", "2026-01-05 10:30"),
        ("product,release\nsedan,1999-01-05\n", 2, "release", "before the start of the plant", "a later time"),
        ("product,release\nsedan,9999-01-05\n", 2, "release", "expected a date and time", "2026-01-05 10:30"),
        ("product,release\nsedan,\n", 2, "release", "row 2", ""),
        ("product,due\nsedan,soon\n", 2, "due", "expected a time", "begin with a number"),
        ("product,due\nsedan,2025-01-05 06:00\n", 2, "due", "before the start of the plant", "a later time"),
        ("product,due,due\nsedan,5,6\n", 1, "due", "stands twice", "keep one"),
        ("product,quantity\nsedan,0\n", 2, "quantity", "from 1 to 100,000", "leave it empty for one"),
        ("product,quantity\nsedan,2.5\n", 2, "quantity", 'got "2.5"', "leave it empty for one"),
        ("product,quantity\nsedan,99999999\n", 2, "quantity", "from 1 to 100,000", "leave it empty for one"),
        ("product,custumer\nsedan,x\n", 1, "custumer", 'no option "custumer"', "`customer`"),
        ("product,product\nsedan,suv\n", 1, "product", "stands twice", "keep one"),
        ("product;ident\nsedan;A;B\n", 2, "", "expected 2 values", "each column"),
        ("product\tident\nsedan\t\n", 2, "ident", "the car has no ident", "drop the column"),
        ("product;release\nsedan;1,5,2 h\n", 2, "release", '"1,5,2 h"', ""),
        ("product;release\nsedan;31.02.2026 6:00\n", 2, "release", "expected a date and time", "2026-01-05 10:30"),
        ('product;ident\nsedan;"A\n', 2, "", "row 2: cannot be read", "quotation marks"),
        ("product\n", 1, "", "holds no orders", "one row for each job"),
        ("product,ident\nsedan,A\nsuv,A\n", 3, "ident", 'the ident "A" stands in row 2 already', "its own"),
        ("product,ident\nsedan,A\nsuv,\n", 3, "ident", "the car has no ident", "drop the column"),
    ],
)
def test_order_files(rows: str, line: int, path: str, message: str, remedy: str, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(rows)
    file = tmp_path / "plant.yaml"
    file.write_text(changed("mix: {sedan: 70 %, suv: 30 %}\n    interval: 120 s", "file: orders.csv"), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    problem = caught.value.problems[0]
    assert (problem.file, problem.line, problem.path) == (str(tmp_path / "orders.csv"), line, path)
    assert message in problem.message
    assert remedy in problem.remedy


def test_an_option_that_the_product_does_not_have(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("product,hook\nsuv,steel\nsedan,steel\n")
    file = tmp_path / "plant.yaml"
    text = changed("mix: {sedan: 70 %, suv: 30 %}\n    interval: 120 s", "file: orders.csv")
    own = "options: {colour: {red: 0.5, blue: 0.5}}"
    assert own in text
    file.write_text(text.replace(own, "options: {hook: {steel: 100 %}}"), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    problem = caught.value.problems[0]
    assert (problem.line, problem.path) == (3, "hook")
    assert 'the product "sedan" has no option hook, so it cannot be "steel"' in problem.message


def test_order_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_bytes(b"product\nsedan\n\xff\xfe\n")
    file = tmp_path / "plant.yaml"
    file.write_text(changed("mix: {sedan: 70 %, suv: 30 %}\n    interval: 120 s", "file: orders.csv"), encoding="utf-8")
    with pytest.raises(ModelError, match=r"orders.csv:3: .*not UTF-8 .*in Excel as \"CSV UTF-8\""):
        load_model(file)


def test_missing_order_file(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text(changed("mix: {sedan: 70 %, suv: 30 %}\n    interval: 120 s", "file: none.csv"), encoding="utf-8")
    with pytest.raises(ModelError, match=r"none.csv.*no such file"):
        load_model(file)
