"""Tests of the decision table, the gate and the words."""
