"""A sentence that remembers how it was made, so that whoever shows it to people can say it in another language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from string import Formatter


class Phrase(str):
    """An English text, made of a template and the values in its places.

    It is an ordinary text wherever it goes: into a manifest, into JSON, into an error. `translated` says it in another
    language, whose templates are found by the English one (`taktwin.report.phrases`, `taktwin.cli.language`).

    Attributes:
        template: the English text, with placeholders as of `str.format`.
        values: what stands in their places; phrases among them are translated as well.
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Phrase:
        """The text of a template; one without values is taken as it is."""
        one = super().__new__(cls, template.format(**values) if values else template)
        one.template, one.values = template, values
        return one


def chained(parts: Sequence[Phrase]) -> Phrase:
    """Phrases in a row, a semicolon between them."""
    return reduce(lambda first, rest: Phrase("{first}; {rest}", first=first, rest=rest), parts)


def translated(text: str, known: Callable[[str], str | None]) -> str:
    """A text in another language; as it is where it is no phrase, or has no translation.

    Args:
        text: what to say.
        known: the template in the other language by the English one, None where there is none.
    """
    if not isinstance(text, Phrase):
        return text
    values = {name: translated(one, known) if isinstance(one, str) else one for name, one in text.values.items()}
    template = known(text.template)
    if template is None:
        return text.template.format(**values) if values else text.template
    return filled(template, values) if values else template


def filled(text: str, values: Mapping[str, object]) -> str:
    """A Chinese text with its placeholders filled, with a space where Latin letters or figures meet Chinese ones.

    Names themselves stay as the model has them.
    """
    found = ""
    for literal, name, spec, _ in Formatter().parse(text):
        pieces = [literal] if name is None else [literal, format(values[name], spec or "")]
        for piece in pieces:
            found += " " + piece if _MEET.fullmatch(found[-1:] + piece[:1]) else piece
    return found


_MEET = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")
