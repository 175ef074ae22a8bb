"""Commands that ask the Linux kernel of this machine and write its answers down as test data."""
