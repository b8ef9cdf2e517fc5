"""What is shown of an actor whose organisation the lexicon has."""

from __future__ import annotations

from dalil.model import CaseActor
from dalil.views.lines import actor_lines
from dalil.views.objects import actor_object


def make(**ids: str) -> CaseActor:
    return CaseActor("A1", "organization", "OIC", {"en": ("OIC",)}, ids, (("d", "a1"),))


def test_an_actor_is_shown_with_its_entry() -> None:
    entry = actor_object(make(lexicon="oic"))["entry"]
    assert entry["kind"] == "international"
    assert entry["earlier"][0]["until"] == "2011-06-28"
    assert "Organisation of the Islamic Conference" in entry["earlier"][0]["names"]["en"]


def test_earlier_names_stand_with_the_day_they_ended() -> None:
    lines = list(actor_lines(make(lexicon="oic")))
    assert [line for line in lines if line.startswith("    until 2011-06-28: ")]
    assert "    belongs to: united-nations" in list(actor_lines(make(lexicon="unrwa")))


def test_an_actor_without_an_entry_has_none() -> None:
    for actor in (make(), make(lexicon="own-entry")):
        assert actor_object(actor)["entry"] is None
        assert len(list(actor_lines(actor))) == 2 + len(actor.ids)
