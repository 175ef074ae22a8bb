"""What instructions do to numbers, written for the tests alone from RFC 9669: the verifier's claims are held against it."""

M64, M32 = (1 << 64) - 1, (1 << 32) - 1


def signed(n, width):
    n &= (1 << width) - 1
    return n - (1 << width) if n >> width - 1 else n


def _quotient(a, b):
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


def alu(name, width, a, b):
    """dst op src as RFC 9669 has it: `width` is 32 or 64; both numbers are 64-bit and unsigned."""
    ones = (1 << width) - 1
    whole = b
    a, b = a & ones, b & ones
    shift = b & width - 1
    sa, sb = signed(a, width), signed(b, width)
    result = {
        "add": lambda: a + b,
        "sub": lambda: a - b,
        "mul": lambda: a * b,
        "div": lambda: a // b if b else 0,
        "mod": lambda: a % b if b else a,
        "sdiv": lambda: _quotient(sa, sb) if b else 0,
        "smod": lambda: sa - sb * _quotient(sa, sb) if b else a,
        "or": lambda: a | b,
        "and": lambda: a & b,
        "xor": lambda: a ^ b,
        "lsh": lambda: a << shift,
        "rsh": lambda: a >> shift,
        "arsh": lambda: sa >> shift,
        "neg": lambda: -a,
        "mov": lambda: b,
        "movsx8": lambda: signed(whole, 8),
        "movsx16": lambda: signed(whole, 16),
        "movsx32": lambda: signed(whole, 32),
    }[name]()
    return result & ones


def holds(name, width, a, b):
    """Whether the jump is taken."""
    ones = (1 << width) - 1
    a, b = a & ones, b & ones
    sa, sb = signed(a, width), signed(b, width)
    return {
        "jeq": a == b, "jne": a != b, "jset": bool(a & b), "jset-not": not a & b,
        "jgt": a > b, "jge": a >= b, "jlt": a < b, "jle": a <= b,
        "jsgt": sa > sb, "jsge": sa >= sb, "jslt": sa < sb, "jsle": sa <= sb,
    }[name]  # fmt: skip


def inside(scalar, number):
    """Whether every claim of `scalar` is true of `number`."""
    low = number & M32
    return (
        number & ~scalar.mask & M64 == scalar.value
        and scalar.umin <= number <= scalar.umax
        and scalar.smin <= signed(number, 64) <= scalar.smax
        and scalar.u32min <= low <= scalar.u32max
        and scalar.s32min <= signed(low, 32) <= scalar.s32max
    )
