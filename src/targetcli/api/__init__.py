"""Judge targets from Python: records in, verdicts out, without a store.

docs/api.md shows how. Records are tuples of `model.records`, or rows of the CSV files
read into them; a verdict is a row of ``targets compare``. Everything can be pickled.
"""

from targetcli.api.dataset import (
    ReferenceRecords,
    RowReader,
    RowRefused,
    read_reference,
)
from targetcli.api.judge import ComparisonError, Judge
from targetcli.api.verdicts import VERDICT_COLUMNS, verdict_json, verdict_row
from targetcli.reports.comparison import ComparisonRow

__all__ = [
    "VERDICT_COLUMNS",
    "ComparisonError",
    "ComparisonRow",
    "Judge",
    "ReferenceRecords",
    "RowReader",
    "RowRefused",
    "read_reference",
    "verdict_json",
    "verdict_row",
]
