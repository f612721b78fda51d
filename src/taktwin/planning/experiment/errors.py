"""What can be wrong with the wish for an experiment."""

from __future__ import annotations


class ExperimentError(ValueError):
    """The experiment cannot be made as it was asked for; the message says where, and what to write instead."""


class ReplicationError(RuntimeError):
    """A replication could not be run to its end; the message names its scenario and the remedy."""


class ExecutorError(RuntimeError):
    """The workers cannot be started or reached; the message says what to do."""
