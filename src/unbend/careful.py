"""What a person may ask Unbend to be careful with: the flags of docs/safety.md 4.6, in its order.

Chosen by the user, never inferred. A leaf, because the settings, the routine format and the screens all speak of them
and must not need one another for it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CAREFUL: Mapping[str, str] = MappingProxyType(
    {
        "arm-symptoms": "tingling or numbness in an arm",
        "balance": "unsure on my feet",
        "breath-anxiety": "watching my breath makes me uneasy",
        "cold-reaction": "Raynaud's or cold allergy",
        "dizzy": "prone to dizziness",
        "extension-sensitive": "arching back bothers me",
        "flexion-sensitive": "bending forward bothers me",
        "twist-sensitive": "twisting bothers me",
        "fresh-injury": "new injury in the last 2 days",
        "heart": "heart condition",
        "heat-intolerance": "heat makes me unwell",
        "high-bp": "high blood pressure",
        "hip-replacement": "hip replacement",
        "knee": "knee",
        "leg-symptoms": "pain, tingling or numbness down a leg",
        "neck-injury": "recent neck injury or surgery",
        "numb-skin": "numb areas, diabetes with numbness",
        "osteoporosis": "thin bones",
        "poor-circulation": "poor circulation",
        "pregnancy": "pregnancy",
        "shoulder": "shoulder",
        "surgery": "back or belly surgery in the last months",
        "trauma-history": "prefer eyes open and choice",
        "wrist": "wrist",
    }
)
"""The phrase of each flag, in the user's own words."""
