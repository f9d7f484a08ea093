"""A server on loopback that speaks as much of the Redis protocol as counting takes, or is silent.

Source: Redis serialization protocol specification (RESP3).
"""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Conversation(socketserver.StreamRequestHandler):
    server: "StandIn"

    def handle(self) -> None:
        while line := self.rfile.readline():
            words = [self.rfile.read(int(self.rfile.readline()[1:]) + 2)[:-2] for _ in range(int(line[1:]))]
            if self.server.is_silent:
                self.server.ended.wait(30)
                return
            with self.server.lock:
                self.wfile.write(self._answer(words[0].upper(), words[1:]))

    def _answer(self, command: bytes, words: list[bytes]) -> bytes:
        kept = self.server.kept
        match command:
            case b"EXISTS":
                return b":%d\r\n" % (words[0] in kept)
            case b"INCRBY":
                kept[words[0]] = kept.get(words[0], 0) + int(words[1])
                return b":%d\r\n" % kept[words[0]]
            case b"SET":
                if b"NX" in words and words[0] in kept:
                    return b"_\r\n"
                kept[words[0]] = int(words[1])
                self.server.options[words[0]] = words[2:]
                return b"+OK\r\n"
            case b"HELLO":
                return b"%1\r\n$5\r\nproto\r\n:3\r\n"
        return b"+OK\r\n"  # further greetings of the client


class StandIn(socketserver.ThreadingTCPServer):
    """Holds numbers by key; ``is_silent`` lets every question wait."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *, is_silent: bool = False) -> None:
        self.is_silent = is_silent
        self.kept: dict[bytes, int] = {}
        self.options: dict[bytes, list[bytes]] = {}
        self.lock = threading.Lock()
        self.ended = threading.Event()
        super().__init__(("127.0.0.1", 0), _Conversation)

    @property
    def url(self) -> str:
        """Return its address for HTX_CACHE_URL."""
        return f"redis://127.0.0.1:{self.server_address[1]}/0"


@contextmanager
def redis_stand_in(*, is_silent: bool = False) -> Iterator[StandIn]:
    """Run a stand-in while the context lasts."""
    with StandIn(is_silent=is_silent) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            server.shutdown()
            thread.join()
