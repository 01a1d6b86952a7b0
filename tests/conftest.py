"""How hard Hypothesis looks, as the environment variable `HYPOTHESIS_PROFILE` has it, and when Python cleans up."""

from __future__ import annotations

import gc
import os

from hypothesis import Phase, settings

# A deadline would measure how busy the machine is, not the engine.
settings.register_profile("default", deadline=None, max_examples=40)
# The same examples on every run, so that a red build can be repeated.
settings.register_profile("ci", deadline=None, max_examples=40, derandomize=True)
# For a second and third interpreter: whether it can do this at all, after the first looked hard.
settings.register_profile("few", deadline=None, max_examples=5, derandomize=True)
# For scripts/seeded_bugs.py: stable, and done at the first failure instead of looking for the smallest one.
settings.register_profile(
    "seeded", deadline=None, max_examples=40, derandomize=True, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_finish() -> None:
    """Leave out of every later search for garbage what the imports made: it takes a fifth of the screen's tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
