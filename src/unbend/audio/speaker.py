"""A process of its own that speaks one text into a file: the espeak library that `espeakng-loader` brings along.

Apart from the rest because the library is under another licence and written in C: what it does stays in here. Arguments
are the voice, the words per minute and the WAV file; the text comes in on standard input.
"""

from __future__ import annotations

import ctypes
import sys
import wave
from pathlib import Path

# Of espeak-ng's speak_lib.h.
_SYNCHRONOUS = 2
_RATE = 1
_BY_CHARACTER = 1
_UTF_8 = 1
_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class _Wanted(ctypes.Structure):
    """What a voice should be like; espeak-ng's `espeak_VOICE`."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("unused", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


def speak(text: str, voice: str, words_per_minute: int, path: Path) -> bool:
    """Speak `text` into a WAV file at `path`; return whether the library has such a voice and said something."""
    import espeakng_loader  # noqa: PLC0415  # of the extra, and of this process alone

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate_hz: int = library.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0)
    if rate_hz <= 0:
        return False
    heard = bytearray()

    def collect(samples: int | None, count: int, _: int | None) -> int:
        if samples is not None and count > 0:
            heard.extend(ctypes.string_at(samples, 2 * count))
        return 0

    callback = _Callback(collect)  # kept until the end, for the library keeps no reference
    library.espeak_SetSynthCallback(callback)
    # A name may be that of a language, which its own command line tries next as well.
    wanted = _Wanted(languages=voice.encode())
    if library.espeak_SetVoiceByName(voice.encode()) and library.espeak_SetVoiceByProperties(ctypes.byref(wanted)):
        return False
    library.espeak_SetParameter(_RATE, words_per_minute, 0)
    data = text.encode() + b"\0"
    library.espeak_Synth(data, ctypes.c_size_t(len(data)), 0, _BY_CHARACTER, 0, _UTF_8, None, None)
    library.espeak_Synchronize()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(bytes(heard))
    return bool(heard)


if __name__ == "__main__":
    _voice, _words_per_minute, _file = sys.argv[1:]
    _text = sys.stdin.buffer.read().decode("utf-8")
    sys.exit(0 if speak(_text, _voice, int(_words_per_minute), Path(_file)) else 1)
