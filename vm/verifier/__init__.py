"""The abstract room: could the program ever go wrong? Judges as Linux does, never runs anything."""
