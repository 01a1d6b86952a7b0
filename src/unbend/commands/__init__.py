"""One small file per command: parse, wire, return the exit code."""
