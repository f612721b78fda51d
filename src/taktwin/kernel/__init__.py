"""The compiled engine: kinds of resources, flow, calendar, randomness, accounts; and the lowering of models into it."""

from taktwin.kernel.base.cache import use_cache_folder

use_cache_folder()
