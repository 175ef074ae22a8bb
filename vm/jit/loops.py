"""bpf_loop in LLVM IR: the callback is called from native code, with the checks that the host would make."""

import errno

from vm.jit.emit import Function
from vm.jit.numbers import FAULT_NUMBERS, LAST_FRAME
from vm.runtime.helpers.maps import MAX_LOOPS, TOO_MANY
from vm.runtime.memory import FUNCTIONS, STACK_STRIDE


def loop(f: Function, host: str) -> None:
    """r1 rounds, r2 function, r3 its context, r4 flags: as `vm.runtime.helpers.maps.loop`."""
    place = f.let(f"sub i64 %r2, {FUNCTIONS - (1 << 64)}")
    beyond = f.let(f"icmp ugt i64 {place}, {8 * (1 << 20) - 1}")
    odd = f.let(f"icmp ne i64 {f.let(f'and i64 {place}, 7')}, 0")
    f.put(f"br i1 {f.let(f'or i1 {beyond}, {odd}')}, label %host, label %sound")
    f.block("sound")
    f.put(f"br i1 {f.let('icmp ne i64 %r4, 0')}, label %invalid, label %known")
    f.block("invalid")
    f.put(f"ret i64 {-errno.EINVAL}")
    f.block("known")
    f.put("%rounds = and i64 %r1, 4294967295")
    f.put(f"br i1 {f.let(f'icmp ugt i64 %rounds, {MAX_LOOPS}')}, label %large, label %begin")
    f.block("large")
    f.put(f"ret i64 {TOO_MANY}")
    f.block("begin")
    frame = f.word("frame")
    deeper = f.let(f"add i64 {frame}, {STACK_STRIDE}")
    too_deep = f.let(f"icmp ugt i64 {deeper}, {LAST_FRAME}")
    program = f.let(f"shl i64 {f.word('program')}, 32")
    key = f.let(f"or i64 {program}, {f.let(f'lshr i64 {place}, 3')}")
    limit, here = f.word("limit"), f.word("fault_pc")  # helpers that the callback calls leave their own place there
    f.put("br label %next")
    f.block("next")
    f.put("%n = phi i64 [ 0, %begin ], [ %more, %on ]")
    f.put(f"br i1 {f.let('icmp eq i64 %n, %rounds')}, label %done, label %round")
    f.block("round")
    spent = f.let(f"icmp uge i64 {f.word('count')}, {limit}")
    f.put(f"br i1 {spent}, label %fuel, label %fuelled, !prof !0")
    f.block("fuelled")
    f.put(f"br i1 {too_deep}, label %depth, label %call, !prof !0")
    f.block("call")
    result = f.let(f"call i64 @call(ptr %mem, ptr %ctl, i64 {key}, i64 %n, i64 %r3, i64 0, i64 0, i64 0, i64 {deeper})")
    f.write_word("frame", frame)
    fault = f.word("fault")
    f.put(f"br i1 {f.let(f'icmp ne i64 {fault}, 0')}, label %ended, label %on, !prof !0")
    f.block("on")
    f.put("%more = add i64 %n, 1")
    f.put(f"br i1 {f.let(f'icmp ne i64 {result}, 0')}, label %stopped, label %next")
    f.block("stopped")
    f.put("ret i64 %more")
    f.block("done")
    f.put("ret i64 %rounds")
    for block, kind in (("fuel", "out-of-fuel"), ("depth", "call-depth")):
        f.block(block)
        f.write_word("fault", str(FAULT_NUMBERS[kind]))
        f.write_word("fault_pc", here)
        f.write_word("fault_address", "0")
        f.write_word("fault_size", "0")
        f.put("br label %ended")
    f.block("ended")
    f.put("ret i64 0")
    f.block("host")
    f.lines.append(host)
