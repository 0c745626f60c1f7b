"""Penilai 360 berubah lewat usul yang diputus dan penolakan beralasan; tidak ada yang membocorkan siapa sudah menjawab."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from indikator.models import Kebijakan, Periode
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from kepegawaian.models import Pegawai
from tests.umpan_balik.conftest import Kota, buat_kota, buat_pegawai, tempatkan
from umpan_balik.models import Jawaban, PenolakanMenilai, Penugasan, UsulPenilai
from umpan_balik.services import jawaban, penugasan, penugasan_tolak, penugasan_usul

pytestmark = pytest.mark.django_db
ALASAN = "Kami mengerjakan layanan keliling bersama sepanjang triwulan."
Usul = Callable[..., UsulPenilai]


@pytest.fixture
def besar(db: None, sekarang: datetime) -> Kota:
    kota = buat_kota("Natuna", anggota=9)
    penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
    return kota


def rekan(kota: Kota, dinilai: Pegawai) -> set[int]:
    return set(Penugasan.objects.filter(dinilai=dinilai, kelompok="rekan").values_list("penilai", flat=True))


def bukan_rekan(kota: Kota, dinilai: Pegawai) -> Pegawai:
    return next(o for o in kota.anggota if o != dinilai and o.pk not in rekan(kota, dinilai))


def satu_rekan(kota: Kota, dinilai: Pegawai) -> Pegawai:
    return next(o for o in kota.anggota if o.pk in rekan(kota, dinilai))


@pytest.fixture
def usul(besar: Kota, sekarang: datetime) -> Usul:
    def ajukan(*, tambah: Pegawai | None = None, lepas: Pegawai | None = None, **lain: object) -> UsulPenilai:
        isi = {
            "periode_id": besar.periode.pk,
            "alasan": ALASAN,
            "oleh": besar.anggota[0],
            "sekarang": sekarang,
        }
        return penugasan_usul.usulkan(
            tambah_id=tambah and tambah.pk, lepas_id=lepas and lepas.pk, **isi | lain
        )

    return ajukan


def test_ganti_penilai_sesudah_disetujui_atasan(besar: Kota, usul: Usul, sekarang: datetime) -> None:
    aku = besar.anggota[0]
    baru, lama = bukan_rekan(besar, aku), satu_rekan(besar, aku)
    satu = usul(tambah=baru, lepas=lama)
    assert baru.pk not in rekan(besar, aku), "usul saja belum mengubah apa pun"
    assert (
        Pemberitahuan.objects.filter(penerima_id=besar.kabid.pk, kunci__startswith="usul-penilai").count()
        == 1
    )
    for _ in range(2):
        assert (
            penugasan_usul.setujui(usul_id=satu.pk, oleh=besar.kabid, sekarang=sekarang).status == "disetujui"
        )
    kini = rekan(besar, aku)
    assert baru.pk in kini and lama.pk not in kini and len(kini) == 5
    catatan = Jejak.objects.filter(objek_jenis="usul_penilai")
    assert catatan.count() == 2
    assert not [c for c in catatan if str(baru.pk) in str(c.isi.values()) or baru.nama in str(c.isi)]


def test_melepas_yang_sudah_dan_belum_menjawab_tampak_sama(
    besar: Kota, usul: Usul, sekarang: datetime
) -> None:
    aku = besar.anggota[0]
    baru, lama = bukan_rekan(besar, aku), satu_rekan(besar, aku)
    diminta = Penugasan.objects.get(dinilai=aku, penilai=lama)
    jawaban.simpan(
        penugasan_id=diminta.pk, nilai=[1] * 21, komentar={}, kirim=True, oleh=lama, sekarang=sekarang
    )
    penugasan_usul.setujui(usul_id=usul(tambah=baru, lepas=lama).pk, oleh=besar.kabid, sekarang=sekarang)
    assert not Jawaban.objects.exists() and not Penugasan.objects.filter(pk=diminta.pk).exists()


def test_melepas_yang_tidak_diminta_tidak_memberi_tahu_apa_pun(
    besar: Kota, usul: Usul, sekarang: datetime
) -> None:
    aku = besar.anggota[0]
    sebelum = rekan(besar, aku)
    satu = usul(lepas=bukan_rekan(besar, aku))
    assert usul(lepas=bukan_rekan(besar, aku)) == satu
    with pytest.raises(GalatAturan, match=r"dengan alasan lain. Alasan ini belum dikirim"):
        usul(lepas=bukan_rekan(besar, aku), alasan="Ia sudah pindah ke bidang lain.")
    assert penugasan_usul.setujui(usul_id=satu.pk, oleh=besar.kabid, sekarang=sekarang).status == "disetujui"
    assert rekan(besar, aku) == sebelum


def test_jumlah_terbanyak_dan_tersedikit_menurut_kebijakan(
    besar: Kota, usul: Usul, sekarang: datetime
) -> None:
    aku = besar.anggota[0]
    penuh = usul(tambah=bukan_rekan(besar, aku))
    with pytest.raises(GalatAturan, match="sudah 5, paling banyak 5"):
        penugasan_usul.setujui(usul_id=penuh.pk, oleh=besar.kabid, sekarang=sekarang)
    for p in list(Penugasan.objects.filter(dinilai=aku, kelompok="rekan").order_by("pk")[:2]):
        p.delete()
    with pytest.raises(GalatAturan, match="akan tinggal 2, paling sedikit 3"):
        penugasan_usul.setujui(
            usul_id=usul(lepas=satu_rekan(besar, aku)).pk, oleh=besar.kabid, sekarang=sekarang
        )
    penugasan_usul.setujui(usul_id=penuh.pk, oleh=besar.kabid, sekarang=sekarang)
    assert len(rekan(besar, aku)) == 4


def test_hanya_atasan_atau_admin_unitnya_yang_memutus(
    besar: Kota, kota_lain: Kota, usul: Usul, sekarang: datetime
) -> None:
    baru = bukan_rekan(besar, besar.anggota[0])
    satu = usul(tambah=baru, lepas=satu_rekan(besar, besar.anggota[0]))
    for orang in (besar.anggota[0], baru, besar.anggota[5], besar.kadis, kota_lain.admin, kota_lain.kabid):
        for kerja in (
            lambda o=orang: penugasan_usul.setujui(usul_id=satu.pk, oleh=o, sekarang=sekarang),
            lambda o=orang: penugasan_usul.tolak(usul_id=satu.pk, catatan=ALASAN, oleh=o, sekarang=sekarang),
        ):
            with pytest.raises(TidakBerhak):
                kerja()
    assert UsulPenilai.objects.get().status == "diajukan"
    ditolak = penugasan_usul.tolak(usul_id=satu.pk, catatan=ALASAN, oleh=besar.admin, sekarang=sekarang)
    assert (ditolak.status, ditolak.diputus_oleh, ditolak.catatan) == ("ditolak", besar.admin, ALASAN)
    with pytest.raises(GalatAturan, match="sudah ditolak"):
        penugasan_usul.setujui(usul_id=satu.pk, oleh=besar.admin, sekarang=sekarang)


def test_usul_yang_tidak_masuk_akal_ditolak_dengan_sebabnya(
    besar: Kota, kota_lain: Kota, usul: Usul, sekarang: datetime
) -> None:
    aku, baru = besar.anggota[0], bukan_rekan(besar, besar.anggota[0])
    for isi, kata in (
        ({}, "Pilih dahulu"),
        ({"tambah": baru, "lepas": baru}, "berbeda"),
        ({"tambah": aku}, "pegawai lain"),
        ({"tambah": kota_lain.anggota[0]}, "pegawai lain"),
        ({"lepas": besar.kabid}, "Atasan selalu menilai"),
        ({"tambah": baru, "alasan": "pendek"}, "Tulis alasan"),
        ({"tambah": baru, "sekarang": sekarang + timedelta(days=31)}, "Tenggat umpan balik"),
    ):
        with pytest.raises(GalatAturan, match=kata):
            usul(**isi)
    with pytest.raises(TidakBerhak):
        usul(tambah=baru, periode_id=kota_lain.periode.pk)
    assert usul(tambah=baru) == usul(tambah=baru), "klik ganda satu usul"
    lain = [o for o in besar.anggota if o not in (aku, baru)]
    usul(tambah=baru, lepas=lain[0])
    usul(lepas=lain[1])
    with pytest.raises(GalatAturan, match="paling banyak 3 kali"):
        usul(lepas=lain[2])


def test_bawahan_yang_diusulkan_dihitung_sebagai_bawahan(besar: Kota, sekarang: datetime) -> None:
    belum = next(
        o for o in besar.anggota if not Penugasan.objects.filter(dinilai=besar.kabid, penilai=o).exists()
    )
    lama = Penugasan.objects.filter(dinilai=besar.kabid, kelompok="bawahan")[0].penilai
    satu = penugasan_usul.usulkan(
        periode_id=besar.periode.pk,
        tambah_id=belum.pk,
        lepas_id=lama.pk,
        alasan=ALASAN,
        oleh=besar.kabid,
        sekarang=sekarang,
    )
    penugasan_usul.setujui(usul_id=satu.pk, oleh=besar.kadis, sekarang=sekarang)
    assert Penugasan.objects.get(dinilai=besar.kabid, penilai=belum).kelompok == "bawahan"


def tolak(satu: Penugasan, sekarang: datetime, **lain: object) -> bool:
    isi = {"sebab": "kepentingan", "alasan": "Ia saudara kandung saya.", "oleh": satu.penilai} | lain
    return penugasan_tolak.tolak_menilai(penugasan_id=satu.pk, sekarang=sekarang, **isi)


def test_yang_menolak_diganti_calon_yang_bebannya_paling_ringan(besar: Kota, sekarang: datetime) -> None:
    aku = besar.anggota[0]
    satu = Penugasan.objects.filter(dinilai=aku, kelompok="rekan")[0]
    ringan = bukan_rekan(besar, aku)
    for p in list(Penugasan.objects.filter(penilai=ringan, kelompok="rekan")[:2]):
        p.delete()
    Jawaban.objects.create(penugasan=satu, nilai=[2] * 21, draf=True)
    assert tolak(satu, sekarang)
    assert satu.penilai_id not in rekan(besar, aku) and ringan.pk in rekan(besar, aku)
    assert not Jawaban.objects.exists()
    assert not Jejak.objects.filter(aksi__contains="tolak").exists()
    assert not Pemberitahuan.objects.filter(
        penerima_id__in=[aku.pk, besar.kabid.pk], judul__contains="tidak"
    ).exists()


def test_yang_menolak_tidak_ditarik_dan_tidak_diusulkan_lagi(
    besar: Kota, usul: Usul, sekarang: datetime
) -> None:
    aku = besar.anggota[0]
    menolak = []
    while True:
        satu = Penugasan.objects.filter(dinilai=aku, kelompok="rekan").first()
        if satu is None:
            break
        menolak.append(satu.penilai_id)
        tolak(satu, sekarang)
    assert len(menolak) == len(set(menolak)) == 8, "delapan rekan seunit, masing-masing sekali"
    lagi = usul(tambah=Pegawai.objects.get(pk=menolak[0]))
    with pytest.raises(GalatAturan, match="tidak dapat diminta"):
        penugasan_usul.setujui(usul_id=lagi.pk, oleh=besar.kabid, sekarang=sekarang)


def test_menolak_hanya_permintaan_sendiri_beralasan_dan_bukan_sebagai_atasan(
    besar: Kota, kota_lain: Kota, sekarang: datetime
) -> None:
    satu = Penugasan.objects.filter(dinilai=besar.anggota[0], kelompok="rekan")[0]
    for orang in (besar.anggota[0], besar.kabid, besar.admin, kota_lain.admin):
        with pytest.raises(TidakBerhak):
            tolak(satu, sekarang, oleh=orang)
    for isi, kata in (({"sebab": "malas"}, "sebabnya"), ({"alasan": "  x "}, "Tulis alasan")):
        with pytest.raises(GalatAturan, match=kata):
            tolak(satu, sekarang, **isi)
    with pytest.raises(GalatAturan, match="tugas jabatan"):
        tolak(Penugasan.objects.get(dinilai=besar.anggota[0], kelompok="atasan"), sekarang)
    Periode.objects.filter(pk=besar.periode.pk).update(penutupan_dimulai=sekarang)
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        tolak(satu, sekarang)
    assert not PenolakanMenilai.objects.exists()


def test_penugasan_ulang_tidak_mengembalikan_yang_menolak(besar: Kota, sekarang: datetime) -> None:
    satu = Penugasan.objects.filter(dinilai=besar.anggota[0], kelompok="rekan")[0]
    tolak(satu, sekarang)
    assert penugasan.tugaskan_periode(periode=besar.periode, oleh=None, sekarang=sekarang) == 0
    assert satu.penilai_id not in rekan(besar, besar.anggota[0])


def test_jumlah_terbanyak_mengikuti_kebijakan_periode(
    pembuat_kota: Callable[..., Kota], sekarang: datetime
) -> None:
    kota = pembuat_kota("Rote", anggota=10)
    Kebijakan.objects.filter(pk=kota.periode.kebijakan_id).update(
        aturan={"maks_n": {"rekan": 7, "bawahan": 4}}
    )
    penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
    assert len(rekan(kota, kota.anggota[0])) == 7
    assert Penugasan.objects.filter(dinilai=kota.kabid, kelompok="bawahan").count() == 4


def test_organisasi_dibaca_pada_awal_periode(kota: Kota, sekarang: datetime) -> None:
    pindah = buat_pegawai(kota.instansi, "Baru Datang")
    tempat = tempatkan(pindah, kota.bidang)
    tempat.sejak = kota.periode.mulai + timedelta(days=1)
    tempat.save()
    penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
    assert not Penugasan.objects.filter(penilai=pindah).exists()
