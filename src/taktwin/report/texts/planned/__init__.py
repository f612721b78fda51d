"""Texts of planning pages, one file a subject, put together as the files of the folder above are."""

from importlib import import_module
from pkgutil import iter_modules

TEXTS: dict[str, tuple[str, str]] = {
    key: both for one in iter_modules(__path__) for key, both in import_module(f"{__name__}.{one.name}").TEXTS.items()
}
