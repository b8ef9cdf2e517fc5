"""Keys that two names of one person share."""

from __future__ import annotations

from itertools import chain

from benchmarks.names.compare import TRAINING, read_pairs
from dalil.names.blocking import block_keys
from tests.names.tables import NAMES


def test_names_of_one_person_share_a_key() -> None:
    pairs = [p for p in read_pairs(TRAINING) if p.same]
    assert sum(bool(block_keys(p.one) & block_keys(p.other)) for p in pairs) >= 0.985 * len(pairs)
    assert all(block_keys(one) & block_keys(other) for one, other in NAMES["same"]["pairs"])


def test_keys_are_few() -> None:
    names = sorted(set(chain.from_iterable((p.one, p.other) for p in read_pairs(TRAINING))))
    assert sum(len(block_keys(name)) for name in names) <= 4 * len(names)
    assert block_keys("") == frozenset()
    assert not block_keys("Qassem Soleimani") & block_keys("Bashar al-Assad")
