"""The Player the app sees: names become cue files, and all that is slow happens on a thread of its own.

One daemon thread owns the conductor and everything it starts. The methods of the player only drop a call into its
mailbox, so there is no shared state to lock; workers and players report into the same mailbox. The thread sleeps
until a call comes or something is due, and an idle client wakes nobody.

`stop` alone does not wait for its turn: it silences whatever plays from the caller's thread first, because a busy
interpreter may take milliseconds to hand over, and somebody may be in pain.
"""

from __future__ import annotations

import os
import queue
import threading
from collections import deque
from pathlib import Path
from time import monotonic  # noqa: TID251 - for watchdogs and the age of a cue only
from typing import TYPE_CHECKING

from unbend.audio.chain import Step, StepKind, UnknownStep, chain_for
from unbend.audio.child import Spawn, spawner
from unbend.audio.conductor import Conductor
from unbend.audio.outputs import BellOutput, CommandOutput, SilentOutput
from unbend.audio.player import MUTED
from unbend.audio.reports import SPEECH, Cue
from unbend.audio.windows_output import WinsoundOutput
from unbend.audio.worker_output import WorkerOutput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from unbend.audio.reports import Output, Report

CHOICE_VARIABLE = "UNBEND_AUDIO"
"""Names the chain from outside: "auto", "off", "bell", "miniaudio", "simpleaudio,aplay" and so on."""

PREPARES_EVERY_S = 1.0
"""A device stays awake for three seconds, so a caller may ask at every tick and the worker need not hear it all."""

MOST_NOTES = 50

MOST_LOG_BYTES = 256 * 1024
"""A log that has grown beyond this is begun anew."""

CLOSES_WITHIN_S = 1.0
"""How long `close` waits for the children to be ended; they end without us too, a moment later."""


class AudioClient:
    """Plays cues on the best output this machine has, and on the next best when that one fails."""

    def __init__(  # noqa: PLR0913 - named options, each with a default
        self,
        cues: Mapping[str, Path] | Path,
        *,
        volume: float = 1.0,
        bell: Callable[[], None] | None = None,
        log_path: Path | None = None,
        choice: str | None = None,
        usual: str = "auto",
        make_spawn: Callable[[int], Spawn] = spawner,
    ) -> None:
        """Play the files in `cues`, a folder of WAVs or names with their files; return before any device is open.

        `bell` rings the terminal bell and is called on another thread. The log takes what goes wrong, and all that a
        sound library writes; without `log_path`, or where it cannot be written, nobody is told. `choice` names the
        chain as `chain_for` reads it; without one it is the environment's `UNBEND_AUDIO`, or `usual`.
        """
        self._cues = _files(cues)
        self._levels: dict[str, float] = {}
        self._volume = _within_one(volume)
        self._bell = bell
        self._is_muted = False
        self._is_closed = False
        self._number = 0
        self._notes: deque[str] = deque(maxlen=MOST_NOTES)
        self._prepared_s = -PREPARES_EVERY_S
        self._started_s = monotonic()
        self._log_fd = _open_log(log_path)
        self._spawn = make_spawn(self._log_fd)
        self._mailbox: queue.SimpleQueue[Callable[[float], None] | None] = queue.SimpleQueue()
        self._is_settled = threading.Event()
        self._choice = choice or os.environ.get(CHOICE_VARIABLE) or usual
        self._conductor = Conductor(self._steps(self._choice), self._open_output, self._note)
        self._thread = threading.Thread(target=self._run, name="unbend-audio", daemon=True)
        self._thread.start()

    @property
    def status(self) -> str:
        """Say in a few words what the user hears: "sound: on (miniaudio)", "sound: muted", "sound: off, no device"."""
        if self._is_closed:
            return "sound: off"
        step = self._conductor.step
        if self._is_mute and step.kind is not StepKind.SILENT:
            return MUTED
        return step.status if self._is_settled.is_set() else "sound: starting"

    @property
    def notes(self) -> tuple[str, ...]:
        """What went into the log of this client, the last of it: what was tried, and why it was left."""
        return tuple(self._notes)

    def settled(self, timeout_s: float) -> bool:
        """Wait until a step of the chain has proved itself, `timeout_s` at the most; say whether one has."""
        return self._is_settled.wait(timeout_s)

    def play(self, name: str, level: float = 1.0) -> None:
        """Play the cue `name` at `level` of the volume, on top of whatever sounds; without a file it is noted."""
        path = self._cues.get(name)
        if path is None:
            self._post(lambda _: self._note(f"no cue is called {name!r}"))
        else:
            self._levels[name] = level
            self._ask(name, path, level)

    def say(self, file: Path, level: float = 1.0, in_s: float = 0.0) -> None:
        """Play the sentence in `file` at `level` of the volume, `in_s` seconds from now, unless a stop comes first."""
        self._ask(SPEECH, file.absolute(), level, in_s)

    def use(self, cues: Mapping[str, Path]) -> None:
        """Play the files in `cues` from now on, each in the place of what has its name."""
        self._cues = {**self._cues, **_files(cues)}

    def choose(self, choice: str) -> None:
        """Play on the chain called `choice`, as `chain_for` reads it, from now on."""
        if choice != self._choice:
            self._choice = choice
            steps = self._steps(choice)
            self._post(lambda now_s: self._conductor.use(steps, now_s))

    def prepare(self) -> None:
        """Wake the device ahead of a group of cues; it stays awake for three seconds."""
        now_s = monotonic()
        if not self._is_mute and now_s - self._prepared_s >= PREPARES_EVERY_S:
            self._prepared_s = now_s
            self._post(self._conductor.prepare)

    def drained(self, timeout_s: float) -> bool:
        """Wait until every cue asked for has sounded to its end, `timeout_s` at the most; say whether all have.

        For the end of a program without a screen: `close` would cut the last cue off.
        """
        end_s = monotonic() + timeout_s
        while not self._is_closed and (left_s := end_s - monotonic()) > 0:
            quiet_in_s = self._quiet_in_s(left_s)
            if quiet_in_s <= 0:
                return True
            threading.Event().wait(min(quiet_in_s, left_s))
        return False

    def stop(self) -> None:
        """Silence everything at once, cues asked for but not yet heard included."""
        # The mailbox first: where silence means the end of a worker, its end must find the stop already there, or it
        # would be taken for a crash and the cue played again.
        self._post(self._conductor.silence)
        output = self._conductor.output
        if output is not None:
            output.silence()

    def set_volume(self, volume: float) -> None:
        """Set the volume, 0..1 (anything outside counts as the nearer end), for the cues that follow; 0 also stops."""
        self._volume = _within_one(volume)
        if self._is_mute:
            self.stop()

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - as in Player
        """Stop and play nothing more, or play again."""
        self._is_muted = muted
        if muted:
            self.stop()

    def close(self) -> None:
        """Silence everything and end every child; waits for that a second at the most."""
        if self._is_closed:
            return
        self.stop()
        self._is_closed = True
        self._mailbox.put(None)
        self._thread.join(CLOSES_WITHIN_S)

    @property
    def _is_mute(self) -> bool:
        return self._is_muted or self._volume <= 0

    def _quiet_in_s(self, timeout_s: float) -> float:
        """Ask the conductor how long sound goes on; an answer that does not come in time is the time itself."""
        answers: queue.SimpleQueue[float] = queue.SimpleQueue()
        self._post(lambda now_s: answers.put(self._conductor.quiet_in_s(now_s)))
        try:
            return answers.get(timeout=timeout_s)
        except queue.Empty:
            return timeout_s

    def _ask(self, name: str, path: Path, level: float, in_s: float = 0.0) -> None:
        volume = self._volume * _within_one(level)
        if self._is_muted or volume <= 0:
            return
        self._number += 1
        cue = Cue(self._number, name, path, gain_at(volume), monotonic() + in_s)
        self._post(lambda now_s: self._conductor.play(cue, now_s))

    def _post(self, call: Callable[[float], None]) -> None:
        if not self._is_closed:
            self._mailbox.put(call)

    def _report(self, report: Report) -> None:
        self._post(lambda now_s: self._conductor.hear(report, now_s))

    def _run(self) -> None:
        """Do what the mailbox holds, and look after what is due, until closed."""
        try:
            self._conductor.open(monotonic())
            while True:
                self._publish()
                try:
                    call = self._mailbox.get(timeout=self._due_in_s())
                except queue.Empty:
                    self._conductor.tick(monotonic())
                    continue
                if call is None:
                    break
                call(monotonic())
        except Exception as error:  # noqa: BLE001 - a traceback of this thread would be printed across the screen
            self._note(f"sound has failed: {type(error).__name__}: {error}")
            self._is_closed = True
        finally:
            self._conductor.close()
            os.close(self._log_fd)

    def _due_in_s(self) -> float | None:
        due_s = self._conductor.due_s
        return None if due_s is None else max(0.0, due_s - monotonic())

    def _publish(self) -> None:
        if self._conductor.is_ready:
            self._is_settled.set()
        else:
            self._is_settled.clear()

    def _likely(self) -> list[tuple[Path, float]]:
        """Return the files with the gain at which each was last asked for, or would be now."""
        levels, volume = self._levels.copy(), self._volume
        likely = [(path, gain_at(volume * levels.get(name, 1.0))) for name, path in self._cues.items()]
        return [(path, gain) for path, gain in likely if gain > 0]

    def _open_output(self, step: Step) -> Output:
        match step.kind:
            case StepKind.WORKER:
                return WorkerOutput(step.name, self._spawn, self._report, self._likely())
            case StepKind.COMMAND:
                return CommandOutput((step.name, *step.options), self._spawn, self._report, self._likely())
            case StepKind.WINSOUND:
                return WinsoundOutput(self._report, self._likely())
            case StepKind.BELL if self._bell is not None:
                return BellOutput(self._bell, self._report)
            case _:
                return SilentOutput(self._report)

    def _steps(self, choice: str) -> tuple[Step, ...]:
        has_bell = self._bell is not None
        try:
            return chain_for(choice, has_bell=has_bell)
        except UnknownStep as error:
            self._note(str(error))
            return chain_for(has_bell=has_bell)

    def _note(self, text: str) -> None:
        """Add a line to the log, stamped with the seconds since this client was made."""
        self._notes.append(text)
        line = f"[{monotonic() - self._started_s:9.3f}] sound: {text}\n"
        try:
            os.write(self._log_fd, line.encode(errors="replace"))
        except OSError:
            return


def gain_at(volume: float) -> float:
    """Return the factor for samples at `volume` 0..1: its square, as half the amplitude does not sound like half."""
    return volume * volume


def _within_one(volume: float) -> float:
    return min(1.0, max(0.0, volume))


def _files(cues: Mapping[str, Path] | Path) -> dict[str, Path]:
    """Return the cue files by name, as absolute paths: the worker need not stand where we stand."""
    found = {path.stem: path for path in sorted(cues.glob("*.wav"))} if isinstance(cues, Path) else dict(cues)
    return {name: path.absolute() for name, path in found.items()}


def _open_log(path: Path | None) -> int:
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    try:
        if path is None:
            return os.open(os.devnull, os.O_WRONLY)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MOST_LOG_BYTES:
            flags |= os.O_TRUNC
        return os.open(path, flags, 0o600)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)
