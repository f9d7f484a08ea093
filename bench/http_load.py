"""A load generator small enough not to be what is measured: sockets that stay open, requests made beforehand.

``python -m bench.http_load PORT CONNECTIONS REQUESTS ADDRESS…`` prints the answers per second. Each must be a
200 with as many bytes as the first one from its address.
"""

import socket
import sys
import threading
import time

ANSWER_SECONDS = 30


def ask(connection: socket.socket, request: bytes) -> int:
    """Return the length of the body answered to ``request``. Raises ValueError unless it is a 200."""
    connection.sendall(request)
    answer = _receive(connection)
    while b"\r\n\r\n" not in answer:
        answer += _receive(connection)
    head, _, body = answer.partition(b"\r\n\r\n")
    if b" 200 " not in head[:16]:
        raise ValueError(head.decode("latin-1"))
    lengths = [line[15:] for line in head.split(b"\r\n") if line[:15].lower() == b"content-length:"]
    length = int(lengths[0])
    missing = length - len(body)
    while missing > 0:
        missing -= len(_receive(connection))
    return length


def _receive(connection: socket.socket) -> bytes:
    """Return what has come. Raises ConnectionError when the server has closed."""
    if not (received := connection.recv(65_536)):
        raise ConnectionError("The server closed the connection.")
    return received


def run(port: int, connections: int, requests: int, addresses: list[str]) -> float:
    """Return the answers per second of ``requests`` over so many connections, the addresses in turn."""
    prepared = [
        f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n\r\n".encode()
        for address in addresses
    ]
    expected: dict[int, int] = {}
    failures: list[Exception] = []
    share = requests // connections
    ready = threading.Barrier(connections + 1)

    def one_client(first: int) -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            ready.wait()
            try:
                for number in range(first, first + share):
                    place = number % len(prepared)
                    length = ask(connection, prepared[place])
                    assert expected.setdefault(place, length) == length, addresses[place]
            except (OSError, ValueError, AssertionError) as error:
                failures.append(error)

    clients = [threading.Thread(target=one_client, args=(number * share,)) for number in range(connections)]
    for client in clients:
        client.start()
    ready.wait()
    began = time.perf_counter()
    for client in clients:
        client.join()
    if failures:
        raise failures[0]
    return connections * share / (time.perf_counter() - began)


if __name__ == "__main__":
    print(run(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]))
