"""Define the options that several verbs which write records have in common."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from targetcli.model.records import Basis, Better, Commitment, MetricKind

Region = Annotated[str, Argument(help="Whom it is about, such as 云溪区.")]
Metric = Annotated[str, Argument(help="What is measured, such as gdp.")]
Scope = Annotated[
    str, Option("--scope", metavar="WORDS", help="What it covers; several by ;.")
]
Unit = Annotated[
    str, Option("--unit", metavar="UNIT", help="Its unit, where the value has none.")
]
BasisOption = Annotated[
    Basis | None, Option("--basis", help="How the number is to be read.")
]
Base = Annotated[
    str, Option("--base", metavar="PERIOD", help="What growth is measured on.")
]
CommitmentOption = Annotated[
    Commitment | None, Option("--commitment", help="How firmly it was announced.")
]
From = Annotated[
    str, Option("--from", metavar="PERIOD", help="Where its window starts.")
]
Source = Annotated[
    str, Option("--source", help="A source's id, its address or its title.")
]
Locator = Annotated[
    str, Option("--locator", help="Where in the source, such as 第17段.")
]
Note = Annotated[str, Option("--note", help="Anything to remember.")]
KindOption = Annotated[
    MetricKind | None, Option("--kind", help="What the metric is, if nobody said so.")
]
BetterOption = Annotated[
    Better | None, Option("--better", help="Is more or less of the metric better?")
]
FiscalYear = Annotated[
    str,
    Option(
        "--fiscal-year",
        metavar="MONTH",
        help="Its first month and naming: 04:end, 04:start.",
    ),
]
DryRun = Annotated[
    bool, Option("--dry-run", "-n", help="Say what would be done; do nothing.")
]
Yes = Annotated[bool, Option("--yes", "-y", help="Do not ask whether to go on.")]
Target = Annotated[str, Argument(metavar="ID", help="The target, such as T1.")]
