"""What ships: every file sound, every length right, every word kind."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.routine.files import ROOT, SHIPPED
from tests.routine.shipped import LIBRARY
from unbend.engine.plan import PhaseKind
from unbend.routine.compile import easier_name
from unbend.routine.dose import resolve
from unbend.routine.folders import Source
from unbend.routine.lint import LONGEST_STRENGTH_HOLD_MS, MOST_SPOKEN_WORDS
from unbend.routine.phases import PACK_LIMIT_MS
from unbend.units import SECOND

if TYPE_CHECKING:
    from pathlib import Path

EXERCISES = LIBRARY.exercises
FILES = sorted(SHIPPED.rglob("*.yaml"))
TOTALS_S = {
    "micro-break-30": 30,
    "eyes-and-wrists": 150,
    "stand-and-move-2": 120,
    "desk-reset": 180,
    "standing-desk": 180,
    "shoulder-and-neck": 480,
    "walking-break": 300,
    "lunch-walk": 1200,
    "morning-mobility": 390,
    "hip-and-low-back": 600,
    "physio-basics": 660,
    "pilates-core-basics": 570,
    "mcgill-big-3": 810,
    "yoga-for-back": 570,
    "gentle-strength-chair": 450,
    "one-side-emphasis": 480,
    "hot-shower-stretch": 270,
    "heat-then-stretch": 1290,
    "alternate-heat-cold": 1140,
    "acute-first-48h": 990,
    "flare-up-day": 510,
    "mindful-breathing-5": 300,
    "mindful-breathing-10": 600,
    "paced-breathing-5": 300,
    "progressive-relaxation": 600,
    "feel-and-release": 390,
    "evening-wind-down": 630,
    "long-sit-rescue": 300,
}
"""As the evidence has them, lead-ins included."""
EXERCISE_COUNT = 91
"""As many as the evidence has."""
PACKS = sorted(
    name for name, exercise in EXERCISES.items() if exercise.kind in PACK_LIMIT_MS and exercise.position != "shower"
)

# docs/safety.md 4.7: what a person in pain should not have to read. Whole words, in any case.
UNKIND = (
    r"treats?|cures?|fix(es)?|heals?( discs?)?|realigns?|relieves? sciatica",
    r"(stretch|go|push) until it hurts|push through|no pain,? no gain",
    r"failed|gave up|give up|incomplete|streak( lost)?",
    r"you damaged|you strained|you have (a|an|the) ",
    r"you probably have|this means",
    r"imbalance causes|weak core|bad posture|out of line|out of alignment",
    r"relapse|injury",
    r"danger(ous)?",
)
ALLOWED = (
    "Most back pain is not dangerous, even when it is strong.",  # the warning signs begin with it
    "nothing here is meant to say",
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shipped_file_is_without_problem_or_advice(file: Path) -> None:
    """As `unbend check --strict` would have it."""
    source = Source(file.stem, file, is_shipped=True)
    assert LIBRARY.problems(source) == []
    assert LIBRARY.advice(source) == []


def test_every_routine_ships_and_no_exercise_is_missing() -> None:
    """An exercises file with a problem would leave its own out."""
    assert {*LIBRARY.sources} == {*TOTALS_S}
    assert LIBRARY.exercise_problems == []
    assert len(EXERCISES) == EXERCISE_COUNT


@pytest.mark.parametrize(("name", "seconds"), TOTALS_S.items())
def test_a_shipped_routine_takes_as_long_as_it_says(name: str, seconds: int) -> None:
    """To the second: people plan their breaks by it."""
    assert LIBRARY.compile(LIBRARY.find(name)).plan.total_ms == seconds * SECOND


def chain(name: str) -> list[str]:
    """Return the exercises that take the place of `name` one after the other, `name` first."""
    names = [name]
    while (easier := easier_name(names[-1], EXERCISES[names[-1]])) is not None:
        assert easier in EXERCISES
        assert easier not in names
        names.append(easier)
    return names


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_every_chain_of_easier_exercises_ends_at_rest(name: str) -> None:
    """However much it hurts, there is something left: to breathe, to look away, to stand under warm water."""
    assert chain(name)[-1] in ("rest-breathe", "eyes-far-look", "shower-warm-soak")


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_whoever_is_upright_is_not_sent_to_the_floor(name: str) -> None:
    """Getting down hurts most when something hurts already."""
    if EXERCISES[name].position != "floor":
        assert "floor" not in {EXERCISES[each].position for each in chain(name)}


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_whoever_is_in_the_shower_stays_there_and_nobody_else_is_sent_in(name: str) -> None:
    """Wet feet on wet ground are how people slip."""
    is_in_shower = {EXERCISES[each].position == "shower" for each in chain(name)}
    assert len(is_in_shower) == 1


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_is_put_on_for_a_safe_time_and_not_exchanged_for_another(name: str) -> None:
    """Who finds it too much gets no more of it: packs in place of packs would add up to more than the skin can take."""
    time_ms = resolve(EXERCISES[name]).first.time_ms
    assert time_ms is not None
    assert time_ms <= PACK_LIMIT_MS[EXERCISES[name].kind]
    assert not {*chain(name)[1:]} & {*PACKS}


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_an_exercise_is_said_in_eight_words_and_shown_in_four_lines(name: str) -> None:
    """One line to hear, two to four to read, and where it comes from."""
    exercise = EXERCISES[name]
    assert exercise.say is not None
    assert len(exercise.say.split()) <= MOST_SPOKEN_WORDS
    assert 2 <= len(exercise.how) <= 4
    assert exercise.sources
    assert all(re.fullmatch(r"E[1-9]\d?", source) for source in exercise.sources)
    assert exercise.areas
    assert exercise.position


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_what_asks_for_care_says_which(name: str) -> None:
    """A flag without a word of caution helps nobody."""
    if EXERCISES[name].careful:
        assert EXERCISES[name].caution


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_no_part_of_a_repetition_is_hurried_and_no_strength_held_long(name: str) -> None:
    """Nothing faster than a second; strength work never over ten, for the blood pressure's sake."""
    exercise = EXERCISES[name]
    work = resolve(exercise)
    for side in (work.first, work.second):
        if side is not None and side.tempo is not None:
            assert all(part == 0 or part >= SECOND for part in side.tempo)
            assert exercise.kind != "strength" or side.tempo[1] <= LONGEST_STRENGTH_HOLD_MS


@pytest.mark.parametrize("name", TOTALS_S)
def test_no_phase_of_a_shipped_routine_is_shorter_than_a_second(name: str) -> None:
    """Nor any of its variants."""
    for step in LIBRARY.compile(LIBRARY.find(name)).plan.steps:
        for variant in (step.normal, step.eased, step.easier):
            for phase in variant.phases if variant is not None else ():
                assert phase.duration_ms is None or phase.duration_ms >= SECOND
                assert phase.kind is not PhaseKind.WAIT


def unkind_words(text: str) -> list[str]:
    """Return what in `text` is on the list."""
    for allowed in ALLOWED:
        text = text.replace(allowed, "")
    found = (re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE) for words in UNKIND)
    return [match[0] for matches in found for match in matches]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_shipped_file_promises_blames_or_frightens(file: Path) -> None:
    """Not in a comment either: authors learn from them. Flags such as neck-injury are the user's own words."""
    assert unkind_words(re.sub(r"careful: \[.*?\]", "", file.read_text("utf-8"))) == []


@pytest.mark.parametrize("file", ["pain/words.py", "session/lines.py"])
def test_nothing_unbend_says_promises_blames_or_frightens(file: str) -> None:
    """Every sentence in the source, f-strings and all."""
    tree = ast.parse((ROOT / "src" / "unbend" / file).read_text("utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert len(texts) > 20
    assert [(text, words) for text in texts if (words := unkind_words(text))] == []


@pytest.mark.parametrize(
    "text", ["This heals discs.", "No pain, no gain!", "You have a weak core.", "Danger: streak lost"]
)
def test_the_list_of_words_finds_what_is_on_it(text: str) -> None:
    """A test that cannot fail would find nothing."""
    assert unkind_words(text)
