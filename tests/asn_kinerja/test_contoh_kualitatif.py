"""SKP kualitatif di data contoh: bobotnya genap, tiap indikator punya cerita, dan akun contoh tidak terpilih."""

from types import SimpleNamespace

from asn_kinerja.demo import kualitatif
from indikator.rules.kualitatif import Ekspektasi
from indikator.services.skp import MasukanRHK


def anggota(pk: int, jabatan: str, *, akun: bool = False) -> SimpleNamespace:
    return SimpleNamespace(jabatan=jabatan, pegawai=SimpleNamespace(pk=pk, has_usable_password=lambda: akun))


def test_paling_banyak_dua_orang_dan_bukan_pemegang_akun() -> None:
    semua = [
        anggota(1, "Analis Kebijakan Ahli Muda", akun=True),
        anggota(2, "Sekretaris Daerah"),
        anggota(3, "Analis Pelayanan"),
        anggota(4, "Analis Kebijakan Ahli Pertama"),
        anggota(5, "Analis Kebijakan Ahli Pertama"),
    ]
    assert kualitatif.pilihan(semua) == {3, 4}  # type: ignore[arg-type]
    assert kualitatif.pilihan([*semua, anggota(6, "Sekretaris Dinas Kesehatan")]) == {4, 6}  # type: ignore[list-item]
    assert kualitatif.pilihan(semua[:2]) == set()  # type: ignore[arg-type]


def test_rencana_menopang_pimpinan_yang_sama_dengan_bobot_genap() -> None:
    hasil = kualitatif.tulis([MasukanRHK("a", pimpinan_id=7), MasukanRHK("b", pimpinan_id=8)])
    assert [r.pimpinan_id for r in hasil] == [7, 8, 7]
    indikator = [i for r in hasil for i in r.indikator]
    assert sum(i.bobot for i in indikator) == 100 and all(i.kriteria for i in indikator)
    assert len({kualitatif.cerita(i.nama) for i in indikator}) == len(kualitatif.RATING) == 3
    assert {rating for rating, _ in kualitatif.RATING} <= set(Ekspektasi)
