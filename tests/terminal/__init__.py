"""The program as installed, driven through a real pseudo-terminal."""
