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


def run_stoppable(solver: highspy.Highs) -> None:
    """Run a solver in a thread, so that Ctrl-C stops it: the solver itself would finish first, and forget it.

    Args:
        solver: with a model.
    """
    import threading

    stop, done = threading.Event(), threading.Event()

    def look(event: highspy.HighsCallbackEvent) -> None:
        if stop.is_set():
            event.interrupt()

    def work() -> None:
        try:
            solver.run()
        finally:
            done.set()

    for event in (solver.cbMipInterrupt, solver.cbSimplexInterrupt):
        event += look
    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    try:
        done.wait()  # not join: interrupted, it takes the thread for ended (Python 3.11)
    finally:
        stop.set()
        done.wait()
        worker.join()
        for event in (solver.cbMipInterrupt, solver.cbSimplexInterrupt):
            event -= look
