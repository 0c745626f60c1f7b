"""Dokumen terbit, dan paket cetak yang dapat disambung."""

import shutil
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from inti.galat import GalatAturan
from inti.models import Dokumen, Jejak, KotakKeluar, PaketDokumen, Pemberitahuan
from inti.services import dokumen
from inti.services.dokumen import Terbitan

pytestmark = pytest.mark.django_db
SAAT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
LAMA = timedelta(minutes=5)
OLEH = SimpleNamespace(pk=7, nama="Dewi Anggraini", instansi_id=3)


def terbitan(objek_id: int = 1, versi: int = 1) -> Terbitan:
    return Terbitan(objek_id, versi, f"SKP-2026-{objek_id:06d}-{versi}", "ab" * 32, "Dinas Kesehatan", "RW")


def minta(banyak: int = 60, oleh: object = OLEH) -> PaketDokumen:
    return dokumen.minta(
        jenis="skp", judul="SKP 2026", butir=range(1, banyak + 1), tugas="t", oleh=oleh, sekarang=SAAT
    )  # type: ignore[arg-type]


class Penyusun:
    """Mencatat yang diminta; `mati_pada` panggilan ke sekian melempar galat."""

    def __init__(self, mati_pada: Iterable[int] = ()) -> None:
        self.panggilan: list[list[int]] = []
        self.mati_pada = set(mati_pada)

    def __call__(self, ids: Sequence[int]) -> Iterable[tuple[str, bytes]]:
        self.panggilan.append(list(ids))
        mati = len(self.panggilan) in self.mati_pada
        for i in ids:
            if mati and i == ids[-1]:
                raise RuntimeError("listrik padam")
            yield f"{i}.pdf", f"isi {i}".encode()


def kerjakan(paket: PaketDokumen, susun: Penyusun, batas: timedelta = LAMA) -> PaketDokumen | None:
    return dokumen.kerjakan(paket_id=paket.pk, susun=susun, tautan="/cetak/", sekarang=SAAT, batas=batas)


class TestTerbit:
    def test_kode_acak_panjang_dan_tidak_berulang(self) -> None:
        semua = dokumen.terbitkan(
            jenis="skp", instansi_id=3, butir=[terbitan(i) for i in range(200)], sekarang=SAAT
        )
        assert {len(d.kode) for d in semua} == {24}  # 18 bita = 144 bit
        assert len({d.kode for d in semua}) == 200

    def test_terbitan_baru_menggantikan_yang_lama_milik_objek_itu_saja(self) -> None:
        dokumen.terbitkan(jenis="skp", instansi_id=3, butir=[terbitan(1), terbitan(2)], sekarang=SAAT)
        dokumen.terbitkan(jenis="skp", instansi_id=3, butir=[terbitan(1, 2)], sekarang=SAAT)
        assert dict(Dokumen.objects.values_list("nomor", "keadaan")) == {
            "SKP-2026-000001-1": "digantikan",
            "SKP-2026-000001-2": "berlaku",
            "SKP-2026-000002-1": "berlaku",
        }

    def test_pembatalan_tidak_menghidupkan_yang_sudah_digantikan(self) -> None:
        dokumen.terbitkan(jenis="skp", instansi_id=3, butir=[terbitan(1)], sekarang=SAAT)
        dokumen.terbitkan(jenis="skp", instansi_id=3, butir=[terbitan(1, 2)], sekarang=SAAT)
        assert dokumen.batalkan(jenis="skp", objek_ids=[1], sekarang=SAAT) == 1
        assert list(Dokumen.objects.order_by("versi").values_list("keadaan", flat=True)) == [
            "digantikan",
            "dibatalkan",
        ]


class TestPaket:
    def test_permintaan_ganda_satu_paket_dan_satu_tugas(self) -> None:
        assert minta().pk == minta().pk
        assert KotakKeluar.objects.filter(jenis="tugas").count() == 1
        assert Jejak.objects.get(aksi="dokumen.paket_diminta").isi["total"] == 60

    def test_menolak_yang_kosong_dan_yang_terlalu_banyak(self) -> None:
        with pytest.raises(GalatAturan, match="Belum ada dokumen"):
            minta(0)
        with pytest.raises(GalatAturan, match="melebihi batas"):
            minta(10_001)

    def test_arsip_memuat_semua_menurut_urutan_dan_pemohon_diberi_tahu(self) -> None:
        hasil = kerjakan(minta(), Penyusun())
        assert hasil is not None and (hasil.status, hasil.jadi) == ("selesai", 60)
        with zipfile.ZipFile(dokumen.jalur_hasil(hasil)) as arsip:
            assert arsip.namelist() == [f"{i}.pdf" for i in range(1, 61)]
            assert arsip.read("42.pdf") == b"isi 42"
        assert {b.name for b in dokumen.jalur_hasil(hasil).parent.iterdir()} == {"hasil.zip"}
        assert Pemberitahuan.objects.get(penerima_id=7).judul == "SKP 2026 siap diunduh"

    def test_mati_di_tengah_disambung_tanpa_mengulang_bagian_yang_jadi(self) -> None:
        paket, susun = minta(), Penyusun(mati_pada=[2])
        tersendat = kerjakan(paket, susun)
        assert tersendat is not None and (tersendat.status, tersendat.jadi) == ("diproses", 25)
        hasil = kerjakan(paket, susun)
        assert hasil is not None and hasil.status == "selesai"
        assert [p[0] for p in susun.panggilan] == [1, 26, 26, 51]
        with zipfile.ZipFile(dokumen.jalur_hasil(hasil)) as arsip:
            assert len(arsip.namelist()) == 60

    def test_waktu_habis_menyisakan_bagian_untuk_panggilan_berikutnya(self) -> None:
        paket = minta()
        assert kerjakan(paket, Penyusun(), batas=timedelta(0)) is None
        assert PaketDokumen.objects.get(pk=paket.pk).jadi == 0
        assert dokumen.yang_terhenti(jenis="skp", sekarang=SAAT + timedelta(minutes=2)) == [paket.pk]
        assert dokumen.yang_terhenti(jenis="skp", sekarang=SAAT) == []

    def test_gagal_tiga_kali_berturut_turut_menghentikan_dengan_sebab(self) -> None:
        paket, susun = minta(), Penyusun(mati_pada=[2, 3, 4])
        for _ in range(3):
            hasil = kerjakan(paket, susun)
        assert hasil is not None and hasil.status == "terhenti"
        assert "ke-26 sampai 50" in hasil.sebab
        assert Pemberitahuan.objects.get(penerima_id=7).judul == "SKP 2026 terhenti"
        assert minta(5).pk != paket.pk

    def test_pekerja_yang_mati_tanpa_pesan_pun_terhitung(self) -> None:
        """Memori habis: prosesnya hilang, tidak ada galat yang sempat dicatat, dan antrean mengulang tugasnya."""
        paket = minta()

        def dibunuh(ids: Sequence[int]) -> Iterable[tuple[str, bytes]]:
            dipanggil.append(ids[0])
            raise SystemExit

        dipanggil: list[int] = []
        for _ in range(3):
            with pytest.raises(SystemExit):
                dokumen.kerjakan(
                    paket_id=paket.pk, susun=dibunuh, tautan="/cetak/", sekarang=SAAT, batas=LAMA
                )
        hasil = dokumen.kerjakan(
            paket_id=paket.pk, susun=dibunuh, tautan="/cetak/", sekarang=SAAT, batas=LAMA
        )
        assert hasil is not None and hasil.status == "terhenti"
        assert dipanggil == [1, 1, 1]

    def test_arsip_lewat_masa_simpan_dihapus_dari_cakram(self) -> None:
        hasil = kerjakan(minta(3), Penyusun())
        assert hasil is not None
        assert dokumen.hapus_lama(sekarang=SAAT + timedelta(days=2)) == 0
        assert dokumen.hapus_lama(sekarang=SAAT + timedelta(days=4)) == 1
        assert not dokumen.jalur_hasil(hasil).parent.exists()
        assert PaketDokumen.objects.get().status == "dihapus"

    def test_yang_sementara_itu_dibuat_lagi_tidak_dihapus(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for banyak in (3, 4):
            kerjakan(minta(banyak), Penyusun())
        satu, dua = PaketDokumen.objects.order_by("pk")
        asli = shutil.rmtree

        def disela(folder: Path, **lain: object) -> None:
            PaketDokumen.objects.filter(pk=dua.pk).update(status="diproses")
            asli(folder, ignore_errors=True)

        monkeypatch.setattr(shutil, "rmtree", disela)
        assert dokumen.hapus_lama(sekarang=SAAT + timedelta(days=4)) == 1
        satu.refresh_from_db()
        dua.refresh_from_db()
        assert (satu.status, dua.status) == ("dihapus", "diproses")
        assert dokumen.jalur_hasil(dua).exists()
