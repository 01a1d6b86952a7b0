"""Tests of the pure machine that plays a plan."""
