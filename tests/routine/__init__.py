"""Tests of the routine language, from bytes to plan."""
