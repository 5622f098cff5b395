"""Show the help of a verb or of a topic."""

from __future__ import annotations

from typing import Annotated

from targetcli import environment
from targetcli.commands.help_topics import TOPICS, topic_help
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.commands.verbs import TOPIC_NAMES
from targetcli.errors import Unreadable
from targetcli.session.declarations import Argument

app = new_app()


@app.command("help")
@spread_options
def show_help(
    words: Annotated[
        list[str] | None,
        Argument(metavar="[WORD…]", help="A verb with those below it, or a topic."),
    ] = None,
) -> None:
    """Show the help of a verb, or of a topic."""
    # The help of a verb is its own: targets help add is targets add --help.
    word = (words or ["help"])[0]
    if word not in TOPICS:
        raise Unreadable("topic", word, TOPIC_NAMES)
    environment.write_stdout([f"{topic_help(word)}\n"], exact=False)
