"""Loops of a program: its strongly connected components, numbered as the kernel numbers them."""

from collections.abc import Sequence


def components(successors: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The loop each slot is in: 0 for none, else a number from 1.

    successors   slots that may follow each slot

    Tarjan's algorithm without recursion. Loops get their numbers in the order in which the search
    completes them, so an inner or later loop has a smaller number than what leads to it. A slot
    alone is a loop only if it may follow itself.
    """
    count = len(successors)
    order = [0] * count
    low = [0] * count
    loop = [0] * count
    done = bytearray(count)
    path: list[int] = []
    reached = 0
    numbered = 0
    for root in range(count):
        if order[root]:
            continue
        reached += 1
        order[root] = low[root] = reached
        path.append(root)
        work = [(root, 0)]
        while work:
            slot, tried = work.pop()
            following = successors[slot]
            if tried < len(following):
                work.append((slot, tried + 1))
                after = following[tried]
                if not order[after]:
                    reached += 1
                    order[after] = low[after] = reached
                    path.append(after)
                    work.append((after, 0))
                elif not done[after]:
                    low[slot] = min(low[slot], order[after])
                continue
            if work:
                before = work[-1][0]
                low[before] = min(low[before], low[slot])
            if low[slot] == order[slot]:
                members = _take(path, slot)
                if len(members) > 1 or slot in following:
                    numbered += 1
                    for member in members:
                        loop[member] = numbered
                for member in members:
                    done[member] = 1
    return tuple(loop)


def _take(path: list[int], last: int) -> list[int]:
    """Remove the end of `path` from `last` on, and return it."""
    members = [path.pop()]
    while members[-1] != last:
        members.append(path.pop())
    return members
