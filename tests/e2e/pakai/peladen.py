"""Peladen produk di utas sendiri: berkas statis terkompres dan bernama sidik, halaman dari basis data uji yang tersimpan.

Beda dari live_server: pengantar berkas statisnya WhiteNoise, seperti di produk, jadi yang lewat di jalur memang bita produk.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import override_settings
from django.test.testcases import QuietWSGIRequestHandler

PRODUK = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@contextmanager
def peladen() -> Iterator[str]:
    """Alamat peladen itu; dimatikan sesudahnya."""
    lain = {
        "STORAGES": {**settings.STORAGES, "staticfiles": {"BACKEND": PRODUK}},
        "ALLOWED_HOSTS": ["127.0.0.1", "testserver"],
    }
    with override_settings(**lain):
        call_command("collectstatic", interactive=False, verbosity=0)
        server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler, allow_reuse_address=False)
        server.daemon_threads = True
        server.set_app(WSGIHandler())
        utas = threading.Thread(target=server.serve_forever, daemon=True)
        utas.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
            utas.join(10)
