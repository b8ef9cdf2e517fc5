"""`dalil completion`: what a shell needs to complete dalil's commands."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script: eval "$(dalil completion bash)"."""
    from click.shell_completion import ShellComplete, get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    # The base method: bash's own first starts a shell to ask for its version.
    click.echo(ShellComplete.source(kind(ctx.find_root().command, {}, "dalil", "_DALIL_COMPLETE")))
