"""Write docs/keys.md from the table of keys. With `--check`, only say whether it is up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from unbend.ui.keys import KEYS, Key, shown_all

TARGET = Path(__file__).resolve().parents[1] / "docs" / "keys.md"

HEAD = """\
# Keys

Made from the table in `src/unbend/ui/keys.py` by `scripts/make_keys.py`; do not edit. `?` shows the same on the screen.
"""


def page() -> str:
    """Return the page: a table for each place."""
    parts = [HEAD]
    for place, keys in KEYS.items():
        rows = [f"| {_names(key)} | {_cell(key.meaning)} |" for key in keys]
        parts.append("\n".join([f"## {place}", "", "| Key | What it does |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def _names(key: Key) -> str:
    names = shown_all(key)
    listed = [names] if names == "0 to 9" else names.split(" ")
    return ", ".join(f"`{_cell(name)}`" for name in listed)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 if the page is not what would be written")
    is_check = parser.parse_args().check
    if not is_check:
        TARGET.write_text(page(), encoding="utf-8")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != page():
        print(f"{TARGET.name} is stale: run python scripts/make_keys.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
