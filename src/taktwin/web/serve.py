"""The server around the application: its socket, TLS, and what it may be started with."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.web.access.audit import Audit
from taktwin.web.access.door import Door
from taktwin.web.access.origin import LOOPBACK, is_loopback
from taktwin.web.access.people import read_people
from taktwin.web.watch.plan import Plan
from taktwin.web.work.forms import Form
from taktwin.web.workspace import NOTES, Workspace


@dataclass
class ServeOptions:
    """What a page is started with.

    Attributes:
        folder: what it works in.
        host: address to listen at.
        port: 0 for a free one.
        names: under which it may be asked, beside its own address.
        token_file: people, their tokens and roles; None: whoever is at this computer.
        proxy: address of the proxy whose header tells who asks.
        proxy_header: that header.
        certificate, key: files of TLS.
        audit: file of the audit; None: `.taktwin/audit.jsonl` in the folder.
        read_only: nothing is changed or run.
        workers: commands that run at a time.
        plan: which running plant is followed; None: none from the beginning.
        shown: the shipped model that is looked at first; it is run for that as soon as the server listens.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8765
    names: Sequence[str] = ()
    token_file: Path | None = None
    proxy: str | None = None
    proxy_header: str = "X-Forwarded-User"
    certificate: Path | None = None
    key: Path | None = None
    audit: Path | None = None
    read_only: bool = False
    workers: int = 1
    plan: Plan | None = None
    shown: str | None = None

    def check(self) -> None:
        """See to it that the options fit each other.

        Raises:
            OptionError: they do not.
        """
        if not self.folder.is_dir():
            raise OptionError(
                Phrase("there is no folder '{folder}'", folder=self.folder), Phrase("name one with models"), "folder"
            )
        if not is_loopback(self.host) and self.token_file is None:
            remedy = Phrase("give --token-file FILE, with lines ROLE NAME TOKEN")
            raise OptionError(
                Phrase("{host} is reached by others, and they would be let in without a token", host=self.host),
                remedy,
                "host",
            )
        if self.proxy is not None and self.token_file is None:
            remedy = Phrase("give --token-file FILE, with lines ROLE NAME for those whom the proxy lets in")
            raise OptionError(Phrase("nobody says what those who come through the proxy may do"), remedy, "proxy")
        if (self.certificate is None) != (self.key is None):
            raise OptionError(
                Phrase("TLS needs a certificate and its key"),
                Phrase("give both --tls-cert and --tls-key"),
                "certificate",
            )
        for file, name in ((self.certificate, "certificate"), (self.key, "key")):
            if file is not None and not file.is_file():
                raise OptionError(Phrase("there is no file '{file}'", file=file), Phrase("check the path"), name)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        OptionError: the address is not this computer's, or the port is taken or not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(100)
    except (OSError, OverflowError) as error:
        made.close()
        why = getattr(error, "strerror", None) or error
        raise OptionError(
            Phrase("cannot listen at {host}:{port} ({why})", host=host, port=port, why=why),
            Phrase("choose another --port, 0 for a free one"),
            "port",
        ) from None
    made.set_inheritable(False)
    return made


def serve(options: ServeOptions, forms: Sequence[Form], program: Sequence[str], ready: Callable[[str], None]) -> None:
    """Serve the page until it is interrupted.

    Args:
        options: what it is started with.
        forms: what may be run on it.
        program: how a command is started, before its arguments.
        ready: called with the address when it listens.

    Raises:
        OptionError: an option cannot be meant.
    """
    import uvicorn

    from taktwin.web.app import Settings, make_app
    from taktwin.web.ending import PAGES_S, end_in_time, leave
    from taktwin.web.patience import PatientProtocol

    options.check()
    workspace = Workspace(options.folder, options.read_only)
    people = None if options.token_file is None else read_people(options.token_file)
    made = listen(options.host, options.port)
    port = made.getsockname()[1]
    secure = options.certificate is not None
    door = Door(people, options.proxy, options.proxy_header.lower(), f"taktwin-{port}", secure)
    hosts = [*LOOPBACK, options.host, *options.names]
    audit = Audit(options.audit or workspace.folder / NOTES / "audit.jsonl")
    app = make_app(
        Settings(workspace, door, hosts, audit, forms, program, options.workers, options.plan, options.shown)
    )
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=True, proxy_headers=False,
        ssl_certfile=options.certificate, ssl_keyfile=options.key, http=PatientProtocol, ws="websockets-sansio",
        ws_max_size=2**20, ws_per_message_deflate=False,  # it would be done anew for each page
        h11_max_incomplete_event_size=64 * 2**10, timeout_graceful_shutdown=PAGES_S, limit_concurrency=500,
    )  # fmt: skip
    shown = f"[{options.host}]" if ":" in options.host else options.host
    threading.Thread(target=_warm, daemon=True).start()
    ready(f"{'https' if secure else 'http'}://{shown}:{port}/")

    class Ending(uvicorn.Server):
        """A server that has ended soon after it was told to."""

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            end_in_time(sig)
            super().handle_exit(sig, frame)

    with suppress(KeyboardInterrupt):  # the way to end it
        Ending(config).run(sockets=[made])
    leave()


def _warm() -> None:
    """Load what the first check of a model needs, so that whoever asks first does not wait for it."""
    from taktwin.web.work.checking import load_checked
    from taktwin.web.work.models import fresh

    with suppress(Exception):  # it is only sooner than otherwise
        load_checked(fresh("plant.yaml"))
