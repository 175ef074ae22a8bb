"""LLVM IR to code that runs: the only file besides `vm.jit.text` that imports llvmlite.

Compiling yields an object file, a value that can be cached: it holds no address of this process.
Linking maps it, writable first and executable afterwards, never both. A linked module stays alive
as long as its `Code`: dropping it while it runs would pull the ground away.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Final

import llvmlite
import llvmlite.binding as llvm

VERSION: Final = llvmlite.__version__
"""Part of every cache key: other versions make other code."""

_Run = ctypes.CFUNCTYPE(
    ctypes.c_uint64, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint64, ctypes.c_uint64, ctypes.c_uint64
)

_Repeat = ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_uint64] * 4)
_Batch = ctypes.CFUNCTYPE(
    ctypes.c_uint64,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_uint64,
    ctypes.c_void_p,
    ctypes.c_uint64,
    ctypes.c_uint64,
    ctypes.c_void_p,
)
_Stretch = ctypes.CFUNCTYPE(
    ctypes.c_uint64,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_uint64,
    ctypes.c_char_p,
    ctypes.c_void_p,
    ctypes.c_uint64,
)
_Call = ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_uint64] * 7)


def _absent(*_: object) -> int:
    raise AssertionError("this module was made without that door")


@cache
def target(level: int) -> llvm.TargetMachine:
    """The machine we run on, compiling at optimisation level 0 to 3."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    found = llvm.Target.from_default_triple()
    return found.create_target_machine(
        cpu=host_cpu(), features=host_features(), opt=level, reloc="pic", codemodel="default"
    )


@cache
def host_cpu() -> str:
    """Name of this CPU, as LLVM calls it."""
    name: str = llvm.get_host_cpu_name()
    return name


@cache
def host_features() -> str:
    """What this CPU can do, as LLVM writes it."""
    features: str = llvm.get_host_cpu_features().flatten()
    return features


@cache
def _linker() -> llvm.LLJIT:
    return llvm.create_lljit_compiler(target(2))


def optimise(ir: str, level: int) -> llvm.ModuleRef:
    """Parse and verify `ir`, then run LLVM's passes of `level` over it. Malformed IR is our bug: RuntimeError."""
    module = llvm.parse_assembly(ir)
    module.verify()
    if level:
        options = llvm.create_pipeline_tuning_options(speed_level=level)
        builder = llvm.create_pass_builder(target(level), options)
        builder.getModulePassManager().run(module, builder)
    return module


def compile_object(ir: str, level: int = 2) -> bytes:
    """The object file of `ir` for this machine."""
    made: bytes = target(level).emit_object(optimise(ir, level))
    return made


class Code:
    """A linked module, with addresses of this process.

    run    (mem, ctl, program, r1, r2) -> r0
    repeat (mem, ctl, program, r1, r2, times) -> r0 of the last time; only where `loops`, as is
    batch  (mem, ctl, program, frames, number of frames, rounds, counts) -> invocations
    stretch (mem, ctl, rows, n, contents, ends, consumed) -> invocations; only where `stretches`
    call   (mem, ctl, program << 32 | slot, r1 .. r5, r10) -> r0; only where `callbacks`
    """

    _serial = 0

    def __init__(self, image: bytes, *, loops: bool = False, callbacks: bool = False, stretches: bool = False) -> None:
        Code._serial += 1
        doors = {"run": _Run}
        doors |= {"repeat": _Repeat, "batch": _Batch} if loops else {}
        doors |= {"call": _Call} if callbacks else {}
        doors |= {"stretch": _Stretch} if stretches else {}
        builder = llvm.JITLibraryBuilder().add_object_img(image).add_current_process()
        for symbol in doors:
            builder = builder.export_symbol(symbol)
        self._tracker = builder.link(_linker(), f"module{Code._serial}")
        made = {symbol: kind(self._tracker[symbol]) for symbol, kind in doors.items()}
        self.run: Callable[..., int] = made["run"]
        self.repeat: Callable[..., int] = made.get("repeat", _absent)
        self.batch: Callable[..., int] = made.get("batch", _absent)
        self.stretch: Callable[..., int] = made.get("stretch", _absent)
        self.call: Callable[..., int] = made.get("call", _absent)
