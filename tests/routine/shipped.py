"""All that ships, read once for all the tests that look at it; nothing in it ever changes."""

from __future__ import annotations

from tests.routine.files import SHIPPED
from unbend.routine.catalogue import entries
from unbend.routine.folders import Folders
from unbend.routine.library import Library

LIBRARY = Library(Folders(SHIPPED))
ENTRIES = entries(Folders(SHIPPED))
