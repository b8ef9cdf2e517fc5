"""Which mentions were tied together, and by which rule: a union-find over the indices of surfaces."""

from __future__ import annotations

from collections.abc import Iterable


class Links:
    """Sets of indices that stand for one actor; `rules[i]` is the rule that tied `i` to one before it."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self.rules: list[str | None] = [None] * count

    def root(self, index: int) -> int:
        """The first index of the set that holds `index`."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, one: int, other: int, rule: str) -> None:
        """Make one set of two; the later of the two indices takes the rule, unless it has one already."""
        first, second = sorted((self.root(one), self.root(other)))
        if first == second:
            return
        self._parent[second] = first
        later = max(one, other)
        if self.rules[later] is None:
            self.rules[later] = rule
        elif self.rules[second] is None:
            self.rules[second] = rule

    def same(self, one: int, other: int) -> bool:
        return self.root(one) == self.root(other)

    def roots(self, indices: Iterable[int]) -> set[int]:
        return {self.root(i) for i in indices}
