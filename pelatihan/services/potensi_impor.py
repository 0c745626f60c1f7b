"""Impor penilaian potensi. Kuncinya orang dan tanggal; skornya dari penyelenggara, tidak dihitung di sini."""

from decimal import Decimal
from typing import Any, cast

from inti.rules.tabel import Baris
from inti.services.impor import Lingkup
from pelatihan.models import PenilaianPotensi
from pelatihan.rules.kompetensi import DUA_DESIMAL
from pelatihan.rules.lembar_potensi import POTENSI
from pelatihan.services.lembar_baris import Kunci
from pelatihan.services.lembar_orang import AdaptorOrang

UBAHAN = ("skor", "cara", "penyelenggara")


class AdaptorPotensi(AdaptorOrang):
    """Skor potensial tiap orang menurut penyelenggara penilaiannya."""

    kode = "potensi"
    judul = "Penilaian potensi"
    benda = "penilaian"
    lembar = "Penilaian potensi"
    sebutan_kunci = "NIP dan tanggal penilaiannya."
    kolom = POTENSI
    model = PenilaianPotensi
    ubahan = UBAHAN
    aksi = "potensi"

    def siapkan(self, lingkup: Lingkup) -> None:
        """Orang instansi itu. Dua kueri."""
        self.muat_orang(lingkup)

    def kini(self, lingkup: Lingkup) -> dict[Kunci, dict[str, Any]]:
        """Semua penilaian potensi instansi itu. Satu kueri."""
        semua = PenilaianPotensi.objects.filter(instansi=lingkup.instansi_id).order_by(
            "pegawai__nip", "tanggal"
        )
        return {
            (isi["pegawai_id"], isi["tanggal"]): isi
            | {"nip": isi["pegawai__nip"], "nama_pegawai": isi["pegawai__nama"]}
            for isi in semua.values("pk", "pegawai_id", "pegawai__nip", "pegawai__nama", "tanggal", *UBAHAN)
        }

    def sebutan(self, b: Baris) -> str:
        return b.teks("nip")

    def rujuk(self, b: Baris, lingkup: Lingkup) -> tuple[Kunci, dict[str, Any]] | None:
        """Orangnya harus ada, tanggalnya tidak di masa depan, dan skornya paling banyak dua desimal."""
        orang_id, tanggal, skor = self.orang(b), self.tanggal(b), cast(Decimal, b.nilai["skor"])
        if skor != skor.quantize(DUA_DESIMAL):
            b.tolak("Skor", "Paling banyak dua angka di belakang koma.")
        if orang_id is None or b.ditolak:
            return None
        isi = {
            "pegawai_id": orang_id,
            "tanggal": tanggal,
            "skor": skor,
            "cara": b.teks("cara"),
            "penyelenggara": b.teks("penyelenggara"),
        }
        return (orang_id, tanggal), isi
