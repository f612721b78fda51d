"""A stream of bytes, cut at the ends of its lines."""

from __future__ import annotations

MOST_OF_LINE = 1 << 20  # bytes; a longer line is no event, and is passed over


class Cutter:
    r"""Gives whole lines of a stream that comes in pieces, and counts how far they reach.

    Args:
        begin: offset in the stream of the first byte that comes.

    Attributes:
        upto: offset behind the last whole line that was given.
        overlong: lines that were passed over because they were too long.

    Example:
        >>> cutter = Cutter()
        >>> cutter.feed(b"one\ntw"), cutter.upto
        (b'one\n', 4)
        >>> cutter.feed(b"o\n"), cutter.upto
        (b'two\n', 8)
    """

    def __init__(self, begin: int = 0) -> None:
        self.upto = begin
        self.overlong = 0
        self._rest = b""
        self._skipping = False

    def feed(self, piece: bytes) -> bytes:
        """The lines that are whole with this piece, in one."""
        if self._skipping:
            end = piece.find(b"\n") + 1
            self.upto += end or len(piece)
            if not end:
                return b""
            self._skipping, piece = False, piece[end:]
        all_ = self._rest + piece
        end = all_.rfind(b"\n") + 1
        lines, self._rest = all_[:end], all_[end:]
        self.upto += end
        if len(self._rest) > MOST_OF_LINE:
            self.overlong += 1
            self.upto += len(self._rest)
            self._rest, self._skipping = b"", True
        return lines

    def last(self) -> bytes:
        """The end of the stream, where it does not end with a line's end."""
        lines, self._rest = self._rest, b""
        self.upto += len(lines)
        return lines
