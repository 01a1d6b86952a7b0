"""Tests of the animated figure."""
