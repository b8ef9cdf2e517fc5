"""The kinds of the lines of bare text: which line titles the article, which are headings, which are not the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dalil.documents.cues import Cue, Words, ends_sentence, find_cue, find_words, is_bare
from dalil.model import BlockKind

# A line of more words than this is running text however it ends.
_RUNNING_WORDS = 30
_TITLE_WORDS = 40
_HEADING_WORDS, _HEADING_CHARACTERS = 14, 100
_OTHER_TITLE_WORDS = 22
# A later line must title the article this much better than the first, which is the title of most articles.
_FIRST_LINE_LEAD = 1.5
_SAMPLE_WORDS = 3_000
_ARTICLES = re.compile("^(?:\u0648|\u0641)?(?:\u0628|\u0643)?(?:\u0627\u0644|\u0644\u0644)(?=\\w{2})|^\u0648(?=\\w{3})")
_SUFFIX = re.compile(r"\s*(?:[|:\-–—«»•·/]|::)\s*")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    words: Words
    running: bool
    cue: Cue | None


def tell_kinds(
    lines: Sequence[str], *, title: str | None = None, publisher: str | None = None
) -> tuple[tuple[BlockKind, ...], int | None]:
    """The kind of each line (stripped, not empty), and the index of the title, None where no line titles the article.

    `title` is what is known to be the title, `publisher` who printed it; both help and neither is needed.
    """
    known = [_describe(line) for line in lines]
    title_index = _find_title(known, find_words(title or ""), find_words(publisher or ""))
    kinds: list[BlockKind] = ["paragraph"] * len(known)
    _mark_around_title(known, kinds, title_index, find_words(publisher or ""))
    _mark_cues(known, kinds, title_index)
    _mark_headings(known, kinds, title_index)
    return tuple(kinds), title_index


def _describe(text: str) -> _Line:
    words = find_words(text)
    return _Line(text, words, ends_sentence(text) or len(words) > _RUNNING_WORDS, find_cue(text))


def _lead(lines: Sequence[_Line]) -> int:
    """The number of lines before the first one of running text."""
    return next((i for i, line in enumerate(lines) if line.running and not line.cue), len(lines))


def _find_title(lines: Sequence[_Line], title: Words, publisher: Words) -> int | None:
    if title:
        for i, line in enumerate(lines):
            if line.words == title:
                return i
    lead = _lead(lines)
    if not lead and len(lines) > 1 and len(lines[0].words) <= _TITLE_WORDS and _one_sentence(lines[0].text):
        return 0 if len(lines[1].words) >= len(lines[0].words) or not ends_sentence(lines[0].text) else None
    if lead == len(lines):
        return 0 if len(lines) > 1 and not lines[0].cue else None
    candidates = [i for i in range(lead) if lines[i].cue in (None, "call") and len(lines[i].words) <= _TITLE_WORDS]
    if not candidates:
        return None
    body = {_stem(w) for w in [w for line in lines[lead:] for w in line.words][:_SAMPLE_WORDS]}
    scores = {i: _score_title(i, lines, lead, body, publisher) for i in candidates}
    first = candidates[0]
    best = max(candidates, key=lambda i: (scores[i], -i))
    return best if scores[best] > scores[first] + _FIRST_LINE_LEAD else first


def _one_sentence(text: str) -> bool:
    return not re.search(r"(?<![.!?؟])[.!?؟…۔]\s+\S", text)


def _score_title(i: int, lines: Sequence[_Line], lead: int, body: set[str], publisher: Words) -> float:
    words = lines[i].words
    content = [_stem(w) for w in words if len(w) > 2]
    # One or two words that the text has too are a section's name as likely as a title.
    shared = sum(w in body for w in content) / max(len(content), 3)
    repeated = any(line.words == words for line in lines[i + 1 :])
    opens = any(line.running and line.words[: len(words)] == words for line in lines[lead:])
    site = bool(publisher) and _is_alike(words, publisher)
    return 4 * shared + 3 * repeated + 3 * opens - 4 * site - (len(words) <= 2) - 2 * (lines[i].cue == "call")


def _stem(word: str) -> str:
    return _ARTICLES.sub("", word)[:5]


def _is_alike(words: Words, other: Words) -> bool:
    """Whether two short lines say the same: four of five of their different words are shared."""
    a, b = set(words), set(other)
    return bool(a and b) and len(a & b) >= 0.8 * len(a | b)


def _mark_around_title(lines: Sequence[_Line], kinds: list[BlockKind], title: int | None, publisher: Words) -> None:
    """The title; what stands before it, says it again, or is the publisher's name is not the article."""
    seen: Counter[Words] = Counter()
    for i, line in enumerate(lines):
        if i == title:
            kinds[i] = "title"
        elif (
            (title is not None and (i < title or _says_again(line, lines[title])))
            or (publisher and not line.running and _is_alike(line.words, publisher))
            or (seen[line.words] and not line.running and len(line.words) <= _HEADING_WORDS)
        ):
            kinds[i] = "boilerplate"
        seen[line.words] += 1


def _says_again(line: _Line, title: _Line) -> bool:
    """The title once more, alone or with a site's name behind it."""
    if line.words == title.words:
        return True
    count = len(title.words)
    rest = len(line.words) - count
    return not line.running and 0 < rest <= 6 and line.words[:count] == title.words and bool(_SUFFIX.search(line.text))


def _mark_cues(lines: Sequence[_Line], kinds: list[BlockKind], title: int | None) -> None:
    lead = _lead(lines)
    last = max((i for i, line in enumerate(lines) if line.running and not line.cue), default=-1)
    for i, line in enumerate(lines):
        if i == title or line.cue in (None, "call"):
            continue
        kinds[i] = "boilerplate"
        if line.cue == "more" and is_bare(line.text):
            _mark_other_titles(lines, kinds, i + 1, title)
    for i, line in enumerate(lines):
        beside = any(0 <= j < len(lines) and kinds[j] == "boilerplate" for j in (i - 1, i + 1))
        if line.cue == "call" and i != title and (i < lead or i > last or beside):
            kinds[i] = "boilerplate"


def _mark_other_titles(lines: Sequence[_Line], kinds: list[BlockKind], start: int, title: int | None) -> None:
    """The titles behind a bare "read more"; the last is the article's own heading where it fits what follows."""
    end = start
    while (
        end < len(lines)
        and end != title
        and not lines[end].running
        and not lines[end].cue
        and len(lines[end].words) <= _OTHER_TITLE_WORDS
    ):
        end += 1
    if end > start and end < len(lines) and lines[end].running and _fits(lines[end - 1], lines[end]):
        end -= 1
    kinds[start:end] = ["boilerplate"] * (end - start)


def _fits(heading: _Line, paragraph: _Line) -> bool:
    content = {_stem(w) for w in heading.words if len(w) > 2}
    shared = content & {_stem(w) for w in paragraph.words}
    return len(shared) >= 2 and len(shared) * 3 >= len(content)


def _mark_headings(lines: Sequence[_Line], kinds: list[BlockKind], title: int | None) -> None:
    for i, line in enumerate(lines[:-1]):
        following = lines[i + 1]
        if (
            kinds[i] == "paragraph"
            and kinds[i + 1] == "paragraph"
            and (title is not None and i > title)
            and is_heading(line.text)
            and following.running
            and len(following.words) > len(line.words)
        ):
            kinds[i] = "heading"


def is_heading(text: str) -> bool:
    """Whether a line is short and ends as no sentence does; a heading if a paragraph follows."""
    return (
        len(text) <= _HEADING_CHARACTERS
        and not ends_sentence(text)
        and text.rstrip()[-1:] not in set(":,;\u060c\u061b")
        and text[:1] not in {"-", "*", "•", '"', "«", "“"}
        and 0 < len(find_words(text)) <= _HEADING_WORDS
    )
