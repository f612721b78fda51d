"""One family of errors, with a remedy and an exit code each."""

from __future__ import annotations

import importlib
import inspect
import pickle
import pkgutil

import pytest

import taktwin
from taktwin.exchange.refused import MessageError, PlainFault
from taktwin.model.errors import INPUT, RUN, USAGE, ModelError, OptionError, Problem, TaktwinError

#: Raised and caught within one file or room; nobody else meets them.
INTERNAL = {"StoppedError", "UnknownModelError", "DamagedError", "ImpossibleError", "WrongValueError"}
INTERNAL |= {"TooManyNumbersError"}


def error_classes() -> list[type[Exception]]:
    """Every exception that the package defines."""
    modules = (importlib.import_module(one.name) for one in pkgutil.walk_packages(taktwin.__path__, "taktwin."))
    classes = (pair for module in modules for pair in inspect.getmembers(module, inspect.isclass))
    found = {n: c for n, c in classes if issubclass(c, Exception) and c.__module__.startswith("taktwin.")}
    return [one for name, one in found.items() if name not in INTERNAL and not name.startswith("_")]


def test_every_error_is_of_the_family() -> None:
    classes = error_classes()
    assert len(classes) > 10
    for one in classes:
        assert issubclass(one, TaktwinError), one
        assert one.exit_code in (USAGE, INPUT, RUN), one
        assert one is TaktwinError or issubclass(one, ValueError | RuntimeError | ArithmeticError), one


def test_what_an_error_says() -> None:
    error = OptionError("3 is no share", "write 85%", "load")
    assert str(error) == "3 is no share; write 85%"
    assert (error.remedy, error.parameter, error.exit_code) == ("write 85%", "load", USAGE)
    assert str(TaktwinError("it stands still")) == "it stands still"


def test_a_parameter_makes_it_wrong_usage() -> None:
    from taktwin.planning.presslots.panel import LotError

    assert LotError("no lots").exit_code == INPUT
    assert LotError("no lots", parameter="cells").exit_code == USAGE


@pytest.mark.parametrize("one", error_classes(), ids=lambda one: one.__name__)
def test_errors_come_whole_out_of_another_process(one: type[Exception]) -> None:
    if issubclass(one, ModelError):
        error: Exception = one([Problem("a.yaml", 3, "x", "is wrong", "mend it")])
    elif one.__name__ == "TooManyStatesError":
        error = one(10, 5)
    elif one.__name__ == "NoPlanError":
        error = one((), False)
    elif one.__name__ == "BeyondReachError":
        error = one((), False, 0.2, 120.0, ())
    elif issubclass(one, MessageError):
        error = one("a.edi", [PlainFault("bad_date", "segment 3", "is no date", "mend it")])
    else:
        error = one("is wrong", "mend it", "days")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is one
    assert str(again) == str(error)
    assert (again.remedy, again.parameter) == (error.remedy, error.parameter)  # type: ignore[attr-defined]
