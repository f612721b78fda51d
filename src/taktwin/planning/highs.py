"""HiGHS, the solver of linear programs, with nothing to say: the standard output belongs to the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import highspy


def silent_highs() -> highspy.Highs:
    """A new HiGHS that prints nothing, in any version of it; the only place where one is made.

    From 1.16 on the constructor of ``highspy.Highs`` itself has the banner printed: it registers the callbacks, which
    is the first call of the solver, and the banner goes out with the first call unless ``output_flag`` is off by then.
    So the flag is set in between.
    """
    import highspy  # here, not above: most commands solve no linear program

    class Silent(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    solver = Silent()
    solver.setOptionValue("output_flag", False)  # where the constructor registers nothing
    return solver
