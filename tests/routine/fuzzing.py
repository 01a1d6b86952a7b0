"""Files nobody would write, made from files somebody did. For the tests, and for `scripts/fuzz_routines.py`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.routine.broken import BROKEN
from tests.routine.doses import doses, step_keys
from tests.routine.files import EXERCISES, SHELF, SHIPPED, STEPS, Shelf, in_bytes
from tests.routine.shipped import LIBRARY
from unbend.engine.plan import Side
from unbend.routine.lint import lint
from unbend.routine.loader import RoutineInvalid, kind_of, load_exercises, load_routine
from unbend.routine.model import KNOWN_KEYS
from unbend.routine.problems import MOST_PROBLEMS
from unbend.routine.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = (
    *(file.read_text("utf-8") for file in sorted(SHIPPED.glob("*.yaml"))),
    *(file.read_text("utf-8") for file in sorted(SHIPPED.glob("exercises/*.yaml"))),
    *(content.decode("utf-8", "replace") for broken in BROKEN if len(content := in_bytes(broken.content)) < 2_000),
    SHELF,
    STEPS + "- bridge\n- routine: knees-two\n",
)
SHIPPED_SEEDS = len([*SHIPPED.rglob("*.yaml")])
"""So many of them, from the first."""
SPECIALS = (
    *(
        "&a ",
        "*a",
        "!!str ",
        "!x ",
        "<<: ",
        "? ",
        "- ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "|\n",
        ">-\n",
        "#",
        "\t",
        "\r",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        ": ",
        "'",
        '"',
        "\\",
        "\\x1b",
        "\\ud800",
        "\0",
        "\ufeff",
        "\u2028",
        "\x85",
        "\x1b[2J",
    ),
    *(
        "no",
        "1:30",
        "010",
        "0x1F",
        "1e9",
        ".nan",
        ".inf",
        "~",
        "true",
        "-1",
        "0",
        "0s",
        "61m",
        "9" * 30,
        "2-8-2",
        "4-6",
    ),
    *("steps:", "repeat: 100", "routine: knees", "exercise:", "left:", "exercises:", "sides: chosen", "hold: 20"),
)
EVERYTHING = {**LIBRARY.exercises, **EXERCISES}
SHELF_OF_TWO = Shelf({"knees-two": (STEPS + "- bridge\n- routine: knees\n").encode()}, EVERYTHING)


def examine(raw: bytes) -> str:
    """Do with `raw` all that may be done with a file, and return whether it was `good` or `refused`.

    Raises `AssertionError` where a refusal is unfit to be shown, and whatever the code should not have raised.
    """
    try:
        if kind_of(read(raw).data) == "exercises":
            load_exercises(raw, "knees.yaml", known=SHELF_OF_TWO.exercises)
        else:
            routine = load_routine(
                raw, "knees", "knees.yaml", exercises=SHELF_OF_TWO.exercises, routines={"knees", "knees-two"}
            )
            compiled = routine.compile(SHELF_OF_TWO)
            lint(routine, compiled, SHELF_OF_TWO)
            right = routine.compile(SHELF_OF_TWO, Side.RIGHT)
            assert right.plan.total_ms == compiled.plan.total_ms, "the side chosen changes the length"
    except RoutineInvalid as error:
        problems = error.problems
    else:
        return "good"
    assert 0 < len(problems) <= MOST_PROBLEMS + 1, "no problem, or too many"
    for problem in problems:
        assert problem.line >= 1, problem
        assert problem.column >= 1, problem
        assert problem.where, problem
        assert problem.what, problem
        assert str(problem).isprintable(), problem
    places = [(problem.line, problem.column) for problem in problems]
    assert places == sorted(places), "not in the order of the lines"
    return "refused"


def _delete(lines: list[str], at: int, _: int, __: str) -> None:
    del lines[at]


def _duplicate(lines: list[str], at: int, to: int, _: str) -> None:
    lines.insert(to, lines[at])


def _swap(lines: list[str], at: int, to: int, _: str) -> None:
    lines[at], lines[to] = lines[to], lines[at]


def _swap_values(lines: list[str], at: int, to: int, _: str) -> None:
    (key, _, value), (other, _, taken) = lines[at].partition(":"), lines[to].partition(":")
    lines[at], lines[to] = f"{key}:{taken}", f"{other}:{value}"


def _indent(lines: list[str], at: int, to: int, _: str) -> None:
    lines[at] = " " * (to % 5) + lines[at].lstrip(" ")


def _insert(lines: list[str], at: int, to: int, special: str) -> None:
    cut = to % (len(lines[at]) + 1)
    lines[at] = lines[at][:cut] + special + lines[at][cut:]


def _replace_value(lines: list[str], at: int, _: int, special: str) -> None:
    lines[at] = f"{lines[at].partition(':')[0]}: {special}"


_CHANGES: tuple[Callable[[list[str], int, int, str], None], ...] = (
    _delete,
    _duplicate,
    _swap,
    _swap_values,
    _indent,
    _insert,
    _insert,
    _replace_value,
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Draw a file that somebody wrote, with a few slips of the hand in it."""
    lines = draw(st.sampled_from(SEEDS)).split("\n")
    for _ in range(draw(st.integers(0, 5))):
        if lines:
            at, to = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
            draw(st.sampled_from(_CHANGES))(lines, at, to, draw(st.sampled_from(SPECIALS)))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def tokens() -> st.SearchStrategy[bytes]:
    """Return words and signs of the format in any order."""
    return st.lists(
        st.sampled_from([*SPECIALS, "\n", "\n  ", "\n- ", "unbend: 1", "title: T", "bridge"]), max_size=25
    ).map(lambda words: "".join(words).encode())


_KEYS = st.sampled_from(sorted({"pull", *(key for keys in KNOWN_KEYS.values() for key in keys)}))
_SCALARS = st.sampled_from(
    (
        *("bridge", "neck-tilt", "slow-breath", "heel-raise", "no-dose", "knees", "knees-two", "pull", "rest-breathe"),
        *("1", "2", "20s", "5m", "0s", "1h", "2-8-2", "4-6", "both", "chosen", "left", "key", "voice", "any", "floor"),
        *("true", "''", "x"),
    )
)
_VALUES: st.SearchStrategy[str] = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(_KEYS, inner, max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        )
    ),
    max_leaves=12,
)


@st.composite
def structured(draw: st.DrawFn) -> bytes:
    """Draw a file with the keys of the format and values that mostly are not theirs."""
    steps = draw(st.lists(_VALUES, min_size=1, max_size=4))
    extra = draw(st.dictionaries(_KEYS, _VALUES, max_size=2))
    text = STEPS + "".join(f"- {step}\n" for step in steps) + "".join(f"{key}: {each}\n" for key, each in extra.items())
    return text.encode()


@st.composite
def nearly_good(draw: st.DrawFn) -> bytes:
    """Draw a file of doses that can be done, with at most one value that cannot."""
    steps: list[dict[str, Any]] = [
        {"exercise": draw(st.sampled_from(sorted(EXERCISES))), **step_keys(dosed)}
        for dosed in draw(st.lists(doses(), min_size=1, max_size=4))
    ]
    if draw(st.booleans()):
        draw(st.sampled_from(steps))[draw(_KEYS)] = draw(_SCALARS)
    return (STEPS + "".join(f"- {json.dumps(step)}\n" for step in steps)).encode()


def anything() -> st.SearchStrategy[bytes]:
    """Return files of every sort above, and bytes that are no file at all."""
    return (
        mutated()
        | nearly_good()
        | structured()
        | tokens()
        | st.binary(max_size=300)
        | st.text(max_size=200).map(str.encode)
    )
