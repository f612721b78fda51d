"""The cache of compiled kernels, and what is not callable from Python."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.kernel.base import cache, random
from taktwin.kernel.loop import advance


def test_a_kernel_that_has_run_is_in_the_cache_and_needs_no_announcement(monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(cache, "_told", [lambda: said.append("now")])
    monkeypatch.setattr(cache, "is_compiled", lambda entry: entry == "advance")
    cache.announce("advance")
    assert said == []
    cache.announce("advance_serial")
    assert said == ["now"]


def test_only_files_with_kernel_functions_name_the_cache_folder(monkeypatch, tmp_path):
    for name in ("kernel.py", "lowering/rules.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(cache, "_KERNEL", tmp_path)
    folder, version = cache.cache_folder(), cache.engine_version()
    (tmp_path / "lowering/rules.py").write_text("two")
    assert cache.cache_folder() == folder
    assert cache.engine_version() != version
    (tmp_path / "kernel.py").write_text("two")
    assert cache.cache_folder() != folder


def test_kernel_functions_cannot_be_called_from_python():
    with pytest.raises(TypeError, match="unit is part of the kernel"):
        random.unit(np.uint64(1))
    assert advance.py_func.__name__ == "advance"
