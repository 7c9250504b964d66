"""Free ports on the loopback address."""

import socket


def free_port() -> int:
    """A TCP port nobody listens on now. Another program may take it first, so who uses it must be ready to retry."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
