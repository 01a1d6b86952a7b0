"""The way through a session, from the first question to the last: what is asked, in which order, and what may begin.

It reads from top to bottom because it awaits each screen's answer. What may begin is `pain.gate`'s decision.
"""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from unbend.engine.commands import StopReason
from unbend.engine.plan import Side
from unbend.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_STOPPED, HistoryUnavailable, UnbendError
from unbend.pain import words
from unbend.pain.assessment import Tier
from unbend.pain.gate import Opening, gate_at_start, gate_before
from unbend.pain.rules import RULES, TITLES, Rule
from unbend.routine.packs import with_skin_checks
from unbend.session.day_rules import SIGNS
from unbend.session.opening import GENTLER, STILL
from unbend.session.packs import recent_packs
from unbend.session.parts import make_listeners, make_recorder, speaking, thresholds
from unbend.ui.gallery import Gallery
from unbend.ui.listing import COMPARED, before_it
from unbend.ui.notices import FIRST_RUN, has_seen, note_seen
from unbend.ui.screens.ask import Ask
from unbend.ui.screens.ask_minutes import AskMinutes
from unbend.ui.screens.ask_scale import LEFT, AskScale
from unbend.ui.screens.notice import PageScreen
from unbend.ui.screens.player import PlayerScreen
from unbend.ui.screens.signs import SignsScreen
from unbend.ui.screens.summary import SummaryScreen
from unbend.ui.sound_words import sound_words
from unbend.units import MINUTE, format_span

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.screen import Screen

    from unbend.routine.catalogue import Entry
    from unbend.routine.compile import Compiled
    from unbend.routine.library import Library
    from unbend.session.runner import Listener
    from unbend.ui.app import UnbendApp
    from unbend.ui.services import Request

T = TypeVar("T")

ALL_TIERS = (Tier.A, Tier.B, Tier.C)
_NOTHING = "nothing"
_SOUND_SETTLES_S = 1.5
LOUDER_BY = 20
"""Percent, in the sound check, where it is about hearing it at all."""


class Flow:
    """Leads through one thing on the app's screens; runs in a worker of the app."""

    def __init__(self, app: UnbendApp) -> None:
        self._app = app
        self._services = app.services

    async def _ask(self, screen: Screen[T]) -> T | None:
        return await self._app.push_screen_wait(screen)

    # Before anything

    async def welcome(self, *, asks_sound: bool) -> None:
        """Show the notice at the first run, and what holds for the day."""
        if not await asyncio.to_thread(has_seen, self._services.history_file, FIRST_RUN):
            await self._first_run()
            if asks_sound:
                await self.check_sound()
        if await asyncio.to_thread(self._app.sign.get) is Tier.A:
            await self._hold(Tier.A)

    async def _first_run(self) -> None:
        answers = {"yes": words.UNDERSTOOD, "signs": words.SHOW_SIGNS, "quit": "Quit"}
        while True:
            answer = await self._ask(PageScreen("Before you begin", words.FIRST_RUN, answers))
            if answer == "signs":
                await self.show_signs()
            elif answer == "quit":
                self._app.exit(EXIT_DONE)
                await asyncio.Event().wait()  # the app ends this worker
            else:
                break
        try:
            now = self._services.clock.wall()
            await asyncio.to_thread(note_seen, self._services.history_file, FIRST_RUN, now)
        except HistoryUnavailable as error:
            self._app.tell(f"{error}.")

    async def check_sound(self) -> None:
        """Play a sound until the person is content with it."""
        while True:
            self._app.player.play("start")
            await asyncio.to_thread(self._settle_sound)
            told = sound_words(self._app.player.status, self._app.settings.loudness)
            text = f"That was the sound that says go ({told}). Whatever is heard is also seen, so none is needed."
            answers = {"heard": "I heard it", "again": "Play it again", "louder": "Louder", "none": "Go on without"}
            answer = await self._ask(Ask("Did you hear that?", text, answers))
            if answer == "louder":
                self._app.set_volume(self._app.settings.volume + LOUDER_BY)
            elif answer != "again":
                break

    def _settle_sound(self) -> None:
        """Wait until it is known what will be heard; a player without such a wait knows it at once."""
        settled = getattr(self._app.player, "settled", None)
        if settled is not None:
            settled(_SOUND_SETTLES_S)

    async def show_signs(self) -> None:
        """Show all warning signs; one of tier A or B that fits now holds for the day."""
        tier = await self._ask_for_signs()
        if tier is not None:
            await self._hold(tier)

    async def _ask_for_signs(self) -> Tier | None:
        """Show the warning signs, and keep what fits now for the day; return it where it is of tier A or B."""
        tier = await self._ask(SignsScreen(ALL_TIERS, self._app.settings.emergency_number))
        self._app.sign.was_asked()
        await asyncio.to_thread(self._app.rules.note, SIGNS)
        if tier is Tier.C:
            self._app.tell(words.REMINDER_C)
        if tier not in (Tier.A, Tier.B):
            return None
        await asyncio.to_thread(self._app.sign.note, tier)
        return tier

    async def _pass_signs(self, compiled: Compiled) -> bool:
        """Show the warning signs before a routine that asks for it, once a day; return whether it may begin.

        Before any routine, where the history cannot say whether one fitted earlier today.
        """
        is_due = compiled.signs_first and not await asyncio.to_thread(self._app.rules.has_told, SIGNS)
        if not is_due and not self._app.sign.is_to_be_asked:
            return True
        tier = await self._ask_for_signs()
        return tier is None or await self._hold(tier) or gate_before(tier, compiled.kinds).may_begin

    async def _hold(self, tier: Tier, advice: str = "") -> bool:
        """Show what holds for the day, and `advice` for now; return whether the person says they have been checked."""
        settings = self._app.settings
        if tier is Tier.A:
            paragraphs = [words.emergency(settings.emergency_number), advice, words.HELD_TODAY]
            answers = {"quit": "Quit", "checked": words.CHECKED}
        else:
            paragraphs = [words.HELD_B, advice]
            answers = {"back": "Back to the routines", "checked": words.CHECKED}
        paragraphs = [*filter(None, paragraphs)]
        answer = await self._ask(PageScreen(f"{words.SIGNS_TITLE[tier]}.", paragraphs, answers))
        if answer == "checked":
            await asyncio.to_thread(self._app.sign.note, None)
            return True
        if answer == "quit":
            self._app.exit(EXIT_STOPPED)
            await asyncio.Event().wait()  # the app ends this worker
        return False

    # A session

    async def play(self, name: str, *, fit: Entry | None = None) -> int:
        """Play the routine called `name`, which was chosen in the library, and return the exit code.

        Raises `UnbendError` where it cannot be used.
        """
        library = await self.library()
        compiled = await self._compiled(library, name, None)
        _ = self._app.player  # found while the questions are asked
        if not await self._pass(compiled):
            return EXIT_STOPPED
        minutes = None if fit is None else await self._minutes(fit)
        if fit is not None and minutes is None:
            return EXIT_STOPPED
        pain = await self._ask(AskScale(words.ASK_START, COMPARED))
        return await self.begin(library, name, pain, minutes=minutes, listeners=self._services.listeners())

    async def play_request(self, request: Request, library: Library) -> int:
        """Play what was asked for on the command line, which `library` has read, as `play` does."""
        routine = library.load(library.find(request.routine)).routine
        compiled = await self._compiled(library, request.routine, request.side)
        _ = self._app.player
        if not await self._pass(compiled):
            return EXIT_STOPPED
        question = AskScale(words.ASK_START, f"{before_it(routine, request.why)} {COMPARED}")
        return await self.begin_request(request, library, await self._ask(question))

    async def begin_request(self, request: Request, library: Library, pain: int | None) -> int:
        """Play what was asked for, once it was told how it hurts, as `begin` does."""
        return await self.begin(
            library,
            request.routine,
            pain,
            side=request.side,
            minutes=request.minutes,
            listeners=request.listeners,
        )

    async def _pass(self, compiled: Compiled) -> bool:
        """Show what comes before such a routine; return whether it may begin, and the person is ready for it."""
        may_begin = await self._pass_hold(compiled.kinds) and await self._pass_signs(compiled)
        return may_begin and await self._pass_shower(compiled)

    async def _pass_shower(self, compiled: Compiled) -> bool:
        """Say, once a day, what has to be seen to before one gets in: afterwards it is too late to read."""
        if "shower" not in compiled.positions or await asyncio.to_thread(self._app.rules.has_told, Rule.SHOWER):
            return True
        answers = {"ready": "All of that is so", "back": "Rather not"}
        if await self._ask(Ask(TITLES[Rule.SHOWER], RULES[Rule.SHOWER], answers)) != "ready":
            return False
        await asyncio.to_thread(self._app.rules.note, Rule.SHOWER)
        return True

    async def begin(  # noqa: PLR0913  # all that is known of a session before it begins
        self,
        library: Library,
        name: str,
        pain: int | None,
        *,
        side: Side | None = None,
        minutes: int | None = None,
        listeners: tuple[Listener, ...] = (),
    ) -> int:
        """Play the routine called `name`, or what `pain` makes of it, and return the exit code."""
        if pain == LEFT:
            return EXIT_STOPPED
        asked_for = library.find(name).id
        compiled = await self._compiled(library, name, side)
        chosen = await self._instead(asked_for, compiled.kinds, library, pain)
        if chosen is None:
            return EXIT_STOPPED
        if chosen != asked_for:
            name, minutes = chosen, None
            compiled = await self._compiled(library, name, side)
            if not await self._pass(compiled):
                return EXIT_STOPPED
        if compiled.asks_side and side is None:
            side = await self._side()
            if side is None:
                return EXIT_STOPPED
        ready = await self._ready(library, name, side, minutes)
        if ready is None:
            return EXIT_STOPPED
        ready = await asyncio.to_thread(self._locked, library, ready)
        return await self._session(ready, pain, side, listeners)

    def _locked(self, library: Library, compiled: Compiled) -> Compiled:
        """Return the routine with the question about the skin before what the history says was on lately."""
        now = self._services.clock.wall()
        recent = recent_packs(self._services.history_file, compiled.plan, library.exercises, now)
        return replace(compiled, plan=with_skin_checks(compiled.plan, recent))

    async def _ready(self, library: Library, name: str, side: Side | None, minutes: int | None) -> Compiled | None:
        """Return the routine as it will be played, made to fit where `minutes` say so; None if not wanted so."""
        if minutes is not None:
            return await self._fitted(library, name, side, minutes)
        return await self._compiled(library, name, side)

    @staticmethod
    async def _compiled(library: Library, name: str, side: Side | None) -> Compiled:
        return await asyncio.to_thread(lambda: library.compile(library.find(name), side))

    async def library(self) -> Library:
        """Return all there is to play, ready to be read."""

        def make() -> Library:
            from unbend.routine.library import Library  # noqa: PLC0415  # brings pydantic and YAML along

            return Library(self._services.folders())

        return await asyncio.to_thread(make)

    async def _session(
        self, compiled: Compiled, pain: int | None, side: Side | None, listeners: tuple[Listener, ...]
    ) -> int:
        app, settings, plan = self._app, self._app.settings, compiled.plan
        await asyncio.to_thread(app.rules.look)
        recorder = make_recorder(
            self._services.history_file,
            plan,
            self._services.clock.wall,
            pain=pain,
            side=side if compiled.asks_side else None,
        )
        clock, find_voice = self._services.clock, self._services.find_voice
        with (
            closing(recorder),
            speaking(
                app.player, plan, settings, clock=clock, find_voice=find_voice, tell=app.tell_from_anywhere
            ) as speech,
        ):
            if speech is not None:
                await asyncio.to_thread(speech.get_ready)
            screen = PlayerScreen(
                plan=plan,
                clock=clock,
                player=app.player,
                recorder=recorder,
                listeners=make_listeners(app.player, recorder, settings, app.tell, listeners, speech=speech),
                settings=settings,
                thresholds=thresholds(settings),
                baseline=pain,
                rules=app.rules,
                is_driven=self._services.is_driven,
                gallery=Gallery(compiled.pictures),
            )
            app.session = screen
            await app.push_screen(screen)
            app.tell_untold()
            why = await screen.end()
            app.session = None
            while screen in app.screen_stack and app.screen is not screen:
                await app.pop_screen()  # help or a question that was open when it ended
            if why is StopReason.INTERRUPTED:
                return EXIT_INTERRUPTED
            if screen.case.sign is not None:
                await asyncio.to_thread(app.sign.note, screen.case.sign)
                await self._hold(screen.case.sign, screen.last_advice())
            else:
                advice = [screen.last_advice(), words.IF_IT_HELPS if why is StopReason.PAIN else ""]
                if why is None and plan.ends_on_floor:
                    advice += app.rules.at_the_end()
                    await asyncio.to_thread(app.rules.keep)
                await self._ask(SummaryScreen(recorder, plan, advice=" ".join(filter(None, advice))))
            while screen in app.screen_stack:
                await app.pop_screen()
        return EXIT_DONE if why is None else EXIT_STOPPED

    async def _pass_hold(self, kinds: Collection[str]) -> bool:
        sign = await asyncio.to_thread(self._app.sign.get)
        gate = gate_before(sign, kinds)
        return gate.may_begin or (sign is not None and await self._hold(sign))

    async def _instead(self, name: str, kinds: Collection[str], library: Library, pain: int | None) -> str | None:
        """Return what to begin with pain `pain`: what was asked for, something gentler, or None for nothing."""
        gate = gate_at_start(pain, kinds)
        if gate.opening is Opening.GENTLE_FIRST and name not in GENTLER:
            gentler = await asyncio.to_thread(self._gentler, library)
            answers = {**gentler, name: "The one I chose"}
            return await self._ask(Ask(words.GENTLER_MAY_SUIT, "", answers))
        if gate.opening is Opening.STILL_ONLY:
            tier = await self._ask_for_signs()
            if tier is not None and not await self._hold(tier) and not gate_before(tier, kinds).may_begin:
                return None
            if not gate.may_begin:
                answers = {STILL: "Five minutes of breathing"} if STILL in library.sources else {}
                answers = {**answers, _NOTHING: "Nothing now: rest"}
                answer = await self._ask(Ask(words.STILL_ONLY, words.RESTING_IS_USEFUL, answers))
                return None if answer == _NOTHING else answer
        return name

    def _gentler(self, library: Library) -> dict[str, str]:
        """Return the titles of what is gentler, by id, as far as it can be used and may begin today."""
        found = {}
        for name in GENTLER:
            if name not in library.sources:
                continue
            try:
                compiled = library.compile(library.find(name))
            except UnbendError:
                continue  # a broken file of that name; the library says so
            if gate_before(self._app.sign.get(), compiled.kinds).may_begin:
                found[name] = compiled.plan.title
        return found

    async def _minutes(self, entry: Entry) -> int | None:
        return await self._ask(AskMinutes(entry.title, format_span(entry.total_ms)))

    async def _fitted(self, library: Library, name: str, side: Side | None, minutes: int) -> Compiled | None:
        """Make the routine fit, say what that took, and return it if it is wanted so."""
        from unbend.routine.fit import fit, told_of  # noqa: PLC0415  # only here

        source = library.find(name)
        fitted = await asyncio.to_thread(lambda: fit(library.load(source), minutes * MINUTE, library, side))
        plan = fitted.compiled.plan
        answers = {"start": f"Start: {format_span(plan.total_ms)}, {len(plan.steps)} steps", "back": "Rather not"}
        answer = await self._ask(Ask(plan.title, told_of(fitted), answers))
        return fitted.compiled if answer == "start" else None

    async def _side(self) -> Side | None:
        question = Ask(
            "Which side feels tighter or weaker, and gets more?",
            "By your own feeling; the other side gets its full share too.",
            {Side.LEFT: "Left", Side.RIGHT: "Right"},
            keys={Side.LEFT: "l", Side.RIGHT: "r"},
        )
        answer = await self._ask(question)
        return None if answer is None else Side(answer)
