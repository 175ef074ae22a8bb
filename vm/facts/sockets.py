"""What programs may read of a socket, field by field: nobody may write.

Sources: struct bpf_sock, bpf_tcp_sock and bpf_xdp_sock of Linux's uapi header `bpf.h` for names and layout; Linux
6.18, asked with a load at every offset and width, for access.
"""

from typing import Final, NamedTuple


class SocketField(NamedTuple):
    """One field.

    offset, size   bytes
    widths         bytes a load may have, at a multiple of its width
    inside         whether a load may begin behind the field's first byte
    common         whether it can be read of a socket of which only the common part is known
    """

    name: str
    offset: int
    size: int
    widths: tuple[int, ...]
    inside: bool = False
    common: bool = True


_ANY: Final = (1, 2, 4)

SOCK_FIELDS: Final = (
    #           name                 offset size widths inside  common
    SocketField("bound_dev_if",       0,     4,  (4,)),
    SocketField("family",             4,     4,  _ANY),
    SocketField("type",               8,     4,  _ANY,   False, False),
    SocketField("protocol",          12,     4,  _ANY,   False, False),
    SocketField("mark",              16,     4,  (4,),   False, False),
    SocketField("priority",          20,     4,  (4,),   False, False),
    SocketField("src_ip4",           24,     4,  _ANY,   True),
    SocketField("src_ip6",           28,    16,  _ANY,   True),
    SocketField("src_port",          44,     4,  _ANY),
    SocketField("dst_port",          48,     2,  (1, 2), True),
    SocketField("dst_port",          48,     4,  (4,)),
    SocketField("dst_ip4",           52,     4,  _ANY,   True),
    SocketField("dst_ip6",           56,    16,  _ANY,   True),
    SocketField("state",             72,     4,  _ANY),
    SocketField("rx_queue_mapping",  76,     4,  _ANY),
)  # fmt: skip

_TCP_WORDS: Final = (
    "snd_cwnd", "srtt_us", "rtt_min", "snd_ssthresh", "rcv_nxt", "snd_nxt", "snd_una", "mss_cache", "ecn_flags",
    "rate_delivered", "rate_interval_us", "packets_out", "retrans_out", "total_retrans", "segs_in", "data_segs_in",
    "segs_out", "data_segs_out", "lost_out", "sacked_out",
)  # fmt: skip
_TCP_TAIL: Final = ("dsack_dups", "delivered", "delivered_ce", "icsk_retransmits")

TCP_SOCK_FIELDS: Final = (
    *(SocketField(name, 4 * n, 4, (4,)) for n, name in enumerate(_TCP_WORDS)),
    SocketField("bytes_received", 80, 8, (8,)),
    SocketField("bytes_acked", 88, 8, (8,)),
    *(SocketField(name, 96 + 4 * n, 4, (4,)) for n, name in enumerate(_TCP_TAIL)),
)

XDP_SOCK_FIELDS: Final = (SocketField("queue_id", 0, 4, (4,)),)

FIELDS_OF_SOCKETS: Final = {
    "sock": SOCK_FIELDS,
    "sock_common": tuple(field for field in SOCK_FIELDS if field.common),
    "tcp_sock": TCP_SOCK_FIELDS,
    "xdp_sock": XDP_SOCK_FIELDS,
}
"""By the kind of pointer, in the log's words."""
