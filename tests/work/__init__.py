"""Tests of `unbend.work`."""
