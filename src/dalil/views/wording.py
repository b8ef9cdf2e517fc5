"""How a claim is worded, once for every view: who says so, how certainly, when. No view shows a claim without these.

What comes from a text is `Quoted` and stays apart from our own words, so that each view can isolate and escape it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from dalil.language.lexicon import load_table
from dalil.model import Claim, Party, Teller, ToldClaim

Interface = Literal["en", "ar"]
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that come from a text or from its publisher, not from us."""

    text: str


Phrase = tuple[str | Quoted, ...]


@cache
def load_words(language: Interface = "en") -> Mapping[str, Mapping[str, str]]:
    """The views' own words by kind, then key. Raises KeyError where they have none in that language."""
    table: dict[str, Any] = load_table(language, "views")
    if not table:
        raise KeyError(language)
    return table


def word_certainty(claim: Claim, *, language: Interface = "en") -> str:
    """Polarity and modality, always both: "negative, attempted"."""
    words = load_words(language)
    comma = ", " if language == "en" else "\u060c "
    return words["polarity"][claim.polarity] + comma + words["modality"][claim.modality]


def word_who(told: ToldClaim, *, language: Interface = "en") -> Phrase:
    """Who says so, outermost first, and who printed it; never empty: with nobody named, the publisher says it."""
    who = load_words(language)["who"]
    publisher = (Quoted(told.publisher),) if told.publisher else None
    if not told.tellers:
        return fill(who["publisher"], publisher=publisher) if publisher else (who["nobody"],)
    phrase: Phrase = ()
    for i, teller in enumerate(told.tellers):
        phrase += fill(who["citing" if i else "source"], source=_word_teller(teller, language))
    return phrase + (fill(who["printed"], publisher=publisher) if publisher else (who["printed_nobody"],))


def word_when(told: ToldClaim, *, language: Interface = "en") -> Phrase:
    """The claim's own time, or the claim it is tied to, or that it is undated; never the day of publication."""
    words = load_words(language)
    time = told.claim.time
    if told.edtf:
        return word_date(told.edtf, language=language)
    if time.relation and time.of:
        return fill(words["when"]["relation"], relation=(words["relation"][time.relation],), claim=(Quoted(time.of),))
    return (words["when"]["undated"],)


def word_date(edtf: str, *, language: Interface = "en") -> Phrase:
    """A date as it is written; an interval as "since", "until" or from one to the other, a set as "and" or "or"."""
    when = load_words(language)["when"]
    mark = {"~": "about", "?": "perhaps"}.get(edtf[-1:])
    if mark:
        return fill(when[mark], date=word_date(edtf.replace(edtf[-1], ""), language=language))
    if edtf[:1] in ("{", "["):
        join = when["all_of" if edtf[0] == "{" else "one_of"]
        days = [(Quoted(day),) for day in edtf[1:-1].split(",")]
        phrase: Phrase = days[0]
        for day in days[1:]:
            phrase += (join, *day)
        return phrase
    first, separator, last = edtf.partition("/")
    if not separator:
        return (Quoted(edtf),)
    if last in ("..", ""):
        return fill(when["since"], date=(Quoted(first),))
    if first in ("..", ""):
        return fill(when["until"], date=(Quoted(last),))
    return fill(when["between"], first=(Quoted(first),), last=(Quoted(last),))


def word_bounds(earliest: str | None, latest: str | None, *, language: Interface = "en") -> Phrase:
    """The days between which something lies, from what it is tied to; empty where nothing bounds it."""
    when = load_words(language)["when"]
    if earliest and latest:
        return fill(when["between"], first=(Quoted(earliest),), last=(Quoted(latest),))
    if earliest or latest:
        return fill(when["not_before" if earliest else "not_after"], date=(Quoted(earliest or latest or ""),))
    return ()


def word_party(party: Party) -> Phrase:
    """The exact words, with the actor in brackets where its name is another; of a pronoun the actor only.

    Of a left-out subject that nothing names, an ellipsis: its span is the verb, which is nobody's name.
    """
    name = party.name
    if not name and party.form == "dropped":
        return ("…",)
    if not name or name == party.text:
        return (Quoted(party.text),)
    if party.form in ("pronoun", "dropped"):
        return ("[", Quoted(name), "]")
    return (Quoted(party.text), " [", Quoted(name), "]")


def plain(phrase: Iterable[str | Quoted]) -> str:
    """The phrase as bare text, for JSON and for comparing; not fit for a terminal or a page."""
    return "".join(part.text if isinstance(part, Quoted) else part for part in phrase)


def fill(template: str, **fields: Phrase | None) -> Phrase:
    """`template` with each {field} replaced by its phrase."""
    out: list[str | Quoted] = []
    position = 0
    for match in _FIELD.finditer(template):
        out += [template[position : match.start()], *(fields[match[1]] or ())]
        position = match.end()
    return tuple(part for part in (*out, template[position:]) if part != "")


def _word_teller(teller: Teller, language: Interface) -> Phrase:
    """Who, by which word, and when that was said where the text tells."""
    who = load_words(language)["who"]
    party: Phrase = word_party(teller.party) if teller.party else (who["unnamed"],)
    if not teller.cue:
        return party
    if not teller.said:
        return party + fill(who["cue"], cue=(Quoted(teller.cue),))
    return party + fill(who["cue_said"], cue=(Quoted(teller.cue),), date=word_date(teller.said, language=language))
