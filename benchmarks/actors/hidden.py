"""Whether a person whom one article names by surname alone is known again: full names are hidden, and looked for.

    python -m benchmarks.actors.hidden CASE

Of every person without an id whom two articles or more name in full, one article's name is cut to its last part. Prints
how many of these are then joined with the full name, with another, or with none.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

from dalil.actors.distinct import name_key, telling_parts
from dalil.actors.profiles import Member, Profile, profile_reading
from dalil.actors.resolve import CellTable, Judged, resolve_cells
from dalil.case import open_case


def main() -> None:
    parser = argparse.ArgumentParser(description="Hide full names, and see who is known again.")
    parser.add_argument("case", type=Path)
    with open_case(parser.parse_args().case) as case:
        profiles = [p for d in case.documents() for p in profile_reading(case.reading(d.id))]
    hidden = hide(profiles, random.Random(1))
    table = CellTable(hidden.get(p.member, p) for p in profiles)
    full = {p.member: set(p.full) for p in profiles}
    counts: Counter[str] = Counter()
    for group in resolve_cells(table, table.cells, Judged((), {}), set()):
        known = {name for cell in group.cells for name in table.cells[cell].full}
        for member in (m for cell in group.cells for m in table.members[cell] if m in hidden):
            kind = "alone" if not known else "right" if known & full[member] else "wrong"
            counts[kind] += 1
            if kind == "wrong":
                print(f"{', '.join(sorted(full[member]))} was joined with {', '.join(sorted(known))}")
    print(f"of {sum(counts.values())}: {dict(counts)}")


def hide(profiles: list[Profile], chance: random.Random) -> dict[Member, Profile]:
    """For one member of each such person: its profile with the last part of its name alone."""
    by_name: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
    for profile in profiles:
        if profile.type == "person" and profile.full and not profile.ids:
            by_name[profile.full].append(profile)
    out: dict[Member, Profile] = {}
    for row in by_name.values():
        if len({p.member[0] for p in row}) > 1:
            p = chance.choice(row)
            names = (name for some in p.names.values() for name in some if name_key(p.type, name) in p.full)
            if parts := telling_parts(next(names)):
                out[p.member] = replace(p, full=(), bare=parts[-1:], names={"ar": parts[-1:]}, apart=())
    return out


if __name__ == "__main__":
    main()
