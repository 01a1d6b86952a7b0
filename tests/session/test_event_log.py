"""The log: one line of JSON per event, in order, counted from the start."""

from __future__ import annotations

import io
import json
from typing import Any

from tests.builders import a_plan, a_step, hold, lead_in
from unbend.engine import commands as c
from unbend.session.clock import ManualClock
from unbend.session.event_log import EventLog
from unbend.session.runner import Runner


def log_of(*script: tuple[int, c.Command]) -> list[dict[str, Any]]:
    """Return the lines of a session that begins five seconds into the clock."""
    clock, stream = ManualClock(), io.StringIO()
    clock.advance(5_000)
    runner = Runner(a_plan(a_step(lead_in(), hold(12_000), eased=[hold(6_000)])), clock, [EventLog(stream)])
    runner.send(c.Start())
    for at_ms, command in script:
        while clock.now_ms() < 5_000 + at_ms:
            clock.advance(min(500, 5_000 + at_ms - clock.now_ms()))
            runner.tick()
        runner.send(command)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_due_times_count_from_the_start_and_never_go_back() -> None:
    """Whatever the clock said when the session began."""
    lines = log_of((20_000, c.Stop()))
    dues = [line["due_ms"] for line in lines]
    assert dues[0] == 0
    assert dues == sorted(dues)
    assert [line["due_ms"] for line in lines if line["event"] == "CueFired"] == [
        0,
        2_000,
        3_000,
        4_000,
        5_000,
        14_000,
        15_000,
        16_000,
    ]
    assert lines[-2]["event"] == "Finished"


def test_every_kind_of_event_can_be_written() -> None:
    """Events, reports and refusals are all plain values."""
    lines = log_of(
        (6_000, c.Extend(10_000)),
        (7_000, c.Pause(c.PauseReason.PAIN)),
        (8_000, c.ReportPain(nrs=6, kind="sharp")),
        (9_000, c.TakeRest(2_000)),
        (12_000, c.Ease()),
        (12_500, c.Ease()),
        (13_000, c.Resume(3_000)),
        (17_000, c.UseEasier()),
        (18_000, c.Breathe()),
        (19_000, c.Back()),
        (19_500, c.NextStep()),
    )
    found = {line["event"]: line for line in lines}
    assert found["PainReported"]["nrs"] == 6
    assert found["RestTaken"]["until_ms"] == 11_000
    assert found["ResumeAnnounced"]["at_ms"] == 16_000
    assert found["VariantChanged"]["variant"] == "breathing"
    assert found["CommandIgnored"]["reason"]
    assert found["Finished"]["performed_ms"] > 0
    assert all({"event", "due_ms", "late_ms", "step"} <= line.keys() for line in lines)
