"""Plugin pytest: pola alamat dan templat mana yang dilalui uji; ditulis ke berkas di MUTU_LALUI (lihat mutu/cakupan.py)."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.test.signals import template_rendered

LINGKUNGAN = "MUTU_LALUI"


class Pencatat:
    """Mengingat selama satu proses uji, menulis sekali di akhirnya."""

    def __init__(self) -> None:
        self.alamat: set[str] = set()
        self.templat: set[str] = set()

    def pasang(self) -> None:
        asli = BaseHandler.resolve_request

        def resolve_request(handler: BaseHandler, permintaan: Any) -> Any:
            cocok = asli(handler, permintaan)
            self.alamat.add(cocok.route)
            return cocok

        BaseHandler.resolve_request = resolve_request  # type: ignore[assignment,method-assign]
        template_rendered.connect(self._templat, weak=False)

    def _templat(self, *, template: Any, **_: Any) -> None:
        self.templat.add(str(template.name))

    @pytest.hookimpl
    def pytest_sessionfinish(self) -> None:
        isi = {"alamat": sorted(self.alamat), "templat": sorted(self.templat)}
        with Path(os.environ[LINGKUNGAN]).open("a", encoding="utf-8") as berkas:
            berkas.write(json.dumps(isi) + "\n")


def pytest_configure(config: pytest.Config) -> None:
    if LINGKUNGAN in os.environ:
        pencatat = Pencatat()
        pencatat.pasang()
        config.pluginmanager.register(pencatat)
