"""Tests of the shell without a screen."""
