"""A judgement names who decided what and when, and can be taken back without being lost."""

from __future__ import annotations

import re

import pytest

from dalil.case import Case
from dalil.errors import CaseError

from .readings import make_readings


def test_a_judgement_says_who_and_when(filled: Case) -> None:
    claim = make_readings()[0].claims[0].id
    judgement = filled.judge("claim", [claim], "positive", by="Noor", why="Seen on site.")
    assert (judgement.kind, judgement.subject, judgement.verdict) == ("claim", (claim,), "positive")
    assert (judgement.by, judgement.why, judgement.withdrawn_at) == ("Noor", "Seen on site.", None)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", judgement.at)
    assert filled.judgements() == (judgement,)


def test_the_last_judgement_holds_until_it_is_withdrawn(filled: Case) -> None:
    claim = make_readings()[0].claims[0].id
    filled.judge("claim", [claim], "positive", by="Noor")
    last = filled.judge("claim", [claim], "negative", by="Samir")
    assert filled.claim(claim)[0].verdict == "negative"
    filled.withdraw(last.id)
    filled.withdraw(last.id)
    assert filled.claim(claim)[0].verdict == "positive"
    assert [j.withdrawn_at is None for j in filled.judgements()] == [True, False]


def test_what_is_no_judgement_is_refused(filled: Case) -> None:
    claims = [c.id for c in make_readings()[0].claims]
    with pytest.raises(CaseError, match="no such claim"):
        filled.judge("claim", ["zzz"], "positive", by="Noor")
    with pytest.raises(CaseError, match="one claim, or about two actors"):
        filled.judge("claim", claims[:2], "positive", by="Noor")
    with pytest.raises(CaseError, match="one claim, or about two actors"):
        filled.judge("actors", ["one/a1", "one/a1"], "positive", by="Noor")
    with pytest.raises(CaseError, match=r"^A1: the case has no such actor$"):
        filled.judge("actors", ["A1", "one/a1"], "positive", by="Noor")
    with pytest.raises(CaseError, match="actor's id in a scheme"):
        filled.judge("id", ["one/a1", "wikidata"], "positive", by="Noor")
    with pytest.raises(CaseError, match="actor's id in a scheme"):
        filled.judge("id", ["one/a1", "wikidata", ""], "positive", by="Noor")
    with pytest.raises(CaseError, match="not a judgement"):
        filled.judge("claim", claims[:1], "perhaps", by="Noor")  # type: ignore[arg-type]
    with pytest.raises(CaseError, match=r"^j1: there is no such judgement$"):
        filled.withdraw("j1")
    assert filled.judgements() == ()


def test_a_judgement_about_actors_joins_and_parts_them(filled: Case) -> None:
    def find(document: str, actor: str) -> str:
        return next(a.id for a in filled.actors() if (document, actor) in a.members)

    assert find("one", "a3") == find("two", "a3") != find("one", "a1")
    apart = filled.judge("actors", ["one/a3", "two/a3"], "negative", by="Noor")
    joined = filled.judge("actors", [find("one", "a1"), find("one", "a2")], "positive", by="Noor")
    assert find("one", "a3") != find("two", "a3")
    assert find("one", "a1") == find("one", "a2")
    for judgement in (apart, joined):
        filled.withdraw(judgement.id)
    assert find("one", "a3") == find("two", "a3")
    assert find("one", "a1") != find("one", "a2")


def test_an_id_that_a_person_gave_is_the_actors_until_it_is_withdrawn(filled: Case) -> None:
    def ids() -> dict[str, str]:
        return dict(next(a for a in filled.actors() if ("one", "a1") in a.members).ids)

    given = filled.judge("id", ["one/a1", "http://example.org/", "7"], "positive", by="Noor")
    assert given.members == (("one/a1",),)
    assert ids() == {"http://example.org/": "7"}
    filled.judge("id", ["one/a1", "http://example.org/", "7"], "negative", by="Samir")
    assert ids() == {}
    for judgement in filled.judgements():
        filled.withdraw(judgement.id)
    assert ids() == {}
    filled.judge("id", ["one/a1", "http://example.org/", "8"], "positive", by="Noor")
    filled.replace(make_readings()[0], b"read anew")
    assert ids() == {"http://example.org/": "8"}


def test_one_id_makes_one_actor(filled: Case) -> None:
    for actor in ("one/a1", "one/a3"):
        filled.judge("id", [actor, "wikidata", "Q1"], "positive", by="Noor")
    (joined,) = [a for a in filled.actors() if a.ids]
    assert {("one", "a1"), ("one", "a3")} <= set(joined.members)
    assert "given the same wikidata id: Q1" in joined.why
