"""What can be wrong with the wish for an experiment."""

from __future__ import annotations

from taktwin.model.errors import INPUT, OptionError, TaktwinError


class ExperimentError(OptionError):
    """The experiment cannot be made as it was asked for; the message says where, and what to write instead."""


class ScenarioFileError(ExperimentError):
    """A file of scenarios that cannot be used; the message names file and line."""

    exit_code = INPUT


class ReplicationError(TaktwinError, RuntimeError):
    """A replication could not be run to its end; the message names its scenario and the remedy."""


class ExecutorError(TaktwinError, RuntimeError):
    """The workers cannot be started or reached; the message says what to do."""
