"""The generator is the published one, and its streams are independent."""

from vm.kernel.chance import GAMMA, LANES, U64, Dice, Stream, hash64, mix

# First outputs of splitmix64 seeded with 1234567, from the reference implementation's test vector.
REFERENCE = (6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821)


def test_splitmix64_gives_the_reference_sequence():
    stream = Stream(1234567)
    assert tuple(stream.u64() for _ in REFERENCE) == REFERENCE


def test_streams_differ_by_name_and_by_seed():
    first = {Stream.named(seed, name).u64() for seed in range(50) for name in ("a", "b", "ab", "ba")}
    assert len(first) == 200


def test_numbers_made_side_by_side_are_those_made_one_by_one():
    for state in (0, 1, 1 << 63, U64, hash64(3, "any")):
        stream, dice = Stream(state), Dice(state)
        expected = [mix(state + GAMMA * (n + 1) & U64) for n in range(3 * LANES)]
        assert [stream.u64() for _ in expected] == expected
        assert [dice.u32() for _ in expected] == [number >> 32 for number in expected]


def test_ranges_hold_their_bounds():
    stream = Stream(hash64(1, "ranges"))
    numbers = [stream.between(3, 7) for _ in range(2000)]
    assert set(numbers) == {3, 4, 5, 6, 7}
    around = [stream.around(1000) for _ in range(2000)]
    assert min(around) >= 500
    assert max(around) <= 1500


def test_mix_is_a_bijection_on_a_sample():
    assert len({mix(n) for n in range(100_000)}) == 100_000
