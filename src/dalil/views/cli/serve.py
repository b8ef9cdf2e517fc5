"""`dalil serve`: the actors of a case for programs that match lists of names, on this machine alone."""

from __future__ import annotations

from pathlib import Path

import click

from dalil.views.cli.options import case_option

_OPENREFINE = ("http://127.0.0.1:3333", "http://localhost:3333")


@click.command("serve")
@case_option
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free port.")
@click.option("--origin", "origins", multiple=True, help="Where OpenRefine runs, if not at port 3333 of this machine.")
@click.option("--interface", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Its language.")
def command(case_path: Path, port: int, origins: tuple[str, ...], interface: str) -> None:
    """Serve a case to this machine: OpenRefine matches a table against it at /reconcile. Ends with Ctrl-C."""
    from contextlib import suppress

    from dalil.case import open_case
    from dalil.views.web.server import HOST, build_app, listen, make_server

    open_case(case_path).close()
    with listen(port) as listening:
        port = listening.getsockname()[1]
        app = build_app(
            case_path, port=port, origins=origins or _OPENREFINE, interface="ar" if interface == "ar" else "en"
        )
        click.echo(f"{case_path} is served at http://{HOST}:{port}/reconcile; end with Ctrl-C", err=True)
        with suppress(KeyboardInterrupt):
            make_server(app).run(sockets=[listening])
