"""Isian yang tidak dapat ditebak dari formulirnya: nomor induk yang ada, hari yang masih boleh, kotak yang harus kosong."""

from collections.abc import Mapping

from tests.dunia import Dunia

NIP_BARU = "199503142022032004"
MUSIM_DEPAN = "2027-02-01"
# Sandi pejabat penilai kota contoh; orang lain di sana tidak bersandi.
SANDI, SANDI_BARU = "uji-menyeluruh-2026", "hujan-sore-di-atas-genting-2027"


def khusus(nama: str, dunia: Dunia) -> Mapping[str, list[str]]:
    """Bidang → isian bagi formulir di alamat bernama itu; kosong bila isian wajar sudah diterima."""

    def nip(peran: str) -> list[str]:
        siapa = dunia.peran[peran]
        assert siapa is not None
        return [siapa.nip]

    tanpa_batas = {"bawah_acuan": [""], "atas_acuan": [""], "batas_bawah": [""], "batas_atas": [""]}
    # "situs" jebakan robot; kode kunjungan hanya ada pada orang yang sudah dilayani.
    warga = {"kode": [""], "situs": [""]}
    isian: dict[str, Mapping[str, list[str]]] = {
        "indikator:katalog_baru": tanpa_batas,
        "indikator:katalog_ubah": tanpa_batas,
        "kepegawaian:laporan_atasan_rinci": {"ubah-sejak": [MUSIM_DEPAN]},
        "kepegawaian:pegawai_baru": {"nip": [NIP_BARU]},
        "kepegawaian:pegawai_nomor": {"nip": [NIP_BARU]},
        "kepegawaian:sandi_pulih": {"nip": nip("pegawai")},
        "kepegawaian:ubah_sandi": {
            "sandi_lama": [SANDI],
            "sandi_baru": [SANDI_BARU],
            "sandi_ulang": [SANDI_BARU],
        },
        "pelatihan:katalog_baru": {"prasyarat": [""]},
        "pelatihan:penghargaan_panitia": {"nip": nip("auditor")},
        "penilaian:jeda": {"nip": nip("rekan")},
        "penilaian:keberatan_rinci": {"nip": nip("pimpinan")},
        "umpan_balik:aspirasi_aturan": {"butir": ["25-12-2026 Hari Raya Natal"]},
        "umpan_balik:aspirasi_saring_rinci": {"tolak-kata": [""]},
        "umpan_balik:dialog_baru": {"tanggal": ["2026-11-17"]},
        "umpan_balik:musyawarah_baru": {"selesai": ["2026-12-10"]},
        "umpan_balik:survei": warga,
        "umpan_balik:survei_kios": warga,
        "umpan_balik:titik_rinci": {"jaga-nip": nip("auditor")},
    }
    return isian.get(nama, {})
