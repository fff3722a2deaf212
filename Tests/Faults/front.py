"""What a console reaches over the network: an HTTP server on the loopback address, and the ways in which it fails.

Every request is one of the vendor's calls. A `Front` asks its `answer` for the response; a fault decides what of it gets
through, and whether the call is handed on at all.
"""

import http.client
import json
import socket
import struct
import threading
import time
import urllib.parse

WRITES = {"add", "edit", "terminate", "updatelogincredentials", "delete"}
PATIENCE = 60


class Request:
    def __init__(self, path, headers, body):
        self.path, self.headers, self.body = path, headers, body
        self.form = dict(urllib.parse.parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))

    @property
    def is_write(self):
        return self.form.get("action") in WRITES


class Response:
    def __init__(self, status, headers, content):
        self.status, self.headers, self.content = status, headers, content

    @property
    def bytes(self):
        lines = [f"HTTP/1.1 {self.status} {http.client.responses.get(self.status, '')}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        lines += [f"Content-Length: {len(self.content)}", "", ""]
        return "\r\n".join(lines).encode() + self.content

    @staticmethod
    def of(envelope):
        return Response(200, [("Content-Type", "application/json")], json.dumps(envelope).encode())


class Cut:
    """A network that fails: which requests it meets, and how far these get.

    `refuse` takes no request; `lose` has it vanish before the system sees it; `swallow` loses the answer, `half` all but
    its beginning; `halt` lets nothing through until it is healed; `late` hands the request on and holds the answer.
    """

    WAYS = ("refuse", "lose", "swallow", "half", "halt", "late")

    def __init__(self, way, only_writes):
        self.way, self.only_writes = way, only_writes
        self.healed = threading.Event()
        self.hits = 0

    def meets(self, request):
        return not self.healed.is_set() and (request.is_write or not self.only_writes)


class Front:
    """Accepts connections until it is closed; every connection has a thread of its own."""

    def __init__(self, answer, delay=0.0):
        self.answer, self.delay = answer, delay
        self.cut = None
        self.lock = threading.Lock()
        self.under_way = 0
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.heal()
        # A thread that accepts is not woken by a close alone.
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def fail(self, cut):
        self.cut = cut

    def heal(self):
        if self.cut:
            self.cut.healed.set()

    def wait_until_quiet(self, deadline=PATIENCE):
        """Nothing that was asked is still being carried out."""
        end = time.monotonic() + deadline
        while self.under_way:
            if time.monotonic() > end:
                raise TimeoutError("a request is being carried out for too long")
            time.sleep(0.005)

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        connection.settimeout(PATIENCE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        stream = connection.makefile("rb")
        try:
            while request := self._read(stream):
                if not self._carry_out(request, connection):
                    break
        except (OSError, ValueError):
            pass
        finally:
            stream.close()
            connection.close()

    @staticmethod
    def _read(stream):
        line = stream.readline(65536)
        if not line.strip():
            return None
        headers = []
        while (header := stream.readline(65536)) not in (b"\r\n", b"\n", b""):
            name, _, value = header.decode("latin-1").partition(":")
            headers.append((name.strip(), value.strip()))
        length = int(next((value for name, value in headers if name.lower() == "content-length"), 0))
        return Request(line.split()[1].decode("latin-1"), headers, stream.read(length))

    def _carry_out(self, request, connection):
        """Whether the connection is used further."""
        cut = self.cut if self.cut and self.cut.meets(request) else None
        if cut:
            cut.hits += 1
        if cut and cut.way in ("refuse", "lose"):
            return reset(connection)
        if cut and cut.way == "halt":
            cut.healed.wait(PATIENCE)
            return reset(connection)
        with self.lock:
            self.under_way += 1
        try:
            time.sleep(self.delay / 2)
            response = self.answer(request)
        finally:
            with self.lock:
                self.under_way -= 1
        time.sleep(self.delay / 2)
        if response is None or cut and cut.way == "swallow":
            return reset(connection)
        if cut and cut.way == "late":
            cut.healed.wait(PATIENCE)
        if cut and cut.way == "half":
            connection.sendall(response.bytes[: len(response.bytes) - max(1, len(response.content) // 2)])
            return False
        connection.sendall(response.bytes)
        return True


def reset(connection):
    """Closes as a machine does that knows nothing of the connection."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


def handing_on(port_of):
    """An answer that asks a server behind; none where that is away."""

    def answer(request):
        connection = http.client.HTTPConnection("127.0.0.1", port_of(), timeout=PATIENCE)
        passed = {name: value for name, value in request.headers if name.lower() not in ("host", "connection")}
        try:
            connection.request("POST", request.path, request.body, passed)
            response = connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        dropped = ("content-length", "transfer-encoding", "connection", "keep-alive")
        headers = [(name, value) for name, value in response.getheaders() if name.lower() not in dropped]
        return Response(response.status, headers, content)

    return answer
