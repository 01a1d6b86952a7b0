"""Bytes that are no text, and characters that steer a terminal."""

from __future__ import annotations

from tests.routine.broken.record import Broken
from tests.routine.files import STEPS

BYTES_AND_CHARACTERS = (
    Broken(
        "nothing at all",
        "",
        (1, 1, "routine", 'the file is empty (begin with "unbend: 1")'),
    ),
    Broken(
        "only a comment",
        "# to do\n",
        (1, 1, "routine", 'the file is empty (begin with "unbend: 1")'),
    ),
    Broken(
        "only a separator",
        "---\n",
        (1, 1, "routine", 'the file is empty (begin with "unbend: 1")'),
    ),
    Broken(
        "a list at the root",
        "- bridge\n",
        (1, 1, "routine", 'should be a mapping of keys to values (begin with "unbend: 1")'),
    ),
    Broken(
        "text at the root",
        "just some words\n",
        (1, 1, "routine", 'should be a mapping of keys to values (begin with "unbend: 1")'),
    ),
    Broken(
        "a number at the root",
        "5\n",
        (1, 1, "routine", 'should be a mapping of keys to values (begin with "unbend: 1")'),
    ),
    Broken(
        "UTF-16",
        STEPS.encode("utf-16"),
        (1, 1, "routine", "not UTF-8 text (save the file as UTF-8)"),
    ),
    Broken(
        "UTF-16 without a mark",
        STEPS.encode("utf-16-le"),
        (1, 2, "routine", "a character that text files do not hold (save the file as UTF-8)"),
    ),
    Broken(
        "Latin-1",
        "unbend: 1\ntitle: Dehnen für alle\n".encode("latin-1"),
        (2, 16, "routine", "not UTF-8 text (save the file as UTF-8)"),
    ),
    Broken(
        "a broken byte after a byte order mark",
        b"\xef\xbb\xbftitle: \xff\n",
        (1, 5, "routine", "not UTF-8 text (save the file as UTF-8)"),
    ),
    Broken(
        "a NUL",
        STEPS + "- bridge\0\n",
        (4, 9, "routine", "a character that text files do not hold (save the file as UTF-8)"),
    ),
    Broken(
        "an escape sequence",
        STEPS + "- bridge # \x1b[2J\n",
        (4, 12, "routine", "a character that text files do not hold (take out U+001B)"),
    ),
    Broken(
        "a byte order mark in the middle",
        STEPS + "- bridge\n\ufeff- bridge\n",
        (5, 1, "routine", "a character that text files do not hold (take out U+FEFF)"),
    ),
    Broken(
        "half a surrogate pair",
        'unbend: 1\ntitle: "\\ud83d"\nsteps: [bridge]\n',
        (2, 11, "routine", "cannot be read as YAML: found invalid Unicode character escape code"),
    ),
    Broken(
        "a character beyond the last",
        'unbend: 1\ntitle: "\\U00110000"\nsteps: [bridge]\n',
        (2, 11, "routine", "cannot be read as YAML: found invalid Unicode character escape code"),
    ),
    Broken(
        "an escaped escape sequence in a title",
        'unbend: 1\ntitle: "\\e[2JKnees"\nsteps: [bridge]\n',
        (2, 8, "title", "holds a character that cannot be shown"),
    ),
    Broken(
        "an escaped escape sequence in an id",
        STEPS + '- "\\e[2J"\n',
        (4, 3, "steps[0].exercise", "holds a character that cannot be shown"),
    ),
    Broken(
        "an escaped escape sequence in a key",
        STEPS + '- bridge\n"\\e]0;owned\\a": 1\n',
        (5, 1, "\\u001b]0;owned\\u0007", "unknown key"),
    ),
    Broken(
        "an escaped escape sequence in a mode",
        'unbend: 1\ntitle: T\nmode: "\\e[2J"\nsteps: [bridge]\n',
        (3, 7, "mode", "should be screen, voice or either"),
    ),
    Broken(
        "text from right to left",
        'unbend: 1\ntitle: "Knees \\u202Esrettel"\nsteps: [bridge]\n',
        (2, 8, "title", "holds a character that cannot be shown"),
    ),
    Broken(
        "an override in a note",
        STEPS + "- exercise: bridge\n  note: \u202eabc\n",
        (5, 9, "steps[0].note", "holds a character that cannot be shown"),
    ),
    Broken(
        "a bell in a note",
        STEPS + '- exercise: bridge\n  note: "\\a"\n',
        (5, 9, "steps[0].note", "holds a character that cannot be shown"),
    ),
)
