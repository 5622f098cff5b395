"""Print the scripts that complete command lines in a shell."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from targetcli import environment
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.session.declarations import Argument

app = new_app()


class Shell(StrEnum):
    """The shells that have a script, and the word by which scripts ask for names."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    # What the scripts ask for, word by word; the last is the one being typed.
    WORDS = "words"


# Candidates are taken line by line and never evaluated; where there are none the shell
# offers files, as it would by itself.
_SCRIPTS = {
    Shell.BASH: r"""_targets() {
    COMPREPLY=()
    local line
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <("$1" completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _targets targets
""",
    Shell.ZSH: r"""#compdef targets
_targets() {
    local -a found
    found=("${(@f)$(targets completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n ${found[1]} ]]; then
        compadd -- "${found[@]}"
    else
        _files
    fi
}
compdef _targets targets
""",
    Shell.FISH: r"""function __targets_words
    set --local before (commandline --tokenize --cut-at-cursor --current-process)
    set --local typed (commandline --current-token --cut-at-cursor)
    targets completion words -- $before[2..-1] "$typed" 2>/dev/null
end
complete --command targets --arguments '(__targets_words)'
""",
}


@app.command("completion")
@spread_options
def completion(
    shell: Annotated[Shell, Argument(metavar="SHELL", help="bash, zsh or fish")],
    words: Annotated[list[str] | None, Argument(hidden=True)] = None,
) -> None:
    """Print what makes bash, zsh or fish complete verbs, options and stored names."""
    if shell is Shell.WORDS:
        from targetcli.commands.completion_candidates import list_candidates  # noqa: PLC0415

        lines = [f"{word}\n" for word in list_candidates(words or [])]
    else:
        lines = [_SCRIPTS[shell]]
    environment.write_stdout(lines, exact=True)
