"""Decides which step of the chain plays, when it has failed, and which cues are played again on the next.

No thread, no process, no clock: outputs are opened by a function given from outside, what they report is handed in,
and time is an argument in monotonic seconds. So every failure of a sound system can be tested in microseconds.

A step is left on evidence only: it could not be opened, its process ended, it did not prove itself in time, or it did
not say "began" to a cue. A worker that had proved itself and then died is started anew a few times first: a crash or
a restarted sound server is no reason to give the good device up. What was left is tried again beside the step in use,
now and then and only while somebody wants to hear something; it takes over when it has proved itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.audio.chain import Step, StepKind
from unbend.audio.reports import Began, Cue, Ended, Output, Ready, Refused, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FRESH_S = 0.5
"""A cue older than this comes too late to help: a countdown half a second late counts something else."""

BEGINS_WITHIN_S = 0.45
"""A sound system that has not taken a cue by then is stuck. Under `FRESH_S`, so that a bell can still replace it."""

HEARD_S = 0.2
"""A cue that has sounded this long was heard, and is not played again when its output dies."""

OPENS_WITHIN_S = 3.0
"""Time to prove a device: usually 0.1 s, with a slow disk and a cold cache 2 s, with a hung server for ever."""

RESTARTS = 3
RESTARTS_WITHIN_S = 60.0
"""A worker that crashes more often than `RESTARTS` times in this span is given up."""


TRIED_AGAIN_AFTER_S = 4.0
"""A step that was left is tried again no sooner: a server takes some seconds to start, a headset to be found."""

TRIED_AGAIN_AT_LAST_S = 32.0
"""Each attempt in vain doubles the time to the next, up to this: what has been gone for long may stay so."""


class _Owed:
    """A cue not yet known to have been heard."""

    def __init__(self, cue: Cue) -> None:
        self.cue = cue
        self.sent_s: float | None = None
        self.began_s: float | None = None

    def is_settled(self, now_s: float) -> bool:
        """Say whether nobody needs to play it again: it was heard, or it is too late."""
        if self.began_s is not None:
            return now_s - self.began_s > HEARD_S
        return now_s - self.cue.due_s > FRESH_S


class Conductor:
    """Holds the step in use and the cues it still owes."""

    def __init__(
        self, steps: Sequence[Step], open_output: Callable[[Step], Output], note: Callable[[str], None]
    ) -> None:
        """Try `steps` in order, the last of which cannot fail; tell the log through `note`."""
        self._steps = steps
        self._open_output = open_output
        self._note = note
        self._index = 0
        self._output: Output | None = None
        self._is_ready = False
        self._opened_s = 0.0
        self._restarts_s: list[float] = []
        self._owed: dict[int, _Owed] = {}
        self._sounds_until_s = 0.0
        self._trial: tuple[int, Output] | None = None
        """A better step that is to prove itself, by its number."""
        self._tried_s = 0.0
        """When a step was last left, or tried in vain."""
        self._tries_after_s = TRIED_AGAIN_AFTER_S

    @property
    def step(self) -> Step:
        """The step in use, proved or not."""
        return self._steps[self._index]

    @property
    def output(self) -> Output | None:
        """What plays now, if anything."""
        return self._output

    @property
    def is_ready(self) -> bool:
        """Say whether the step in use has proved itself."""
        return self._is_ready

    @property
    def due_s(self) -> float | None:
        """When `tick` has something to send or to judge; None while nothing is outstanding."""
        if not self._is_ready:
            return None if self._output is None else self._opened_s + OPENS_WITHIN_S
        coming = [owed.cue.due_s for owed in self._owed.values() if owed.sent_s is None]
        return min([*coming, *self._judged_s()], default=None)

    def quiet_in_s(self, now_s: float) -> float:
        """Say how long it takes until every cue asked for was heard, or is too late to be; 0 if none is left."""
        awaited = [owed.cue.due_s + FRESH_S for owed in self._owed.values() if owed.began_s is None]
        return max(0.0, self._sounds_until_s - now_s, *(until_s - now_s for until_s in awaited))

    def open(self, now_s: float) -> None:
        """Open the step in use, or the first after it that can be opened."""
        self._is_ready = False
        self._opened_s = now_s
        while True:
            try:
                self._output = self._open_output(self.step)
            except OSError as error:
                self._note(f"{self.step.name}: cannot be started ({error})")
                self._index += 1
            else:
                return

    def play(self, cue: Cue, now_s: float) -> None:
        """Play `cue`, when it is due or as soon as a step has proved itself."""
        self._forget(now_s)
        self._owed[cue.number] = _Owed(cue)
        self._send(now_s)
        self._look_for_better(now_s)

    def use(self, steps: Sequence[Step], now_s: float) -> None:
        """Try `steps` from now on, in the place of those before."""
        self._steps = steps
        self._index = 0
        self._restarts_s.clear()
        self._reopen(now_s)

    def prepare(self, now_s: float) -> None:
        """Wake the device ahead of a cue."""
        self._look_for_better(now_s)
        if self._output is not None:
            self._output.prepare()

    def silence(self, now_s: float) -> None:
        """Silence everything, cues not yet heard included."""
        self._owed.clear()
        self._sounds_until_s = now_s
        if self._output is not None:
            self._output.silence()
            if not self._output.survives_silence:
                self._reopen(now_s)

    def hear(self, report: Report, now_s: float) -> None:
        """Take in what an output reports; one that was left already is not listened to."""
        if self._trial is not None and report.source is self._trial[1]:
            self._judge(report, now_s)
            return
        if report.source is not self._output:
            return
        match report:
            case Ready(through=through):
                self._is_ready = True
                self._note(f"{self.step.name}: ready{through and f', through {through}'}")
                self._send(now_s)
            case Began(number=number, lasts_s=lasts_s):
                self._sounds_until_s = max(self._sounds_until_s, now_s + lasts_s)
                if number in self._owed:
                    self._owed[number].began_s = now_s
            case Refused(number=number, why=why):
                self._owed.pop(number, None)
                self._note(why)
            case Ended(why=why):
                self._note(f"{self.step.name}: {why}")
                self._replace(now_s)

    def tick(self, now_s: float) -> None:
        """Send what is due, and leave the step in use if it has let its time pass."""
        judged_s = min(self._judged_s(), default=None) if self._is_ready else self.due_s
        if judged_s is not None and now_s >= judged_s:
            self._note(f"{self.step.name}: no answer in time")
            self._go_on(now_s)
        self._send(now_s)

    def close(self) -> None:
        """End whatever was started."""
        self._end_trial()
        if self._output is not None:
            self._output.close()
            self._output = None

    def _send(self, now_s: float) -> None:
        """Send what is due and still fresh, in the order it was asked for."""
        if not self._is_ready or self._output is None:
            return
        self._forget(now_s)
        for owed in list(self._owed.values()):
            if owed.sent_s is None and owed.cue.due_s <= now_s:
                owed.sent_s = now_s
                self._output.play(owed.cue)

    def _judged_s(self) -> list[float]:
        """Return by when each cue that was sent must have begun."""
        sent = (owed.sent_s for owed in self._owed.values() if owed.began_s is None)
        return [sent_s + BEGINS_WITHIN_S for sent_s in sent if sent_s is not None]

    def _forget(self, now_s: float) -> None:
        self._owed = {number: owed for number, owed in self._owed.items() if not owed.is_settled(now_s)}

    def _replace(self, now_s: float) -> None:
        """Start a proved worker anew, if it has not died too often; otherwise go on to the next step."""
        self._restarts_s = [at_s for at_s in self._restarts_s if now_s - at_s < RESTARTS_WITHIN_S]
        if self._is_ready and self.step.kind is StepKind.WORKER and len(self._restarts_s) < RESTARTS:
            self._restarts_s.append(now_s)
            self._reopen(now_s)
        else:
            self._go_on(now_s)

    def _look_for_better(self, now_s: float) -> None:
        """Try the steps that were left, beside the one in use; one after the other, and not too often."""
        if self._trial is not None and now_s - self._tried_s > OPENS_WITHIN_S:
            self._try(self._trial[0] + 1, now_s)
        elif self._trial is None and self._index and self._is_ready and now_s - self._tried_s > self._tries_after_s:
            self._tries_after_s = min(2 * self._tries_after_s, TRIED_AGAIN_AT_LAST_S)
            self._try(0, now_s)

    def _try(self, index: int, now_s: float) -> None:
        """Open step number `index`, or the first after it that can be opened, unless the one in use is as good."""
        self._end_trial()
        self._tried_s = now_s
        while index < self._index and self._trial is None:
            try:
                self._trial = index, self._open_output(self._steps[index])
            except OSError:
                index += 1

    def _judge(self, report: Report, now_s: float) -> None:
        """Take the step on trial into use if it has proved itself."""
        assert self._trial is not None  # noqa: S101  # the caller has looked
        index, output = self._trial
        match report:
            case Ready(through=through):
                self._trial = None
                self.close()
                self._index, self._output, self._is_ready = index, output, True
                self._restarts_s.clear()
                self._tries_after_s = TRIED_AGAIN_AFTER_S
                self._note(f"{self.step.name}: ready again{through and f', through {through}'}")
                self._send(now_s)
            case Ended():
                self._try(index + 1, now_s)

    def _end_trial(self) -> None:
        if self._trial is not None:
            self._trial[1].close()
            self._trial = None

    def _go_on(self, now_s: float) -> None:
        self._index += 1
        self._tried_s = now_s
        self._restarts_s.clear()
        self._reopen(now_s)

    def _reopen(self, now_s: float) -> None:
        """Open the step in use afresh; what the last output owes is sent again once the new one is ready."""
        self.close()
        self._forget(now_s)
        for owed in self._owed.values():
            owed.sent_s = owed.began_s = None
        self.open(now_s)
