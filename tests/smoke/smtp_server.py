"""A mail server as others run it (aiosmtpd): STARTTLS with a certificate, and
nobody sends without a password. Writes each mail that it has to FOLDER/N.eml.
What the recipient is called says how it behaves:
  later@...  451 the first time, taken the second
  never@...  550
  hang@...   has the whole text (FOLDER/hang says so) and does not answer
smtp_server.py FOLDER CERTIFICATE KEY PASSWORD [PORT]; prints "port N".
"""
import asyncio
import socket
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

folder, certificate, key, password = sys.argv[1:5]
port = int(sys.argv[5]) if len(sys.argv) > 5 else 0
seen = set()
count = 0


def note(text):
    with open(f"{folder}/log", "a", encoding="utf-8") as log:
        log.write(text + "\n")


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        who = address.split("@")[0]
        first = address not in seen
        seen.add(address)
        note(f"RCPT {who} tls={session.ssl is not None} as={session.auth_data}")
        if who == "never":
            return "550 5.1.1 nobody of that name here"
        if who == "later" and first:
            return "451 4.7.1 greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        global count
        count += 1
        who = envelope.rcpt_tos[0]
        with open(f"{folder}/{count}.eml", "wb") as mail:
            mail.write(f"To {who}\r\n".encode() + envelope.content)
        if who.startswith("hang@"):
            with open(f"{folder}/hang", "w", encoding="utf-8"):
                pass
            await asyncio.sleep(60)
        return f"250 2.0.0 taken as {count}"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login == b"award" and data.password == password.encode()
    note(f"AUTH {mechanism} {'right' if right else 'wrong'}")
    return AuthResult(success=right, handled=False,
                      auth_data=data.login.decode() if right else None)


if port == 0:
    with socket.socket() as free:
        free.bind(("0.0.0.0", 0))
        port = free.getsockname()[1]
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(certificate, key)
# told which address to call itself, or it would try the one it listens at
controller = Controller(Handler(), hostname="0.0.0.0", port=port,
                        server_hostname="mail.test", tls_context=context,
                        require_starttls=True, auth_required=True,
                        auth_require_tls=True, authenticator=authenticate)
controller.start()
print(f"port {port}", flush=True)
while True:
    try:
        asyncio.run(asyncio.sleep(3600))
    except KeyboardInterrupt:
        break
controller.stop()
