"""Bad input: the cases of all files together."""

from tests.model.bad_input import test_flow, test_keys, test_references, test_values


def test_there_are_enough_cases() -> None:
    cases = [case for file in (test_flow, test_keys, test_references, test_values) for case in file.CASES]
    assert len({case.id for case in cases}) == len(cases) >= 45
