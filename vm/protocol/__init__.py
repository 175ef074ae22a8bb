"""What crosses process borders: the events of a run, as plain values, and their one spelling in JSON."""
