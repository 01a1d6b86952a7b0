"""YAML's traps, one by one."""

from __future__ import annotations

from tests.routine.broken.record import Broken
from tests.routine.files import STEPS

TRAPS = (
    Broken(
        "a clock where a duration is meant",
        STEPS + "- exercise: neck-tilt\n  hold: 1:30\n",
        (5, 9, "steps[0].hold", 'a duration is not written like a clock (write "1m30s")'),
    ),
    Broken(
        "a leading zero in a duration",
        STEPS + "- exercise: neck-tilt\n  hold: 010\n",
        (5, 9, "steps[0].hold", 'a duration needs a unit (write "10s")'),
    ),
    Broken(
        "a leading zero in a count",
        STEPS + "- exercise: bridge\n  reps: 010\n",
        (5, 9, "steps[0].reps", "should be a whole number (write 10)"),
    ),
    Broken(
        "a repeated key at the root",
        STEPS + "- bridge\ntitle: Again\n",
        (5, 1, "title", "repeated key (it stands on line 2 already)"),
    ),
    Broken(
        "a repeated key in a step",
        STEPS + "- exercise: bridge\n  reps: 2\n  reps: 3\n",
        (6, 3, "steps[0].reps", "repeated key (it stands on line 5 already)"),
    ),
    Broken(
        "a repeated key whose second value is wrong as well",
        STEPS + "- exercise: bridge\n  reps: 2\n  reps: {a: &x 1}\n",
        (6, 3, "steps[0].reps", "repeated key (it stands on line 5 already)"),
        (6, 13, "steps[0].reps.a", "an anchor is not used here"),
    ),
    Broken(
        "a tag",
        STEPS + "- !!str bridge\n",
        (4, 3, "steps[0]", 'a tag is not used here (take out the word that begins with "!")'),
    ),
    Broken(
        "a tag that would run something",
        "unbend: 1\ntitle: !!python/object/apply:os.system [ls]\nsteps: [bridge]\n",
        (2, 8, "title", 'a tag is not used here (take out the word that begins with "!")'),
        (2, 8, "title", "should be text"),
    ),
    Broken(
        "an anchor",
        STEPS + "- &one bridge\n",
        (4, 3, "steps[0]", "an anchor is not used here"),
    ),
    Broken(
        "an anchor and its alias",
        STEPS + "- &one {exercise: bridge}\n- *one\n",
        (4, 3, "steps[0]", "an anchor is not used here"),
        (5, 3, "steps[1]", "an alias is not used here"),
    ),
    Broken(
        "an alias without an anchor",
        STEPS + "- *nobody\n",
        (4, 3, "steps[0]", "an alias is not used here"),
    ),
    Broken(
        "an alias as a key",
        STEPS + "- {*one : 1}\n",
        (4, 4, "steps[0]", "a key is a plain word (write  key: value)"),
    ),
    Broken(
        "a merge key",
        STEPS + "- <<: {reps: 2}\n  exercise: bridge\n",
        (4, 3, "steps[0].<<", "a merge key is not used here (write the keys out)"),
    ),
    Broken(
        "a merge key alone",
        STEPS + "- <<: {exercise: bridge}\n",
        (4, 3, "steps[0].<<", "a merge key is not used here (write the keys out)"),
    ),
    Broken(
        "billion laughs",
        'a: &a ["lol", "lol"]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n',
        (1, 1, "a", "unknown key"),
        (1, 1, "routine", '"steps" is missing'),
        (1, 1, "routine", '"title" is missing'),
        (1, 1, "routine", '"unbend" is missing'),
        (1, 4, "a", "an anchor is not used here"),
        (2, 1, "b", "unknown key"),
        (2, 4, "b", "an anchor is not used here"),
        (2, 8, "b[0]", "an alias is not used here"),
        (2, 12, "b[1]", "an alias is not used here"),
        (3, 1, "c", "unknown key"),
        (3, 4, "c", "an anchor is not used here"),
        (3, 8, "c[0]", "an alias is not used here"),
        (3, 12, "c[1]", "an alias is not used here"),
        (4, 1, "d", "unknown key"),
        (4, 5, "d[0]", "an alias is not used here"),
        (4, 9, "d[1]", "an alias is not used here"),
    ),
    Broken(
        "a second document",
        STEPS + "- bridge\n---\ntitle: Other\n",
        (5, 1, "routine", 'a file holds one document (take out the line "---" and what follows it)'),
    ),
    Broken(
        "a tab for indentation",
        STEPS + "\t- bridge\n",
        (4, 1, "routine", "cannot be read as YAML: found character that cannot start any token"),
    ),
    Broken(
        "a tab before a key",
        STEPS + "- exercise: bridge\n\treps: 2\n",
        (5, 1, "routine", "cannot be read as YAML: found a tab character that violates indentation"),
    ),
    Broken(
        "a colon in a title",
        "unbend: 1\ntitle: Knees: the good one\nsteps: [bridge]\n",
        (2, 13, "routine", "cannot be read as YAML: mapping values are not allowed in this context"),
    ),
    Broken(
        "a quote that is never closed",
        'unbend: 1\ntitle: "Knees\nsteps: [bridge]\n',
        (2, 8, "routine", "a quotation mark that is never closed (close it)"),
    ),
    Broken(
        "a bracket that is never closed",
        "unbend: 1\ntitle: Knees\nsteps: [bridge\n",
        (4, 1, "routine", "cannot be read as YAML: did not find expected ',' or ']'"),
    ),
    Broken(
        "a line out of line",
        STEPS + "  - bridge\n - bridge\n",
        (5, 2, "routine", "cannot be read as YAML: did not find expected key"),
    ),
    Broken(
        "a list as a key",
        STEPS + "- ? [exercise]\n  : bridge\n",
        (4, 5, "steps[0]", "a key is a plain word (write  key: value)"),
    ),
    Broken(
        "an empty key",
        STEPS + '- exercise: bridge\n  "": 1\n',
        (5, 3, "steps[0]", "a key is a plain word (write  key: value)"),
    ),
    Broken(
        "a per cent sign at the start",
        STEPS + "- %bridge\n",
        (4, 3, "routine", "cannot be read as YAML: found character that cannot start any token"),
    ),
    Broken(
        "a backquote",
        STEPS + "- `bridge`\n",
        (4, 3, "routine", "cannot be read as YAML: found character that cannot start any token"),
    ),
    Broken(
        "an unknown escape",
        STEPS + '- "\\qbridge"\n',
        (4, 4, "routine", "cannot be read as YAML: found unknown escape character"),
    ),
    Broken(
        "a key without a space after the colon",
        STEPS + "- exercise:bridge\n",
        (4, 3, "steps[0].exercise", "not an id (a key needs a space after its colon)"),
    ),
)
