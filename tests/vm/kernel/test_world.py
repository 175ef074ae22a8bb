"""What helpers and probe_read find in the world."""

from vm.facts.structs import STRUCT_BY_NAME
from vm.kernel.layout import WILD_POINTER
from vm.kernel.world import BOOT_NS, World


def field(world: World, address: int, struct: str, name: str) -> bytes:
    member = STRUCT_BY_NAME[struct].member(name)
    data = world.read_kernel(address + member.offset, member.size)
    assert data is not None
    return data


def number(world: World, address: int, struct: str, name: str) -> int:
    return int.from_bytes(field(world, address, struct, name), "little")


def test_a_task_can_be_read_through_its_structures():
    world = World()
    shell = world.spawn("bash", exe="/usr/bin/bash", uid=1000)
    child = world.fork(shell, cpu=1)
    assert field(world, child.address, "task_struct", "comm").rstrip(b"\0") == b"bash"
    assert number(world, child.address, "task_struct", "tgid") == child.pid
    parent = number(world, child.address, "task_struct", "real_parent")
    assert number(world, parent, "task_struct", "pid") == shell.pid
    cred = number(world, child.address, "task_struct", "cred")
    assert number(world, cred, "cred", "uid") == 1000
    world.execute(child, "/usr/bin/env")
    assert field(world, child.address, "task_struct", "comm").rstrip(b"\0") == b"env"


def test_a_file_leads_to_its_name():
    world = World()
    file = world.file("/etc/hosts")
    dentry = number(world, file.address, "file", "f_path.dentry")
    name = number(world, dentry, "dentry", "d_name.name")
    assert world.read_kernel(name, 6) == b"hosts\0"
    parent = number(world, dentry, "dentry", "d_parent")
    assert world.read_kernel(number(world, parent, "dentry", "d_name.name"), 4) == b"etc\0"
    inode = number(world, dentry, "dentry", "d_inode")
    assert number(world, inode, "inode", "i_size") == file.size


def test_user_memory_is_the_current_tasks_own():
    world = World()
    first, second = (world.spawn("p", exe="/usr/bin/p", cpu=0) for _ in range(2))
    address = first.space.string("secret")
    world.running[0] = first
    world.at(BOOT_NS, 0)
    assert world.read_user(address, 7) == b"secret\0"
    assert world.read_user(WILD_POINTER, 1) is None
    world.running[0] = second
    world.at(BOOT_NS, 0)
    assert world.read_user(address, 7) != b"secret\0"
    world.running[0] = world.idle[0]
    world.at(BOOT_NS, 0)
    assert world.read_user(address, 1) is None, "the idle task has no user memory"
    assert not world.write_user(address, b"x")


def test_threads_share_memory_and_forked_children_do_not():
    world = World()
    leader = world.spawn("p", exe="/usr/bin/p")
    thread, child = world.thread(leader, "worker", 1), world.fork(leader, 1)
    assert thread.space is leader.space
    assert (thread.tgid, child.tgid) == (leader.pid, child.pid)
    address = leader.space.string("later")
    assert child.space.pages.read(address, 5) == bytes(5)


def test_the_programs_random_numbers_depend_on_the_seed_alone():
    assert [World(7).random_u32() for _ in range(3)] == [World(7).random_u32() for _ in range(3)]
    assert World(7).random_u32() != World(8).random_u32()
    busy = World(7)
    busy.spawn("p", exe="/usr/bin/p")
    assert busy.random_u32() == World(7).random_u32()


def test_a_path_can_be_walked_up_to_its_root():
    world = World()
    dentry, names = world.file("/var/lib/postgresql/16/base/16384/2619").dentry, []
    while True:
        address, size = number(world, dentry, "dentry", "d_name.name"), number(world, dentry, "dentry", "d_name.len")
        names.append((world.read_kernel(address, size) or b"").decode())
        parent = number(world, dentry, "dentry", "d_parent")
        if parent == dentry:
            break
        dentry = parent
    assert names == ["2619", "16384", "base", "16", "postgresql", "lib", "var", "/"]
    other = world.file("/var/lib/postgresql/16/base/16384/2620").dentry
    here = number(world, world.file("/var/lib/postgresql/16/base/16384/2619").dentry, "dentry", "d_parent")
    assert number(world, other, "dentry", "d_parent") == here


def test_a_request_leads_to_its_disk():
    world = World()
    request = world.request(4096, 8192, write=True)
    assert number(world, request.address, "request", "__sector") == 4096
    bio = number(world, request.address, "request", "bio")
    assert bio == request.bio
    assert number(world, bio, "bio", "bi_iter.bi_size") == 8192
    partition = number(world, bio, "bio", "bi_bdev")
    disk = number(world, partition, "block_device", "bd_disk")
    assert field(world, disk, "gendisk", "disk_name").rstrip(b"\0") == b"vda"
    queue = number(world, request.address, "request", "q")
    assert number(world, queue, "request_queue", "disk") == disk


ZERO = {"task_struct.__state", "task_struct.exit_code", "task_struct.flags", "task_struct.on_cpu", "sk_buff.mac_header"}


def test_what_is_listed_is_filled():
    world = World()
    world.now_ns += 5
    task = world.spawn("bash", exe="/usr/bin/bash")
    file, request = world.file("/etc/hosts"), world.request(8, 4096, write=True)
    partition = number(world, request.bio, "bio", "bi_bdev")
    ends = {row.name: 1 for row in STRUCT_BY_NAME["sock_common"].members}
    world.task = world.spawn("curl", exe="/usr/bin/curl", uid=1000)
    sock, root = world.socket(ends), world.spawn("su", exe="/usr/bin/su", uid=0)
    places = {
        "task_struct": task.address, "mm_struct": number(world, task.address, "task_struct", "mm"),
        "file": file.address, "dentry": file.dentry, "inode": file.inode, "sock_common": sock, "sock": sock,
        "super_block": number(world, file.inode, "inode", "i_sb"), "sk_buff": world.packet(bytes(range(64))),
        "vfsmount": number(world, file.address, "file", "f_path.mnt"), "net_device": world.device,
        "request": request.address, "bio": request.bio, "block_device": partition,
        "gendisk": number(world, partition, "block_device", "bd_disk"),
        "request_queue": number(world, partition, "block_device", "bd_queue"),
    }  # fmt: skip
    empty = {
        f"{struct}.{member.name}"
        for struct, address in places.items()
        for member in STRUCT_BY_NAME[struct].members
        if not any(field(world, address, struct, member.name))
    }
    assert empty <= ZERO
    assert number(world, number(world, root.address, "task_struct", "cred"), "cred", "cap_effective")
