"""The documents a user reads: links lead somewhere, and every command and option of the program is documented."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import click
import pytest

from dalil.views.cli import dalil

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def test_every_command_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert isinstance(dalil, click.Group)
    context = click.Context(dalil)
    missing = []
    for name in dalil.list_commands(context):
        command = dalil.get_command(context, name)
        assert command is not None
        options = [o for p in command.params if isinstance(p, click.Option) for o in p.opts if o.startswith("--")]
        missing += [f"dalil {name}" for _ in [0] if f"dalil {name}" not in page]
        missing += [f"{name} {option}" for option in options if option not in page]
    assert missing == []


def test_the_readme_shows_commands_that_exist() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"^\$ dalil (\w+)", page, flags=re.MULTILINE))
    assert shown
    assert shown <= set(dalil.list_commands(click.Context(dalil)))


@pytest.mark.parametrize("page", ["docs/times.md", "docs/names.md", "src/dalil/times/__init__.py"])
def test_examples_of_the_libraries_run(page: str) -> None:
    failed, tried = doctest.testfile(str(ROOT / page), module_relative=False, encoding="utf-8")
    assert tried
    assert not failed
