"""Connections: TCP sockets of a task, from either end."""

from typing import Final

from vm.kernel import layout
from vm.kernel.addresses import LOCAL_HOST
from vm.kernel.calls import CALL_NS, Calls
from vm.kernel.contexts import Value
from vm.kernel.steps import Sleep, Steps
from vm.kernel.tasks import SCRATCH

AF_INET: Final = 2
TCP_ESTABLISHED, TCP_SYN_SENT, TCP_CLOSE = 1, 2, 7
ROUND_TRIP_NS: Final = 650_000


class SocketCalls(Calls):
    """What a task does with connections.

    sock   the one made last
    """

    sock = 0

    def connect(self, host: bytes, port: int) -> Steps:
        """A socket, connected to an IPv4 address."""
        source = 32_768 + self.stream.below(28_000)
        values = self._endpoints(host, port, source)
        sock = self.world.socket({**values, "skc_state": TCP_CLOSE})
        ends: dict[str, int | bytes] = {"sin_family": AF_INET, "sin_port": port.to_bytes(2, "big"), "sin_addr": host}
        address = layout.pack("sockaddr_in", ends)
        pointer = self.space.store(address)
        kernel_copy = self.scratch(96, address)
        note = f"{'.'.join(map(str, host))}:{port}"
        yield from self.syscall("socket", (AF_INET, 1, 0), 5, note=note)
        shake = self._shake(sock, host, port, source, note)
        nested = (
            ("__sys_connect", (5, pointer, 16), 0, CALL_NS),
            ("tcp_v4_connect", (sock, kernel_copy, 16), 0, CALL_NS),
        )
        yield from self.syscall("connect", (5, pointer, 16), 0, nested, shake, note)
        self.sock = sock

    def _shake(self, sock: int, host: bytes, port: int, source: int, note: str) -> Steps:
        yield from self._tcp_state(sock, host, port, source, TCP_CLOSE, TCP_SYN_SENT)
        yield from self.call("tcp_connect", (sock,), 0, (), note)
        yield Sleep(self.stream.around(ROUND_TRIP_NS))
        yield from self._tcp_state(sock, host, port, source, TCP_SYN_SENT, TCP_ESTABLISHED)

    def _tcp_state(self, sock: int, host: bytes, port: int, source: int, old: int, new: int) -> Steps:
        fields: dict[str, Value] = {
            "skaddr": sock, "oldstate": old, "newstate": new, "sport": source, "dport": port, "family": AF_INET,
            "protocol": 6, "saddr": LOCAL_HOST, "daddr": host,
        }  # fmt: skip
        yield from self.trace("sock/inet_sock_set_state", fields, (sock, old, new), f"TCP state {old} to {new}")
        yield from self.call("tcp_set_state", (sock, new), 0)
        self.world.store(sock, "sock_common", "skc_state", new)

    def accept(self, host: bytes, port: int, source: int) -> Steps:
        """Calls accept4(2) for a connection that is there."""
        listening = self.world.listener(port)
        sock = self.world.socket({**self._endpoints(host, source, port), "skc_state": TCP_ESTABLISHED})
        self.sock = sock
        note = f"from {'.'.join(map(str, host))}:{source}"
        nested = (("inet_csk_accept", (listening, 0), sock, 500),)
        arguments = (6, self.space.data, self.space.data + 64, 0o2000000)
        yield from self.syscall("accept4", arguments, 9, nested, note=note)

    def send(self, data: bytes) -> Steps:
        """Calls sendto(2) on the connection made last."""
        buffer = self.space.store(data[:256])
        size = len(data)
        nested = (("tcp_sendmsg", (self.sock, self.task.stack + SCRATCH, size), size, 2_200),)
        yield from self.syscall("sendto", (5, buffer, size, 0x4000, 0, 0), size, nested, note=f"{size} bytes")

    def receive(self, size: int, wait_ns: int = 0) -> Steps:
        """Calls recvfrom(2) on the connection made last."""
        buffer = self.space.store(bytes(64))
        inner = (Sleep(wait_ns),) if wait_ns else ()
        nested = (("tcp_recvmsg", (self.sock, self.task.stack + SCRATCH, 4096, 0), size, 1_500),)
        yield from self.syscall("recvfrom", (5, buffer, 4096, 0, 0, 0), size, nested, inner, f"{size} bytes")

    def disconnect(self) -> Steps:
        """The system call close for the connection made last."""
        nested = (("tcp_close", (self.sock, 0), 0, CALL_NS),)
        yield from self.syscall("close", (5,), 0, nested, note="connection")

    @staticmethod
    def _endpoints(host: bytes, remote_port: int, local_port: int) -> dict[str, int | bytes]:
        return {
            "skc_daddr": host,
            "skc_rcv_saddr": LOCAL_HOST,
            "skc_dport": remote_port.to_bytes(2, "big"),
            "skc_num": local_port,
            "skc_family": AF_INET,
        }
