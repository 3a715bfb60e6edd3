"""Event records into the formats that analysts use, and back.

`export_records` writes ACLED-like and UCDP-like CSV, PLOVER JSON Lines, GeoJSON, HXL, flat CSV and Parquet; each gives
an `ExportReport` of rows written and of records skipped, with a reason from a closed list. Null becomes 0 only where
the format knows no null (ACLED's fatalities, UCDP's deaths).
"""

from .reading import BadLine, read_export, read_jsonl, scan_jsonl
from .report import ExportReport, Joined, Skipped, SkipReason
from .tolls import Policy
from .writing import ExportFormat, export_records, to_dataframe, to_rows

__all__ = [
    "BadLine",
    "ExportFormat",
    "ExportReport",
    "Joined",
    "Policy",
    "SkipReason",
    "Skipped",
    "export_records",
    "read_export",
    "read_jsonl",
    "scan_jsonl",
    "to_dataframe",
    "to_rows",
]
