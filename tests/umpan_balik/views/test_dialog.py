"""Risalah dialog kinerja: dua pihak, disahkan keduanya, beku sesudahnya, tindak lanjutnya terbawa."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from kepegawaian.models import Pegawai
from tests.klien import masuk
from tests.umpan_balik.conftest import SEKARANG, Kota
from tests.umpan_balik.langsung import Rencana, buat_rencana
from umpan_balik.models import AdendumDialog, DialogKinerja, PokokDialog, TindakDialog
from umpan_balik.queries import dialog as kueri
from umpan_balik.queries.beranda import tugas_untuk
from umpan_balik.services import dialog as layanan
from umpan_balik.services.dialog import IsiDialog, Tindak

pytestmark = pytest.mark.django_db
HARI = SEKARANG.date()


@pytest.fixture
def rencana(kota: Kota) -> Rencana:
    return buat_rencana(kota)


def isi(rencana: Rencana, **lain: object) -> IsiDialog:
    awal = {
        "tanggal": HARI,
        "pokok": ((rencana.rhk.pk, "Akta bulan ini selesai sebelum tenggat."),),
        "kendala": "Jaringan loket sering putus.",
        "dukungan": "",
        "tindak": (Tindak("Pasang jaringan cadangan", True, HARI + timedelta(days=14)),),
    }
    return IsiDialog(**(awal | lain))  # type: ignore[arg-type]


def susun(kota: Kota, rencana: Rencana, oleh: Pegawai | None = None, **lain: object) -> DialogKinerja:
    return layanan.susun(
        pegawai=kota.anggota[1], isi=isi(rencana, **lain), oleh=oleh or kota.anggota[1], sekarang=SEKARANG
    )


def sah(kota: Kota, dialog: DialogKinerja) -> DialogKinerja:
    for orang in (kota.anggota[1], kota.kabid):
        hasil = layanan.sahkan(dialog_id=dialog.pk, versi=dialog.versi, oleh=orang, sekarang=SEKARANG)
    return hasil


def test_disusun_salah_satu_disahkan_keduanya_dan_seberang_dikabari(kota: Kota, rencana: Rencana) -> None:
    dialog = susun(kota, rencana, kota.kabid)
    assert (dialog.status, dialog.penilai) == ("draf", kota.kabid)
    layanan.sahkan(dialog_id=dialog.pk, versi=1, oleh=kota.kabid, sekarang=SEKARANG)
    assert set(Pemberitahuan.objects.values_list("penerima_id", flat=True)) == {kota.anggota[1].pk}
    assert sah(kota, dialog).status == "ditetapkan"


def test_risalah_menjadi_tugas_pihak_yang_belum_mengesahkan(kota: Kota, rencana: Rencana) -> None:
    dialog = susun(kota, rencana)

    def tugas(orang: Pegawai) -> list[str]:
        return [t.judul for t in tugas_untuk(pegawai=orang, sekarang=SEKARANG)]

    assert tugas(kota.kabid) == tugas(kota.anggota[1]) == []
    layanan.sahkan(dialog_id=dialog.pk, versi=1, oleh=kota.anggota[1], sekarang=SEKARANG)
    (satu,) = tugas_untuk(pegawai=kota.kabid, sekarang=SEKARANG + timedelta(days=30))
    assert satu.judul == "Sahkan 1 risalah dialog kinerja" and satu.status == ""
    assert tugas(kota.anggota[1]) == tugas(kota.kadis) == []
    layanan.sahkan(dialog_id=dialog.pk, versi=1, oleh=kota.kabid, sekarang=SEKARANG)
    assert tugas(kota.kabid) == []


def test_orang_ketiga_tidak_menyusun_dan_tidak_membaca(kota: Kota, kota_lain: Kota, rencana: Rencana) -> None:
    for orang in (kota.anggota[2], kota.kadis, kota.admin, kota_lain.kabid):
        with pytest.raises(TidakBerhak):
            susun(kota, rencana, orang)
    dialog = susun(kota, rencana)
    for orang in (kota.anggota[2], kota.kadis, kota.admin, kota_lain.kabid):
        assert not kueri.terlihat(orang, pada=HARI).exists()
        with pytest.raises(TidakBerhak):
            layanan.sahkan(dialog_id=dialog.pk, versi=1, oleh=orang, sekarang=SEKARANG)


def test_yang_ditolak(kota: Kota, rencana: Rencana) -> None:
    for lain in (
        {"tanggal": HARI + timedelta(days=1)},
        {"tanggal": date(2024, 1, 1)},
        {"pokok": (), "kendala": " "},
        {"pokok": ((rencana.saudara.pk, "RHK orang lain."),)},
        {"kendala": "x" * 2001},
        {"tindak": (Tindak("Terlambat dari awal", False, HARI - timedelta(days=1)),)},
    ):
        with pytest.raises(GalatAturan):
            susun(kota, rencana, **lain)
    susun(kota, rencana)
    with pytest.raises(GalatAturan, match="sudah ada"):
        susun(kota, rencana, kota.kabid)
    assert DialogKinerja.objects.count() == 1


def test_mengubah_membatalkan_pengesahan_dan_versi_lama_ditolak(kota: Kota, rencana: Rencana) -> None:
    dialog = susun(kota, rencana)
    layanan.sahkan(dialog_id=dialog.pk, versi=1, oleh=kota.anggota[1], sekarang=SEKARANG)
    hasil = layanan.ubah(
        dialog_id=dialog.pk,
        versi=1,
        isi=isi(rencana, kendala="Jaringan dan printer."),
        oleh=kota.kabid,
        sekarang=SEKARANG,
    )
    assert (hasil.versi, hasil.disahkan_pegawai) == (2, None)
    with pytest.raises(SudahBerubah):
        layanan.sahkan(dialog_id=dialog.pk, versi=1, oleh=kota.anggota[1], sekarang=SEKARANG)
    with pytest.raises(SudahBerubah):
        layanan.ubah(dialog_id=dialog.pk, versi=1, isi=isi(rencana), oleh=kota.kabid, sekarang=SEKARANG)


def test_draf_dihapus_penyusunnya_selama_belum_ada_yang_mengesahkan(kota: Kota, rencana: Rencana) -> None:
    dialog = susun(kota, rencana)
    rinci, hapus = (reverse(f"umpan_balik:dialog_{n}", args=[dialog.pk]) for n in ("rinci", "hapus"))
    penyusun, penilai = masuk(kota.anggota[1]), masuk(kota.kabid)
    assert hapus in penyusun.get(rinci).content.decode()
    assert hapus not in penilai.get(rinci).content.decode()
    assert penilai.post(hapus, {"versi": "1"}).status_code == 403
    assert masuk(kota.anggota[2]).post(hapus, {"versi": "1"}).status_code == 404
    assert penyusun.get(hapus).status_code == 405
    layanan.sahkan(dialog_id=dialog.pk, versi=1, oleh=kota.kabid, sekarang=SEKARANG)
    assert (
        "sudah disahkan, jadi tidak dihapus"
        in penyusun.post(hapus, {"versi": "1"}, follow=True).content.decode()
    )
    layanan.ubah(dialog_id=dialog.pk, versi=1, isi=isi(rencana), oleh=kota.kabid, sekarang=SEKARANG)
    assert "baru saja diubah" in penyusun.post(hapus, {"versi": "1"}, follow=True).content.decode()
    assert PokokDialog.objects.count() == TindakDialog.objects.count() == 1
    assert penyusun.post(hapus, {"versi": "2"})["Location"] == reverse("umpan_balik:dialog")
    assert not DialogKinerja.objects.exists() and not PokokDialog.objects.exists()
    assert not TindakDialog.objects.exists()
    jejak = Jejak.objects.get(aksi="dialog.dihapus")
    assert (jejak.pelaku_id, jejak.objek_id) == (kota.anggota[1].pk, dialog.pk)
    assert "Jaringan" not in str(jejak.isi)


def test_sesudah_sah_isinya_beku_juga_lewat_sql(kota: Kota, rencana: Rencana) -> None:
    dialog = sah(kota, susun(kota, rencana))
    with pytest.raises(GalatAturan, match="adendum"):
        layanan.ubah(dialog_id=dialog.pk, versi=1, isi=isi(rencana), oleh=kota.kabid, sekarang=SEKARANG)
    for perintah in (
        "UPDATE umpan_balik_dialogkinerja SET kendala = 'lain'",
        "UPDATE umpan_balik_dialogkinerja SET disahkan_penilai = NULL",
        "DELETE FROM umpan_balik_dialogkinerja",
        "UPDATE umpan_balik_pokokdialog SET teks = 'lain'",
        "DELETE FROM umpan_balik_pokokdialog",
        "UPDATE umpan_balik_tindakdialog SET uraian = 'lain'",
        "DELETE FROM umpan_balik_tindakdialog",
        f"INSERT INTO umpan_balik_pokokdialog (dialog_id, rhk_nomor, rhk_teks, teks) VALUES ({dialog.pk}, 9, 'a', 'b')",
    ):
        with (
            pytest.raises(IntegrityError, match="sah beku"),
            transaction.atomic(),
            connection.cursor() as kursor,
        ):
            kursor.execute(perintah)
    rencana.rhk.teks = "Bunyi baru"
    rencana.rhk.save()
    assert PokokDialog.objects.get().rhk_teks == "Akta terbit tepat waktu"


def test_adendum_hanya_sesudah_sah_dan_tidak_dapat_dihapus(kota: Kota, rencana: Rencana) -> None:
    dialog = susun(kota, rencana)
    tambah = {"dialog_id": dialog.pk, "teks": "Jaringan cadangan dipasang.", "sekarang": SEKARANG}
    with pytest.raises(GalatAturan, match="belum sah"):
        layanan.tambah_adendum(**tambah, oleh=kota.kabid)
    sah(kota, dialog)
    for _ in range(2):
        layanan.tambah_adendum(**tambah, oleh=kota.kabid)
    assert AdendumDialog.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        AdendumDialog.objects.all().delete()


def test_tindak_lanjut_terbawa_ke_dialog_berikutnya_sampai_selesai(kota: Kota, rencana: Rencana) -> None:
    dialog = susun(kota, rencana, tanggal=HARI - timedelta(days=30))
    assert not kueri.tindak_terbuka(pegawai_id=kota.anggota[1].pk)  # belum sah, belum berlaku
    sah(kota, dialog)
    baru = reverse("umpan_balik:dialog_baru")
    assert "Pasang jaringan cadangan" in masuk(kota.anggota[1]).get(baru).content.decode()
    assert "Pasang jaringan cadangan" in masuk(kota.kabid).get(reverse("umpan_balik:dialog")).content.decode()
    url = reverse("umpan_balik:dialog_selesai", args=[TindakDialog.objects.get().pk])
    assert masuk(kota.anggota[2]).post(url).status_code == 404
    masuk(kota.kabid).post(url)
    assert TindakDialog.objects.get().selesai_oleh == kota.kabid
    assert "Tidak ada dari dialog sebelumnya" in masuk(kota.anggota[1]).get(baru).content.decode()


def test_perjalanan_halaman_dari_susun_sampai_adendum(kota: Kota, rencana: Rencana) -> None:
    pegawai, penilai = masuk(kota.anggota[1]), masuk(kota.kabid)
    baru = f"{reverse('umpan_balik:dialog_baru')}?untuk={kota.anggota[1].pk}"
    kiriman = {
        "versi": "0",
        "tanggal": HARI.isoformat(),
        f"rhk_{rencana.rhk.pk}": "Selesai 40 dari 50 akta.",
        "kendala": "Jaringan putus.",
        "uraian_0": "Pasang jaringan cadangan",
        "siapa_0": "penilai",
    }
    kurang = penilai.post(baru, kiriman).content.decode()
    assert "Tulis sampai kapan" in kurang and "Selesai 40 dari 50 akta." in kurang
    jawaban = penilai.post(baru, kiriman | {"tenggat_0": "2026-12-01"})
    dialog = DialogKinerja.objects.get()
    rinci = reverse("umpan_balik:dialog_rinci", args=[dialog.pk])
    assert jawaban["Location"] == rinci
    ubah = reverse("umpan_balik:dialog_ubah", args=[dialog.pk])
    assert "Selesai 40 dari 50 akta." in pegawai.get(ubah).content.decode()
    sahkan = reverse("umpan_balik:dialog_sahkan", args=[dialog.pk])
    pegawai.post(sahkan, {"versi": "1"})
    penilai.post(sahkan, {"versi": "1"})
    assert "tidak berubah lagi" in pegawai.get(ubah, follow=True).content.decode()
    penilai.post(rinci, {"teks": "Anggarannya disetujui."})
    akhir = pegawai.get(rinci).content.decode()
    assert "Anggarannya disetujui." in akhir and "Ditetapkan" in akhir
    for orang in (kota.anggota[2], kota.kadis, kota.admin):
        klien = masuk(orang)
        assert klien.get(rinci).status_code == klien.post(sahkan, {"versi": "1"}).status_code == 404
        assert klien.get(baru).status_code == 403


def test_penilai_pengganti_membaca_yang_sah_saja(kota: Kota, rencana: Rencana) -> None:
    dialog = susun(kota, rencana)
    kota.kabid.penempatan.update(sampai=HARI - timedelta(days=1))
    assert not kueri.terlihat(kota.kadis, pada=HARI).exists()
    sah(kota, dialog)
    assert kueri.terlihat(kota.kadis, pada=HARI).get() == dialog
    sahkan = reverse("umpan_balik:dialog_sahkan", args=[dialog.pk])
    assert masuk(kota.kadis).post(sahkan, {"versi": "1"}).status_code == 403


def test_jumlah_kueri_daftar_tetap(kota: Kota, rencana: Rencana) -> None:
    def hitung() -> int:
        klien = masuk(kota.kabid)
        klien.get(reverse("umpan_balik:dialog"))
        with CaptureQueriesContext(connection) as rekam:
            klien.get(reverse("umpan_balik:dialog"))
        return len(rekam)

    sah(kota, susun(kota, rencana))
    sedikit = hitung()
    for n in range(1, 6):
        sah(kota, susun(kota, rencana, tanggal=HARI - timedelta(days=n)))
    assert hitung() == sedikit <= 16


def test_orang_ketiga_tidak_menandai_tindak_lanjut_selesai(kota: Kota, rencana: Rencana) -> None:
    sah(kota, susun(kota, rencana))
    tindak = TindakDialog.objects.get()
    for oleh in (kota.anggota[2], kota.admin, kota.kadis):
        with pytest.raises(TidakBerhak):
            layanan.selesaikan(tindak_id=tindak.pk, oleh=oleh, sekarang=SEKARANG)
    tindak.refresh_from_db()
    assert tindak.selesai_pada is None
