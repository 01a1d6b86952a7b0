"""Puts bugs into a copy of the source, one at a time, and asks whether the tests notice.

A test that cannot fail is a defect, and the only way to know is to give it a reason to. Every bug here is one that a
timer of this kind has had or could well have. `python scripts/seeded_bugs.py` runs them all and prints which test
caught which; words given as arguments run only the bugs with one of them in their name. Ends with 1 if a bug survives.

To add one, add a `Bug` to the table. Its old text must stand exactly once in the file, which a quick test checks on
every run of the suite, so that the table cannot rot.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("docs", "src", "tests", "scripts", "routines", "sounds")
LONGEST_S = 120
"""A run that takes longer will not end: some bugs make a loop of what was a sequence."""


@dataclass(frozen=True, slots=True)
class Bug:
    """One mistake, as an edit of one file."""

    name: str
    file: str
    old: str
    """Stands exactly once in the file."""
    new: str
    tests: tuple[str, ...] = ("tests/engine",)
    """What must notice."""

    def applied_to(self, text: str) -> str:
        """Return `text` with the bug in it. Raises `ValueError` unless the old text stands in it exactly once."""
        if (found := text.count(self.old)) != 1:
            msg = f"{self.name}: the old text stands {found} times in {self.file}"
            raise ValueError(msg)
        return text.replace(self.old, self.new)


ASSESSMENT = "src/unbend/pain/assessment.py"
GATE = "src/unbend/pain/gate.py"
RECORDER = "src/unbend/history/recorder.py"
RUNNER = "src/unbend/session/runner.py"
CASE = "src/unbend/session/pain_case.py"
PHASES = "src/unbend/routine/phases.py"
DOSE = "src/unbend/routine/dose.py"
COMPILE = "src/unbend/routine/compile.py"
CUES = "src/unbend/engine/cues.py"
MACHINE = "src/unbend/engine/machine.py"
OBEY = "src/unbend/engine/obey.py"
PACKS = "src/unbend/routine/packs.py"
INSTALL = "src/unbend/work/install.py"
PICK = "src/unbend/routine/pick.py"
COMING = "src/unbend/breaks/coming.py"
BREAK_TURN = "src/unbend/breaks/turn.py"
BREAK_OBEY = "src/unbend/breaks/obey.py"
SCHEDULE = "src/unbend/breaks/schedule.py"
KEPT = "src/unbend/breaks/kept.py"
WALL = "src/unbend/breaks/wall.py"
AT_THE_DESK = tuple(f"tests/breaks/test_{name}.py" for name in ("fortnight", "weeks", "obey", "wall", "kept"))
LAWS_OF_BREAKS = ("tests/breaks/test_properties.py",)
ANIMATION = "src/unbend/ui/animation.py"
MOTION = "src/unbend/ui/motion.py"
FIGURE_VIEW = "src/unbend/ui/widgets/figure_view.py"
LIMBS = "src/unbend/figure/limbs.py"
SKELETON = "src/unbend/figure/skeleton.py"
PLAIN = "src/unbend/session/plain.py"
PLAN = "src/unbend/engine/plan.py"
STATE = "src/unbend/engine/state.py"
TURN = "src/unbend/engine/turn.py"
VIEW = "src/unbend/engine/view.py"

BUGS = (
    Bug(
        "a late wake-up delays the next phase",
        MACHINE,
        "        turn.fire(due_ms)\n",
        "        visit = turn.state.visit\n"
        "        turn.fire(due_ms)\n"
        "        if turn.state.visit != visit:\n"
        "            turn.change(anchor_ms=now_ms)\n",
    ),
    Bug(
        "a cue is stamped with the time it was noticed",
        MACHINE,
        "    return Outcome(turn.state, tuple(turn.events))\n",
        "    told = [\n"
        "        e.CueFired(due_ms=now_ms, step=event.step, visit=event.visit, cue=event.cue)\n"
        "        if isinstance(event, e.CueFired) else event\n"
        "        for event in turn.events\n"
        "    ]\n"
        "    return Outcome(turn.state, tuple(told))\n",
    ),
    Bug(
        "a command is applied before time is settled",
        MACHINE,
        "    settled = advance(state, now_ms)\n",
        "    unsettled = Turn(state)\n"
        "    unsettled.change(now_ms=max(now_ms, state.now_ms))\n"
        "    settled = Outcome(unsettled.state)\n",
    ),
    Bug(
        "a clock that went back is taken for time",
        MACHINE,
        "    if now_ms < state.now_ms:\n",
        "    if now_ms < 0:\n",
    ),
    Bug(
        "the time before a pause is lost",
        OBEY,
        "        banked_ms=state.elapsed_ms(state.now_ms),\n",
        "        banked_ms=0,\n",
    ),
    Bug(
        "the time of a pause is counted as performed",
        TURN,
        "status=status, anchor_ms=now_ms, paused_why=None, alarm=None",
        "status=status, paused_why=None, alarm=None",
    ),
    Bug(
        "the time before a pause is counted twice",
        TURN,
        "            session_banked_ms=state.session_banked_ms + elapsed_ms,\n",
        "            session_banked_ms=state.session_banked_ms + elapsed_ms + state.banked_ms,\n",
    ),
    Bug(
        "a pause late in a phase shifts what is due next",
        TURN,
        "    return state.anchor_ms + min(offsets) - state.banked_ms if offsets else None\n",
        "    return state.anchor_ms + min(offsets) - min(state.banked_ms, 5_000) if offsets else None\n",
    ),
    Bug(
        "a pain press is swallowed while the session waits for the user",
        OBEY,
        "    if state.status is Status.PAUSED:\n",
        "    if state.status is Status.AWAITING:\n"
        '        return "the session is waiting"\n'
        "    if state.status is Status.PAUSED:\n",
    ),
    Bug(
        "a pause is swallowed during the countdown back",
        OBEY,
        "        if not state.is_counting_in and not is_first_pain:\n",
        "        if not is_first_pain:\n",
    ),
    Bug(
        "a pain report lets the countdown back run on",
        OBEY,
        "    if turn.state.is_clock_running or turn.state.is_counting_in:\n",
        "    if turn.state.is_clock_running:\n",
    ),
    Bug(
        "a second press makes a pain pause an ordinary one",
        OBEY,
        "        if state.paused_why is c.PauseReason.PAIN:\n",
        "        if state.paused_why is None:\n",
    ),
    Bug(
        "a session restarts by itself when a rest is over",
        TURN,
        "            self.change(alarm=None)\n        else:\n",
        "            self.run(due_ms)\n        else:\n",
    ),
    Bug(
        "moving on during a pause restarts the clock",
        TURN,
        "        if state.is_clock_running:\n            status =",
        "        if not state.is_over:\n            status =",
    ),
    Bug(
        "going back does not count as another visit",
        TURN,
        "            visit=state.visit + 1,\n",
        "            visit=max(state.visit, 1),\n",
    ),
    Bug(
        "a phase begun again has lost the cues it had before",
        TURN,
        "            cues_fired=0,\n",
        "            cues_fired=state.cues_fired if state.phase is phase else 0,\n",
    ),
    Bug(
        "a cue at the instant of an extension sounds twice",
        OBEY,
        "    passed = sum(cue.at_ms < elapsed_ms + has_just_fired for cue in cues)\n",
        "    passed = sum(cue.at_ms < elapsed_ms for cue in cues)\n",
    ),
    Bug(
        "an extension leaves the countdown where it was",
        OBEY,
        "    cues = tuple(sorted({*kept, *looks, *countdown(phase.kind, duration_ms)}))\n",
        "    cues = tuple(sorted({*kept, *looks, *countdown(phase.kind, phase.duration_ms)}))\n",
    ),
    Bug(
        "more time with a pack on has no more looks at the skin",
        OBEY,
        "    cues = tuple(sorted({*kept, *looks, *countdown(phase.kind, duration_ms)}))\n",
        "    cues = tuple(sorted({*kept, *countdown(phase.kind, duration_ms)}))\n",
    ),
    Bug(
        "going back puts a pack on again",
        OBEY,
        "    if state.plan.variant(target, kind).is_pack and not _is_before_work(state, target):\n",
        "    if False:\n",
    ),
    Bug(
        "going back puts a pack on again that took the place of another exercise",
        OBEY,
        "    if state.plan.variant(target, kind).is_pack and not _is_before_work(state, target):\n",
        "    if state.plan.steps[target].normal.is_pack and not _is_before_work(state, target):\n",
    ),
    Bug(
        "a pack that comes again is not asked about",
        PACKS,
        "        had |= {variant.kind for variant in _variants(step) if variant.is_pack}\n",
        "        had |= set()\n",
        tests=("tests/routine/test_packs.py",),
    ),
    Bug(
        "a pack goes on where nobody can answer",
        PLAIN,
        "        self._runner.send(c.NextStep() if is_skin else c.Proceed())\n",
        "        self._runner.send(c.Proceed())\n",
        tests=("tests/session/test_shipped_runs.py",),
    ),
    Bug(
        "an extension passes the limit",
        OBEY,
        "    duration_ms = min(phase.duration_ms + by_ms, longest_ms)\n",
        "    duration_ms = phase.duration_ms + by_ms if phase.duration_ms < longest_ms else longest_ms\n",
    ),
    Bug(
        "ease keeps the old length",
        OBEY,
        "        turn.enter_phase(index, state.now_ms)\n    else:",
        "        turn.enter_phase(index, state.now_ms)\n"
        "        turn.change(phase=replace(turn.phase, duration_ms=phase.duration_ms))\n    else:",
    ),
    Bug(
        "ease begins the step again",
        OBEY,
        "        or other.place > phase.place\n",
        "        or other.place >= type(other.place)()\n",
    ),
    Bug(
        "ease skips the wait for a key and begins the next step",
        OBEY,
        "        if other.kind is PhaseKind.WAIT\n        or other.place",
        "        if other.place",
    ),
    Bug(
        "going back twice in a row stays in the same step",
        TURN,
        "        self.change(step=step, step_banked_ms=0)\n",
        "        self.change(step=step)\n",
    ),
    Bug(
        "the end is told twice",
        TURN,
        "        self.events.append(e.Finished(due_ms=now_ms, step=step, performed_ms=performed_ms))\n",
        "        self.events.append(e.Finished(due_ms=now_ms, step=step, performed_ms=performed_ms))\n"
        "        self.events.append(e.Finished(due_ms=now_ms, step=step, performed_ms=performed_ms))\n",
    ),
    Bug(
        "stop is taken after the finish",
        STATE,
        "        Status.FINISHED: {},\n",
        "        Status.FINISHED: {Stop: frozenset({_S})},\n",
    ),
    Bug(
        "the table has lost the skip out of a pause",
        STATE,
        "            NextStep: frozenset({_P, _F}),\n",
        "",
    ),
    Bug(
        "the hold after a lead-in begins in silence",
        CUES,
        "after is not PhaseKind.EASE_IN):",
        "after not in (PhaseKind.EASE_IN, PhaseKind.LEAD_IN)):",
    ),
    Bug(
        "a step may have an empty easier exercise",
        PLAN,
        "for variant in (step.normal, step.eased, step.easier))",
        "for variant in (step.normal, step.eased))",
    ),
    Bug(
        "a screen woken late shows a time below zero",
        VIEW,
        "        elapsed_ms = min(elapsed_ms, phase.duration_ms)\n",
        "",
        ("tests/engine/test_view.py",),
    ),
    Bug(
        "a screen offers to ease the wait after a step",
        VIEW,
        "        can_ease=is_on and not is_waiting and kind",
        "        can_ease=is_on and kind",
        ("tests/engine/test_view.py",),
    ),
    Bug(
        "easing is offered for tingling",
        ASSESSMENT,
        "_NEVER_EASED = (Row.UNWELL, Row.TINGLING)",
        "_NEVER_EASED = (Row.UNWELL,)",
        ("tests/pain",),
    ),
    Bug(
        "a rise of four points is not red",
        ASSESSMENT,
        "rise >= _RISE_OF_ANY",
        "rise > _RISE_OF_ANY",
        ("tests/pain",),
    ),
    Bug(
        "a six of unknown kind is taken for an ache",
        ASSESSMENT,
        "nrs is not None and nrs >= thresholds.much_min else",
        "nrs is not None and nrs > thresholds.much_min else",
        ("tests/pain",),
    ),
    Bug(
        "breathing is closed after a sign for today",
        GATE,
        "may_begin=BREATHING_KINDS.issuperset(kinds)",
        "may_begin=BREATHING_KINDS.issubset(kinds)",
        ("tests/pain",),
    ),
    Bug(
        "the pain press is written with its answers",
        RECORDER,
        "            case e.Paused(why=PauseReason.PAIN):\n                self._pressed(event.due_ms, event.step)\n",
        "",
        ("tests/history",),
    ),
    Bug(
        "what could not be written is forgotten",
        RECORDER,
        "            self.trouble = str(error)\n            return\n",
        "            self.trouble = str(error)\n",
        ("tests/history",),
    ),
    Bug(
        "the cues of the night are played in the morning",
        RUNNER,
        "Pause(PauseReason.SUSPENDED), seen_ms)",
        "Pause(PauseReason.SUSPENDED), now_ms)",
        ("tests/session",),
    ),
    Bug(
        "the session goes on by itself after the pain questions",
        CASE,
        "            self._runner.send(command)\n",
        "            self._runner.send(command)\n            self._runner.send(c.Resume())\n",
        ("tests/session",),
    ),
    Bug(
        "the gap between repetitions is counted before the first",
        PHASES,
        "        if rep > 1:\n",
        "        if rep >= 1:\n",
        ("tests/routine",),
    ),
    Bug(
        "the eased dose holds as long",
        PHASES,
        "(_slower(tempo[0]), _half(tempo[1]), _slower(tempo[2]))",
        "(_slower(tempo[0]), tempo[1], _slower(tempo[2]))",
        ("tests/routine",),
    ),
    Bug(
        "the right side does what the left does",
        DOSE,
        "_given(step.right if step else None)",
        "_given(step.left if step else None)",
        ("tests/routine",),
    ),
    Bug(
        "who sat down for the easier exercise is rushed to the floor",
        COMPILE,
        "        if back_ms <= 0:\n",
        "        if back_ms <= HOUR:\n",
        ("tests/routine",),
    ),
    Bug(
        "figure: the timer is dead",
        ANIMATION,
        "if moves_on and not self._is_still and is_moving(view, scene.figure):",
        "if False:",
        ("tests/ui/test_animation.py",),
    ),
    Bug(
        "figure: less motion is not heeded",
        ANIMATION,
        "self._is_still = settings.reduced_motion",
        "self._is_still = False",
        ("tests/ui/test_animation.py",),
    ),
    Bug(
        "figure: it is shown to who switched it off",
        ANIMATION,
        "self._is_wanted = settings.figure",
        "self._is_wanted = True",
        ("tests/ui/test_animation.py",),
    ),
    Bug(
        "figure: what changes has no colour",
        FIGURE_VIEW,
        "found = self._codes[ink] = (before, after)",
        'found = self._codes[ink] = ("", "")',
        ("tests/ui/widgets/test_figure_view.py",),
    ),
    Bug(
        "figure: it comes back while the person goes",
        MOTION,
        "return done, Way.GOING, False",
        "return done, Way.BACK, False",
        ("tests/ui/test_motion.py",),
    ),
    Bug(
        "figure: a knee bends forward",
        LIMBS,
        "bend = radians(-angles.bend if is_leg else angles.bend)",
        "bend = radians(angles.bend)",
        ("tests/figure",),
    ),
    Bug(
        "figure: feet go through the floor",
        SKELETON,
        "_lift(skeleton, -lowest(skeleton, planted))",
        "_lift(skeleton, -lowest(skeleton, planted) - 4.0)",
        ("tests/figure",),
    ),
    Bug(
        "history: a file in use is opened beside SQLite",
        "src/unbend/history/store.py",
        "os.O_CREAT | os.O_EXCL | os.O_RDWR",
        "os.O_CREAT | os.O_RDWR",
        ("tests/history/test_store.py",),
    ),
    Bug(
        "breaks come in a burst after a night",
        COMING,
        "    if state.is_away:\n        return None\n",
        "",
        AT_THE_DESK,
    ),
    Bug(
        "a break follows hard on the last",
        COMING,
        "max(at_ms, state.last_ms + state.settings.spacing_ms)",
        "at_ms",
        AT_THE_DESK,
    ),
    Bug(
        "a postponed break comes later than was said",
        COMING,
        "    return replace(plan, at_ms=state.due_ms)\n",
        "    return plan\n",
        AT_THE_DESK,
    ),
    Bug(
        "a break is announced into quiet hours",
        COMING,
        "        and not is_quiet(state, at_ms)\n",
        "",
        AT_THE_DESK,
    ),
    Bug(
        "a fixed break comes again when the clock is set back",
        COMING,
        " or day == state.fixed_seen[number]",
        "",
        AT_THE_DESK,
    ),
    Bug(
        "a break late for one that gives way to it",
        COMING,
        "plan.at_ms >= fixed.at_ms - near_ms",
        "plan.at_ms >= fixed.at_ms",
        AT_THE_DESK,
    ),
    Bug(
        "a break that was had does not begin the count of skipped ones anew",
        BREAK_TURN,
        "            self.change(moved_ms=now_ms, skips=0)\n        self._work_after",
        "            self.change(moved_ms=now_ms)\n        self._work_after",
        AT_THE_DESK,
    ),
    Bug(
        "a break in which nobody answered waits into the night",
        BREAK_TURN,
        "self.events.append(e.BreakMissed(due_ms=now_ms, why=e.MissedWhy.HOURS, at_ms=self.state.due_ms))",
        "pass",
        AT_THE_DESK,
    ),
    Bug(
        "lunch is dropped because a break ran into it",
        BREAK_TURN,
        "        if passed is not None:\n            self.plan_fixed(passed,",
        "        if passed is not None and now_ms < 0:\n            self.plan_fixed(passed,",
        AT_THE_DESK,
    ),
    Bug(
        "an absence as long as the break does not count",
        BREAK_TURN,
        "- since_ms >= self._missed_break",
        "- since_ms > self._missed_break",
        AT_THE_DESK,
    ),
    Bug(
        "a pause eats the work that was left",
        BREAK_OBEY,
        "Status.WORKING: max(state.due_ms - state.now_ms, 0),",
        "Status.WORKING: 0,",
        AT_THE_DESK,
    ),
    Bug(
        "quiet leaves the break on the screen",
        BREAK_OBEY,
        "    if turn.state.status is Status.DUE:\n        turn.miss(e.MissedWhy.QUIET)\n",
        "",
        AT_THE_DESK,
    ),
    Bug(
        "a sleep is a late look",
        SCHEDULE,
        "now_ms - since_ms >= LEAST_AWAY_MS",
        "now_ms - since_ms < 0",
        AT_THE_DESK,
    ),
    Bug(
        "a restart forgets that the clock was set back",
        KEPT,
        'clock.ahead_ms + max(int(kept["now_ms"]) - clock.ahead_ms - now_ms, 0)',
        "clock.ahead_ms",
        AT_THE_DESK,
    ),
    Bug(
        "hours over midnight never come",
        WALL,
        "day + timedelta(days=span.end <= span.start)",
        "day",
        AT_THE_DESK,
    ),
    Bug(
        "how often one looks decides whether there is lunch",
        COMING,
        "last_ms if last_ms is not None and last_ms + spacing_ms >= state.now_ms else state.now_ms",
        "max(state.now_ms, last_ms or 0)",
        AT_THE_DESK,
    ),
    Bug(
        "what is told to nobody is told in the past",
        BREAK_TURN,
        "self.state.status is Status.WORKING and not self.state.is_away",
        "self.state.status is Status.WORKING",
        AT_THE_DESK,
    ),
    Bug(
        "two breaks are announced on return",
        BREAK_TURN,
        "            self.change(due_ms=max(state.due_ms, state.now_ms))\n",
        "            self.change(due_ms=max(state.due_ms, state.now_ms), is_announced=False)\n"
        "            self._announce(upcoming(self.state))\n",
        LAWS_OF_BREAKS,
    ),
    Bug(
        "one break counts twice",
        BREAK_OBEY,
        "if state.moved_ms is not None and state.moved_ms > began_ms:",
        "if state.moved_ms is not None and state.moved_ms < 0:",
        AT_THE_DESK,
    ),
    Bug(
        "a break that nobody answers is given no time at all",
        COMING,
        "Coming(state.due_ms + state.settings.waits_ms, Happening.UNANSWERED)",
        "Coming(state.planned_ms + state.settings.waits_ms, Happening.UNANSWERED)",
        AT_THE_DESK,
    ),
    Bug(
        "a break is left out before somebody who comes back to it can answer",
        BREAK_TURN,
        "            self.change(due_ms=state.now_ms)  # nobody was there",
        "            pass  # nobody was there",
        AT_THE_DESK,
    ),
    Bug(
        "a unit that somebody changed is removed",
        INSTALL,
        "    if whose is not Ownership.OURS:\n",
        "    if whose is Ownership.FOREIGN:\n",
        ("tests/work/test_install.py",),
    ),
    Bug(
        "a unit stays behind where it could not be turned on",
        INSTALL,
        "_trouble(lambda: system.file.unlink(missing_ok=True)), ",
        "",
        ("tests/work/test_install.py",),
    ),
    Bug(
        "the same area twice in a row",
        PICK,
        "(entry.id == last.id or (not wish.area and entry.focus == last.focus))",
        "entry.id == last.id",
        ("tests/routine/test_pick.py",),
    ),
    Bug(
        "a break for an area from which its steps were left out",
        PICK,
        "wish.area in areas or ",
        "wish.area or ",
        ("tests/routine/test_pick.py",),
    ),
)


def main(words: list[str]) -> int:
    """Run the bugs whose names hold one of `words`, or all; return 1 if one survives."""
    bugs = [bug for bug in BUGS if not words or any(word in bug.name for word in words)]
    width = max((len(bug.name) for bug in bugs), default=0)
    with tempfile.TemporaryDirectory(prefix="seeded-bugs-") as folder:
        copy = Path(folder).resolve()
        _copy_to(copy)
        # Where the tests fail without a bug, or test another source, everything would look caught.
        paths = dict.fromkeys(path for bug in bugs for path in bug.tests)
        if failed := _first_failure(copy, tuple(paths)):
            print(f"without any bug: {failed}")
            return 1
        survivors = 0
        print(f"{'bug':{width}} | caught by")
        for bug in bugs:
            began_s = time.perf_counter()
            caught_by = _caught_by(bug, copy)
            survivors += caught_by is None
            print(f"{bug.name:{width}} | {caught_by or 'NOBODY'} ({time.perf_counter() - began_s:.0f} s)", flush=True)
    print(f"{len(bugs) - survivors} of {len(bugs)} caught")
    return 1 if survivors else 0


def _copy_to(copy: Path) -> None:
    for name in COPIED:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)


def _caught_by(bug: Bug, copy: Path) -> str | None:
    """Return what noticed `bug`, or None."""
    file = copy / bug.file
    text = file.read_text(encoding="utf-8")
    file.write_text(bug.applied_to(text), encoding="utf-8")
    try:
        return _first_failure(copy, bug.tests)
    finally:
        file.write_text(text, encoding="utf-8")


def _first_failure(copy: Path, tests: tuple[str, ...]) -> str | None:
    """Return the first of `tests` that fails in `copy`, or None. Raises `RuntimeError` where they could not be run."""
    environment = {
        **os.environ,
        "HYPOTHESIS_PROFILE": "seeded",
        "PYTHONPATH": str(copy / "src"),  # before the installed package, whatever that is
        "PYTHONDONTWRITEBYTECODE": "1",  # two edits of one second and one length would share their bytecode
    }
    options = ("-x", "-q", "-p", "no:cacheprovider", "--tb=no")
    command = [sys.executable, "-c", _RUN, str(copy), *options, *tests]
    try:
        ran = subprocess.run(  # noqa: S603  # our own interpreter and our own tests
            command, cwd=copy, env=environment, capture_output=True, text=True, check=False, timeout=LONGEST_S
        )
    except subprocess.TimeoutExpired:
        return f"the clock: no end within {LONGEST_S} s"
    if ran.returncode == 0:
        return None
    if (found := re.search(r"^FAILED (\S+)", ran.stdout, re.MULTILINE)) is None:
        msg = f"the tests could not be run:\n{ran.stdout}{ran.stderr}"
        raise RuntimeError(msg)
    return found[1]


_RUN = """
import sys
import pytest
import unbend
copy, *arguments = sys.argv[1:]
assert unbend.__file__.startswith(copy), unbend.__file__
sys.exit(pytest.main(arguments))
"""
"""Runs pytest after a look at which source is under test."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
