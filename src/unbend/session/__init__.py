"""The imperative shell without a screen: a clock, a runner, and the line mode."""
