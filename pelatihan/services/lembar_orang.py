"""Impor penilaian orang per orang: NIP yang terdaftar, nama yang cocok, dan tanggal yang bukan di masa depan."""

from datetime import date
from typing import cast

from inti.rules.tabel import Baris, rapikan
from inti.services.impor import Lingkup
from kepegawaian.models import Instansi, Pegawai
from pelatihan.services.lembar_baris import AdaptorBerkunci


class AdaptorOrang(AdaptorBerkunci):
    """Adaptor berkunci yang tiap barisnya menunjuk seorang pegawai instansi itu pada suatu tanggal."""

    def muat_orang(self, lingkup: Lingkup) -> None:
        """Orang dan hari ini instansi itu. Dua kueri."""
        semua = Pegawai.objects.filter(instansi=lingkup.instansi_id).values_list("nip", "pk", "nama")
        self._orang = {nip: (pk, nama) for nip, pk, nama in semua}
        self._hari = Instansi.objects.get(pk=lingkup.instansi_id).hari_pada(lingkup.sekarang)

    def orang(self, b: Baris) -> int | None:
        """Nomor orangnya; menolak NIP yang belum terdaftar dan nama yang bukan nama orang itu."""
        milik: tuple[int, str] | None = self._orang.get(b.teks("nip"))
        if milik is None:
            if b.teks("nip"):
                b.tolak(
                    "NIP", "NIP ini belum terdaftar di pemerintah daerah Anda. Impor pegawainya lebih dahulu."
                )
            return None
        nama = rapikan(b.teks("nama_pegawai")).casefold()
        if nama and nama != rapikan(milik[1]).casefold():
            b.tolak("Nama", f"NIP ini milik {milik[1]}. Periksa NIP atau namanya.")
        return milik[0]

    def tanggal(self, b: Baris) -> date | None:
        """Tanggal penilaiannya; menolak yang sesudah hari ini."""
        tanggal = cast("date | None", b.nilai.get("tanggal"))
        if tanggal is not None and tanggal > self._hari:
            b.tolak("Tanggal", "Tanggal penilaian tidak boleh sesudah hari ini.")
        return tanggal
