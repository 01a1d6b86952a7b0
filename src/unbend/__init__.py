"""Unbend: a guided stretch and exercise timer for the terminal."""

__version__ = "0.1.0"
