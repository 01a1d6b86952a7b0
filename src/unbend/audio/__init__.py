"""Sound: which cue file is heard, on which device, and how it falls silent at once."""
