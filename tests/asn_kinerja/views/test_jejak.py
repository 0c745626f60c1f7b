"""Halaman jejak: siapa mengubah apa, dari apa menjadi apa, dan mengapa; hanya bagi yang berhak."""

import csv
import io
import re
import zipfile
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from indikator.models import SKP, Indikator, Kebijakan, Periode
from inti.models import Jejak
from inti.permintaan import memakai_nomor
from inti.services import jejak
from inti.services.segel import segel
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.services import peran as layanan_peran
from penilaian.models import Evaluasi
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import KENARI, Kota, bangun

SEKARANG = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def klien(siapa: Pegawai) -> Client:
    satu = Client()
    satu.force_login(siapa, backend="kepegawaian.backend.NipBackend")
    return satu


def isi(siapa: Pegawai, alamat: str, kode: int = 200) -> str:
    jawaban = klien(siapa).get(alamat)
    assert jawaban.status_code == kode, alamat
    return jawaban.content.decode()


def teks(html: str) -> str:
    utama = html.partition('<main class="isi"')[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", utama))


def rinci(jenis: str, nomor: int) -> str:
    return reverse("jejak_rinci", args=[jenis, nomor])


def catat(oleh: Pegawai | None, **lain: Any) -> Jejak:
    dasar = {"aksi": "pegawai.diubah", "objek_jenis": "pegawai", "objek_id": None, "sekarang": timezone.now()}
    return jejak.catat(oleh=oleh, **(dasar | lain))  # type: ignore[arg-type]


@pytest.fixture
def mataram(transactional_db: None) -> Kota:
    with transaction.atomic():
        return bangun("Kota Mataram")


@pytest.fixture
def seberang(mataram: Kota) -> Kota:
    with transaction.atomic():
        kota = bangun(f"Kota Seberang {KENARI}", KENARI)
        catat(kota.admin_bkd, objek_id=kota.staf.pk, alasan=f"Alasan {KENARI}")
    return kota


def ubah_golongan(kota: Kota, *, menjadi: str = "III/c", alasan: str = "SK kenaikan pangkat 823/41.") -> None:
    """Satu transaksi seperti layanan: perubahan, lalu peristiwanya."""
    with memakai_nomor("a1b2c3d4"), transaction.atomic():
        Pegawai.objects.filter(pk=kota.staf.pk).update(golongan=menjadi)
        catat(kota.admin_bkd, objek_id=kota.staf.pk, alasan=alasan)


class TestCerita:
    """Satu benda: siapa, dari apa menjadi apa, kapan, mengapa."""

    def test_auditor_membaca_siapa_dari_apa_menjadi_apa_dan_mengapa(self, mataram: Kota) -> None:
        Pegawai.objects.filter(pk=mataram.staf.pk).update(golongan="III/b")
        ubah_golongan(mataram)
        halaman = teks(isi(mataram.auditor, rinci("pegawai", mataram.staf.pk)))
        babak = halaman.partition("Dewi Pusat mengubah data pegawai")[2]
        assert "permintaan a1b2c3d4" in babak
        assert "SK kenaikan pangkat 823/41." in babak
        assert "Golongan III/b III/c" in babak
        assert re.search(r"\d+ \w+ 20\d\d pukul \d\d\.\d\d WIB", babak)

    def test_dari_beranda_paling_banyak_tiga_klik(self, mataram: Kota) -> None:
        ubah_golongan(mataram)
        beranda = isi(mataram.auditor, reverse("beranda"))
        assert f'href="{reverse("jejak")}"' in beranda
        daftar = isi(mataram.auditor, reverse("jejak"))
        assert f'href="{rinci("pegawai", mataram.staf.pk)}"' in daftar
        assert "III/c" in isi(mataram.auditor, rinci("pegawai", mataram.staf.pk))

    def test_perubahan_langsung_di_basis_data_dikatakan_apa_adanya(self, mataram: Kota) -> None:
        Pegawai.objects.filter(pk=mataram.staf.pk).update(golongan="IV/e")
        halaman = teks(isi(mataram.auditor, rinci("pegawai", mataram.staf.pk)))
        assert "Diubah langsung di basis data" in halaman
        assert "bukan lewat halaman aplikasi" in halaman
        assert "Golongan kosong IV/e" in halaman

    def test_baris_yang_bernaung_ikut_dengan_nama_bukan_nomor(self, mataram: Kota) -> None:
        with transaction.atomic():
            tempat = Penempatan.objects.get(pegawai=mataram.staf)
            Penempatan.objects.filter(pk=tempat.pk).update(
                unit=mataram.seksi, sampai=date(2026, 6, 30), kepala=True
            )
            catat(mataram.admin_bkd, aksi="penempatan.diakhiri", objek_jenis="penempatan", objek_id=tempat.pk)
        halaman = teks(isi(mataram.auditor, rinci("pegawai", mataram.staf.pk)))
        assert "Dewi Pusat mengakhiri penempatan" in halaman
        assert "Unit Bidang Pelayanan Seksi Rujukan" in halaman
        assert "Memimpin unit Tidak Ya" in halaman
        assert "Berlaku sampai kosong 30 Juni 2026" in halaman

    def test_masuk_ke_aplikasi_ada_di_daftar_tetapi_tidak_di_cerita(self, mataram: Kota) -> None:
        ubah_golongan(mataram)
        for _ in range(3):
            catat(mataram.staf, aksi="masuk.berhasil", objek_id=mataram.staf.pk)
        assert "masuk ke aplikasi" in isi(mataram.auditor, reverse("jejak") + "?aksi=masuk.berhasil")
        halaman = teks(isi(mataram.auditor, rinci("pegawai", mataram.staf.pk)))
        assert "masuk ke aplikasi" not in halaman
        assert "mengubah data pegawai" in halaman

    def test_kata_sandi_yang_diganti_disebut_tanpa_isinya(self, mataram: Kota) -> None:
        mataram.staf.set_password("sandi-lain-yang-panjang")
        mataram.staf.save()
        halaman = isi(mataram.auditor, rinci("pegawai", mataram.staf.pk))
        assert "Kata sandi isinya tidak disimpan" in teks(halaman)
        assert mataram.staf.password not in halaman

    def test_satu_transaksi_berisi_banyak_peristiwa_dipotong_menurut_peristiwanya(
        self, mataram: Kota
    ) -> None:
        with transaction.atomic():
            for n, golongan in enumerate(("III/c", "III/d")):
                Pegawai.objects.filter(pk=mataram.staf.pk).update(golongan=golongan)
                catat(
                    mataram.admin_bkd,
                    objek_id=mataram.staf.pk,
                    alasan=f"Alasan {golongan}",
                    sekarang=timezone.now() + timedelta(minutes=n),
                )
        halaman = teks(isi(mataram.auditor, rinci("pegawai", mataram.staf.pk)))
        atas, bawah = halaman.partition("Alasan III/d")[2].split("Alasan III/c")
        assert "Golongan III/c III/d" in atas
        assert "Golongan kosong III/c" in bawah

    def test_tulisan_banyak_sekaligus_tetap_satu_babak_tiap_orang(self, mataram: Kota) -> None:
        """Semua baris ditulis dahulu, lalu semua peristiwanya."""
        with transaction.atomic():
            orang = [mataram.kabid, mataram.staf]
            Pegawai.objects.filter(pk__in=[o.pk for o in orang]).update(golongan="IV/a")
            jejak.catat_banyak(
                aksi="pegawai.diubah",
                objek_jenis="pegawai",
                butir=[(o.pk, {}) for o in orang],
                oleh=mataram.admin_bkd,
                sekarang=timezone.now(),
            )
        for satu in orang:
            halaman = teks(isi(mataram.auditor, rinci("pegawai", satu.pk)))
            assert halaman.count("Dewi Pusat mengubah data pegawai") == 1
            assert "Golongan kosong IV/a" in halaman.partition("Dewi Pusat mengubah data pegawai")[2]

    def test_peristiwa_bertanggal_jauh_menyebut_jam_basis_data(self, mataram: Kota) -> None:
        with transaction.atomic():
            Pegawai.objects.filter(pk=mataram.staf.pk).update(golongan="III/c")
            catat(mataram.admin_bkd, objek_id=mataram.staf.pk, sekarang=SEKARANG)
        halaman = teks(isi(mataram.auditor, rinci("pegawai", mataram.staf.pk)))
        assert "2 Maret 2026 pukul 09.00 WIB" in halaman
        assert "Dicatat basis data" in halaman

    @pytest.mark.parametrize("sekaligus", [False, True], ids=["banyak transaksi", "satu transaksi"])
    def test_yang_lama_di_halaman_berikutnya_tanpa_terulang_dan_tanpa_terlewat(
        self, mataram: Kota, sekaligus: bool
    ) -> None:
        with transaction.atomic() if sekaligus else nullcontext():
            self._ubah_telepon(mataram)
        self._baca_semua_telepon(mataram)

    def _ubah_telepon(self, mataram: Kota) -> None:
        for n in range(130):
            with transaction.atomic():
                Pegawai.objects.filter(pk=mataram.staf.pk).update(telepon=f"0370-{n:03}")
                catat(mataram.admin_bkd, objek_id=mataram.staf.pk)

    def _baca_semua_telepon(self, mataram: Kota) -> None:
        terlihat: list[str] = []
        alamat = rinci("pegawai", mataram.staf.pk)
        for _ in range(4):
            html = isi(mataram.auditor, alamat)
            terlihat += re.findall(r"Telepon (?:0370-\d+|kosong) 0370-(\d+)", teks(html))
            lanjut = re.search(r'href="(\?sebelum=[^"]+)"', html)
            if lanjut is None:
                break
            alamat = rinci("pegawai", mataram.staf.pk) + lanjut[1]
        assert terlihat == [f"{n:03}" for n in reversed(range(130))]

    def test_jumlah_kueri_tetap_pada_10_dan_200_perubahan(
        self, mataram: Kota, django_assert_max_num_queries: Any
    ) -> None:
        def ubah(banyak: int) -> None:
            for n in range(banyak):
                with transaction.atomic():
                    tujuan = (mataram.bidang, mataram.seksi)[n % 2]
                    Penempatan.objects.filter(pegawai=mataram.staf).update(unit=tujuan, dasar=f"SK {n}")
                    catat(mataram.admin_bkd, objek_id=mataram.staf.pk)

        satu = klien(mataram.auditor)
        hitungan = []
        for banyak in (10, 190):
            ubah(banyak)
            with django_assert_max_num_queries(40) as tangkapan:
                satu.get(rinci("pegawai", mataram.staf.pk))
            hitungan.append(len(tangkapan))
        assert hitungan[1] <= hitungan[0]


class TestHakCerita:
    """404 untuk yang bukan instansinya atau tidak ada; 403 untuk yang ada tetapi bukan haknya."""

    @pytest.mark.parametrize(
        ("peran", "kode"),
        [
            ("auditor", 200),
            ("admin_bkd", 200),
            ("admin_dinas", 200),
            ("staf", 200),
            ("rekan", 403),
            ("kabid", 403),
            ("kadis_lain", 403),
        ],
    )
    def test_jejak_pegawai(self, mataram: Kota, peran: str, kode: int) -> None:
        isi(getattr(mataram, peran), rinci("pegawai", mataram.staf.pk), kode)

    def test_admin_dinas_hanya_di_cabangnya(self, mataram: Kota) -> None:
        isi(mataram.admin_dinas, rinci("unit_kerja", mataram.seksi.pk), 200)
        isi(mataram.admin_dinas, rinci("unit_kerja", mataram.dinas_lain.pk), 403)
        isi(mataram.admin_dinas, rinci("pegawai", mataram.kadis_lain.pk), 403)

    @pytest.mark.parametrize("peran", ["auditor", "admin_bkd", "admin_dinas", "staf"])
    def test_instansi_lain_tidak_ada(self, mataram: Kota, seberang: Kota, peran: str) -> None:
        for jenis, nomor in (
            ("pegawai", seberang.staf.pk),
            ("unit_kerja", seberang.bidang.pk),
            ("instansi", seberang.instansi.pk),
            ("jabatan", pabrik.jabatan(seberang.instansi).pk),
        ):
            assert KENARI not in isi(getattr(mataram, peran), rinci(jenis, nomor), 404)

    @pytest.mark.parametrize(
        "alamat",
        [
            "/jejak/ruang/1/",
            "/jejak/penempatan/1/",
            "/jejak/pegawai/999999999/",
            "/jejak/pegawai/99999999999999999999999/",
        ],
    )
    def test_jenis_asing_dan_nomor_asing_404(self, mataram: Kota, alamat: str) -> None:
        isi(mataram.auditor, alamat, 404)

    def test_tamu_dibawa_masuk(self, mataram: Kota) -> None:
        for alamat in (reverse("jejak"), rinci("pegawai", mataram.staf.pk)):
            assert Client().get(alamat)["Location"].startswith(reverse("kepegawaian:masuk"))

    def test_izin_yang_dicabut_menggigit_pada_permintaan_berikutnya(self, mataram: Kota) -> None:
        satu = klien(mataram.auditor)
        assert satu.get(reverse("jejak")).status_code == 200
        mataram.auditor.peran.update(sampai=timezone.localdate() - timedelta(days=1))
        assert satu.get(reverse("jejak")).status_code == 403
        assert satu.get(rinci("pegawai", mataram.staf.pk)).status_code == 403

    def test_pembaca_jejak_seunit_hanya_membaca_unitnya(self, mataram: Kota) -> None:
        pabrik.peran(mataram.rekan, "auditor", mataram.bidang)
        isi(mataram.rekan, rinci("pegawai", mataram.staf.pk), 200)
        isi(mataram.rekan, rinci("pegawai", mataram.kadis_lain.pk), 403)
        isi(mataram.rekan, reverse("jejak"), 403)

    @pytest.mark.parametrize("penunjuk", ["x", "1-", "-", "9" * 40 + "-1", "1-2-3", "%00", "١-٢"])
    def test_penunjuk_yang_tidak_terbaca_bukan_galat(self, mataram: Kota, penunjuk: str) -> None:
        kode = (
            klien(mataram.auditor).get(rinci("pegawai", mataram.staf.pk) + f"?sebelum={penunjuk}").status_code
        )
        assert kode in (200, 400)


def periode(kota: Kota, **lain: Any) -> Periode:
    kebijakan = Kebijakan.objects.create(
        instansi=kota.instansi, nama="Bawaan", status="ditetapkan", penjelasan="-", aturan={}
    )
    tenggat = dict.fromkeys(
        ("tenggat_skp", "tenggat_lapor", "tenggat_umpan_balik", "tenggat_nilai"), SEKARANG
    )
    dasar = {
        "instansi": kota.instansi,
        "kebijakan": kebijakan,
        "jenis": "tahunan",
        "nama": "Tahun 2026",
        "mulai": date(2026, 1, 1),
        "selesai": date(2026, 12, 31),
        "tutup_pada": SEKARANG,
        "status": "diproses",
        **tenggat,
    }
    return Periode.objects.create(**(dasar | lain))


class TestMilikSendiri:
    """Milik sendiri terbaca, kecuali penilaian sebelum periodenya ditutup."""

    def test_skp_sendiri_terbaca_skp_rekan_tidak(self, mataram: Kota) -> None:
        skp = SKP.objects.create(
            instansi=mataram.instansi,
            periode=periode(mataram),
            pegawai=mataram.staf,
            penempatan=Penempatan.objects.get(pegawai=mataram.staf),
        )
        SKP.objects.filter(pk=skp.pk).update(status="diajukan", versi=2)
        halaman = teks(isi(mataram.staf, rinci("skp", skp.pk)))
        assert "Status Draf Diajukan" in halaman
        assert "Versi" not in halaman.partition("SKP Ratna Staf")[2], "penghitung bukan isi"
        isi(mataram.rekan, rinci("skp", skp.pk), 403)
        isi(mataram.kabid, rinci("skp", skp.pk), 403)

    @pytest.fixture
    def evaluasi(self, mataram: Kota) -> Evaluasi:
        return Evaluasi.objects.create(
            instansi=mataram.instansi,
            periode=periode(mataram),
            pegawai=mataram.auditor,
            penempatan=Penempatan.objects.get(pegawai=mataram.auditor),
            rating_hasil="di_bawah",
        )

    def test_penilaian_sendiri_tertutup_sebelum_periode_ditutup_juga_bagi_auditor(
        self, mataram: Kota, evaluasi: Evaluasi
    ) -> None:
        isi(mataram.auditor, rinci("evaluasi", evaluasi.pk), 403)
        assert "Di Bawah Ekspektasi" in isi(mataram.admin_bkd, rinci("evaluasi", evaluasi.pk))

    def test_penilaian_sendiri_terbuka_sesudah_ditutup(self, mataram: Kota, evaluasi: Evaluasi) -> None:
        Periode.objects.filter(pk=evaluasi.periode_id).update(status="ditutup", ditutup=SEKARANG)
        assert "Di Bawah Ekspektasi" in isi(mataram.auditor, rinci("evaluasi", evaluasi.pk))

    def test_indikator_tidak_menyebut_penulis_tinjauannya(self, mataram: Kota) -> None:
        satu = Indikator.objects.create(
            instansi=mataram.instansi,
            unit=mataram.dinas,
            kode="IK1",
            nama="Lama pelayanan",
            satuan="hari",
            polaritas="minimal",
            aspek="waktu",
            dibuat_pada=SEKARANG,
        )
        with transaction.atomic():
            satu.tinjauan.create(
                periode=periode(mataram),
                jenis="pertanyaan",
                catatan="Mengapa sehari?",
                ditulis_pada=SEKARANG,
                ditulis_oleh=mataram.staf,
            )
            catat(
                mataram.staf, aksi="tinjauan.ditulis", objek_jenis="tinjauan", objek_id=satu.tinjauan.get().pk
            )
        halaman = isi(mataram.admin_dinas, rinci("indikator", satu.pk))
        assert "Lama pelayanan" in halaman
        assert "Ratna Staf" not in halaman
        daftar = teks(isi(mataram.auditor, reverse("jejak")))
        assert "Seorang pegawai menulis tinjauan indikator" in daftar
        assert (
            "menulis tinjauan"
            not in teks(isi(mataram.auditor, reverse("jejak") + "?pelaku=Ratna"))
            .partition("Nomor")[0]
            .partition("Waktu")[2]
        )


class TestDaftar:
    """Daftar seinstansi dengan saringan, penunjuk halaman, dan unduhan."""

    @pytest.mark.parametrize(
        ("peran", "kode"), [("auditor", 200), ("admin_bkd", 200), ("admin_dinas", 403), ("staf", 403)]
    )
    def test_siapa_yang_membaca(self, mataram: Kota, peran: str, kode: int) -> None:
        isi(getattr(mataram, peran), reverse("jejak"), kode)

    def test_instansi_lain_tidak_tampak_juga_dalam_unduhan(self, mataram: Kota, seberang: Kota) -> None:
        ubah_golongan(mataram)
        for ekor in ("", "?bentuk=csv", f"?pelaku={KENARI}", "?jenis=pegawai"):
            jawaban = klien(mataram.auditor).get(reverse("jejak") + ekor)
            isinya = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
            badan = isinya.replace(f'value="{KENARI}"'.encode(), b"").split(b"keping", 1)[0]
            assert KENARI.encode() not in badan, ekor
            assert f"Alasan {KENARI}".encode() not in isinya

    def test_saringan(self, mataram: Kota) -> None:
        with transaction.atomic():
            catat(mataram.kadis, aksi="skp.diajukan", objek_jenis="skp", objek_id=1, sekarang=SEKARANG)
            catat(
                mataram.kabid,
                aksi="peran.dicabut",
                objek_jenis="peran",
                objek_id=1,
                sekarang=SEKARANG + timedelta(days=2),
            )
            catat(
                None,
                aksi="periode.ditutup",
                objek_jenis="periode",
                objek_id=1,
                instansi_id=mataram.instansi.pk,
            )

        def tampak(tanya: str) -> set[str]:
            tabel = isi(mataram.auditor, reverse("jejak") + tanya).partition("<tbody>")[2]
            return {k for k in ("mengajukan SKP", "mencabut peran", "menutup periode") if k in tabel}

        assert tampak("") == {"mengajukan SKP", "mencabut peran", "menutup periode"}
        assert tampak("?pelaku=hendra") == {"mengajukan SKP"}
        assert tampak(f"?pelaku={mataram.kabid.nip[:14]}") >= {"mencabut peran"}
        assert tampak("?pelaku=sistem") == {"menutup periode"}
        assert tampak("?jenis=skp") == {"mengajukan SKP"}
        assert tampak("?aksi=peran.dicabut") == {"mencabut peran"}
        assert tampak("?dari=2026-03-02&sampai=2026-03-02") == {"mengajukan SKP"}
        assert tampak("?dari=2026-03-03&sampai=2026-03-04") == {"mencabut peran"}
        assert tampak("?jenis=asing&aksi=asing&dari=kemarin") == tampak("")
        assert tampak("?pelaku=takadaorangnya") == set()

    @pytest.mark.parametrize(
        "tanya",
        [
            "sampai=9999-12-31",
            "dari=0001-01-01",
            "sebelum=0001-01-01T00:00:00%2B14:00~1",
            "sesudah=9999-12-31T23:59:59-14:00~1",
            "sebelum=2026-03-02T00:00:00~1",
            "sebelum=x~y",
            "pelaku=" + "a" * 5000,
            "pelaku=%25_%5C",
            "bentuk=pdf",
        ],
    )
    def test_isian_ganjil_bukan_galat(self, mataram: Kota, tanya: str) -> None:
        assert klien(mataram.auditor).get(f"{reverse('jejak')}?{tanya}").status_code == 200

    def test_hari_menurut_zona_instansi(self, mataram: Kota) -> None:
        """2 Maret pukul 23.30 UTC sudah 3 Maret di Mataram."""
        catat(mataram.kadis, aksi="skp.diajukan", sekarang=datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
        assert (
            "mengajukan SKP"
            in isi(mataram.auditor, reverse("jejak") + "?dari=2026-03-03").partition("<tbody>")[2]
        )
        assert "<tbody>" not in isi(mataram.auditor, reverse("jejak") + "?sampai=2026-03-02")

    def test_maju_mundur_tanpa_terulang_dan_tanpa_terlewat(self, mataram: Kota) -> None:
        with transaction.atomic():
            for n in range(120):
                # Tiap tiga peristiwa berwaktu sama persis.
                catat(mataram.kadis, alasan=f"nomor-{n:03}", sekarang=SEKARANG + timedelta(seconds=n // 3))
        urut = [f"{n:03}" for n in reversed(range(120))]

        def baca(alamat: str) -> tuple[list[str], dict[str, str]]:
            html = isi(mataram.auditor, reverse("jejak") + alamat)
            tautan = {
                nama: satu.replace("&amp;", "&")
                for satu, nama in re.findall(r'href="(\?[^"]*)">(Lebih \w+)', html)
            }
            return re.findall(r"nomor-(\d+)", html), tautan

        maju, alamat = [], "?pelaku=Hendra"
        while alamat:
            satu, tautan = baca(alamat)
            maju.append(satu)
            alamat = tautan.get("Lebih lama", "")
        assert [len(m) for m in maju] == [50, 50, 20]
        assert [n for satu in maju for n in satu] == urut
        mundur = baca("?pelaku=Hendra&sebelum=" + tautan["Lebih baru"].partition("sesudah=")[2])
        assert len(mundur[0]) <= 20
        kembali, tautan = baca(tautan["Lebih baru"])
        assert kembali == urut[50:100]
        assert baca(tautan["Lebih baru"])[0] == urut[:50]

    def test_jumlah_kueri_tetap_pada_10_dan_200_peristiwa(
        self, mataram: Kota, django_assert_max_num_queries: Any
    ) -> None:
        satu = klien(mataram.auditor)
        hitungan = []
        for banyak in (10, 190):
            with transaction.atomic():
                for n in range(banyak):
                    orang = (mataram.staf, mataram.rekan, mataram.kabid)[n % 3]
                    catat(mataram.kadis, objek_id=orang.pk)
            with django_assert_max_num_queries(25) as tangkapan:
                satu.get(reverse("jejak"))
            hitungan.append(len(tangkapan))
        assert hitungan[0] == hitungan[1]

    def test_unduhan_aman_dari_rumus(self, mataram: Kota) -> None:
        alasan = ['=HYPERLINK("http://jahat")', "+62812", "-1", "@SUM(A1)", "\tgeser", 'biasa; "kutip"']
        for satu in alasan:
            catat(mataram.kadis, alasan=satu)
        jawaban = klien(mataram.auditor).get(reverse("jejak") + "?bentuk=csv&pelaku=Hendra")
        assert jawaban["Content-Disposition"].startswith('attachment; filename="jejak-')
        baris = list(
            csv.reader(io.StringIO(b"".join(jawaban.streaming_content).decode("utf-8-sig")), delimiter=";")
        )
        assert baris[0][:3] == ["Waktu", "Pelaku", "Perbuatan"]
        assert [b[5] for b in reversed(baris[1:])] == [*(f"'{a}" for a in alasan[:5]), alasan[5]]

        jawaban = klien(mataram.auditor).get(reverse("jejak") + "?bentuk=xlsx&pelaku=Hendra")
        isi_berkas = b"".join(jawaban.streaming_content)
        lembar = CalamineWorkbook.from_filelike(io.BytesIO(isi_berkas)).get_sheet_by_name("Jejak").to_python()
        assert [b[5].replace("_x0009_", "\t") for b in reversed(lembar[1:])] == alasan
        with zipfile.ZipFile(io.BytesIO(isi_berkas)) as arsip:
            assert b"<f>" not in arsip.read("xl/worksheets/sheet1.xml"), "tidak ada rumus"

    def test_keadaan_segel_dan_yang_menunggu_terlihat(self, mataram: Kota) -> None:
        assert "Belum ada segel" in teks(isi(mataram.auditor, reverse("jejak")))
        (satu,) = segel(sekarang=SEKARANG)
        catat(mataram.kadis)
        halaman = teks(isi(mataram.auditor, reverse("jejak")))
        assert "Disegel sampai 2 Maret 2026 pukul 09.00 WIB: segel 1" in halaman
        assert f"{satu.sidik[:4]} {satu.sidik[4:8]}" in halaman
        assert "1 catatan menunggu segel berikutnya" in halaman
        assert f"--tercatat 1:{satu.sidik[:16]}" in halaman

    def test_umpan_balik_tidak_menyebut_penerima_maupun_isinya(self, mataram: Kota) -> None:
        catat(
            mataram.kabid,
            aksi="umpan_balik.dikirim",
            objek_jenis="umpan_balik",
            objek_id=5,
            isi={"penerima": mataram.staf.pk},
        )
        baris = isi(mataram.auditor, reverse("jejak")).partition("<tbody>")[2].partition("</tr>")[0]
        assert "mengirim umpan balik" in baris
        assert "Ratna Staf" not in baris
        assert "<a " not in baris


def test_layanan_sungguhan_terbaca_lengkap(mataram: Kota) -> None:
    """Lewat layanan pemberian peran, bukan tiruan."""
    layanan_peran.beri(
        pegawai=mataram.staf,
        jenis="petugas_layanan",
        unit=mataram.bidang,
        sejak=timezone.localdate(),
        dasar="SK 800/12/2026",
        oleh=mataram.admin_bkd,
        sekarang=timezone.now(),
    )
    halaman = teks(isi(mataram.auditor, rinci("pegawai", mataram.staf.pk)))
    assert "Dewi Pusat memberi peran" in halaman
    babak = halaman.partition("Dewi Pusat memberi peran")[2]
    assert "Petugas layanan" in babak
    assert "Dasar SK 800/12/2026" in babak


class TestTautan:
    """Tautan "Jejak" di halaman bendanya, hanya bagi yang boleh membacanya."""

    def ada(self, siapa: Pegawai, alamat: str, tujuan: str) -> bool:
        return f'href="{tujuan}"' in isi(siapa, alamat)

    def test_halaman_pegawai_dan_unit(self, mataram: Kota) -> None:
        halaman = reverse("kepegawaian:pegawai_rinci", args=[mataram.staf.pk])
        for siapa in (mataram.admin_bkd, mataram.admin_dinas):
            assert self.ada(siapa, halaman, rinci("pegawai", mataram.staf.pk))
        halaman = reverse("kepegawaian:unit", args=[mataram.bidang.pk])
        for siapa in (mataram.auditor, mataram.admin_dinas):
            assert self.ada(siapa, halaman, rinci("unit_kerja", mataram.bidang.pk))
        assert not self.ada(mataram.staf, halaman, rinci("unit_kerja", mataram.bidang.pk))
        lain = reverse("kepegawaian:unit", args=[mataram.dinas_lain.pk])
        assert not self.ada(mataram.admin_dinas, lain, rinci("unit_kerja", mataram.dinas_lain.pk))

    def test_profil_menuju_jejak_sendiri(self, mataram: Kota) -> None:
        assert self.ada(mataram.staf, reverse("kepegawaian:profil"), rinci("pegawai", mataram.staf.pk))
        isi(mataram.staf, rinci("pegawai", mataram.staf.pk))

    def test_periode_hanya_bagi_pembaca_jejak(self, mataram: Kota) -> None:
        satu = periode(mataram)
        halaman = reverse("indikator:periode_rinci", args=[satu.pk])
        assert self.ada(mataram.admin_bkd, halaman, rinci("periode", satu.pk))
        assert not self.ada(mataram.staf, halaman, rinci("periode", satu.pk))
