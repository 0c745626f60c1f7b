"""C1: yang diterima sebelum penutupan dihitung, yang sesudahnya ditolak; tidak ada kemungkinan ketiga."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection

from indikator.models import Periode
from inti.galat import GalatAturan
from kepegawaian.models import Pegawai
from penilaian.models import Hasil
from penilaian.services import evaluasi, penutupan
from penilaian.services.penutupan import kerja
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db(transaction=True)
PENGIRIM = 40


def tanpa_kunci(*, periode_id: int, sekarang: datetime) -> Periode:
    """Kontrol: memeriksa keadaan yang sama tetapi tidak memegang kunci."""
    periode = Periode.objects.get(pk=periode_id)
    if periode.penutupan_dimulai is not None:
        raise GalatAturan("sudah ditutup")
    return periode


def balapan(
    d: pabrik.Dunia, monkeypatch: pytest.MonkeyPatch, kunci: Any, *, tunggu: float
) -> tuple[int, int]:
    """40 penetapan melawan satu penutupan; kembalikan (yang diterima, yang terhitung).

    Di antara pemeriksaan dan tulisan, pengirim menunggu hitungan selesai paling lama `tunggu` detik: dengan kunci
    hitungan tidak dapat mendahuluinya, tanpa kunci ia pasti mendahului.
    """

    def kunci_lalu_jeda(**argumen: Any) -> Periode:
        periode: Periode = kunci(**argumen)
        sudah_diperiksa.release()
        sudah_dihitung.wait(tunggu)
        return periode

    sudah_diperiksa, sudah_dihitung = threading.Semaphore(0), threading.Event()
    monkeypatch.setattr(evaluasi, "kunci_bersama", kunci_lalu_jeda)
    diterima: list[int] = []
    semua_berangkat = threading.Barrier(PENGIRIM + 1)
    pengirim_habis = threading.Event()

    def kirim(siapa: Pegawai) -> None:
        try:
            semua_berangkat.wait()
            evaluasi.simpan(
                periode_id=d.triwulan.pk,
                pegawai=siapa,
                rating_hasil="sesuai",
                alasan_hasil="",
                rating_perilaku="sesuai",
                alasan_perilaku="",
                umpan_balik="",
                versi=None,
                tetapkan=True,
                oleh=d.kepala,
                sekarang=pabrik.SEKARANG,
            )
            diterima.append(siapa.pk)
        except (GalatAturan, IntegrityError):
            pass
        finally:
            connection.close()

    selesaikan = kerja.selesaikan

    def selesaikan_sesudah_pengirim(**argumen: Any) -> bool | None:
        # Pengirim yang sempat lolos pemeriksaan menulis sebelum periodenya beku.
        sudah_dihitung.set()
        pengirim_habis.wait()
        return selesaikan(**argumen)

    monkeypatch.setattr(kerja, "selesaikan", selesaikan_sesudah_pengirim)
    utas = [threading.Thread(target=kirim, args=(siapa,)) for siapa in d.staf]
    for satu in utas:
        satu.start()

    def tutup() -> None:
        try:
            semua_berangkat.wait()
            for _ in range(PENGIRIM // 4):
                sudah_diperiksa.acquire()
            satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
            penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
        finally:
            connection.close()

    penutup = threading.Thread(target=tutup)
    penutup.start()
    for satu in utas:
        satu.join()
    pengirim_habis.set()
    penutup.join()
    return len(diterima), Hasil.objects.filter(periode=d.triwulan).exclude(rating_hasil="").count()


def dunia_berisi(nama: str) -> pabrik.Dunia:
    d = pabrik.dunia(nama, staf=PENGIRIM)
    for siapa in d.staf:
        pabrik.skp(d, siapa)
    return d


def test_yang_diterima_sama_dengan_yang_terhitung(monkeypatch: pytest.MonkeyPatch) -> None:
    jumlah = []
    for putaran in range(3):
        with monkeypatch.context() as sementara:
            diterima, terhitung = balapan(
                dunia_berisi(f"Kota {putaran}"), sementara, evaluasi.kunci_bersama, tunggu=0.3
            )
        assert diterima == terhitung
        jumlah.append(diterima)
    assert all(n >= PENGIRIM // 4 for n in jumlah), "yang sudah diperiksa sebelum penutupan harus diterima"


def test_kontrol_tanpa_kunci_kehilangan_yang_diterima(monkeypatch: pytest.MonkeyPatch) -> None:
    selisih = []
    for putaran in range(3):
        with monkeypatch.context() as sementara:
            diterima, terhitung = balapan(
                dunia_berisi(f"Kota Kontrol {putaran}"), sementara, tanpa_kunci, tunggu=20
            )
        selisih.append(diterima - terhitung)
    assert max(selisih) > 0, "kontrolnya tidak gagal, jadi uji kuncinya tidak membuktikan apa pun"


def test_kiriman_dinilai_dari_saat_tibanya_dengan_kelonggaran_satu_menit() -> None:
    d = pabrik.dunia(staf=1)
    pabrik.skp(d, d.staf[0])
    argumen: dict[str, Any] = {
        "periode_id": d.triwulan.pk,
        "pegawai": d.staf[0],
        "rating_hasil": "sesuai",
        "alasan_hasil": "",
        "rating_perilaku": "",
        "alasan_perilaku": "",
        "umpan_balik": "",
        "tetapkan": False,
        "oleh": d.kepala,
    }
    evaluasi.simpan(**argumen, versi=None, sekarang=pabrik.TUTUP + timedelta(seconds=60))
    with pytest.raises(GalatAturan, match="berakhir 10-10-2026"):
        evaluasi.simpan(**argumen, versi=1, sekarang=pabrik.TUTUP + timedelta(seconds=60, milliseconds=1))


def test_jadwal_baru_menutup_sesudah_kelonggaran_lewat() -> None:
    d = pabrik.dunia(staf=0)
    assert penutupan.mulai_yang_jatuh_tempo(sekarang=pabrik.TUTUP + timedelta(seconds=60)) == 0
    assert penutupan.mulai_yang_jatuh_tempo(sekarang=pabrik.TUTUP + timedelta(seconds=61)) == 1
    assert penutupan.mulai_yang_jatuh_tempo(sekarang=pabrik.TUTUP + timedelta(seconds=61)) == 0
    d.tahun.refresh_from_db()
    assert d.tahun.penutupan_dimulai is None, "tahun tidak ditutup jadwal"
