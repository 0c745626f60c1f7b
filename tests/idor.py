"""Perkakas uji id asing: milik siapa tiap baris, sidik baris kota lain, dan formulir yang dibaca dari halaman."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.db import connection, models

from kepegawaian.models import Instansi

APLIKASI = ("inti", "kepegawaian", "indikator", "umpan_balik", "penilaian", "pelatihan")
# Ditulis setiap permintaan atau oleh pemicu; bukan data kota lain.
DIABAIKAN = {"django_session", "kepegawaian_percobaanmasuk", "kepegawaian_sesimasuk", "inti_riwayat"}


def semua_model() -> list[type[models.Model]]:
    return [m for app in APLIKASI for m in apps.get_app_config(app).get_models() if m._meta.managed]


def milik(instansi: Instansi) -> dict[type[models.Model], set[Any]]:
    """Baris tiap model yang milik instansi itu: langsung, atau lewat kunci tamu ke baris miliknya."""
    punya: dict[type[models.Model], set[Any]] = defaultdict(set)
    punya[Instansi] = {instansi.pk}
    berubah = True
    while berubah:
        berubah = False
        for model in semua_model():
            syarat = rujukan(model, punya)
            if model is Instansi or syarat is None:
                continue
            ada = set(model._default_manager.filter(syarat).values_list("pk", flat=True))
            berubah |= not ada <= punya[model]
            punya[model] |= ada
    return punya


def rujukan(model: type[models.Model], punya: dict[type[models.Model], set[Any]]) -> models.Q | None:
    """Syarat "menunjuk baris milik": kunci tamu, atau angka instansi_id pada model tanpa kunci tamu."""
    syarat = None
    for bidang in model._meta.fields:
        if isinstance(bidang, models.ForeignKey) and bidang.related_model in punya:
            satu = models.Q(**{f"{bidang.attname}__in": punya[bidang.related_model]})
        elif bidang.attname == "instansi_id" and not isinstance(bidang, models.ForeignKey):
            satu = models.Q(instansi_id__in=punya[Instansi])
        else:
            continue
        syarat = satu if syarat is None else syarat | satu
    return syarat


@dataclass
class Penjaga:
    """Sidik semua baris kota lain; dibandingkan hanya sesudah permintaan yang sungguh menulis."""

    punya: dict[type[models.Model], set[Any]]
    sidik: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sidik = self.hitung(set(self._tabel()))

    def berubah(self, tabel: set[str]) -> list[str]:
        """Nama tabel yang baris kota lainnya berubah, berkurang, atau bertambah."""
        kini = self.hitung(tabel & set(self._tabel()))
        return sorted(t for t, sidik in kini.items() if sidik != self.sidik[t])

    def hitung(self, tabel: set[str]) -> dict[str, str]:
        return {t: self._sidik(m) for t, m in self._tabel().items() if t in tabel}

    def _tabel(self) -> dict[str, type[models.Model]]:
        return {m._meta.db_table: m for m in semua_model() if m._meta.db_table not in DIABAIKAN}

    def _sidik(self, model: type[models.Model]) -> str:
        syarat = models.Q(pk__in=self.punya.get(model, set()))
        lewat = rujukan(model, self.punya)
        baris = model._default_manager.filter(syarat | lewat if lewat is not None else syarat).order_by("pk")
        return hashlib.sha256(repr(list(baris.values_list())).encode()).hexdigest()


def tulisan() -> dict[str, int]:
    """Banyaknya baris yang ditulis tiap tabel sejauh ini dalam transaksi uji."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables "
            "WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(kursor.fetchall())


@dataclass
class Formulir:
    """Satu formulir POST dengan satu tombolnya: alamat tujuan, isian, tombol yang ditekan, dan pilihan tiap bidang."""

    tujuan: str
    isi: dict[str, str] = field(default_factory=dict)
    tombol: tuple[str, str] = ("", "")
    pilihan: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def ber_id(self) -> list[str]:
        """Bidang yang nilai atau pilihannya angka: tempat id dapat diganti."""
        nilai = {nama: [isi, *self.pilihan.get(nama, [])] for nama, isi in self.isi.items()}
        return [nama for nama, semua in nilai.items() if any(n.isdigit() and n != "0" for n in semua)]


class PembacaFormulir(HTMLParser):
    """Formulir POST di satu halaman, sekali bagi tiap tombol bernama yang mengirimnya."""

    def __init__(self) -> None:
        super().__init__()
        self.hasil: list[Formulir] = []
        self._kini: Formulir | None = None
        self._tombol: dict[tuple[str, str], dict[str, str]] = {}
        self._pilih = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if tag == "form":
            self._kini = Formulir(a.get("action", "")) if a.get("method", "").lower() == "post" else None
            self._tombol = {}
        elif self._kini is None:
            return
        elif tag == "button" or a.get("type") in {"submit", "image"}:
            if a.get("type", "submit") in {"submit", "image"}:
                nama, nilai = a.get("name", ""), a.get("value", "")
                # Yang diserang tulisannya, bukan pratinjaunya; dan tombol tiap baris daftar hanya berbeda nomornya.
                nilai = "simpan" if nama == "tahap" else nilai
                self._tombol.setdefault(
                    (nama, "nomor" if nilai.isdigit() else nilai), {nama: nilai} if nama else {}
                )
        elif tag in {"input", "textarea"} and a.get("name"):
            self._bidang(a)
        elif tag == "select" and a.get("name"):
            self._pilih = a["name"]
            self._kini.isi.setdefault(self._pilih, "")
        elif tag == "option" and self._pilih and a.get("value"):
            self._kini.pilihan[self._pilih].append(a["value"])
            if "selected" in a or not self._kini.isi[self._pilih]:
                self._kini.isi[self._pilih] = a["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._kini is not None:
            for tombol, isi in (self._tombol or {("", ""): {}}).items():
                self.hasil.append(replace(self._kini, isi=self._kini.isi | isi, tombol=tombol))
            self._kini = None
        elif tag == "select":
            self._pilih = ""

    def _bidang(self, a: dict[str, str]) -> None:
        assert self._kini is not None
        nama, jenis = a["name"], a.get("type", "text")
        if nama == "csrfmiddlewaretoken" or jenis == "file":
            return
        if jenis in {"radio", "checkbox"}:
            self._kini.pilihan[nama].append(a.get("value", "on"))
            if "checked" in a or nama not in self._kini.isi:
                self._kini.isi[nama] = a.get("value", "on")
        elif nama == "tahap":
            self._kini.isi[nama] = "simpan"
        else:
            self._kini.isi[nama] = a.get("value") or ("2026-11-18" if jenis == "date" else "Uji id asing")
