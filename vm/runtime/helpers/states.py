"""What of each helper runs here, in words: the reference page and a fault's message say it."""

from collections.abc import Mapping
from typing import Final

from vm.facts.helpers import HELPER_BY_NAME, Helper

_BTF: Final = "the map's value would have to be described by BTF"
WITHOUT: Final[Mapping[str, str]] = {
    "sk_storage_get": "there are no sockets to store it in",
    "sk_storage_delete": "there are no sockets to store it in",
    "timer_init": _BTF,
    "timer_set_callback": _BTF,
    "timer_start": _BTF,
    "timer_cancel": _BTF,
    "kptr_xchg": _BTF,
    "task_storage_get": _BTF,
    "task_storage_delete": _BTF,
    "cgrp_storage_get": _BTF,
    "cgrp_storage_delete": _BTF,
    "per_cpu_ptr": "the simulated kernel has no per-CPU variables",
    "this_cpu_ptr": "the simulated kernel has no per-CPU variables",
    "find_vma": "the simulated tasks have no table of mappings",
}
"""Helpers that programs in scope may call and that have no body, with the reason."""

_NOT_TCP: Final = "NULL: the packet's socket is closed and of no special kind"
_NOBODY: Final = "NULL: nobody has bound a socket to any address"
ALWAYS: Final[Mapping[str, str]] = {
    "sk_lookup_tcp": _NOBODY,
    "sk_lookup_udp": _NOBODY,
    "skc_lookup_tcp": _NOBODY,
    "tcp_sock": _NOT_TCP,
    "get_listener_sock": _NOT_TCP,
    "skc_to_tcp6_sock": _NOT_TCP,
    "skc_to_tcp_sock": _NOT_TCP,
    "skc_to_tcp_timewait_sock": _NOT_TCP,
    "skc_to_tcp_request_sock": _NOT_TCP,
    "skc_to_udp6_sock": _NOT_TCP,
    "skc_to_unix_sock": _NOT_TCP,
    "skc_to_mptcp_sock": _NOT_TCP,
    "tcp_check_syncookie": "-EINVAL: the packet's socket does not listen",
    "tcp_gen_syncookie": "-EINVAL: the packet's socket does not listen",
    "sk_assign": "-EOPNOTSUPP: the packet's socket is in no table of sockets",
    "skb_get_xfrm_state": "-EINVAL: no packet came through IPsec",
    "csum_update": "-ENOTSUPP: no packet carries the sum of all its bytes",
    "snprintf_btf": "-ENOENT: the simulated kernel shows no types",
    "read_branch_records": "-ENOENT: the simulated processor records no branches",
    "get_branch_snapshot": "-ENOENT: the simulated processor records no branches",
    "perf_event_read": "-ENOENT: the simulated events count nothing",
    "perf_event_read_value": "-ENOENT: the simulated events count nothing",
    "send_signal": "0: the simulated tasks ignore signals",
    "send_signal_thread": "0: the simulated tasks ignore signals",
    "get_attach_cookie": "0: programs are attached without a number",
    "get_route_realm": "0: no route has a realm",
    "get_cgroup_classid": "0: no cgroup has a class",
    "skb_cgroup_classid": "0: no cgroup has a class",
    "get_numa_node_id": "0: the simulated machine has one node",
    "get_socket_cookie": "1: there is one socket",
    "get_socket_uid": "0: the packet's socket is root's",
    "get_netns_cookie": "1: there is one network namespace",
    "skb_cgroup_id": "1: packets belong to the root cgroup",
}
"""Helpers with sound arguments answer just this, for the reason given; what they refuse they refuse as Linux does."""

assert not ALWAYS.keys() & WITHOUT.keys()
assert ALWAYS.keys() | WITHOUT.keys() <= HELPER_BY_NAME.keys()


def state(helper: Helper) -> str:
    """One phrase, without a full stop."""
    if not helper.where:
        return "of other program types"
    if helper.name in WITHOUT:
        return f"verified, not run: {WITHOUT[helper.name]}"
    return f"runs here; always {ALWAYS[helper.name]}" if helper.name in ALWAYS else "runs here"
