"""When a step is left, and which cues are played again."""

from __future__ import annotations

from pathlib import Path

from tests.audio.doubles import FakeOutput
from unbend.audio.chain import BELL, NO_DEVICE, Step, StepKind
from unbend.audio.conductor import BEGINS_WITHIN_S, OPENS_WITHIN_S, TRIED_AGAIN_AFTER_S, Conductor
from unbend.audio.reports import Began, Cue, Ended, Ready, Refused

WORKER = Step(StepKind.WORKER, "miniaudio")
COMMAND = Step(StepKind.COMMAND, "paplay")


class Stage:
    """A conductor with outputs that are only played, and a clock the test sets."""

    def __init__(self, *steps: Step, survives_silence: bool = True) -> None:
        self.outputs: list[FakeOutput] = []
        self.notes: list[str] = []
        self.missing: set[str] = set()
        self._survives = survives_silence
        self._number = 0
        self.conductor = Conductor(steps or (WORKER, COMMAND, BELL, NO_DEVICE), self._open, self.notes.append)
        self.conductor.open(0.0)

    def _open(self, step: Step) -> FakeOutput:
        if step.name in self.missing:
            raise FileNotFoundError(step.name)
        self.outputs.append(FakeOutput(step, survives_silence=self._survives))
        return self.outputs[-1]

    @property
    def now(self) -> FakeOutput:
        """The output in use."""
        return self.outputs[-1]

    def ready(self, now_s: float = 0.0) -> None:
        """Let the output in use prove itself."""
        self.conductor.hear(Ready(self.now), now_s)

    def began(self, number: int, now_s: float, lasts_s: float = 1.0) -> None:
        """Let a cue begin to sound."""
        self.conductor.hear(Began(self.now, number, lasts_s), now_s)

    def ended(self, now_s: float) -> None:
        """Let the output in use die."""
        self.conductor.hear(Ended(self.now, "worker ended with -9"), now_s)

    def play(self, name: str, now_s: float, in_s: float = 0.0) -> None:
        """Ask for a cue, for now or for later."""
        self._number += 1
        self.conductor.play(Cue(self._number, name, Path(f"/{name}.wav"), 1.0, now_s + in_s), now_s)


def test_a_cue_asked_for_before_the_device_is_open_is_played_when_it_is() -> None:
    """In the order of asking, and only what is still fresh."""
    stage = Stage()
    stage.play("stale", 0.0)
    stage.play("first", 0.3)
    stage.play("second", 0.4)
    assert stage.now.played == []
    stage.ready(0.6)
    assert stage.now.played == ["first", "second"]


def test_a_step_that_never_proved_itself_is_left_for_the_next() -> None:
    """A worker that finds no device ends at once, and another would find none either."""
    stage = Stage()
    stage.ended(0.1)
    assert stage.conductor.step == COMMAND
    assert not stage.conductor.is_ready


def test_a_step_that_cannot_even_be_started_is_left_for_the_next() -> None:
    """However many of them there are in a row."""
    stage = Stage()
    stage.missing = {"paplay", "bell"}
    stage.ended(0.1)
    assert stage.conductor.step == NO_DEVICE


def test_a_step_that_proves_nothing_in_time_is_left_for_the_next() -> None:
    """A hung sound server hangs the worker that asks for it."""
    stage = Stage()
    assert stage.conductor.due_s == OPENS_WITHIN_S
    stage.conductor.tick(OPENS_WITHIN_S - 0.01)
    assert stage.conductor.step == WORKER
    stage.conductor.tick(OPENS_WITHIN_S)
    assert stage.conductor.step == COMMAND
    assert stage.outputs[0].calls == ["close"]


def test_a_killed_worker_is_started_anew_and_its_cue_played_again() -> None:
    """A kill costs no cue: neither one that had not begun nor one hardly begun."""
    stage = Stage()
    stage.ready()
    stage.play("hardly begun", 10.0)
    stage.play("not begun", 10.0)
    stage.began(1, 10.02)
    stage.ended(10.1)
    assert stage.conductor.step == WORKER
    stage.ready(10.2)
    assert stage.now.played == ["hardly begun", "not begun"]


def test_a_cue_that_was_heard_is_not_played_again() -> None:
    """A tick twice is a wrong count."""
    stage = Stage()
    stage.ready()
    stage.play("tick", 10.0)
    stage.began(1, 10.02)
    stage.ended(10.3)
    stage.ready(10.4)
    assert stage.now.played == []


def test_a_cue_that_would_come_too_late_is_not_played_again() -> None:
    """Half a second is the limit."""
    stage = Stage()
    stage.ready()
    stage.play("tick", 10.0)
    stage.ended(10.1)
    stage.ready(10.6)
    assert stage.now.played == []


def test_a_worker_that_keeps_dying_is_given_up() -> None:
    """Three new ones within a minute, then the next step."""
    stage = Stage()
    for second in (1.0, 2.0, 3.0):
        stage.ready(second)
        stage.ended(second + 0.5)
        assert stage.conductor.step == WORKER
    stage.ready(4.0)
    stage.ended(4.5)
    assert stage.conductor.step == COMMAND


def test_a_worker_that_dies_now_and_then_is_kept() -> None:
    """Deaths long past do not count."""
    stage = Stage()
    for second in (0.0, 100.0, 200.0, 300.0, 400.0):
        stage.ready(second)
        stage.ended(second + 1)
        assert stage.conductor.step == WORKER


def test_a_system_player_that_fails_is_not_tried_again() -> None:
    """Each of its cues is a new process already, so a failure is one of the player."""
    stage = Stage(COMMAND, BELL)
    stage.ready()
    stage.play("start", 1.0)
    stage.began(1, 1.0)
    stage.ended(1.05)
    assert stage.conductor.step == BELL
    stage.ready(1.05)
    assert stage.now.played == ["start"]


def test_a_cue_that_never_begins_is_evidence_of_a_stuck_device() -> None:
    """The step is left, and the cue handed on as long as it is fresh."""
    stage = Stage(WORKER, BELL)
    stage.ready()
    stage.play("start", 5.0)
    assert stage.conductor.due_s == 5.0 + BEGINS_WITHIN_S
    stage.conductor.tick(5.0 + BEGINS_WITHIN_S)
    assert stage.conductor.step == BELL
    stage.ready(5.0 + BEGINS_WITHIN_S)
    assert stage.now.played == ["start"]


def test_a_cue_that_begins_leaves_nothing_to_wait_for() -> None:
    """An idle conductor has no deadline, so nobody wakes."""
    stage = Stage()
    stage.ready()
    stage.play("start", 5.0)
    stage.began(1, 5.02)
    assert stage.conductor.due_s is None
    stage.conductor.tick(100.0)
    assert stage.conductor.step == WORKER


def test_a_file_that_cannot_be_played_is_no_evidence_against_the_device() -> None:
    """It is noted, and the step stays."""
    stage = Stage()
    stage.ready()
    stage.play("broken", 5.0)
    stage.conductor.hear(Refused(stage.now, 1, "broken.wav: not a WAV"), 5.1)
    assert stage.conductor.due_s is None
    assert stage.notes[-1] == "broken.wav: not a WAV"


def test_silence_forgets_the_cues_not_yet_heard() -> None:
    """Nothing sounds after a stop, whatever dies or comes back later."""
    stage = Stage()
    stage.play("start", 0.0)
    stage.conductor.silence(0.1)
    stage.ready(0.2)
    assert stage.now.played == []
    assert stage.outputs[0].calls == ["silence"]


def test_an_output_silenced_by_its_death_is_opened_anew() -> None:
    """Its death is then no evidence, and its last report is not listened to."""
    stage = Stage(survives_silence=False)
    stage.ready()
    first = stage.now
    for second in range(10):
        stage.conductor.silence(float(second))
        stage.ready(second + 0.05)
    stage.conductor.hear(Ended(first, "worker ended with -9"), 20.0)
    assert stage.conductor.step == WORKER
    assert stage.conductor.is_ready
    assert len(stage.outputs) == 11


def test_how_long_sound_goes_on_is_known() -> None:
    """A cue that has not begun counts until it is stale, one that has until its end."""
    stage = Stage()
    stage.ready()
    assert stage.conductor.quiet_in_s(0.0) == 0
    stage.play("finish", 1.0)
    assert stage.conductor.quiet_in_s(1.0) == 0.5
    stage.began(1, 1.0, lasts_s=2.5)
    assert stage.conductor.quiet_in_s(2.0) == 1.5
    stage.conductor.silence(2.0)
    assert stage.conductor.quiet_in_s(2.0) == 0


def test_preparing_reaches_the_output_in_use() -> None:
    """And after closing, nobody."""
    stage = Stage()
    stage.conductor.prepare(0.0)
    stage.conductor.close()
    stage.conductor.prepare(0.0)
    assert stage.now.calls == ["prepare", "close"]


def test_a_cue_asked_for_in_advance_is_sent_when_it_is_due() -> None:
    """Not before, and until then it is no evidence against the device."""
    stage = Stage()
    stage.ready()
    stage.play("later", 1.0, in_s=1.5)
    assert (stage.now.played, stage.conductor.due_s) == ([], 2.5)
    stage.conductor.tick(2.0)
    assert stage.now.played == []
    stage.conductor.tick(2.5)
    assert stage.now.played == ["later"]
    stage.conductor.tick(2.5 + BEGINS_WITHIN_S)
    assert stage.conductor.step == COMMAND


def test_silence_forgets_what_was_asked_for_in_advance() -> None:
    """A pause is not followed by a sentence of before."""
    stage = Stage()
    stage.ready()
    stage.play("later", 1.0, in_s=1.5)
    stage.conductor.silence(2.0)
    stage.conductor.tick(3.0)
    assert (stage.now.played, stage.conductor.due_s) == ([], None)


def test_what_is_due_later_is_kept_through_a_change_of_the_step() -> None:
    """The next step says it in time."""
    stage = Stage()
    stage.ready()
    stage.play("later", 1.0, in_s=1.5)
    stage.ended(1.2)
    stage.ready(1.3)
    assert stage.now.played == []
    stage.conductor.tick(2.5)
    assert stage.now.played == ["later"]


# A device that comes back


def fallen() -> Stage:
    """Return a stage whose worker was left for the system player at 1 s."""
    stage = Stage(WORKER, COMMAND, BELL, NO_DEVICE)
    stage.ended(1.0)
    stage.ready(1.0)
    return stage


def test_what_was_left_takes_over_when_it_proves_itself_again() -> None:
    """Tried beside the step in use, which plays on meanwhile."""
    stage = fallen()
    player = stage.now
    stage.play("before", 1.0 + TRIED_AGAIN_AFTER_S)
    assert len(stage.outputs) == 2
    stage.play("asks", 1.1 + TRIED_AGAIN_AFTER_S)
    assert (player.played, len(stage.outputs)) == (["before", "asks"], 3)
    assert stage.conductor.step == COMMAND
    stage.ready(1.2 + TRIED_AGAIN_AFTER_S)
    assert (stage.conductor.step, player.is_closed) == (WORKER, True)
    stage.play("after", 2.0 + TRIED_AGAIN_AFTER_S)
    assert stage.now.played == ["after"]


def test_what_is_still_gone_is_left_alone_for_a_while() -> None:
    """Every attempt starts a process."""
    stage = fallen()
    stage.conductor.prepare(2.0 + TRIED_AGAIN_AFTER_S)
    stage.ended(2.1 + TRIED_AGAIN_AFTER_S)
    tried_s = 2.1 + TRIED_AGAIN_AFTER_S
    stage.conductor.prepare(tried_s + 1.9 * TRIED_AGAIN_AFTER_S)
    assert len(stage.outputs) == 3
    stage.conductor.prepare(tried_s + 2.1 * TRIED_AGAIN_AFTER_S)  # each attempt in vain doubles the time
    assert len(stage.outputs) == 4
    stage.ready(tried_s + 2.2 * TRIED_AGAIN_AFTER_S)
    assert stage.conductor.step == WORKER


def test_a_trial_that_says_nothing_is_given_up_for_the_next_step() -> None:
    """Down to the step in use and not beyond it."""
    stage = Stage(WORKER, COMMAND, BELL, NO_DEVICE)
    stage.ended(0.1)
    stage.ended(0.2)
    stage.ready(0.2)
    assert stage.conductor.step == BELL
    stage.conductor.prepare(1.0 + TRIED_AGAIN_AFTER_S)
    silent = stage.now
    stage.conductor.prepare(1.1 + TRIED_AGAIN_AFTER_S + OPENS_WITHIN_S)
    assert silent.is_closed
    stage.ready(1.2 + TRIED_AGAIN_AFTER_S + OPENS_WITHIN_S)
    assert stage.conductor.step == COMMAND


def test_while_nobody_wants_to_hear_anything_nothing_is_tried() -> None:
    """An idle client wakes nobody."""
    stage = fallen()
    assert stage.conductor.due_s is None
    stage.conductor.tick(10 * TRIED_AGAIN_AFTER_S)
    assert len(stage.outputs) == 2


def test_another_chain_is_used_at_once() -> None:
    """What plays on the one before is ended."""
    stage = fallen()
    player = stage.now
    stage.conductor.use((BELL, NO_DEVICE), 5.0)
    stage.ready(5.0)
    stage.play("start", 5.1)
    assert (player.is_closed, stage.now.step, stage.now.played) == (True, BELL, ["start"])
