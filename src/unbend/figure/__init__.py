"""The animated figure: a person drawn from joint angles, in the dots of a terminal or as an SVG. Pure."""
