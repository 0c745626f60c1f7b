"""Impor hasil penilaian kompetensi. Kuncinya orang, kompetensi, dan tanggal."""

from typing import Any

from inti.rules.tabel import Baris, rapikan
from inti.services.impor import Lingkup
from pelatihan.models import Asesmen
from pelatihan.queries.pemetaan import kompetensi_instansi
from pelatihan.rules.lembar_kompetensi import ASESMEN
from pelatihan.services.lembar_baris import Kunci
from pelatihan.services.lembar_orang import AdaptorOrang

UBAHAN = ("tingkat", "cara", "penyelenggara")


class AdaptorAsesmen(AdaptorOrang):
    """Tingkat tiap kompetensi menurut asesor."""

    kode = "asesmen"
    judul = "Penilaian kompetensi"
    benda = "penilaian"
    lembar = "Penilaian kompetensi"
    sebutan_kunci = "NIP, kompetensi, dan tanggal penilaiannya."
    kolom = ASESMEN
    model = Asesmen
    ubahan = UBAHAN
    aksi = "asesmen"

    def siapkan(self, lingkup: Lingkup) -> None:
        """Nama kompetensi dan orang instansi itu. Tiga kueri."""
        self._kode = {k.nama.casefold(): k.kode for k in kompetensi_instansi(lingkup.instansi_id).values()}
        self.muat_orang(lingkup)

    def kini(self, lingkup: Lingkup) -> dict[Kunci, dict[str, Any]]:
        """Semua asesmen instansi itu. Dua kueri."""
        nama = {k.kode: k.nama for k in kompetensi_instansi(lingkup.instansi_id).values()}
        semua = Asesmen.objects.filter(instansi=lingkup.instansi_id).order_by(
            "pegawai__nip", "kompetensi", "tanggal"
        )
        return {
            (isi["pegawai_id"], isi["kompetensi"], isi["tanggal"]): isi
            | {
                "nip": isi["pegawai__nip"],
                "nama_pegawai": isi["pegawai__nama"],
                "kompetensi": nama.get(isi["kompetensi"], isi["kompetensi"]),
            }
            for isi in semua.values(
                "pk", "pegawai_id", "pegawai__nip", "pegawai__nama", "kompetensi", "tanggal", *UBAHAN
            )
        }

    def sebutan(self, b: Baris) -> str:
        return f"{b.teks('nip')} {b.teks('kompetensi')}".strip()

    def rujuk(self, b: Baris, lingkup: Lingkup) -> tuple[Kunci, dict[str, Any]] | None:
        """Orang dan kompetensinya harus ada; tanggalnya tidak di masa depan; nama yang diisi harus nama orang itu."""
        orang_id = self.orang(b)
        kode = self._kode.get(rapikan(b.teks("kompetensi")).casefold())
        if b.teks("kompetensi") and kode is None:
            b.tolak(
                "Kompetensi", "Kompetensi ini tidak dikenal. Salin namanya dari halaman standar kompetensi."
            )
        tanggal = self.tanggal(b)
        if orang_id is None or kode is None or b.ditolak:
            return None
        isi = {
            "pegawai_id": orang_id,
            "kompetensi": kode,
            "tanggal": tanggal,
            "tingkat": b.nilai["tingkat"],
            "cara": b.teks("cara"),
            "penyelenggara": b.teks("penyelenggara"),
        }
        return (orang_id, kode, tanggal), isi
