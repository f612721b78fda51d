"""What is refused comes in both languages, with its figures and names as they are."""

from __future__ import annotations

import pytest

from taktwin.live.twin.settings import TwinSettings
from taktwin.model.errors import TaktwinError
from taktwin.web.replies import told


def test_an_error_is_told_in_both_languages() -> None:
    with pytest.raises(TaktwinError) as found:
        TwinSettings(replications=1)
    said = told(found.value.message, found.value.remedy)
    assert said["message"] == "replications must be at least 2, got 1"
    assert said["zh"]["message"] == "replications 不能小于 2，得到 1"


def test_what_has_no_chinese_stays_as_it_is() -> None:
    assert told("odd", "mend it")["zh"] == {"message": "odd", "remedy": "mend it"}
