"""Sparse memory that can fault: pages that are there, and everything else, which is not."""

from typing import Final

from vm.facts.baseline import PAGE_SIZE

SHIFT: Final = PAGE_SIZE.bit_length() - 1


class Pages:
    """Bytes by page. Addresses are 64-bit; a page exists once it is mapped, and reads as zero at first."""

    __slots__ = ("_pages",)

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}

    def map(self, address: int, size: int) -> None:
        """Make every page that [address, address + size) touches exist."""
        for number in range(address >> SHIFT, (address + max(size, 1) - 1 >> SHIFT) + 1):
            self._pages.setdefault(number, bytearray(PAGE_SIZE))

    def unmap(self, address: int, size: int) -> None:
        """Make every page that [address, address + size) touches fault from now on."""
        for number in range(address >> SHIFT, (address + max(size, 1) - 1 >> SHIFT) + 1):
            self._pages.pop(number, None)

    def copy(self) -> "Pages":
        """The same bytes, apart: what fork gives a child."""
        twin = Pages()
        twin._pages = {number: bytearray(page) for number, page in self._pages.items()}
        return twin

    def read(self, address: int, size: int) -> bytes | None:
        """The bytes of [address, address + size), or None if any page of them is missing."""
        page, start = self._pages.get(address >> SHIFT), address & PAGE_SIZE - 1
        if page is not None and start + size <= PAGE_SIZE:
            return bytes(page[start : start + size])
        return self._read_across(address, size)

    def write(self, address: int, data: bytes) -> bool:
        """Store `data`; False, and nothing stored, if any page of it is missing."""
        page, start = self._pages.get(address >> SHIFT), address & PAGE_SIZE - 1
        if page is not None and start + len(data) <= PAGE_SIZE:
            page[start : start + len(data)] = data
            return True
        if self._read_across(address, len(data)) is None:
            return False
        for offset, page, start, size in self._pieces(address, len(data)):
            page[start : start + size] = data[offset : offset + size]
        return True

    def _read_across(self, address: int, size: int) -> bytes | None:
        if any(number not in self._pages for number in range(address >> SHIFT, (address + size - 1 >> SHIFT) + 1)):
            return None
        return b"".join(bytes(page[start : start + length]) for _, page, start, length in self._pieces(address, size))

    def _pieces(self, address: int, size: int) -> list[tuple[int, bytearray, int, int]]:
        """(offset in the data, page, offset in the page, bytes) for each page touched, in order."""
        pieces, offset = [], 0
        while offset < size:
            number, start = address + offset >> SHIFT, address + offset & PAGE_SIZE - 1
            length = min(size - offset, PAGE_SIZE - start)
            pieces.append((offset, self._pages[number], start, length))
            offset += length
        return pieces


class Blank(Pages):
    """Memory of a world in which nobody can look: it keeps nothing, and must not be asked."""

    __slots__ = ()

    def map(self, address: int, size: int) -> None:
        """Nothing is kept."""

    def unmap(self, address: int, size: int) -> None:
        """Nothing is there."""

    def copy(self) -> "Blank":
        return self

    def read(self, address: int, size: int) -> bytes | None:
        raise AssertionError(f"nobody should be able to read {size} bytes at {address:#x}")

    def write(self, address: int, data: bytes) -> bool:  # noqa: ARG002 - the bytes are lost
        return True
