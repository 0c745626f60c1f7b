"""Tepi hitungan penutupan yang jarang jatuh pada orang acak: seri, tepat di ambang, satu persen, dan satu hari."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kepegawaian.models import Pegawai, Penempatan
from penilaian.models import Hasil, Jeda, RekapKelompok, RekapUnit
from penilaian.services import penutupan
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


def pindah(d: pabrik.Dunia, siapa: Pegawai, hari: int, lama: str, baru: str) -> Hasil:
    """Pindah dinas sesudah `hari` hari dari 92; kedua ruas dinilai `lama` dan `baru`, hasil dan perilakunya sama."""
    tempat = Penempatan.objects.get(pegawai=siapa)
    pabrik.nilai(d, siapa, lama, lama)
    tempat.sampai = d.triwulan.mulai + timedelta(days=hari - 1)
    tempat.save()
    lain = pabrik.dinas_baru(d.instansi, d.akar, "Dinas Dua")
    pabrik.tempatkan(siapa, lain, d.jabatan, sejak=tempat.sampai + timedelta(days=1))
    pabrik.nilai(d, siapa, baru, baru)
    pabrik.tutup(d)
    return Hasil.objects.get(pegawai=siapa)


@pytest.mark.parametrize(
    ("hari", "lama", "baru", "tengah"),
    [
        (46, "di_bawah", "di_atas", "di_bawah"),
        (47, "di_atas", "di_bawah", "di_atas"),
        (47, "di_atas", "sesuai", "di_atas"),
        (46, "sesuai", "di_atas", "sesuai"),
        (45, "di_bawah", "di_atas", "di_atas"),
        (45, "sesuai", "di_atas", "di_atas"),
        (45, "di_bawah", "sesuai", "sesuai"),
    ],
)
def test_rating_tengah_menurut_hari_seri_ke_bawah_dan_selisih_sehari_menentukan(
    hari: int, lama: str, baru: str, tengah: str
) -> None:
    d = pabrik.dunia(staf=1)
    hasil = pindah(d, d.staf[0], hari, lama, baru)
    assert (hasil.rating_hasil, hasil.rating_perilaku) == (tengah, tengah)
    assert [r["rating"]["hasil"] for r in hasil.rincian["ruas"]] == [lama, baru]


@pytest.mark.parametrize("rendah", ["di_bawah", "sesuai"])
def test_hari_dua_ruas_yang_sama_ratingnya_dijumlahkan(rendah: str) -> None:
    """31 + 31 hari dari 92 sudah separuh; masing-masing sendiri belum."""
    d = pabrik.dunia(staf=1)
    staf, lain = d.staf[0], pabrik.dinas_baru(d.instansi, d.akar, "Dinas Dua")
    awal = [pabrik.AWAL, date(2026, 8, 1), date(2026, 9, 1)]
    tempat = Penempatan.objects.get(pegawai=staf)
    for nomor, sejak in enumerate(awal):
        if nomor:
            tempat.sampai = sejak - timedelta(days=1)
            tempat.save()
            tempat = pabrik.tempatkan(staf, (d.dinas, lain)[nomor % 2], d.jabatan, sejak=sejak)
        pabrik.nilai(d, staf, *(["di_atas"] * 2 if nomor == 2 else [rendah] * 2))
    pabrik.tutup(d)
    hasil = Hasil.objects.get(pegawai=staf)
    assert len(hasil.rincian["ruas"]) == 3
    assert (hasil.rating_hasil, hasil.rating_perilaku) == (rendah, rendah)


@pytest.mark.parametrize(
    ("awal", "akhir", "jeda"),
    [
        # Ruas lama 1 Juli–15 Agustus, ruas baru 16 Agustus–30 September.
        (date(2026, 7, 1), date(2026, 8, 16), [46, 1]),
        (date(2026, 8, 15), date(2026, 9, 30), [1, 46]),
        (date(2026, 6, 1), date(2026, 7, 1), [1, 0]),
        (date(2026, 9, 30), date(2026, 10, 30), [0, 1]),
        (date(2026, 7, 1), date(2026, 7, 30), [0, 0]),
        (date(2026, 7, 1), date(2026, 7, 31), [31, 0]),
    ],
)
def test_hari_jeda_dibagi_ke_ruas_yang_disentuhnya_walau_sehari(
    awal: date, akhir: date, jeda: list[int]
) -> None:
    """Yang lamanya tepat tiga puluh hari belum dikeluarkan; lihat docs/aturan/ruas.md."""
    d = pabrik.dunia(staf=1)
    Jeda.objects.create(
        instansi=d.instansi,
        pegawai=d.staf[0],
        jenis="cuti",
        sejak=awal,
        sampai=akhir,
        dasar="SK",
        dicatat_pada=pabrik.SEKARANG,
        dicatat_oleh=d.kepala,
    )
    hasil = pindah(d, d.staf[0], 46, "sesuai", "sesuai")
    assert [r["jeda"] for r in hasil.rincian["ruas"]] == jeda


@pytest.mark.parametrize("jumlah", [2, 3])
def test_dua_jeda_dalam_satu_ruas_dijumlahkan(jumlah: int) -> None:
    d = pabrik.dunia(staf=1, aturan={"hari_jeda": 10})
    for nomor in range(jumlah):
        sejak = d.triwulan.mulai + timedelta(days=20 * nomor)
        Jeda.objects.create(
            instansi=d.instansi,
            pegawai=d.staf[0],
            jenis="pelatihan",
            sejak=sejak,
            sampai=sejak + timedelta(days=10 + nomor),
            dasar="SK",
            dicatat_pada=pabrik.SEKARANG,
            dicatat_oleh=d.kepala,
        )
    pabrik.tutup(d)
    (ruas,) = Hasil.objects.get(pegawai=d.staf[0]).rincian["ruas"]
    assert ruas["jeda"] == sum(11 + nomor for nomor in range(jumlah))


@pytest.mark.parametrize("polaritas", ["maksimal", "kualitatif"])
def test_satu_persen_bobot_yang_tersisa_tetap_dihitung(polaritas: str) -> None:
    d = pabrik.dunia(staf=1)
    isi = {"polaritas": polaritas} | (
        {"kriteria": "Layak", "satuan": ""} if polaritas == "kualitatif" else {}
    )
    skp = pabrik.skp(d, d.staf[0], isi | {"bobot": 99}, isi | {"bobot": 1})
    besar, kecil = skp.indikator.order_by("bobot").reverse()
    pabrik.lapor(d, besar, perlakuan="dikecualikan", alasan_perlakuan="Anggarannya dicabut.")
    if polaritas == "kualitatif":
        pabrik.lapor(d, kecil, rating="di_atas", alasan_rating="Melampaui.", keterangan="Selesai.")
    else:
        pabrik.lapor(d, kecil, Decimal(105))
    pabrik.tutup(d)
    hasil = Hasil.objects.get(pegawai=d.staf[0])
    if polaritas == "kualitatif":
        assert hasil.rincian["hasil"]["usulan_rating"]["hasil"] == "di_atas"
    else:
        assert hasil.nilai_hasil == Decimal(105)
    assert "hasil" not in hasil.kurang


@pytest.mark.parametrize(
    ("ambang", "usul"),
    [
        ({"sesuai": "90", "di_atas": "105"}, "di_atas"),
        ({"sesuai": "90", "di_atas": "105.01"}, "sesuai"),
        ({"sesuai": "105", "di_atas": "110"}, "sesuai"),
        ({"sesuai": "105.01", "di_atas": "110"}, "di_bawah"),
    ],
)
def test_nilai_tepat_di_ambang_masuk_golongan_di_atasnya(ambang: dict[str, str], usul: str) -> None:
    d = pabrik.dunia(staf=1, aturan={"ambang": ambang})
    pabrik.lapor(d, pabrik.skp(d, d.staf[0]).indikator.get(), Decimal(105))
    pabrik.jawab(d, d.staf[0], d.kepala, "atasan", 4)
    pabrik.tutup(d)
    hasil = Hasil.objects.get(pegawai=d.staf[0])
    assert (hasil.nilai_hasil, hasil.nilai_perilaku) == (Decimal(105), Decimal(105))
    assert hasil.rincian["hasil"]["usulan_rating"] == {"hasil": usul, "perilaku": usul}


def test_yang_baru_masuk_pada_hari_terakhir_tetap_diusulkan_ratingnya() -> None:
    d = pabrik.dunia(staf=1)
    Penempatan.objects.filter(pegawai=d.staf[0]).update(sejak=d.triwulan.selesai)
    isi = {"polaritas": "kualitatif", "kriteria": "Layak", "satuan": ""}
    indikator = pabrik.skp(d, d.staf[0], isi).indikator.get()
    pabrik.lapor(d, indikator, rating="sesuai", alasan_rating="Layak.", keterangan="Selesai.")
    pabrik.nilai(d, d.staf[0], "sesuai", "sesuai")
    pabrik.tutup(d)
    hasil = Hasil.objects.get(pegawai=d.staf[0])
    (ruas,) = hasil.rincian["ruas"]
    assert (ruas["sejak"], ruas["sampai"]) == ("2026-09-30", "2026-09-30")
    assert hasil.rincian["hasil"]["usulan_rating"]["hasil"] == "sesuai"
    assert (hasil.pendekatan, hasil.rating_hasil) == ("kualitatif", "sesuai")


@pytest.mark.parametrize(("sampai", "berhenti"), [(date(2026, 9, 30), None), (date(2026, 9, 29), "pensiun")])
def test_yang_berhenti_pada_hari_terakhir_periode_tidak_disebut_berhenti_di_dalamnya(
    sampai: date, berhenti: str | None
) -> None:
    d = pabrik.dunia(staf=1)
    tempat = Penempatan.objects.filter(pegawai=d.staf[0])
    tempat.update(sejak=date(2026, 7, 2), sampai=sampai)
    Pegawai.objects.filter(pk=d.staf[0].pk).update(
        is_active=False, hari_terakhir=sampai, sebab_berhenti="pensiun"
    )
    pabrik.tutup(d)
    (ruas,) = Hasil.objects.get(pegawai=d.staf[0]).rincian["ruas"]
    assert ruas["berhenti"] == berhenti


@pytest.mark.parametrize(
    ("bobot", "tengah"),
    [
        ((50, 25, 25), "di_bawah"),
        ((49, 26, 25), "sesuai"),
        ((40, 20, 40), "sesuai"),
        ((25, 25, 50), "sesuai"),
        ((25, 24, 51), "di_atas"),
    ],
)
def test_usul_kualitatif_rating_tengah_menurut_bobot(bobot: tuple[int, int, int], tengah: str) -> None:
    d = pabrik.dunia(staf=1)
    isi = {"polaritas": "kualitatif", "kriteria": "Layak", "satuan": ""}
    skp = pabrik.skp(d, d.staf[0], *(isi | {"bobot": satu} for satu in bobot))
    for satu, rating in zip(skp.indikator.order_by("urutan"), ("di_bawah", "sesuai", "di_atas"), strict=True):
        pabrik.lapor(d, satu, rating=rating, alasan_rating="Dilihat.", keterangan="Selesai.")
    pabrik.tutup(d)
    hasil = Hasil.objects.get(pegawai=d.staf[0])
    assert hasil.rincian["hasil"]["usulan_rating"]["hasil"] == tengah


def test_rata_rata_rekap_dibulatkan_sekali() -> None:
    """Sebelas orang, sepuluh sama: rata-ratanya x,xx4545…, yang lewat tiga desimal akan naik satu perseratus."""
    d = pabrik.dunia(staf=11)
    for nomor, staf in enumerate(d.staf):
        lain = nomor == 0
        pabrik.lapor(d, pabrik.skp(d, staf).indikator.get(), Decimal("100.16") if lain else Decimal(100))
        pabrik.jawab(d, staf, d.kepala, "atasan", 5 if lain else 4, *[4] * 20)
    pabrik.tutup(d)
    penutupan.rekap_kelompok(periode_id=d.triwulan.pk)
    rata = ("rata_hasil", "rata_perilaku", "rata_akhir")
    seharusnya = (Decimal("100.01"), Decimal("105.06"), Decimal("102.03"))
    assert RekapUnit.objects.values_list(*rata).get(dinas=d.dinas) == seharusnya
    for jenis in ("dinas", "seluruh"):
        baris = RekapKelompok.objects.filter(jenis=jenis, rata_hasil__isnull=False)
        assert baris.values_list(*rata).get() == seharusnya


@pytest.mark.parametrize(("jawaban", "nilai"), [(5, "120"), (1, "0")])
def test_jawaban_di_ujung_skala_bernilai_ujungnya(jawaban: int, nilai: str) -> None:
    skala = [["1", "0"], ["3", "70"], ["5", "120"]]
    d = pabrik.dunia(staf=1, aturan={"skala": skala})
    pabrik.jawab(d, d.staf[0], d.kepala, "atasan", jawaban)
    pabrik.tutup(d)
    assert Hasil.objects.get(pegawai=d.staf[0]).nilai_perilaku == Decimal(nilai)
