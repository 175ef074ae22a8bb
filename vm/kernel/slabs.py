"""The kernel's own memory: what tasks take from its allocators on their way, and give back."""

from typing import Final

from vm.kernel.calls import Calls
from vm.kernel.contexts import Value
from vm.kernel.layout import function_address
from vm.kernel.steps import Point

GFP_KERNEL, GFP_KERNEL_ACCOUNT = 0xCC0, 0x400CC0
NAME_SIZE: Final = 4096  # of names_cache
ANY_NODE: Final = -1
_CALL: Final = 0x5C  # how far into a function its calls are


class SlabCalls(Calls):
    """Trace events of the allocators. Who takes says which function it is in; pointers come back when they are freed."""

    def cache_alloc(self, cache: str, pointer: int, size: int, function: str) -> list[Point]:
        """An object of a cache of its own kind."""
        site = function_address(function) + _CALL
        fields: dict[str, Value] = {
            "call_site": site, "ptr": pointer, "name": cache, "bytes_req": size,
            "bytes_alloc": size, "gfp_flags": GFP_KERNEL, "node": ANY_NODE,
        }  # fmt: skip
        return self.trace("kmem/kmem_cache_alloc", fields, (site, pointer), f"{cache}, {size} bytes")

    def cache_free(self, cache: str, pointer: int, function: str) -> list[Point]:
        """It goes back."""
        site = function_address(function) + _CALL
        fields: dict[str, Value] = {"call_site": site, "ptr": pointer, "name": cache}
        return self.trace("kmem/kmem_cache_free", fields, (site, pointer), cache)

    def kmalloc(self, pointer: int, size: int, function: str) -> list[Point]:
        """Memory of any size: the next power of two that holds it."""
        site, room = function_address(function) + _CALL, 1 << max(3, (size - 1).bit_length())
        fields: dict[str, Value] = {
            "call_site": site, "ptr": pointer, "bytes_req": size, "bytes_alloc": room,
            "gfp_flags": GFP_KERNEL_ACCOUNT, "node": ANY_NODE,
        }  # fmt: skip
        return self.trace("kmem/kmalloc", fields, (site, pointer, 0, size, room), f"{size} bytes in {function}")

    def kfree(self, pointer: int, function: str) -> list[Point]:
        """That memory goes back."""
        site = function_address(function) + _CALL
        return self.trace("kmem/kfree", {"call_site": site, "ptr": pointer}, (site, pointer), function)
