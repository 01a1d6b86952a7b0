"""When the next break is due, and what became of it: pure, in the shape of the engine."""
