"""Impor standar kompetensi. Kuncinya jabatan (atau jenis dan jenjang), kompetensi, dan hari mulai."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from inti.rules.tabel import Baris, rapikan
from inti.services.impor import HasilBaris, Lingkup
from kepegawaian.models import Jabatan
from pelatihan.models import StandarKompetensi
from pelatihan.queries.pemetaan import kompetensi_instansi
from pelatihan.rules.lembar_kompetensi import STANDAR
from pelatihan.services.lembar_baris import AdaptorBerkunci, Kunci

UBAHAN = ("tingkat", "bobot", "sampai", "dasar")


class AdaptorStandar(AdaptorBerkunci):
    """Tingkat yang diminta tiap jabatan."""

    kode = "standar"
    judul = "Standar kompetensi"
    benda = "standar"
    lembar = "Standar kompetensi"
    sebutan_kunci = "Jabatan (atau jenis dan jenjang), kompetensi, dan hari mulai."
    kolom = STANDAR
    model = StandarKompetensi
    ubahan = UBAHAN
    aksi = "standar_kompetensi"

    def siapkan(self, lingkup: Lingkup) -> None:
        """Nama kompetensi dan jabatan. Dua kueri."""
        self._kode = {k.nama.casefold(): k.kode for k in kompetensi_instansi(lingkup.instansi_id).values()}
        semua = Jabatan.objects.filter(instansi=lingkup.instansi_id).values_list("pk", "nama")
        self._jabatan = {rapikan(nama).casefold(): pk for pk, nama in semua}

    def kini(self, lingkup: Lingkup) -> dict[Kunci, dict[str, Any]]:
        """Semua standar instansi itu. Dua kueri."""
        nama = {k.kode: k.nama for k in kompetensi_instansi(lingkup.instansi_id).values()}
        semua = StandarKompetensi.objects.filter(instansi=lingkup.instansi_id).order_by(
            "jabatan__nama", "jenis", "jenjang", "kompetensi", "sejak"
        )
        return {
            (isi["jabatan_id"], isi["jenis"], isi["jenjang"], isi["kompetensi"], isi["sejak"]): isi
            | {
                "jabatan": isi["jabatan__nama"] or "",
                "jenis": isi["jenis"] or None,
                "kompetensi": nama.get(isi["kompetensi"], isi["kompetensi"]),
            }
            for isi in semua.values(
                "pk", "jabatan_id", "jabatan__nama", "jenis", "jenjang", "kompetensi", "sejak", *UBAHAN
            )
        }

    def sebutan(self, b: Baris) -> str:
        siapa = b.teks("jabatan") or f"{b.teks('jenis')} {b.teks('jenjang')}".strip()
        return f"{siapa}, {b.teks('kompetensi')}".strip(", ")

    def rujuk(self, b: Baris, lingkup: Lingkup) -> tuple[Kunci, dict[str, Any]] | None:
        """Jabatan dan kompetensinya harus ada; salah satu dari jabatan atau jenis diisi; masanya tidak terbalik."""
        jabatan = self._jabatan.get(rapikan(b.teks("jabatan")).casefold()) if b.teks("jabatan") else None
        jenis, jenjang = str(b.nilai.get("jenis") or ""), b.teks("jenjang")
        if b.teks("jabatan") and jabatan is None:
            b.tolak("Jabatan", "Jabatan ini tidak ada. Salin namanya dari daftar jabatan.")
        if b.teks("jabatan") and (jenis or jenjang):
            b.tolak("Jenis", "Isi jabatan saja, atau jenis dan jenjang saja.")
        if not b.teks("jabatan") and not jenis:
            b.tolak("Jabatan", "Isi jabatannya, atau jenisnya bila berlaku umum.")
        kode = self._kode.get(rapikan(b.teks("kompetensi")).casefold())
        if b.teks("kompetensi") and kode is None:
            b.tolak(
                "Kompetensi", "Kompetensi ini tidak dikenal. Tambahkan dahulu di halaman standar kompetensi."
            )
        sejak, sampai = b.nilai.get("sejak"), b.nilai.get("sampai")
        if isinstance(sejak, date) and isinstance(sampai, date) and sampai < sejak:
            b.tolak("Sampai", "Sampai tidak boleh lebih awal daripada Sejak.")
        if b.ditolak or kode is None:
            return None
        isi = {
            "jabatan_id": jabatan,
            "jenis": jenis,
            "jenjang": jenjang,
            "kompetensi": kode,
            "sejak": sejak,
            "sampai": sampai,
            "tingkat": b.nilai["tingkat"],
            "bobot": b.nilai.get("bobot") or 1,
            "dasar": b.teks("dasar"),
        }
        return (jabatan, jenis, jenjang, kode, sejak), isi

    def banding(self, baris: Iterable[Baris], lingkup: Lingkup) -> Iterator[HasilBaris]:
        """Seperti biasa, lalu tolak yang masanya bertumpang dengan baris lain bagi jabatan dan kompetensi yang sama."""
        self._masa: dict[Kunci, dict[Any, tuple[date, date | None]]] = defaultdict(dict)
        for kunci, isi in self.kini(lingkup).items():
            self._masa[kunci[:4]][kunci[4]] = (isi["sejak"], isi["sampai"])
        semua = list(baris)
        self.siapkan(lingkup)
        for b in semua:  # keadaan sesudah seluruh berkas diterapkan
            if not b.ditolak and (r := self.rujuk(b, lingkup)):
                lama = self._masa[r[0][:4]].get(r[0][4])
                sampai = r[1]["sampai"] if lama is None or "sampai" in b.nilai else lama[1]
                self._masa[r[0][:4]][r[0][4]] = (r[1]["sejak"], sampai)
        for b in semua:
            if not b.ditolak and (r := self.rujuk(b, lingkup)) and (lain := self._tumpang(r[0])):
                b.tolak(
                    "Sejak",
                    f"Masanya bertumpang dengan standar yang mulai {lain:%d-%m-%Y}. Akhiri salah satunya.",
                )
        yield from super().banding(semua, lingkup)

    def _tumpang(self, kunci: Kunci) -> date | None:
        """Hari mulai baris lain yang bertumpang, bila ada."""
        sejak, sampai = self._masa[kunci[:4]][kunci[4]]
        for mulai, (dari, hingga) in self._masa[kunci[:4]].items():
            if (
                mulai != kunci[4]
                and (hingga is None or hingga >= sejak)
                and (sampai is None or sampai >= dari)
            ):
                return dari
        return None
