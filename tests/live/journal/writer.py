"""A process that writes a journal and says what was confirmed; it may be killed, or its disk may fail.

    python -m tests.live.journal.writer FILE FIRST [fsync:N | size:BYTES]

It writes batches of ten from the number FIRST on. With `fsync:N` every write to the disk after N batches fails, by a
filter on its own system calls; with `size:BYTES` no file can grow beyond that, as on a full disk.
"""

from __future__ import annotations

import ctypes
import platform
import resource
import signal
import struct
import sys

from taktwin.live.journal.errors import JournalBrokenError, JournalFullError
from taktwin.live.journal.journal import Journal
from tests.live.journal.samples import entry

_FSYNC = {"x86_64": (74, 75), "aarch64": (82, 83)}  # fsync and fdatasync
_ERRNO, _ALLOW, _EIO = 0x00050000, 0x7FFF0000, 5
_NO_NEW_RIGHTS, _SET_FILTER, _MODE_FILTER = 38, 22, 2


def fail_fsync() -> bool:
    """From now on fsync and fdatasync of this process return EIO; False where the system has no such filter."""
    calls = _FSYNC.get(platform.machine())
    libc = ctypes.CDLL(None, use_errno=True)
    if calls is None:
        return False
    program = [
        (0x20, 0, 0, 0),  # load the number of the call
        *((0x15, len(calls) - i, 0, number) for i, number in enumerate(calls)),  # one of these: to the last
        (0x06, 0, 0, _ALLOW),
        (0x06, 0, 0, _ERRNO | _EIO),
    ]
    code = b"".join(struct.pack("<HBBI", *one) for one in program)
    buffer = ctypes.create_string_buffer(code)
    described = struct.pack("<HxxxxxxQ", len(program), ctypes.addressof(buffer))
    if libc.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0):
        return False
    return libc.prctl(_SET_FILTER, _MODE_FILTER, ctypes.create_string_buffer(described), 0, 0) == 0


def main(file: str, first: int, fault: str = "") -> int:
    what, _, amount = fault.partition(":")
    if what == "size":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(amount), int(amount)))
    with Journal(file) as journal:
        for batch in range(100_000):
            if what == "fsync" and batch == int(amount) and not fail_fsync():
                print("no filter", flush=True)
                return 0
            begin = first + 10 * batch
            try:
                journal.append([entry(i, size=400) for i in range(begin, begin + 10)])
            except (JournalFullError, JournalBrokenError) as error:
                print(type(error).__name__, flush=True)
                try:
                    journal.append([entry(begin)])
                except (JournalFullError, JournalBrokenError) as again:
                    print(type(again).__name__, flush=True)
                return 0
            print(begin + 9, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:]))
