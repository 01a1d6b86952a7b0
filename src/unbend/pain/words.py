"""What Unbend says about pain. No front end has sentences of its own here.

Reading age about eleven. No sentence names a diagnosis, promises anything or blames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTICE = "A timer for gentle movement. Not medical advice. If something hurts, pause: that is what the button is for."
PAUSED = "Paused. Come out the way you went in, slowly. Nothing else to do yet."
ASK_START = "Pain right now, 0-10?"
ASK_END = "Now, 0-10?"
ASK_DISAGREED = "Anything that did not agree with you?"
ASK_HOW = "How strong is it right now? 0 none, 10 worst you can imagine."
ASK_KIND = "What is it most like?"
ASK_WHERE = "Where?"
ASK_SPREADING = "Is it spreading further than when you began?"

KINDS = {
    1: "a pull, stiffness or tired muscle",
    2: "my familiar ache",
    3: "sharp, pinching, stabbing or catching",
    4: "tingling, numb, burning or shooting",
    5: "dizzy, sick, chest, breath or just wrong",
}
"""By `PainKind`."""

PLACES = {
    "n": "neck",
    "s": "shoulder",
    "u": "upper back",
    "l": "low back",
    "h": "hip or buttock",
    "g": "leg above the knee",
    "k": "below the knee",
    "a": "arm or hand",
    "o": "other",
}
"""By `PainPlace`."""

ROW_SAYS = {
    1: "Stop here and sit or lie down.",
    2: "Leave this movement alone today and change position.",
    3: "Sharp is a stop sign for this one.",
    4: "That is a lot. Resting is the useful thing now.",
    5: "More than is worth it today.",
    6: "Let us make it smaller.",
    7: "No more than when you began. Your call.",
    8: "A mild pull is fine.",
}
"""By `Row`."""

CHOICES = {
    "carry-on": "carry on gently",
    "ease": "ease it: half the dose, slower",
    "easier": "an easier exercise instead",
    "skip": "skip this one",
    "rest": "rest",
    "breathe": "breathing only, if it passes in a minute",
    "stop": "stop here",
    "pause-on": "stay paused",
}
"""By `Choice`."""

LEAVE_OUT = "Leave it out if it hurts."
"""At every step of a routine during which nobody can reach a key (docs/safety.md 4.3)."""
LOOK_AT_SKIN = "Look at your skin. Bright red, white or blotchy, or burning: take the pack off."
TAKE_OFF = "Take the pack off and look at your skin."
ASK_SKIN = "Is your skin back to its usual colour and feel?"
REST_IS_OVER = "The rest is over. Take as long as you like."
SKIN_UNANSWERED = "No answer, so this pack is left out."
SKIN_NO_KEYS = "No keys here to say so, so this pack is left out."
GO_HALF_AS_FAR = "Go half as far."
CLOSING_STOPPED = "Stopped. That was a good decision, not a failure."
"""The last word on a session that was stopped for pain."""
IF_IT_HELPS = "If it helps: change position, walk a few steps, or lie with your knees bent."
AFTER_STOP = f"{CLOSING_STOPPED} {IF_IT_HELPS}"
TINGLE = (
    "Pins and needles, numbness or a shooting line are not something to stretch through. Change position and see if it "
    "fades within two minutes. If it does not fade, goes further down, or your leg or arm feels weak, open the warning "
    "signs."
)

SIGNS_INTRO = (
    "Most back pain is not dangerous, even when it is strong. A few signs need a person, not a program. "
    "Do any of these fit you now, and are they new or getting worse?"
)
SIGNS_TITLE = {
    "A": "Get emergency help now",
    "B": "Speak to a doctor or urgent-care line today",
    "C": "Book a physiotherapist or doctor",
}
"""By `Tier`."""

SIGNS = {
    "A": (
        (
            "Numbness or pins and needles between your legs, around the genitals or the back passage, "
            "or toilet paper feels different"
        ),
        (
            "You cannot start or stop passing urine, cannot feel it, or do not notice when you are full; "
            "or you lose control of your bowels"
        ),
        "Sexual feeling or function has suddenly changed",
        "Both legs are weak, numb, tingling or painful, or one leg is quickly getting weaker, or your foot drags",
        "The pain began with a serious fall, crash or blow, or with even a small fall if your bones are thin",
        "Chest pain or pressure, pain into the jaw or arm, fainting, cold sweat, or you cannot catch your breath",
        (
            "Sudden double vision, slurred speech, trouble swallowing, face or arm weakness, "
            "the worst headache of your life, or sudden collapse"
        ),
        "Sudden tearing pain in the belly or back with feeling faint",
    ),
    "B": (
        "Fever, shivering or feeling really ill together with the back pain",
        "Pain that no position eases, or that is clearly worse at night and wakes you every night",
        "Losing weight without trying; or you have or had cancer and this pain is new",
        "A recent serious infection, drugs that lower your defences, long use of steroid tablets, or injected drugs",
        "A new lump, or the shape of your back has changed",
        "Unsteady walking, or clumsy hands",
        "One calf newly swollen, hot or painful",
    ),
    "C": (
        "No better after two to three weeks, or keeps coming back and limits your days",
        "Pain, tingling or numbness below the knee or the elbow",
        "You are under 20 or over 55 and this is a first attack",
        "You had to stop a session because of pain twice in two weeks",
        "Morning stiffness lasting over half an hour that eases with movement, for months",
        "You are simply worried. That is reason enough.",
    ),
}
"""By `Tier`."""

AFTER_SIGNS = {
    "A": (
        "No routine starts for the rest of the day. What is shown is whom to call, until you say that you have been "
        "checked."
    ),
    "B": "No movement routine until tomorrow, or until you say that you have been checked. Breathing stays open.",
    "C": "Everything stays open, with one line to remind you: booking a physiotherapist or doctor is worth it.",
}
"""What happens once a sign fits (docs/safety.md 4.2), by `Tier`."""

EMERGENCY_NUMBERS = "your local emergency number (112 in Europe, 999 in the UK, 911 in North America)"
CHECKED = "I have been checked"
HELD_B = "No movement routine until tomorrow. Breathing stays open."
HELD_TODAY = "No routine starts today until you have been checked."
STILL_ONLY = "With this much pain, only breathing, resting and packs today."
RESTING_IS_USEFUL = "Resting is the useful thing now. Nothing was started."
REMINDER_C = "Booking a physiotherapist or doctor is worth it. Everything here stays open."


def emergency(number: str) -> str:
    """Return the emergency sentence with the user's own `number`, or the usual ones where it is empty."""
    return f"Call {number or EMERGENCY_NUMBERS}, or go to an emergency department. Do not drive yourself."


def signs_lines(tiers: Iterable[str], number: str) -> tuple[str, ...]:
    """Return the warning signs of `tiers` line by line, with the emergency sentence where it belongs."""
    lines = [SIGNS_INTRO]
    for tier in tiers:
        call = f" {emergency(number)}" if tier == "A" else ""
        lines += [f"{tier}: {SIGNS_TITLE[tier]}.{call}", *(f"  {sign.rstrip('.')}." for sign in SIGNS[tier])]
    return tuple(lines)


CLOSING_HURTS_MORE = "Done. It hurts more now than at the start; doing less next time, or resting, is a good choice."

FIRST_RUN = (
    (
        "This program counts time and suggests gentle movements. It does not know your back, it cannot examine you, "
        "and it does not replace a doctor or a physiotherapist."
    ),
    (
        "Feeling a mild pull or a familiar ache is fine. Sharp pain, tingling, numbness, dizziness or a pain that "
        "spreads is your signal to stop. You can pause, ease, skip or quit at any second; nothing is lost and nobody "
        "keeps score."
    ),
    (
        "If you have had surgery or an accident lately, are pregnant, have thin bones, heart trouble, numb areas of "
        "skin, or anything else that makes you unsure, ask a professional which of these movements suit you."
    ),
    (
        "What you type about pain stays in a file on this computer. You can read it with `unbend history`, and delete "
        "it like any other file."
    ),
)
"""The notice that is shown once (docs/safety.md 4.1), by paragraph."""
UNDERSTOOD = "I understand"
SHOW_SIGNS = "Show me the warning signs"
GENTLER_MAY_SUIT = "A gentler one may suit better today."
