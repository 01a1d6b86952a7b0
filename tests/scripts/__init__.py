"""Tests of the scripts that keep the project honest."""
