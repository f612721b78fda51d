"""Addresses of servers: what they may hold, and that nothing secret in one is ever shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taktwin.live.address import is_address, shown
from taktwin.live.journal.opened import open_journal
from taktwin.live.lines.postsettings import post_at
from taktwin.live.opcua.serve import PlantServer
from taktwin.live.opcua.settings import OpcUaServer
from taktwin.live.secret import read_secret
from taktwin.live.sparkplug.server import server_at
from taktwin.model.errors import OptionError, TaktwinError

SECRET = "geheim"
#: Ways in which somebody may write a password, right and wrong ones.
WITH_SECRETS = (
    "{s}://u:geheim@h", "{s}://u:geheim@h:99999", "{s}://u:geheim@h/x", "x{s}://u:geheim@h", "{s}://u:geheim@[::1",
    "{s}://u:ge/geheim@h", "{s}://u:ge#geheim@h", "{s}://u:ge?geheim@h", "{s}://u:ge@geheim@h", "{s}:/u:geheim@h",
    "{s}://u:geheim@", "{s}://u%3Ageheim@h", "{s}://:geheim@h", "{s}://u:geheim", "{s}://h\n:geheim@x",
    "{s}://h/?password=geheim", "{s}://h#geheim",
)  # fmt: skip
READERS: dict[str, Callable[[str], Any]] = {
    "mqtt": lambda url: server_at(url, {}),
    "opc.tcp": lambda url: OpcUaServer(url=url, security="none"),
    "http": lambda url: post_at(url, {}),
    "postgresql": open_journal,
    "mysql": open_journal,
}


@pytest.mark.parametrize("scheme", READERS)
def test_nothing_secret_is_taken_or_shown(scheme: str) -> None:
    for form in WITH_SECRETS:
        url = form.format(s=scheme)
        readers = [READERS[scheme], *([lambda url: PlantServer(url, "x", {})] if scheme == "opc.tcp" else [])]
        for read in readers:
            with pytest.raises(OptionError) as told:
                read(url)
            assert SECRET not in f"{told.value} {told.value.remedy}", url
        assert SECRET not in shown(url)


def test_what_is_shown_of_an_address() -> None:
    for address, expected in (
        ("mqtt://twin@mqtt.plant:1883", "mqtt://mqtt.plant:1883"),
        ("postgresql://me@[::1]:5432/plant?journal=a", "postgresql://[::1]:5432/plant"),
        ("mqtt.plant:1883", "mqtt.plant:1883"),
        ("twin:geheim", "twin:..."),
    ):
        assert shown(address) == expected
    assert [is_address(one) for one in ("mysql://h/x", "C:/plant.journal", "plant.journal")] == [True, False, False]


def test_addresses_that_can_be() -> None:
    server = server_at("mqtts://twin%40plant@[::1]:8884", {})
    assert (server.address, server.port, server.user, server.secured) == ("::1", 8884, "twin@plant", True)
    assert server_at("mqtt.plant:1883", {}).address == "mqtt.plant"
    assert post_at("8781", {}).port == 8781


def test_a_file_of_a_secret_holds_one_line(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    for held in ("", "\n", "geheim\nmore\n"):
        file.write_text(held, encoding="utf-8")
        file.chmod(0o600)
        with pytest.raises(TaktwinError, match="no line, or several") as told:
            read_secret(file)
        assert SECRET not in str(told.value)
