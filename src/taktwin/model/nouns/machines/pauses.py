"""Pauses: a machine that has stood idle for some time sleeps at a lower power, and must wake before it works again."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, Tag, model_validator

from taktwin.model.nouns.failure import name_or_inline
from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Noun, default, problem
from taktwin.model.values.quantity import Duration


class Pause(Noun):
    """One depth of sleep."""

    after: Duration | None = Field(
        default=None, description="It falls into this pause when it has been idle for so long; default never."
    )
    wake: Duration = Field(
        default_factory=default(0, "duration"),
        description="Time from the moment at which it has something to do until its work begins.",
    )

    @model_validator(mode="after")
    def _after_some_time(self) -> Pause:
        if self.after is not None and self.after.value <= 0.0:
            remedy = Phrase(
                "write a time such as `1 s`: between two jobs a machine that has the next one does not sleep"
            )
            raise problem(Phrase("a pause cannot begin after no time at all"), remedy)
        return self


class Pauses(Noun):
    """When a machine sleeps, how deep, and how long it wakes; what it draws says its power profile."""

    brief: Pause | None = Field(
        default=None, description="A light sleep: drives off, controls on; the power profile says `brief`."
    )
    long: Pause | None = Field(
        default=None, description="A deep sleep: nearly everything off; the power profile says `long`."
    )
    awake: str | None = Field(
        default=None,
        description="Calendar in whose hours it does not sleep: it wakes ahead of them, and is awake when they begin.",
    )

    @model_validator(mode="after")
    def _in_order(self) -> Pauses:
        if self.brief is None and self.long is None:
            raise problem(
                Phrase("neither `brief` nor `long` is given"), Phrase("add `brief: {after: 2 min, wake: 10 s}`")
            )
        if self.brief is None or self.long is None or self.brief.after is None or self.long.after is None:
            return self
        if self.long.after.value <= self.brief.after.value:
            message = Phrase(
                "the long pause would begin after {text}, the brief one after {text2}",
                text=self.long.after.text,
                text2=self.brief.after.text,
            )
            raise problem(message, Phrase("let the long one begin later, or drop the `after` of one of them"))
        return self


#: The name of an entry of `pauses`, or pauses in its place.
PausesEntry = Annotated[
    Annotated[str, Tag("<name>")] | Annotated[Pauses, Tag("<inline>")], Discriminator(name_or_inline)
]
