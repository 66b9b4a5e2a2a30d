"""The print shop of one region: pages on one port, orders on another.

It obeys the lease: an order is taken only while the region's agent answers 200 on /active. The fence guards the port of
the orders, so that even a shop that did not ask could take none.
"""

import argparse
import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html>
<title>Print shop</title>
<h1>Print shop</h1>
<p>Posters, cards and books, printed on demand.</p>
<p>Served from <b>{region}</b>; {count} orders so far.</p>
"""


class Orders:
    """The orders of this region, each on disk before it is confirmed."""

    def __init__(self, path):
        self.lock = threading.Lock()
        self.file = open(path, "a+", encoding="utf-8")
        self.file.seek(0)
        self.count = sum(1 for _ in self.file)

    def write(self, order):
        with self.lock:
            self.count += 1
            self.file.write(json.dumps({"number": self.count, "order": order}) + "\n")
            self.file.flush()
            return self.count


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        if self.path == "/api/health":
            self.answer(200, "ok\n")
        elif self.path == "/":
            self.answer(200, PAGE.format(region=self.server.region, count=self.server.orders.count), "text/html")
        else:
            self.answer(404, "there are / and /api/health\n")

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if not self.may_write():
            self.answer(503, f"{self.server.region} is not active\n")
        elif self.path == "/order":
            self.answer(201, f"{self.server.orders.write(body.decode(errors='replace'))}\n")
        elif self.path == "/order/question":
            self.answer(200, "an order would be taken now\n")
        else:
            self.answer(404, "there are /order and /order/question\n")

    def may_write(self):
        connection = http.client.HTTPConnection(self.server.agent, timeout=0.5)
        try:
            connection.request("GET", "/active/printapp")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def answer(self, status, text, kind="text/plain"):
        body = text.encode()
        self.send_response(status)
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Shop(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address, region, agent, orders):
        super().__init__(address, Handler)
        self.region = region
        self.agent = agent
        self.orders = orders


def main():
    options = argparse.ArgumentParser()
    for name in ["--region", "--address", "--agent", "--orders"]:
        options.add_argument(name, required=True)
    options.add_argument("--page-port", type=int, required=True)
    options.add_argument("--order-port", type=int, required=True)
    chosen = options.parse_args()
    orders = Orders(chosen.orders)
    pages, counter = (
        Shop((chosen.address, port), chosen.region, chosen.agent, orders)
        for port in (chosen.page_port, chosen.order_port)
    )
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    counter.serve_forever()


if __name__ == "__main__":
    main()
