"""The simulated world that a helper may ask and that fires programs: seeded, deterministic, replayable.

It knows tasks, files, packets and hooks, and nothing of how instructions work. A world is made from
a scenario and a seed; the same two give the same events, down to the last byte.
"""
