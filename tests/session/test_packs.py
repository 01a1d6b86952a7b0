"""What a pack asks of a front end: to come off, not to go on blindly, and to leave the skin alone for a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.builders import a_phase, a_plan, a_step, lead_in, skin_check
from tests.history.builders import a_session, a_visit
from tests.script import Session
from unbend.engine import commands as c
from unbend.engine.plan import PhaseKind, PlanStep
from unbend.history.store import Store
from unbend.session.packs import UNANSWERED_MS, PackWatch, is_unanswered, recent_packs
from unbend.units import MINUTE

if TYPE_CHECKING:
    from pathlib import Path

    from unbend.units import Ms

NINE = "2026-01-05T09:00:00+00:00"
NINE_AS_TIME = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def a_pack(kind: str = "heat", length_ms: Ms = 10 * MINUTE, *, is_asked: bool = False) -> PlanStep:
    """Return a step with a pack on, the easier form of which is to rest."""
    on = a_phase(PhaseKind.TIME, length_ms)
    first = [skin_check()] if is_asked else []
    return a_step(
        *first, lead_in(), on, eased=[*first, lead_in(), on], easier=[lead_in(), on], name=f"{kind}-pack", kind=kind
    )


def taken_off(session: Session) -> list[Ms]:
    """Return the instants at which a pack was to be taken off."""
    watch = PackWatch()
    return [event.due_ms for event in session.events if watch.comes_off(event)]


def test_a_pack_comes_off_when_its_time_is_over() -> None:
    """And nothing else does."""
    session = Session(a_plan(a_pack(), a_step())).at(0, c.Start()).run_out()
    assert taken_off(session) == [10 * MINUTE + 5_000]


@pytest.mark.parametrize("leaving", [c.NextStep(), c.UseEasier(), c.Breathe(), c.Stop()])
def test_it_comes_off_whichever_way_it_is_left(leaving: c.Command) -> None:
    """A forgotten pack is what burns."""
    session = Session(a_plan(a_pack(), a_step())).at(0, c.Start()).at(MINUTE, leaving)
    assert taken_off(session) == [MINUTE]


@pytest.mark.parametrize("leaving", [c.NextStep(), c.UseEasier(), c.Stop()])
def test_one_that_was_not_yet_on_does_not_come_off(leaving: c.Command) -> None:
    """In the time to wrap it, and while it is asked about the skin."""
    session = Session(a_plan(a_pack(), a_pack(is_asked=True), a_step())).at(0, c.Start()).at(2_000, leaving)
    assert taken_off(session) == []


def test_an_eased_pack_stays_on() -> None:
    """It is the same pack for half the time."""
    session = Session(a_plan(a_pack(), a_step())).at(0, c.Start()).at(MINUTE, c.Ease())
    assert taken_off(session) == []


def test_no_answer_where_nobody_can_give_one_is_no_yes() -> None:
    """After two minutes; where there is a keyboard, it waits for ever."""
    asked = a_pack(is_asked=True)
    for is_voice_only in (True, False):
        session = Session(a_plan(asked, is_voice_only=is_voice_only)).at(0, c.Start())
        assert not is_unanswered(session.wake(UNANSWERED_MS - 1).view)
        assert is_unanswered(session.wake(UNANSWERED_MS).view) is is_voice_only


# What the history knows


def recent(folder: Path, *, minutes: int, kind: str = "heat", exercise: str = "") -> frozenset[str]:
    """Return what is asked about `minutes` after ten minutes of a pack of `kind`, begun at nine."""
    file = folder / "history.db"
    with Store.open(file) as store:
        on = replace(a_visit(exercise or f"{kind}-pack", performed_ms=10 * MINUTE), started_ms=0)
        store.save([replace(a_session(started_at=NINE), length_ms=10 * MINUTE), on])
    now = NINE_AS_TIME + timedelta(minutes=10 + minutes)
    return recent_packs(file, a_plan(a_pack("heat"), a_pack("cold")), {}, now)


@pytest.mark.parametrize(("kind", "minutes"), [("heat", 60), ("cold", 120)])
def test_the_skin_is_left_alone_for_an_hour_or_two(tmp_path: Path, kind: str, minutes: int) -> None:
    """An hour after warmth, two after cold."""
    assert recent(tmp_path / "before", minutes=minutes - 1, kind=kind) == {kind}
    assert recent(tmp_path / "after", minutes=minutes, kind=kind) == frozenset()


def test_what_was_no_pack_locks_nothing(tmp_path: Path) -> None:
    """However lately it was done."""
    assert recent(tmp_path, minutes=1, exercise="neck-turn") == frozenset()


def test_a_pack_ends_where_the_next_step_begins(tmp_path: Path) -> None:
    """It may have been paused, and stayed on the whole time."""
    file = tmp_path / "history.db"
    with Store.open(file) as store:
        on = a_visit("heat-pack", performed_ms=MINUTE)
        then = replace(a_visit(visit=2, number=1), started_ms=30 * MINUTE)
        store.save([replace(a_session(started_at=NINE), length_ms=40 * MINUTE), on, then])
        assert store.last_end_ms(["heat-pack"]) == int(NINE_AS_TIME.timestamp() * 1000) + 30 * MINUTE
        assert store.last_end_ms(["neck"]) == int(NINE_AS_TIME.timestamp() * 1000) + 40 * MINUTE
        assert store.last_end_ms(["cold-pack"]) is None


def test_without_a_pack_no_history_is_looked_at(tmp_path: Path) -> None:
    """Nor is one made where there is none."""
    file = tmp_path / "history.db"
    assert recent_packs(file, a_plan(), {}, NINE_AS_TIME) == frozenset()
    assert recent_packs(file, a_plan(a_pack()), {}, NINE_AS_TIME) == frozenset()
    assert not file.exists()


def test_in_doubt_it_is_asked(tmp_path: Path) -> None:
    """A history that cannot be read says nothing of the skin."""
    (tmp_path / "history.db").mkdir()
    assert recent_packs(tmp_path / "history.db", a_plan(a_pack()), {}, NINE_AS_TIME) == {"heat"}
