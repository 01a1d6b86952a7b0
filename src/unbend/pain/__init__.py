"""What to offer when something hurts: the answers and the words, nothing else. Pure."""
