"""The one running plant of a server: begun, begun again after a loss, asked, and ended."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from taktwin.live.twin.twin import Twin
from taktwin.model.errors import OptionError, TaktwinError
from taktwin.model.phrase import Phrase
from taktwin.web.refusal import RefusedError
from taktwin.web.replies import both
from taktwin.web.scene.live import LIVE_MOVE_S, Live
from taktwin.web.watch.plan import Plan

NONE, STARTING, RUNNING, WAITING, ENDED, FAILED = "none", "starting", "running", "waiting", "ended", "failed"
ACTIONS = ("acknowledge", "reset", "shelve", "unshelve")
_FIRST_WAIT_S, _LONGEST_WAIT_S = 1.0, 60.0
_PATIENCE_S = 30.0
_LONGEST_SHELF_MIN = 7 * 24 * 60.0
#: A thing that comes to its place in no time is shown on its way so long, s of ours.
_SEEN_MOVING_S = 0.8


@dataclass(frozen=True)
class Running:
    """A twin, and its plant as it moves."""

    plan: Plan
    twin: Twin
    live: Live
    number: int


class Watch:
    """The running plant of a server, or none.

    Any number of threads may ask it.

    Args:
        clock: seconds of ours, for the age of what is shown.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.plan: Plan | None = None
        self.running: Running | None = None
        self.state = NONE
        self.trouble: dict[str, str] | None = None
        self.generation = 0  # grows with each twin: what pages know of an older one is void
        self._received = -1
        self.heard: float | None = None  # when the last news came, by `clock`

    # --- begin and end

    def begin(self, plan: Plan) -> None:
        """Follow a plant, in place of the one that is followed."""
        self.end()
        with self._lock:
            self._stop = threading.Event()
            self.plan, self.state, self.trouble = plan, STARTING, None
            self.generation += 1
            self._thread = threading.Thread(target=self._work, args=(plan, self._stop), name="watch", daemon=True)
            self._thread.start()

    def end(self, patience: float = _PATIENCE_S) -> None:
        """Follow nothing any more; the books of the twin are closed when this returns, unless that takes longer (s)."""
        with self._lock:
            thread, self._thread = self._thread, None
            self._stop.set()
        if thread is not None:
            thread.join(patience)
        with self._lock:
            self.plan = self.running = self.trouble = self.heard = None
            self.state, self._received = NONE, -1
            self.generation += 1

    def _work(self, plan: Plan, stop: threading.Event) -> None:
        wait = _FIRST_WAIT_S
        while not stop.is_set():
            begun = self._clock()
            try:
                plan.follow(lambda twin: self._begun(plan, twin, stop), stop)
            except (TaktwinError, OSError) as error:
                told = _trouble(error)
            except Exception as error:  # the page goes on, and says it
                import traceback

                traceback.print_exc()
                told = {"message": f"{type(error).__name__}: {error}", "remedy": ""}
            else:
                self._set(stop, ENDED, None)
                return
            if not plan.again:
                self._set(stop, FAILED, told)
                return
            self._set(stop, WAITING, told)
            wait = _FIRST_WAIT_S if self._clock() - begun > _LONGEST_WAIT_S else wait
            stop.wait(wait)
            wait = min(2.0 * wait, _LONGEST_WAIT_S)

    def _set(self, stop: threading.Event, state: str, trouble: dict[str, str] | None) -> None:
        with self._lock:
            if not stop.is_set():
                self.state, self.trouble = state, trouble

    def _begun(self, plan: Plan, twin: Twin, stop: threading.Event) -> None:
        move = max(LIVE_MOVE_S, _SEEN_MOVING_S * plan.speed)
        live = Live(plan.plant.model, twin.shadow, twin.lock, move)
        with self._lock:
            if stop.is_set():
                return
            self.generation += 1
            self.running = Running(plan, twin, live, self.generation)
            self.state, self.trouble = RUNNING, None
            self._received, self.heard = -1, self._clock()

    # --- ask

    def beat(self) -> None:
        """Look whether there is news; called all the time, so that its age is known whenever somebody asks."""
        running = self.running
        if running is None:
            return
        received = running.twin.shadow.believed.figures.received
        if received != self._received:
            self._received, self.heard = received, self._clock()

    def silent_s(self) -> float | None:
        """How long ago the last news came, s of ours; None: there is no plant."""
        return None if self.heard is None else max(0.0, self._clock() - self.heard)

    def asked(self) -> Running:
        """The running plant.

        Raises:
            RefusedError: 404, there is none.
        """
        if self.running is None:
            raise RefusedError(
                404, Phrase("no plant is followed here"), Phrase("start a demo, or the server with --live")
            )
        return self.running

    def hand(self, action: str, alarm: str, who: str, why: str = "", minutes: float | None = None) -> dict[str, Any]:
        """Somebody does something to an alarm.

        Args:
            action: one of `ACTIONS`.
            alarm: its name.
            who: does it.
            why: needed to shelve.
            minutes: of `shelve`, for how long, by the plant's clock.

        Returns:
            Its new state.

        Raises:
            RefusedError: 404, 409 or 422: there is none, it cannot be done, or something is missing.
            JournalError: it cannot be written down.
        """
        running = self.asked()
        if not running.plan.acts:
            raise RefusedError(
                409,
                Phrase("another program keeps the book of alarms"),
                Phrase("acknowledge where the plant is followed"),
            )
        if self.state != RUNNING:
            raise RefusedError(409, Phrase("the plant is not followed any more"), Phrase("begin anew"))
        if action not in ACTIONS:
            raise RefusedError(
                422, Phrase("this cannot be done to an alarm"), Phrase("acknowledge, shelve, unshelve or reset it")
            )
        twin = running.twin
        until = None
        if action == "shelve":
            if not why.strip():
                raise RefusedError(422, Phrase("no reason is given"), Phrase("say why it is shelved"))
            if minutes is None or not 0.0 < minutes <= _LONGEST_SHELF_MIN:
                raise RefusedError(
                    422, Phrase("no end is given"), Phrase("say for how long it is shelved, a week at most")
                )
        with twin.lock:
            if action == "shelve" and minutes is not None:
                until = twin.at + 60.0 * minutes
            try:
                twin.hand(action, alarm, who, why, until)
            except OptionError:
                raise RefusedError(
                    409,
                    Phrase("the alarm is not as it was"),
                    Phrase("look at its state; somebody may have been quicker"),
                ) from None
            return {"alarm": alarm, "state": twin.watcher.book.alarm(alarm).now.state}


def _trouble(error: TaktwinError | OSError) -> dict[str, Any]:
    """In both languages, as the page asks for it."""
    if isinstance(error, TaktwinError):
        return {"message": both(error.message), "remedy": both(error.remedy)}
    why = error.strerror or str(error)
    return {"message": both(why), "remedy": both("")}
