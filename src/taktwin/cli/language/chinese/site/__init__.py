"""Chinese of the commands of energy and environment, put together as the files of the folder above are."""

from importlib import import_module
from pkgutil import iter_modules

CHINESE: dict[str, str] = {
    english: other
    for one in iter_modules(__path__)
    for english, other in import_module(f"{__name__}.{one.name}").CHINESE.items()
}
