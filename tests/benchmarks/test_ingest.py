"""The benchmark of taking in messages compares the same work."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import ingest, through_broker
from taktwin.exchange.sparkplug.decode import decode
from tests.live.sparkplug.broker import PROGRAM


def test_both_read_the_same(tmp_path: Path) -> None:
    pytest.importorskip("google.protobuf", reason="protobuf is not installed (`pip install taktwin[test]`)")
    plant = ingest.messages(30)
    data = [one.payload for one in plant[1:]]
    assert ingest.in_python(data) == pytest.approx(ingest.compiled(data, 7), rel=1e-12)
    assert (decode(data).heads["count"] == ingest.METRICS).all()
    ingest.host(plant, 7)
    ingest.journalled(plant, 7, tmp_path)


@pytest.mark.long
def test_nothing_is_lost_through_a_server(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole way, for two seconds: each message is in the journal, and each tag ends with the value sent last."""
    pytest.importorskip("aiomqtt", reason="aiomqtt is not installed (`pip install taktwin[live]`)")
    if PROGRAM is None:
        pytest.skip("mosquitto is not installed (Debian: apt-get install mosquitto)")
    monkeypatch.setattr("sys.argv", ["", "--minutes", "0.05", "--rate", "20000", "--model", "line20"])
    through_broker.main()
    told = capsys.readouterr().out
    assert "lost: 0 messages, 0 metrics; last values that differ: 0 of" in told
    assert "host: nothing to tell" in told
