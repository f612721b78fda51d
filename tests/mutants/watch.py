"""A plugin of pytest: ends the process when one test takes more than a minute of processor time or 8 GB."""

from __future__ import annotations

import resource

SECONDS = 60
BYTES = 8 << 30


def pytest_configure() -> None:
    """Limit the memory."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pytest_runtest_logstart() -> None:
    """Limit the time from here."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
