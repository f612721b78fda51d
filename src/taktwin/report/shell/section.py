"""A section of the page: heading, HTML and the figures that its `chart()` places hold."""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field

from taktwin.report.shell.figure import Figure
from taktwin.report.shell.tiles import row

_CHAPTER = "\0"  # where the name of the chapter will stand


@dataclass
class Section:
    """Collects the HTML of one section in one language. Texts are escaped here and nowhere else.

    ``chapter`` tells its figures from those of a like section in another chapter of the page.
    """

    name: str
    title: str
    chapter: str = ""
    parts: list[str] = field(default_factory=list)
    figures: dict[str, Figure] = field(default_factory=dict)

    def note(self, text: str) -> None:
        """A paragraph in small print."""
        self.parts.append(f'<p class="note">{html.escape(text)}</p>')

    def text(self, text: str) -> None:
        """A paragraph."""
        self.parts.append(f"<p>{html.escape(text)}</p>")

    def chart(self, figure: Figure, heading: str | None = None) -> None:
        """A chart over the full width."""
        self.parts.append(self._chart(figure, heading))

    def drawing(self, svg: str) -> None:
        """A drawing, SVG text; one that is higher than the window is scrolled in its frame."""
        self.parts.append(f'<figure class="drawing">{svg}</figure>')

    def tiles(self, tiles: Sequence[str]) -> None:
        """A row of tiles (`taktwin.report.shell.tiles.tile`)."""
        self.parts.append(row(tiles))

    def pair(self, left: tuple[str, Figure], right: tuple[str, Figure], split: str = "") -> None:
        """Two charts with headings beside each other where the page is wide enough."""
        cells = "".join(self._chart(figure, heading) for heading, figure in (left, right))
        self.parts.append(f'<div class="pair {split}">{cells}</div>')

    def table(
        self,
        head: list[str],
        rows: list[list[str]],
        texts: int = 1,
        heading: str | None = None,
        fold: tuple[int, str] | None = None,
    ) -> None:
        """A table; its first `texts` columns are texts, the others numbers. Cells that begin with `<svg` stay HTML.

        A cell of numbers may have several lines.
        `fold` = (n, text): rows after the first n are folded away under that text.
        """
        if heading:
            self.parts.append(f"<h3>{html.escape(heading)}</h3>")
        if fold and len(rows) > fold[0]:
            if fold[0]:
                self._table(head, rows[: fold[0]], texts)
            self.parts.append(f"<details><summary>{html.escape(fold[1])}</summary>")
            self._table(head, rows[fold[0] :], texts)
            self.parts.append("</details>")
        else:
            self._table(head, rows, texts)

    def _table(self, head: list[str], rows: list[list[str]], texts: int) -> None:
        top = "".join(f"<th{_side(k, texts)}>{html.escape(cell)}</th>" for k, cell in enumerate(head))
        body = "".join(
            "<tr>" + "".join(f"<td{_side(k, texts)}>{_cell(cell)}</td>" for k, cell in enumerate(row)) + "</tr>"
            for row in rows
        )
        self.parts.append(
            f'<div class="scroll"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
        )

    def _chart(self, figure: Figure, heading: str | None) -> str:
        key = f"{self.name}-{len(self.figures)}"
        self.figures[key] = figure
        key = _CHAPTER + key
        above = f"<h3>{html.escape(heading)}</h3>" if heading else ""
        height = figure["layout"]["height"]
        return f'<figure>{above}<div class="chart" data-figure="{key}" style="height:{height}px"></div></figure>'

    def html(self) -> str:
        """The section as HTML."""
        text = "".join(self.parts).replace(_CHAPTER, html.escape(self.chapter))
        return f'<section class="{self.name}"><h2>{html.escape(self.title)}</h2>{text}</section>'

    def figures_by_key(self) -> dict[str, Figure]:
        """The figures by the keys that their places in the HTML name."""
        return {self.chapter + key: figure for key, figure in self.figures.items()}


def _side(column: int, texts: int) -> str:
    return "" if column < texts else ' class="n"'


def _cell(cell: str) -> str:
    return cell if cell.startswith("<svg") else html.escape(cell)
