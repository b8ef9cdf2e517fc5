"""The command line: one file a command, each loaded only when it is called; errors are one line, never a traceback.

Exit codes: 0 done (what was not read is listed on stderr), 1 something went wrong, 2 wrong use.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from dalil import __version__
from dalil.errors import DalilError

COMMANDS = (
    "read", "dates", "names", "documents", "claims", "timeline", "network", "conflicts", "actors", "search", "why",
    "judge", "judgements", "lexicon", "reconcile", "serve", "report", "completion",
)  # fmt: skip


class _LazyGroup(click.Group):
    """Commands are modules of this package, imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{cmd_name}").command
        return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dalil", message="%(prog)s %(version)s")
def dalil() -> None:
    """Read Arabic, Persian and English articles into claims: who says what, on which words."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(args))


def _run(args: Sequence[str] | None) -> int:
    try:
        code = dalil.main(args, prog_name="dalil", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        return _fail(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted", 130)
    except BrokenPipeError:
        # Whoever read our output has left; without this the interpreter complains once more while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except DalilError as error:
        return _fail(str(error), 1)
    except OSError as error:
        return _fail(f"{error.filename or 'input/output'}: {error.strerror or type(error).__name__}", 1)
    except Exception as error:  # the last line of defence: a user is never shown a traceback
        import logging

        logging.getLogger(__name__).debug("unexpected", exc_info=True)
        return _fail(f"unexpected {type(error).__name__}; this is a fault in dalil", 1)
    return code if isinstance(code, int) else 0


def _fail(message: str, code: int) -> int:
    from dalil.views.hidden import escape_hidden

    click.echo(f"dalil: {escape_hidden(message)}", err=True)
    return code
