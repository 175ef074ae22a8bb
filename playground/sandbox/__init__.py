"""Where users' programs run: one locked-down process each, forked from a lean server.

The web process and each pool process of the worker own one fork server. It has the toolchain
imported and nothing else: no framework, no settings, no secrets, no thread. For every job its owner
gets one end of a socket pair; at the other end is a child that has locked itself down *before* it
reads the first byte that a user wrote. What the child says goes straight to the owner.

    client      the owner's side: start a server, hand it jobs, read their lines
    objects     what the owner keeps of sources, without looking into it
    server      forks, reaps, kills; keeps children that stand by
    child       the life of a child, from the first lock to the last line
    lockdown    the locks; seccomp and landlock spell them for the kernel
    rehearsal   what makes a server and its children warm
    jobs        what a child does, by letter; files and keeping are parts of that

`vm`'s verifier is a teaching feature, never the border: a program that it wrongly accepts still
finds itself in a process that may read and write one socket, and compute.
"""
