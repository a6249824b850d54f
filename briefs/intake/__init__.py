"""Files and bytes in, Documents out: text, Markdown and HTML, told apart by what they hold."""

from briefs.intake.files import MOST_BYTES, find, from_bytes, read_path, read_paths

__all__ = ["MOST_BYTES", "find", "from_bytes", "read_path", "read_paths"]
