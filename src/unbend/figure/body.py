"""The measures of the figure: lengths and thicknesses in hundredths of a standing person's height.

Lengths follow Drillis and Contini's segment lengths (see Winter, Biomechanics and Motor Control of Human Movement, 4th
ed., figure 4.1), rounded and with a slightly larger head and shorter forearm, which read better at eighty dots.
"""

from __future__ import annotations

from typing import Final

SPINE: Final = 9.5
"""Each of three pieces from the hips to the neck."""
NECK: Final = 5.2
HEAD: Final = 6.6
"""Radius."""
HEAD_ABOVE_NECK: Final = 5.0
HALF_SHOULDERS: Final = 9.6
SHOULDERS_BELOW_NECK: Final = 1.8
HALF_HIPS: Final = 4.9
UPPER_ARM: Final = 15.5
FOREARM: Final = 13.5
HAND: Final = 4.2
THIGH: Final = 23.5
SHIN: Final = 22.5
FOOT: Final = 8.0
HEEL: Final = 2.2
"""From the ankle back."""
SEAT: Final = 24.5
"""Height of the hips' middle of who sits on a chair."""

# Radii
SHOULDER_R: Final = 3.4
ELBOW_R: Final = 2.4
WRIST_R: Final = 1.8
HAND_R: Final = 2.2
NECK_R: Final = 2.3
CHEST_R: Final = 5.2
WAIST_R: Final = 4.7
HIPS_R: Final = 5.1
THIGH_R: Final = 4.3
KNEE_R: Final = 3.1
ANKLE_R: Final = 2.1
TOE_R: Final = 1.5
