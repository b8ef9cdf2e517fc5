"""The score of dating alone: what is kept of the gold, what is dated anew, and how counts add up."""

from __future__ import annotations

from dataclasses import replace

from dalil.model import ClaimTime
from evaluation.score_dating import Counts, count_tasks, date_again, format_lines, load_golds, sum_counts
from tests.test_form import make_reading


def test_the_gold_keeps_all_but_its_times() -> None:
    golds = load_golds("examples")
    assert golds
    for gold in golds:
        again = date_again(gold, gold_times=True)
        assert again.times == gold.times
        bare = [replace(claim, time=ClaimTime(), evidence=(), attribution=()) for claim in again.claims]
        assert bare == [replace(claim, time=ClaimTime(), evidence=(), attribution=()) for claim in gold.claims]
        for ours, theirs in zip(again.claims, gold.claims, strict=True):
            assert [(a.source, a.cue) for a in ours.attribution] == [(a.source, a.cue) for a in theirs.attribution]


def test_nothing_of_the_golds_dating_is_left() -> None:
    gold = make_reading()
    wrong = replace(gold, claims=tuple(replace(claim, time=ClaimTime("1999")) for claim in gold.claims))
    assert [claim.time.edtf for claim in date_again(wrong, gold_times=True).claims] == ["2019-05-04"]
    assert [claim.time.edtf for claim in date_again(wrong, gold_times=False).claims] == ["2019-05-04"]


def test_counts_add_up_over_documents() -> None:
    score = sum_counts([Counts(1, 2, 1), Counts(2, 2, 4)])
    assert (score.precision, score.recall, score.gold, score.system) == (0.6, 0.75, 4, 5)
    gold = make_reading()
    undated = replace(gold, claims=tuple(replace(claim, time=ClaimTime()) for claim in gold.claims))
    assert count_tasks([gold, gold], [gold, undated])["dated"] == [Counts(1, 1, 1), Counts(0, 1, 0)]


def test_a_line_for_each_figure() -> None:
    lines = list(format_lines([make_reading()]))
    assert [line.split("  ")[1] for line in lines] == ["times, own times", "dated, own times", "dated, gold times"]
    assert all("1.000 – 1.000" in line for line in lines)
