"""Tests of the work clock as a program."""
