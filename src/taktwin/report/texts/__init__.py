"""Every text of the pages, one file a subject, English and Chinese side by side so that they stay in step.

A file here is found by itself; it holds `TEXTS`: key -> text in each of `LANGUAGES`. Placeholders in braces must be the
same in all of them; a test checks that, and that every text is used.
"""

from importlib import import_module
from pkgutil import iter_modules

LANGUAGES = ("en", "zh")
"""Languages of the pages, in the order of the texts."""

SUBJECTS: dict[str, dict[str, tuple[str, str]]] = {
    one.name: import_module(f"{__name__}.{one.name}").TEXTS for one in iter_modules(__path__)
}
"""Subject -> its texts."""

TEXTS: dict[str, tuple[str, str]] = {key: both for texts in SUBJECTS.values() for key, both in texts.items()}
