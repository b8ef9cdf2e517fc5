"""Foreign words in HTML: escaped, isolated from the words around them, a badge where a hidden character was."""

from __future__ import annotations

from markupsafe import Markup, escape

from dalil.views.hidden import code_of, escape_hidden, name_of, split_hidden
from dalil.views.wording import Phrase, Quoted


def phrase(words: Phrase) -> Markup:
    return Markup("").join(shown(part.text) if isinstance(part, Quoted) else escape(part) for part in words)


def shown(text: object) -> Markup:
    """Foreign words inside a line of ours."""
    return Markup('<bdi dir="auto">{}</bdi>').format(bare(text))


def bare(text: object) -> Markup:
    """Foreign words in an element of their own: a badge stands where a hidden character was."""
    badge = Markup('<span class="hidden-char" title="{}">{}</span>')
    return Markup("").join(
        badge.format(name_of(piece), code_of(piece)) if hidden else escape(piece)
        for piece, hidden in split_hidden(str(text))
    )


FILTERS = {"phrase": phrase, "shown": shown, "bare": bare, "flat": escape_hidden}
