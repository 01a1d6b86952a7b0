"""Tests of the sound: doubles for what is decided, a virtual sink for what is heard."""
