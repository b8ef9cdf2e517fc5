"""A user's own entries: what is written is read again, and what cannot be an entry is refused in one line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dalil.language.own import OwnEntry, OwnEntryError, format_entries, own_entries, parse_entries, use_entries
from dalil.reader.rules.gazetteer import load_gazetteer

OAK = OwnEntry("oak-league", "organization", en=("Oak League", 'Oaks "of" \\ the hill'))
ELM = OwnEntry("elm", "place", ar=("\u062f\u0631\u062f\u0627\u0631",), fa=("\u0646\u0627\u0631\u0648\u0646",))


@pytest.fixture
def _as_before() -> Iterator[None]:
    yield
    use_entries(())


def test_what_is_written_is_read_again() -> None:
    text = format_entries([OAK, ELM])
    assert parse_entries(text) == (ELM, OAK)
    assert format_entries(parse_entries(text)) == text
    assert parse_entries("") == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[", "not TOML"),
        ("oak = 1", "oak: not a table with a type"),
        ('[oak]\nen = ["Oak"]', "oak: not a table with a type"),
        ('[oak]\ntype = "tree"\nen = ["Oak"]', "oak: type 'tree' is none of person"),
        ('[oak]\ntype = "place"', "oak: has no name"),
        ('[oak]\ntype = "place"\nde = ["Eiche"]', "oak: unknown field 'de'"),
        ('[oak]\ntype = "place"\nen = "Oak"', "oak: en is not a list of names"),
        ('[oak]\ntype = "place"\nen = ["Oak", "!"]', "oak: '!' is no name"),
        ('[oak]\ntype = "place"\nen = ["Oak\\nLeague"]', "oak: 'Oak\\nLeague' is no name"),
        ('[Oak]\ntype = "place"\nen = ["Oak"]', "'Oak' is no id"),
        ('[hamas]\ntype = "person"\nen = ["Oak"]', "hamas: an organisation of the lexicon has this id"),
        ('[a]\ntype = "place"\nen = ["Oak"]\n[b]\ntype = "place"\nen = ["OAK"]', "'oak' is a name of a and of b"),
    ],
)
def test_what_is_no_entry_is_refused(text: str, reason: str) -> None:
    with pytest.raises(OwnEntryError) as refused:
        parse_entries(text)
    assert str(refused.value).startswith(reason)


@pytest.mark.usefixtures("_as_before")
def test_own_entries_come_first_and_can_be_laid_aside() -> None:
    before = load_gazetteer("en")
    assert own_entries().digest == ""
    use_entries((OwnEntry("our-nato", "group", en=("NATO",)),))
    found = load_gazetteer("en").match("nato", ())
    assert found is not None
    assert (found.id, found.type) == ("our-nato", "group")
    first = own_entries().digest
    use_entries((OAK,))
    assert len({first, own_entries().digest, ""}) == 3
    use_entries(())
    assert load_gazetteer("en").match("nato", ()) == before.match("nato", ())
