"""Where users' programs run: one locked-down process each, forked from a lean server.

The web process and each pool process of the worker own one fork server. It has the toolchain
imported and nothing else: no framework, no settings, no secrets, no thread. For every job its owner
passes it one end of a socket pair; the server forks, and the child locks itself down *before* it
reads the first byte that a user wrote. What the child says goes straight to the owner.

`vm`'s verifier is a teaching feature, never the border: a program that it wrongly accepts still
finds itself in a process that may read and write one socket, and compute.
"""
