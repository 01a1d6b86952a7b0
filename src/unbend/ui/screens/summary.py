"""What a session was: asked how it is now, told what was done, closed with one sentence that never blames."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll

from unbend.history.records import REST
from unbend.history.summary import Summary, summarise
from unbend.pain import words
from unbend.ui.base import UnbendScreen
from unbend.ui.keys import Place, bindings
from unbend.ui.widgets.checks import Checks
from unbend.ui.widgets.key_row import KeyRow
from unbend.ui.widgets.line import Line
from unbend.ui.widgets.scale import Scale, nrs_of
from unbend.units import SECOND, format_span

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from unbend.engine.plan import Plan
    from unbend.history.recorder import Recorder

_STEP = "step-"


class SummaryScreen(UnbendScreen[None]):
    """Shows the session that `recorder` has kept; every answer is on record at once."""

    CSS_PATH = "../session.tcss"
    BINDINGS: ClassVar = bindings(Place.SUMMARY)

    def __init__(self, recorder: Recorder, plan: Plan, *, advice: str = "") -> None:
        """Ask about the steps of `plan`; `advice` follows the closing sentence."""
        super().__init__()
        self._recorder = recorder
        self._plan = plan
        self._advice = advice

    def parts(self) -> ComposeResult:
        """Yield the closing sentence, the account and the two questions."""
        yield Line(id="closing", yields=True)
        yield Line(self._advice, id="advice", yields=True)
        with VerticalScroll(id="account-scroll", can_focus=False):
            yield Line(id="account", yields=True)
        yield Line(f"{words.ASK_END} Press the number; nothing is said if you leave it.", id="question")
        yield Scale(id="scale")
        yield Line(f"{words.ASK_DISAGREED} Arrows and Space; none is fine.", id="disagreed-question")
        yield Checks(self._begun(), id="disagreed")
        yield Line(id="trouble", yields=True)
        yield KeyRow(Place.SUMMARY)

    def on_mount(self) -> None:
        """Tell what was done."""
        if not self.query(Checks):
            return  # the app is leaving, and nothing was put on this screen any more
        self._tell()
        self.query_one(Checks).focus()

    def _begun(self) -> list[tuple[str, str]]:
        """Return the steps that were begun, by number and name."""
        _, steps, _ = self._recorder.records
        names: dict[int, list[str]] = {}
        for step in (step for step in steps if step.exercise != REST):
            names.setdefault(step.number, []).append(step.name)
        return [(f"{_STEP}{number}", ", ".join(dict.fromkeys(found))) for number, found in sorted(names.items())]

    def _tell(self) -> None:
        session, steps, pains = self._recorder.records
        if session is None:
            return
        told = summarise(session, steps, pains, self._plan)
        self.query_one("#closing", Line).show(told.closing)
        self.query_one("#account", Line).show("\n".join(account(told)))
        trouble = self._recorder.trouble
        self.query_one("#trouble", Line).show("" if trouble is None else f"{trouble}. It is tried again on leaving.")

    def on_key(self, event: events.Key) -> None:
        """Take a number as the answer to how it is now."""
        nrs = nrs_of((event.character or "").lower())
        if nrs is None:
            return
        event.stop()
        self._answer(nrs)

    def on_scale_chosen(self, event: Scale.Chosen) -> None:
        """Take a click as a number."""
        self._answer(event.nrs)

    def _answer(self, nrs: int) -> None:
        self.query_one(Scale).mark(nrs)
        self._recorder.pain_after(nrs)
        self._tell()

    def on_checks_changed(self, event: Checks.Changed) -> None:
        """Keep which steps did not agree."""
        self._recorder.disagreed({int(ticked.removeprefix(_STEP)) for ticked in event.ticked})
        self._tell()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def account(told: Summary) -> list[str]:
    """Return the lines that tell of a session."""
    lines = [f"{format_span(_whole(told.performed_ms))} of {format_span(told.planned_ms)} planned."]
    instead = tuple(f"{each.name} for {each.planned}" if each.planned else each.name for each in told.instead)
    rows = (
        ("Done", told.done),
        ("Eased", told.eased),
        ("Begun", () if told.under_way is None else (told.under_way,)),
        ("Done instead", instead),
        ("Skipped", told.skipped),
        ("Left out", told.left_out),
        ("Did not agree", told.disagreed),
    )
    lines += [f"{what}: {', '.join(names)}." for what, names in rows if names]
    said = [
        f"{when} {nrs}"
        for when, nrs in (("before", told.pain_before), ("during", told.pain_worst), ("after", told.pain_after))
        if nrs is not None
    ]
    if said:
        lines.append(f"Pain, 0 to 10: {', '.join(said)}.")
    return lines


def _whole(span: int) -> int:
    return span // SECOND * SECOND
