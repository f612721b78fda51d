"""The reports of a run and of an experiment: one HTML file, English and Chinese, that needs no network."""

from taktwin.report.run import render, write_report

__all__ = ["render", "write_report"]
