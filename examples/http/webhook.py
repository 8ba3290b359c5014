"""Receive webhooks and believe only those that Errata signed. The standard library alone.

Needs WEBHOOK_SECRET (shown once when the webhook was made) and PORT.
"""

import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar


def is_signed(secret: str, body: bytes, header: str) -> bool:
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    at = parts.get("t", "")
    if not at.isdigit() or abs(time.time() - int(at)) > 300:
        return False
    wanted = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted.encode(), parts.get("v1", "").encode())


class Receiver(BaseHTTPRequestHandler):
    seen: ClassVar[set[str]] = set()  # a delivery may come twice: its identifier tells

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))  # the bytes that are signed
        signature = self.headers.get("Errata-Signature", "")
        if not is_signed(os.environ["WEBHOOK_SECRET"], body, signature):
            self.send_response(401)
            self.end_headers()
            return
        delivery = self.headers["Errata-Delivery"]
        if delivery not in self.seen:
            self.seen.add(delivery)
            told = json.loads(body)
            print(told["event"], told["prediction_id"], told["label"], flush=True)
        self.send_response(204)  # anything but 2xx, and it is sent again later
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "9000"))), Receiver) as server:
        print("listening", flush=True)
        server.serve_forever()
