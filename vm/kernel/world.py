"""What a helper may ask: clock, CPU, current task, randomness, kernel and user memory.

The world is the one mutable thing of a simulation. It changes only between two invocations of a
program: while one runs, time stands still, which is what makes runs equal on every engine.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from vm.facts.baseline import CPUS, PAGE_SIZE
from vm.kernel import disk as block
from vm.kernel import layout
from vm.kernel.chance import Dice, Stream, hash64
from vm.kernel.pages import Blank, Pages
from vm.kernel.tasks import COMM_SIZE, STACK_SIZE, AddressSpace, File, Task

BOOT_NS: Final = 3_600_000_000_000
"""What the clock shows when a scenario begins: one hour after the simulated boot, in nanoseconds."""

DEFAULT_SEED: Final = 1
FIRST_PID: Final = 1200
FIRST_PID_ASIDE: Final = 30_000
ROOT_CGROUP: Final = 1
DEVICE: Final = b"eth0"
DEVICE_INDEX: Final = 2
MAXACTIVE: Final = max(10, 2 * CPUS)
"""Returns of one function that a kretprobe can await at once. Source: the kernel's documentation of kprobes."""

S_IFREG, S_IFSOCK, S_IFIFO, S_IFCHR, S_IFDIR = 0o100644, 0o140777, 0o010600, 0o020620, 0o040755
_MODES: Final = {"file": S_IFREG, "socket": S_IFSOCK, "pipe": S_IFIFO, "tty": S_IFCHR}
_SOCKETS: Final = 128
_ASIDE: Final = 1 << 31
_BUFFERS: Final = 64
EXT4_MAGIC: Final = 0xEF53
TCP_LISTEN: Final = 10
PF_IDLE, PF_KTHREAD = 0x2, 0x0020_0000


class World:
    """One simulated machine.

    seed      what everything random in it derives from
    now_ns    nanoseconds since the simulated boot; never falls
    cpu       the CPU on which things happen now
    task      the task that runs on it now
    counters  what the kernel counts, by name
    memory_is_read    False when no program can look at kernel or user memory: then only addresses matter
    stacks_are_read   False when nobody asks in which functions a task is
    """

    def __init__(self, seed: int = DEFAULT_SEED, *, memory_is_read: bool = True, stacks_are_read: bool = True) -> None:
        self.seed, self.memory_is_read, self.stacks_are_read = seed, memory_is_read, stacks_are_read
        self._pages: type[Pages] = Pages if memory_is_read else Blank
        self._pack = layout.pack if memory_is_read else layout.blank
        self.now_ns = BOOT_NS
        self.cpu = 0
        self.random = Dice(hash64(seed, "bpf_get_prandom_u32"))
        self.kernel = self._pages()
        self.counters: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()
        self.tasks: dict[int, Task] = {}
        self._heap = layout.HEAP + 0x1000
        self._next_pid = FIRST_PID
        self._aside = layout.HEAP + _ASIDE, FIRST_PID_ASIDE
        self._next_inode = 131_072
        self._files: dict[str, File] = {}
        self._sockets: list[int] = []
        self._next_socket = 0
        self._listeners: dict[int, int] = {}
        self._buffers: list[tuple[int, int]] = []
        self._next_buffer = 0
        self.device = self.allocate(self._pack("net_device", {"mtu": 1500, "ifindex": DEVICE_INDEX, "name": DEVICE}))
        self.disk = block.Disk(self.allocate, self._pack)
        self._mount()
        self.idle = tuple(self._idle_task(cpu) for cpu in range(CPUS))
        self.running = list(self.idle)
        self.task = self.idle[0]
        self.init = self._add(Task(1, 1, b"systemd", 0, 0, 0, self._room("task_struct"), cgroup_id=ROOT_CGROUP))
        self.init.space = self._space("/usr/lib/systemd/systemd", self.init)
        self._fill(self.init)

    # What helpers ask.

    def random_u32(self) -> int:
        """The next number for bpf_get_prandom_u32: a stream of its own, which only programs draw from."""
        return self.random.u32()

    def read_kernel(self, address: int, size: int) -> bytes | None:
        """Kernel memory outside the program's own; None is a fault."""
        return self.kernel.read(address, size)

    def read_user(self, address: int, size: int) -> bytes | None:
        """Memory of the current task's process; None is a fault, as is any kernel thread's."""
        space = self.task.space
        return space.pages.read(address, size) if space else None

    def write_user(self, address: int, data: bytes) -> bool:
        """Store into the current task's process; False is a fault."""
        space = self.task.space
        return space.pages.write(address, data) if space else False

    # What the simulation does.

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is made inside takes numbers and memory of an area of its own, and moves nothing else."""
        usual = self._heap, self._next_pid
        self._heap, self._next_pid = self._aside
        try:
            yield
        finally:
            self._aside = self._heap, self._next_pid
            self._heap, self._next_pid = usual

    def at(self, now_ns: int, cpu: int) -> None:
        """Move to a moment and a CPU; the current task is the one running there."""
        assert now_ns >= self.now_ns, "time never falls"
        self.now_ns, self.cpu, self.task = now_ns, cpu, self.running[cpu]

    def await_return(self, function: str) -> bool:
        """A function with a return probe is entered: False, and counted, when all its instances are in use."""
        if self.inside[function] >= MAXACTIVE:
            self.counters[f"kretprobe {function} missed"] += 1
            return False
        self.inside[function] += 1
        return True

    def allocate(self, data: bytes) -> int:
        """Put `data` into fresh kernel memory, 64-byte aligned, and return its address."""
        address = self._heap
        self._heap += len(data) + 63 & ~63
        self.kernel.map(address, len(data))
        self.kernel.write(address, data)
        return address

    def store(self, address: int, struct: str, name: str, value: int | bytes) -> None:
        """Set one field of the kernel structure at `address`."""
        offset, data = layout.place(struct, name, value)
        self.kernel.write(address + offset, data)

    def spawn(self, comm: str, *, exe: str, uid: int = 0, cpu: int = 0, parent: Task | None = None) -> Task:
        """A new process with the next number, an address space of its own and its structures in memory."""
        task = self._new(comm, uid, cpu, parent or self.init)
        task.space = self._space(exe, task)
        self._fill(task)
        return task

    def thread(self, leader: Task, comm: str, cpu: int) -> Task:
        """A new thread of the process `leader` belongs to."""
        task = self._new(comm, leader.uid, cpu, leader.parent or self.init)
        task.tgid, task.space, task.cgroup_id = leader.tgid, leader.space, leader.cgroup_id
        self._fill(task)
        return task

    def fork(self, parent: Task, cpu: int) -> Task:
        """A child process: the parent's name and user memory, its own numbers."""
        task = self._new(parent.name, parent.uid, cpu, parent)
        if parent.space:
            space = parent.space
            task.space = AddressSpace(space.exe, space.text, space.data, space.pages.copy(), space.cursor)
        task.cgroup_id = parent.cgroup_id
        self._fill(task)
        return task

    def execute(self, task: Task, exe: str) -> AddressSpace:
        """What execve does: a new address space, which is returned, and the name of the program's file."""
        task.space = self._space(exe, task)
        task.comm = exe.rsplit("/", 1)[-1].encode()[: COMM_SIZE - 1]
        self.store(task.address, "task_struct", "comm", task.comm)
        return task.space

    def exit(self, task: Task) -> None:
        """The task is gone; its structures stay until the memory would be used again."""
        task.alive = False
        self.tasks.pop(task.pid, None)

    def file(self, path: str, kind: str = "file") -> File:
        """The open file of `path`, with dentry, inode and name in kernel memory; made once a path."""
        known = self._files.get(path)
        return known if known is not None else self._make_file(path, kind)

    def socket(self, values: Mapping[str, int | bytes]) -> int:
        """The address of a struct sock whose struct sock_common holds `values`; 128 of them are used in turn."""
        if len(self._sockets) < _SOCKETS:
            self._sockets.append(self._room("sock"))
        address = self._sockets[self._next_socket]
        self._next_socket = (self._next_socket + 1) % _SOCKETS
        self.kernel.write(address, self._pack("sock_common", values))
        ends: dict[str, int | bytes] = {
            "sk_rcvbuf": 131_072, "sk_sndbuf": 87_040, "sk_protocol": 6, "sk_type": 1, "sk_uid": self.task.uid,
        }  # fmt: skip
        for name, value in ends.items() if self.memory_is_read else ():
            self.store(address, "sock", name, value)
        return address

    def listener(self, port: int) -> int:
        """The address of the struct sock that listens on a port; made once."""
        known = self._listeners.get(port)
        if known is None:
            values: dict[str, int | bytes] = {"skc_num": port, "skc_family": 2, "skc_state": TCP_LISTEN}
            known = self._listeners[port] = self._room("sock")
            self.kernel.write(known, self._pack("sock_common", values))
        return known

    def packet(self, data: bytes) -> int:
        """The address of a struct sk_buff that carries `data`; 64 of them are used in turn."""
        if len(self._buffers) < _BUFFERS:
            self._buffers.append((self._room("sk_buff"), self.allocate(bytes(PAGE_SIZE))))
        skb, head = self._buffers[self._next_buffer]
        self._next_buffer = (self._next_buffer + 1) % _BUFFERS
        values: dict[str, int | bytes] = {
            "dev": self.device, "len": len(data), "skb_iif": DEVICE_INDEX, "protocol": data[12:14],
            "network_header": 14, "transport_header": 34, "head": head, "data": head,
        }  # fmt: skip
        self.kernel.write(skb, self._pack("sk_buff", values))
        self.kernel.write(head, data[:PAGE_SIZE])
        return skb

    def request(self, sector: int, size: int, *, write: bool) -> block.Request:
        """A request to the disk, as it lies in memory."""
        request = self.disk.request(self.allocate, self._pack)
        if self.memory_is_read:
            self.disk.describe(
                request, sector, size, self.now_ns, write=write, pack=self._pack, store=self.kernel.write
            )
        return request

    def _mount(self) -> None:
        """The file system on /: its super block and root directory."""
        self._super_block = self.allocate(self._pack("super_block", {
            "s_dev": block.PARTITION, "s_magic": EXT4_MAGIC, "s_id": b"vda1", "s_bdev": self.disk.partition,
        }))  # fmt: skip
        self._directories = {"": self._dentry(b"/", self._inode(S_IFDIR, PAGE_SIZE), 0)}
        root = self._directories[""]
        self.store(root, "dentry", "d_parent", root)
        self.store(self._super_block, "super_block", "s_root", root)
        self._vfsmount = self.allocate(self._pack("vfsmount", {"mnt_root": root, "mnt_sb": self._super_block}))

    def _directory(self, path: str) -> int:
        """The dentry of a directory, and of those above it."""
        known = self._directories.get(path)
        if known is None:
            above, _, name = path.rpartition("/")
            parent = self._directory(above)
            known = self._directories[path] = self._dentry(name.encode(), self._inode(S_IFDIR, PAGE_SIZE), parent)
        return known

    def _inode(self, mode: int, size: int) -> int:
        number, self._next_inode = self._next_inode, self._next_inode + 1
        values: dict[str, int | bytes] = {
            "i_mode": mode, "i_ino": number, "i_size": size, "i_sb": self._super_block, "i_nlink": 1,
        }  # fmt: skip
        return self.allocate(self._pack("inode", values))

    def _make_file(self, path: str, kind: str) -> File:
        above, _, name = path.rpartition("/")
        size, number = 256 + hash64(0, path) % 60_000, self._next_inode
        inode = self._inode(_MODES[kind], size)
        dentry = self._dentry(name.encode(), inode, self._directory(above))
        values: dict[str, int | bytes] = {
            "f_mode": 0x1D, "f_inode": inode, "f_flags": 0x8000, "f_path.mnt": self._vfsmount, "f_path.dentry": dentry,
        }  # fmt: skip
        file = File(path, kind, self.allocate(self._pack("file", values)), dentry, inode, number, size)
        self._files[path] = file
        return file

    def _dentry(self, name: bytes, inode: int, parent: int) -> int:
        text = self.allocate(name + b"\0")
        values: dict[str, int | bytes] = {
            "d_parent": parent,
            "d_name.hash": hash64(0, name.decode("utf-8", "replace")) & 0xFFFF_FFFF,
            "d_name.len": len(name),
            "d_name.name": text,
            "d_inode": inode,
            "d_shortname": name[:39],
            "d_sb": self._super_block,
        }
        return self.allocate(self._pack("dentry", values))

    def _new(self, comm: str, uid: int, cpu: int, parent: Task) -> Task:
        pid, self._next_pid = self._next_pid, self._next_pid + 1
        task = Task(pid, pid, comm.encode()[: COMM_SIZE - 1], uid, uid, cpu, self._room("task_struct"))
        task.parent, task.start_ns, task.cgroup_id = parent, self.now_ns, 4000 + pid
        return self._add(task)

    def _add(self, task: Task) -> Task:
        self.tasks[task.pid] = task
        return task

    def _space(self, exe: str, task: Task) -> AddressSpace:
        stream = Stream.named(self.seed, f"address space of {exe} in {task.pid}")
        return AddressSpace.of(exe, stream, self._pages())

    def _idle_task(self, cpu: int) -> Task:
        task = Task(0, 0, f"swapper/{cpu}".encode(), 0, 0, cpu, self._room("task_struct"), cgroup_id=ROOT_CGROUP)
        self._fill(task)
        return task

    def _room(self, struct: str) -> int:
        return self.allocate(self._pack(struct, {}))

    def _fill(self, task: Task) -> None:
        """Lay `task` out in memory, its credentials and memory descriptor with it."""
        ids = dict.fromkeys(("uid", "suid", "euid", "fsuid"), task.uid)
        ids |= dict.fromkeys(("gid", "sgid", "egid", "fsgid"), task.gid)
        cred = self.allocate(self._pack("cred", {**ids, "cap_effective": 0x1FF_FFFF_FFFF if task.uid == 0 else 0}))
        task.stack = self.allocate(bytes(STACK_SIZE))
        parent = task.parent.address if task.parent else task.address
        leader = self.tasks.get(task.tgid)
        values: dict[str, int | bytes] = {
            "stack": task.stack,
            "pid": task.pid,
            "tgid": task.tgid,
            "comm": task.comm,
            "prio": task.prio,
            "flags": 0 if task.space else PF_KTHREAD | PF_IDLE,
            "real_parent": parent,
            "parent": parent,
            "group_leader": leader.address if leader else task.address,
            "start_time": task.start_ns,
            "real_cred": cred,
            "cred": cred,
            "mm": self._descriptor(task.space) if task.space else 0,
        }
        self.kernel.write(task.address, self._pack("task_struct", values))

    def _descriptor(self, space: AddressSpace) -> int:
        values: dict[str, int | bytes] = {
            "start_code": space.text,
            "end_code": space.text + 0x10_0000,
            "start_stack": space.data + 0x3F00,
            "arg_start": space.data,
            "arg_end": space.data + len(space.exe) + 1,
            "exe_file": self.file(space.exe).address,
        }
        return self.allocate(self._pack("mm_struct", values))
