"""The report of a run: one HTML file, English and Chinese, that needs no network."""

from taktwin.report.page import render, write_report

__all__ = ["render", "write_report"]
