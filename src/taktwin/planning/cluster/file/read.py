"""A cluster out of its file, or one that comes with Taktwin; every fault is told with file, line, field and remedy."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.nounfile import noun_of
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Tree, begins_with, read_tree
from taktwin.model.values.nearest import suggest
from taktwin.model.values.textfile import read_text
from taktwin.planning.cluster.file.checks import check_cluster
from taktwin.planning.cluster.file.marks import unmarked
from taktwin.planning.cluster.file.nouns import ClusterNoun

_CLUSTERS = "taktwin.library.clusters"


@dataclass(frozen=True, eq=False)
class ClusterFile:
    """What a file says.

    Attributes:
        noun: its content, checked.
        path: the file.
        unmarked: numbers that do not say where they come from, and marks of unknown sources.
    """

    noun: ClusterNoun
    path: Path
    unmarked: tuple[Problem, ...]
    _tree: Tree

    @property
    def name(self) -> str:
        """Name of the cluster."""
        return self.noun.name or self.path.stem


def cluster_names() -> list[str]:
    """The names of the clusters that come with Taktwin."""
    return sorted(one.name.removesuffix(".yaml") for one in files(_CLUSTERS).iterdir() if one.name.endswith(".yaml"))


def read_cluster(source: str | Path) -> ClusterFile:
    """The cluster of a YAML file, or one of `cluster_names`.

    Raises:
        ModelError: with file, line, field, what was expected and a remedy of each problem.
    """
    if str(source) in cluster_names():
        with as_file(files(_CLUSTERS) / f"{source}.yaml") as path:
            return _read(path)
    path = Path(source)
    if not path.is_file() and len(path.parts) == 1 and not path.suffix:
        message = Phrase('no shipped cluster is called "{source}"', source=source)
        raise ModelError([Problem("", None, "", message, suggest(str(source), cluster_names()))])
    return _read(path)


def _read(path: Path) -> ClusterFile:
    tree = read_tree(read_text(path), str(path), begins_with("cluster"))
    noun = noun_of(tree, ClusterNoun)
    check_cluster(tree, noun, path)
    return ClusterFile(noun, path, tuple(unmarked(tree)), tree)
