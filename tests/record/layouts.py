"""Which structures of the kernel lie how, from the BTF of this machine's kernel, as `vm/facts/layouts.py`.

    python -m tests.record.layouts

Structures that the wanted ones hold by value come along.
"""

import struct
import textwrap
from collections.abc import Iterator
from pathlib import Path

from vm.elf import btf
from vm.facts.structs import STRUCTS
from vm.facts.tracepoints import TRACEPOINTS

SOURCE = Path("/sys/kernel/btf/vmlinux")
TABLE = Path(__file__).parents[2] / "vm" / "facts" / "layouts.py"
WANTED = """
    address_space bio bio_vec block_device bpf_map bpf_perf_event_data bpf_prog bpf_prog_aux bpf_ringbuf bpf_sock
    bpf_sock_tuple bpf_tunnel_key bpf_xdp_sock cfs_rq cgroup cred css_set cgroup_subsys_state dentry dst_entry ethhdr
    fdtable file file_system_type files_struct folio fs_struct gendisk hlist_head hlist_node icmphdr in6_addr in_addr
    inet_connection_sock inet_sock inode iov_iter iovec ip_esp_hdr iphdr ipv6_opt_hdr ipv6hdr irqaction kernel_siginfo
    kernfs_node kiocb kmem_cache linux_binprm list_head mm_struct mnt_idmap mnt_namespace mount msghdr neighbour net
    net_device netns_ipv4 ns_common nsproxy oom_control page path perf_event perf_sample_data pid pid_namespace pt_regs
    qstr renamedata request request_queue rq rtable sched_avg sched_entity seq_file sighand_struct signal_struct
    sk_buff skb_shared_info sock sock_common sockaddr sockaddr_in sockaddr_in6 sockaddr_storage sockaddr_un socket
    super_block task_struct tcp_sock tcphdr thread_info timespec64 trace_entry trace_event_raw_bpf_trace_printk
    trace_event_raw_sys_enter trace_event_raw_sys_exit trace_event_raw_signal_generate
    trace_event_raw_block_rq_completion trace_event_raw_sched_wakeup_template trace_event_raw_softirq trace_event_raw_irq_handler_entry
    trace_event_raw_irq_handler_exit trace_event_raw_workqueue_execute_start tty_struct udp_sock udphdr unix_sock
    upid user_namespace user_pt_regs uts_namespace vfsmount vm_area_struct vlan_hdr vlan_ethhdr work_struct
    xdp_buff xdp_cpumap_stats xdp_frame xdp_md xdp_rxq_info __sk_buff
"""
ABSENT = ("kernel_cap_struct", "trace_event_raw_block_rq_complete")
"""Types of other kernels that portable programs ask for."""
ENUMS = ("pid_type", "tcp_ca_state")
WIDTH = 118


class Writer:
    """Layouts by name, each once."""

    def __init__(self, types: btf.Btf) -> None:
        self.types = types
        self.by_name: dict[str, btf.Type] = {}
        self.enums: dict[str, btf.Type] = {}
        for kind in types.types:
            if kind.kind in {btf.STRUCT, btf.UNION} and kind.name:
                self.by_name.setdefault(kind.name, kind)
            if kind.kind in {btf.ENUM, btf.ENUM64} and kind.name:
                self.enums.setdefault(kind.name, kind)
        self.done: dict[str, str] = {}
        self.waiting: list[tuple[str, btf.Type]] = []

    def want(self, name: str, kind: btf.Type) -> None:
        """The layout of `kind`, under `name`."""
        if name not in self.done:
            self.done[name] = ""
            self.waiting.append((name, kind))

    def write(self) -> Iterator[str]:
        """Every layout wanted, and those they hold."""
        while self.waiting:
            name, kind = self.waiting.pop()
            word = "union" if kind.kind == btf.UNION else "struct"
            self.done[name] = f"{word} {name} {kind.ref}: {' '.join(self.members(name, kind, 0))}"
        for name in sorted(self.done):
            yield self.done[name]

    def members(self, owner: str, kind: btf.Type, base: int) -> Iterator[str]:
        """Each member as `name=offset:type`, in bytes, or as `name=offset+width:type`, in bits."""
        for member in self.types.fields(kind):
            held = self.types.resolved(member.type)
            if not member.name:
                if held.kind in {btf.STRUCT, btf.UNION}:
                    yield from self.members(owner, held, base + member.bit)
                continue
            bit = base + member.bit
            place = f"{bit}+{member.width}" if member.width else str(bit // 8)
            yield f"{member.name}={place}:{self.spelt(member.type, f'{owner}.{member.name}')}"

    def spelt(self, number: int, place: str) -> str:
        """A type in one word; `place` names what has no name of its own."""
        kind = self.types.resolved(number)
        if kind.kind == btf.ARRAY:
            element, _, count = struct.unpack("<III", kind.rest)
            return f"{self.spelt(element, place)}[{count}]"
        if kind.kind in {btf.STRUCT, btf.UNION}:
            name = kind.name or self.alias(number) or place
            self.want(name, kind)
            return f".{name}"
        if kind.kind == btf.PTR:
            return "ptr"
        if kind.kind == btf.FWD or not kind.ref:
            return "void"
        return f"{'s' if self.types.signed(kind) else 'u'}{8 * kind.ref}"

    def alias(self, number: int) -> str:
        """The name that a typedef gives a nameless structure; "" for none."""
        while (kind := self.types.get(number)).kind in {btf.TYPEDEF, btf.CONST, btf.VOLATILE}:
            if kind.kind == btf.TYPEDEF:
                return kind.name
            number = kind.ref
        return ""


def main() -> None:
    """Write the table."""
    types = btf.parse(SOURCE.read_bytes(), most=1_000_000)
    writer = Writer(types)
    events = [f"trace_event_raw_{event.name}" for event in TRACEPOINTS]
    for name in (*WANTED.split(), *events, *(row.name for row in STRUCTS)):
        if name in writer.by_name:
            writer.want(name, writer.by_name[name])
    lines = list(writer.write())
    for name in ENUMS:
        rows = (types.constant(writer.enums[name], index) for index in range(writer.enums[name].count))
        constants = " ".join(f"{constant}={value}" for constant, value in rows)
        lines.append(f"enum {name} {writer.enums[name].ref}: {constants}")
    known = {*writer.by_name, *writer.enums}
    lines += [f"absent {name}" for name in ABSENT if name not in known]
    fill = textwrap.TextWrapper(WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False).fill
    rows = "\n".join(map(fill, lines))
    head, mark, _ = TABLE.read_text().partition('TABLE: Final = """\\\n')
    TABLE.write_text(f'{head}{mark}{rows}\n"""\n')


if __name__ == "__main__":
    main()
