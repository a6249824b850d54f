"""Files and bytes in, Documents out: told apart by what they hold, and taken apart by a child process with limits."""

from briefs.intake.documents import MOST_BYTES, Given, all_from_bytes, from_bytes
from briefs.intake.files import all_in, find, read_path, read_paths

__all__ = [
    "MOST_BYTES",
    "Given",
    "all_from_bytes",
    "all_in",
    "find",
    "from_bytes",
    "read_path",
    "read_paths",
]
