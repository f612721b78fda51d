"""The engine: runs a model. Lowering to arrays, the compiled kernel, snapshots, replications, result tables."""

from taktwin.engine.cache import use_cache_folder

use_cache_folder()
