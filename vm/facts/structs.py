"""Kernel structures as they lie in the simulated memory: where programs that use bpf_probe_read look.

Source: the BTF type information of Linux 6.18, x86-64. Configuration moves fields of the large
structures (task_struct, mm_struct, super_block, net_device) from one kernel to the next, which is why portable programs
let their loader relocate them; the simulated kernel keeps to these offsets. Only fields that it fills
are listed: what lies between reads as zero.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Member:
    """One field. Offset and size in bytes; a dotted name lies in an embedded structure."""

    name: str
    type: str
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Struct:
    """One structure. Size in bytes."""

    name: str
    size: int
    doc: str
    members: tuple[Member, ...]

    def member(self, name: str) -> Member:
        """The member called `name`; StopIteration if there is none."""
        return next(m for m in self.members if m.name == name)


STRUCTS: Final = (
    Struct("task_struct", 3264, "thread and process", (
        Member("__state",      "unsigned int",            24,  4),
        Member("stack",        "void *",                  32,  8),
        Member("flags",        "unsigned int",            44,  4),
        Member("on_cpu",       "int",                     52,  4),
        Member("prio",         "int",                    108,  4),
        Member("mm",           "struct mm_struct *",    1136,  8),
        Member("exit_code",    "int",                   1164,  4),
        Member("pid",          "pid_t",                 1264,  4),
        Member("tgid",         "pid_t",                 1268,  4),
        Member("real_parent",  "struct task_struct *",  1280,  8),
        Member("parent",       "struct task_struct *",  1288,  8),
        Member("group_leader", "struct task_struct *",  1328,  8),
        Member("start_time",   "u64",                   1552,  8),
        Member("real_cred",    "struct cred *",         1728,  8),
        Member("cred",         "struct cred *",         1736,  8),
        Member("comm",         "char[16]",              1752, 16),
    )),
    Struct("cred", 184, "who a task acts as", (
        Member("uid",           "kuid_t",           8,  4),
        Member("gid",           "kgid_t",          12,  4),
        Member("suid",          "kuid_t",          16,  4),
        Member("sgid",          "kgid_t",          20,  4),
        Member("euid",          "kuid_t",          24,  4),
        Member("egid",          "kgid_t",          28,  4),
        Member("fsuid",         "kuid_t",          32,  4),
        Member("fsgid",         "kgid_t",          36,  4),
        Member("cap_effective", "kernel_cap_t",    64,  8),
    )),
    Struct("mm_struct", 1472, "an address space", (
        Member("start_code",  "long unsigned int",   424,  8),
        Member("end_code",    "long unsigned int",   432,  8),
        Member("start_stack", "long unsigned int",   472,  8),
        Member("arg_start",   "long unsigned int",   480,  8),
        Member("arg_end",     "long unsigned int",   488,  8),
        Member("exe_file",    "struct file *",      1312,  8),
    )),
    Struct("file", 184, "an open file", (
        Member("f_mode",        "fmode_t",               4,  4),
        Member("f_inode",       "struct inode *",       32,  8),
        Member("f_flags",       "unsigned int",         40,  4),
        Member("f_path.mnt",    "struct vfsmount *",    64,  8),
        Member("f_path.dentry", "struct dentry *",      72,  8),
    )),
    Struct("dentry", 192, "a name in a directory", (
        Member("d_parent",    "struct dentry *",          24,  8),
        Member("d_name.hash", "u32",                      32,  4),
        Member("d_name.len",  "u32",                      36,  4),
        Member("d_name.name", "unsigned char *",          40,  8),
        Member("d_inode",     "struct inode *",           48,  8),
        Member("d_shortname", "union shortname_store",    56, 40),
        Member("d_sb",        "struct super_block *",    104,  8),
    )),
    Struct("inode", 616, "what a name stands for", (
        Member("i_mode",  "umode_t",                  0,  2),
        Member("i_sb",    "struct super_block *",    40,  8),
        Member("i_ino",   "long unsigned int",       64,  8),
        Member("i_nlink", "unsigned int",            72,  4),
        Member("i_size",  "loff_t",                  80,  8),
    )),
    Struct("super_block", 1472, "a mounted file system", (
        Member("s_dev",   "dev_t",                    16,  4),
        Member("s_magic", "long unsigned int",        96,  8),
        Member("s_root",  "struct dentry *",         104,  8),
        Member("s_bdev",  "struct block_device *",   208,  8),
        Member("s_id",    "char[32]",                936, 32),
    )),
    Struct("path", 16, "mount and name", (
        Member("mnt",    "struct vfsmount *",     0,  8),
        Member("dentry", "struct dentry *",       8,  8),
    )),
    Struct("filename", 32, "a path name copied from the user", (
        Member("name",   "char *",       0,  8),
        Member("uptr",   "char *",       8,  8),
        Member("refcnt", "atomic_t",    16,  4),
    )),
    Struct("sock_common", 136, "the head of every socket", (
        Member("skc_daddr",     "__be32",                 0,  4),
        Member("skc_rcv_saddr", "__be32",                 4,  4),
        Member("skc_dport",     "__be16",                12,  2),
        Member("skc_num",       "__u16",                 14,  2),
        Member("skc_family",    "short unsigned int",    16,  2),
        Member("skc_state",     "unsigned char",         18,  1),
    )),
    Struct("sock", 784, "a network socket; begins with struct sock_common", (
        Member("sk_rcvbuf",   "int",      244,  4),
        Member("sk_uid",      "kuid_t",   528,  4),
        Member("sk_protocol", "u16",      532,  2),
        Member("sk_type",     "u16",      534,  2),
        Member("sk_sndbuf",   "int",      568,  4),
    )),
    Struct("sk_buff", 224, "a packet in the stack", (
        Member("dev",              "struct net_device *",    16,  8),
        Member("len",              "unsigned int",          112,  4),
        Member("skb_iif",          "int",                   144,  4),
        Member("protocol",         "__be16",                176,  2),
        Member("transport_header", "__u16",                 178,  2),
        Member("network_header",   "__u16",                 180,  2),
        Member("mac_header",       "__u16",                 182,  2),
        Member("head",             "unsigned char *",       192,  8),
        Member("data",             "unsigned char *",       200,  8),
    )),
    Struct("net_device", 2496, "a network interface", (
        Member("mtu",     "unsigned int",    56,  4),
        Member("ifindex", "int",            224,  4),
        Member("name",    "char[16]",       280, 16),
    )),
    Struct("request", 248, "a block request", (
        Member("q",                "struct request_queue *",     0,  8),
        Member("cmd_flags",        "blk_opf_t",                 24,  4),
        Member("__data_len",       "unsigned int",              44,  4),
        Member("__sector",         "sector_t",                  48,  8),
        Member("bio",              "struct bio *",              56,  8),
        Member("part",             "struct block_device *",     88,  8),
        Member("start_time_ns",    "u64",                      104,  8),
        Member("io_start_time_ns", "u64",                      112,  8),
    )),
    Struct("linux_binprm", 408, "a program being started", (
        Member("file",     "struct file *",    64,  8),
        Member("argc",     "int",              88,  4),
        Member("filename", "char *",           96,  8),
        Member("interp",   "char *",          104,  8),
    )),
    Struct("open_how", 24, "how to open", (
        Member("flags",   "__u64",     0,  8),
        Member("mode",    "__u64",     8,  8),
        Member("resolve", "__u64",    16,  8),
    )),
    Struct("sockaddr_in", 16, "an IPv4 address and port", (
        Member("sin_family", "__kernel_sa_family_t",     0,  2),
        Member("sin_port",   "__be16",                   2,  2),
        Member("sin_addr",   "struct in_addr",           4,  4),
    )),
    Struct("vfsmount", 32, "a mount", (
        Member("mnt_root", "struct dentry *",          0,  8),
        Member("mnt_sb",   "struct super_block *",     8,  8),
    )),
    Struct("bio", 120, "a part of a disk to be read or written", (
        Member("bi_bdev",           "struct block_device *",     8,  8),
        Member("bi_opf",            "blk_opf_t",                16,  4),
        Member("bi_iter.bi_sector", "sector_t",                 32,  8),
        Member("bi_iter.bi_size",   "unsigned int",             40,  4),
    )),
    Struct("request_queue", 984, "what waits for a disk", (
        Member("disk", "struct gendisk *",   104,  8),
    )),
    Struct("block_device", 904, "a disk or a partition", (
        Member("bd_start_sect", "sector_t",                   0,  8),
        Member("bd_disk",       "struct gendisk *",          16,  8),
        Member("bd_queue",      "struct request_queue *",    24,  8),
        Member("bd_dev",        "dev_t",                     52,  4),
    )),
    Struct("gendisk", 568, "a disk", (
        Member("major",     "int",          0,  4),
        Member("minors",    "int",          8,  4),
        Member("disk_name", "char[32]",    12, 32),
    )),
)  # fmt: skip

STRUCT_BY_NAME: Final = {row.name: row for row in STRUCTS}
