"""Widgets that get plain values and post messages; none knows a session, a file or a screen."""
