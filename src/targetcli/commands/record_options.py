"""Define the options that several verbs which write records have in common."""

from __future__ import annotations

from typing import Annotated

from targetcli.model.records import Basis, Better, Commitment, MetricKind
from targetcli.session.declarations import Argument, Option

Region = Annotated[
    str, Argument(help="Country, region or body, such as Riverton or 云溪区.")
]
Metric = Annotated[
    str, Argument(help="Name of what is measured, such as homes or gdp.")
]
Scope = Annotated[
    str,
    Option(
        "--scope",
        metavar="WORDS",
        help="Coverage of the number; several by ;.",
    ),
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
    str, Option("--from", metavar="PERIOD", help="First day of the period counted.")
]
Source = Annotated[
    str, Option("--source", help="A source's id, its address or its title.")
]
Locator = Annotated[
    str, Option("--locator", help="Where in the source, such as 第17段.")
]
Note = Annotated[str, Option("--note", help="Anything to remember.")]
KindOption = Annotated[
    MetricKind | None, Option("--kind", help="Sort of the metric, if it is new.")
]
BetterOption = Annotated[
    Better | None, Option("--better", help="Is more or less better?")
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
