"""Counting lines as editors' programs do, and expat: whatever ends them, CR, LF or both."""


def line_breaks(data: bytes | bytearray, start: int = 0, end: int | None = None) -> int:
    """Return how many lines end in a stretch of bytes. A CR LF that it parts counts with its second half."""
    end = len(data) if end is None else end
    return data.count(b"\n", start, end) + data.count(b"\r", start, end) - data.count(b"\r\n", start, end + 1)
