"""The pager of those on call: a web server that takes the plan's webhook and checks who sent it."""

import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from world.plans import changed
from world.regions import PRIMARY

PORT = 8090
SECRET = "a secret of this world"
SECRET_FILE = "pages.secret"

LOG = "    log:\n      uses: log\n"
WEBHOOK = f"""    pager:
      uses: webhook
      with: {{url: "http://{PRIMARY}:{PORT}/pages", secret_file: /WORLD/{SECRET_FILE}, timeout: 2s}}
"""


def with_webhook(plan):
    return changed(plan, LOG, LOG + WEBHOOK)


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        pager = self.server.pager
        words = pager.refusal or ("" if pager.take(body, self.headers.get("holdfast-signature", "")) else "forged")
        self.send_response(403 if words else 204)
        self.end_headers()
        self.wfile.write(words.encode())

    def log_message(self, *_):
        pass


class Pager:
    """What was sent and how it was signed. It can be dead, and it can refuse with some words."""

    def __init__(self, directory, listens=True):
        (directory / SECRET_FILE).write_text(SECRET + "\n")
        self.pages, self.forged = [], []
        self.refusal = None
        if listens:
            self.listen()

    def listen(self):
        server = ThreadingHTTPServer((PRIMARY, PORT), Handler)
        server.pager = self
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def take(self, body, signature):
        parts = dict(part.split("=", 1) for part in signature.split(",") if "=" in part)
        signed = f"{parts.get('t', '')}.".encode() + body
        code = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
        is_good = hmac.compare_digest(code, parts.get("v1", ""))
        (self.pages if is_good else self.forged).append(json.loads(body))
        return is_good

    def page(self, text):
        """The first signed page with the text in its title or details; None if there is none."""
        return next((one for one in list(self.pages) if text in " ".join([one["title"], *one["details"]])), None)
