"""What a task can do, all of it: the lives in `vm.kernel.behaviours` are written in these words."""

from vm.kernel.connections import SocketCalls
from vm.kernel.files import FileCalls
from vm.kernel.processes import ProcessCalls


class Activity(FileCalls, SocketCalls, ProcessCalls):
    """The doings of one task."""
