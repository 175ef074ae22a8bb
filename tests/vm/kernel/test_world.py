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
