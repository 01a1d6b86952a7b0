"""Tests of the schedule of breaks."""
