"""Plugin pytest: pola alamat dan templat mana yang dilalui uji; ditulis ke berkas di MUTU_LALUI (lihat mutu/cakupan.py)."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import typst
from django.core.handlers.base import BaseHandler
from django.test.signals import template_rendered

LINGKUNGAN = "MUTU_LALUI"
IMPOR_TYPST = re.compile(r'#(?:import|include) "([^"]+\.typ)"')


def berkas_typst(utama: Path) -> set[str]:
    """Templat dokumen beserta yang diimpornya, disebut seperti templat lain: "dokumen/piagam.typ"."""
    impor = IMPOR_TYPST.findall(utama.read_text(encoding="utf-8"))
    return {f"{utama.parent.name}/{nama}" for nama in (utama.name, *impor)}


class Pencatat:
    """Mengingat selama satu proses uji, menulis sekali di akhirnya."""

    def __init__(self) -> None:
        self.alamat: set[str] = set()
        self.templat: set[str] = set()

    def pasang(self) -> None:
        asli, cetak = BaseHandler.resolve_request, typst.compile

        def resolve_request(handler: BaseHandler, permintaan: Any) -> Any:
            cocok = asli(handler, permintaan)
            self.alamat.add(cocok.route)
            return cocok

        def compile_(utama: Any, *sisa: Any, **pilihan: Any) -> Any:
            self.templat |= berkas_typst(Path(utama))
            return cetak(utama, *sisa, **pilihan)

        BaseHandler.resolve_request = resolve_request  # type: ignore[assignment,method-assign]
        typst.compile = compile_  # type: ignore[assignment]
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
