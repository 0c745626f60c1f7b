"""SKP kualitatif: ditulis, diganti caranya, disalin, dibekukan, dilaporkan dengan cerita, dan diberi rating beralasan."""

from decimal import Decimal

import pytest

from indikator.models import KUALITATIF, SKP, IndikatorKinerja, NaskahSKP, Pemahaman, Realisasi
from indikator.queries.hitungan import prakiraan
from indikator.queries.papan import hitung_papan
from indikator.queries.realisasi import daftar_capaian
from indikator.queries.skp import kekurangan
from indikator.queries.skp.adendum import perbandingan
from indikator.queries.skp.banding import baris_banding
from indikator.rules.kualitatif import Ekspektasi
from indikator.services import realisasi as lapor
from indikator.services import skp as layanan
from indikator.services.realisasi import MasukanRealisasi
from indikator.services.skp import MasukanIndikator, MasukanRHK
from indikator.services.skp.cetak import cetak_naskah
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db
D = Decimal
TAUTAN = [("Notulen", "https://contoh.go.id/notulen.pdf")]
KRITERIA = "Tiap aduan dijawab dengan alasan dan dasarnya."


@pytest.fixture
def p():
    return pabrik.pemda(tinjauan=False)


def masukan(nama="Jawaban aduan", bobot="100", **lain):
    isi = {"kriteria": KRITERIA, "polaritas": KUALITATIF, "satuan": "", **lain}
    return MasukanIndikator(katalog_id=None, nama=nama, aspek="kualitas", bobot=D(bobot), **isi)


def kualitatif(p, tahun, orang, *bobot):
    """SKP kualitatif disetujui dengan satu RHK dan indikator sebanyak `bobot`."""
    Pemahaman.objects.create(periode=tahun, dinyatakan_oleh=orang, dinyatakan_pada=p.sekarang)
    skp = layanan.mulai(periode=tahun, oleh=orang, sekarang=p.sekarang, pendekatan=KUALITATIF)
    daftar = [masukan(f"Indikator {n}", b) for n, b in enumerate(bobot or ("100",), start=1)]
    layanan.susun(
        skp=skp,
        rhk=[MasukanRHK(teks="Aduan terjawab baik", indikator=daftar)],
        versi=skp.versi,
        oleh=orang,
        sekarang=p.sekarang,
    )
    layanan.ajukan(skp=skp, oleh=orang, sekarang=p.sekarang)
    return layanan.setujui(skp=skp, oleh=p.kabid, sekarang=p.sekarang)


def laporkan(p, tw, ik, *, ajukan=True, **isi):
    satu = MasukanRealisasi(
        indikator_id=ik.pk, **{"keterangan": "Semua aduan dijawab.", "tautan": TAUTAN, **isi}
    )
    return lapor.laporkan(periode_id=tw.pk, masukan=[satu], ajukan=ajukan, oleh=p.ratna, sekarang=p.sekarang)[
        0
    ]


def nilai(p, r, rating="sesuai", alasan="Notulen menunjukkannya.", oleh=None, **lain):
    return lapor.beri_rating(
        realisasi=r, rating=rating, alasan=alasan, oleh=oleh or p.kabid, sekarang=p.sekarang, **lain
    )


# --- menulis ---


def test_naskah_dan_pdf_skp_kualitatif_memuat_kriteria_dan_tanpa_target(p, tahun):
    skp = kualitatif(p, tahun, p.ratna, "60", "40")
    naskah = NaskahSKP.objects.select_related("skp__instansi").get(pk=skp.naskah_id)
    satu = naskah.isi["rhk"][0]["indikator"][0]
    assert naskah.isi["pendekatan"] == "kualitatif"
    assert (satu["kriteria"], satu["target"], satu["satuan"]) == (KRITERIA, None, "")
    assert cetak_naskah(naskah).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [({"kriteria": "  "}, "kriteria"), ({"kriteria": "a" * 2001}, "kriteria"), ({"bobot": "0"}, "bobot")],
)
def test_kriteria_kosong_atau_kepanjangan_ditolak_di_bidangnya(p, tahun, isi, bidang):
    skp = layanan.mulai(periode=tahun, oleh=p.ratna, sekarang=p.sekarang, pendekatan=KUALITATIF)
    rhk = layanan.tambah_rhk(
        skp=skp, teks="Aduan", jenis="utama", pimpinan_id=None, versi=1, oleh=p.ratna, sekarang=p.sekarang
    )
    with pytest.raises(GalatAturan) as galat:
        layanan.tambah_indikator(rhk=rhk, masukan=masukan(**isi), versi=2, oleh=p.ratna, sekarang=p.sekarang)
    assert galat.value.bidang == bidang


def test_indikator_menurut_cara_lain_ditolak_karena_satu_skp_satu_cara(p, tahun):
    skp = pabrik.skp(p, p.ratna, tahun)
    with pytest.raises(GalatAturan, match="ditulis kuantitatif"):
        layanan.tambah_indikator(
            rhk=skp.rhk.get(), masukan=masukan(), versi=1, oleh=p.ratna, sekarang=p.sekarang
        )


def test_mengganti_cara_menyimpan_target_dan_mengembalikannya_bila_diganti_lagi(p, tahun):
    skp = pabrik.skp(p, p.ratna, tahun)
    skp = layanan.ganti_pendekatan(skp=skp, pendekatan=KUALITATIF, versi=1, oleh=p.ratna, sekarang=p.sekarang)
    ik = skp.indikator.get()
    assert (ik.polaritas, ik.kriteria, ik.target, ik.bobot) == (KUALITATIF, "Target: 95 %.", D(95), D(100))
    assert "Kriteria “Jumlah akta” belum Anda pastikan" in " ".join(k.kalimat for k in kekurangan(skp))
    layanan.ubah_indikator(
        indikator=ik, masukan=masukan("Jumlah akta"), versi=2, oleh=p.ratna, sekarang=p.sekarang
    )
    skp = layanan.ganti_pendekatan(
        skp=skp, pendekatan="kuantitatif", versi=3, oleh=p.ratna, sekarang=p.sekarang
    )
    ik = skp.indikator.get()
    assert (ik.polaritas, ik.satuan, ik.target, ik.dipastikan) == ("maksimal", "%", D(95), True)
    assert ik.kriteria == KRITERIA
    assert Jejak.objects.filter(aksi="skp.cara_menulis_diganti").count() == 2
    with pytest.raises(SudahBerubah):
        layanan.ganti_pendekatan(skp=skp, pendekatan=KUALITATIF, versi=1, oleh=p.ratna, sekarang=p.sekarang)


def test_yang_lahir_kualitatif_perlu_ditulis_targetnya_sesudah_menjadi_kuantitatif(p, tahun):
    skp = layanan.mulai(periode=tahun, oleh=p.ratna, sekarang=p.sekarang, pendekatan=KUALITATIF)
    layanan.susun(
        skp=skp,
        rhk=[MasukanRHK(teks="Aduan terjawab", indikator=[masukan()])],
        versi=1,
        oleh=p.ratna,
        sekarang=p.sekarang,
    )
    skp = layanan.ganti_pendekatan(
        skp=skp, pendekatan="kuantitatif", versi=2, oleh=p.ratna, sekarang=p.sekarang
    )
    ik = skp.indikator.get()
    assert (ik.polaritas, ik.dipastikan) == ("ya_tidak", False)
    with pytest.raises(GalatAturan, match="periksa targetnya"):
        layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang)


def test_adendum_kualitatif_menyebut_kriteria_yang_berubah_dan_tidak_mengganti_cara(p, tahun):
    skp = kualitatif(p, tahun, p.ratna)
    usul = layanan.buka_adendum(skp=skp, alasan="Perlu diperjelas", oleh=p.ratna, sekarang=p.sekarang)
    assert usul.kualitatif
    with pytest.raises(GalatAturan, match="tidak mengganti cara menulis"):
        layanan.ganti_pendekatan(
            skp=usul, pendekatan="kuantitatif", versi=1, oleh=p.ratna, sekarang=p.sekarang
        )
    layanan.ubah_indikator(
        indikator=usul.indikator.get(),
        masukan=masukan("Indikator 1", kriteria="Dijawab dalam tiga hari."),
        versi=usul.versi,
        oleh=p.ratna,
        sekarang=p.sekarang,
    )
    beda = baris_banding(perbandingan(SKP.semua.get(pk=usul.pk)))
    assert [(r.apa, r.lama, r.baru) for b in beda for r in b.rincian] == [
        ("Kriteria", KRITERIA, "Dijawab dalam tiga hari.")
    ]
    usul = layanan.ajukan(skp=SKP.semua.get(pk=usul.pk), oleh=p.ratna, sekarang=p.sekarang)
    layanan.setujui(skp=usul, oleh=p.kabid, sekarang=p.sekarang)
    assert skp.indikator.get().kriteria == "Dijawab dalam tiga hari."


def test_salinan_tahun_lalu_dan_pola_mengikuti_cara_skp_penerimanya(p, tahun):
    lalu = pabrik.tahun(p, ke=2025, buka=False)
    lama = pabrik.skp(p, p.ratna, lalu, status="disetujui")
    skp = layanan.mulai(periode=tahun, oleh=p.ratna, sekarang=p.sekarang, pendekatan=KUALITATIF)
    layanan.salin_dari_lalu(
        skp=skp, indikator_ids=[lama.indikator.get().pk], versi=1, oleh=p.ratna, sekarang=p.sekarang
    )
    salinan = skp.indikator.get()
    assert (salinan.polaritas, salinan.kriteria, salinan.dipastikan) == (KUALITATIF, "Target: 95 %.", False)
    sumber = kualitatif(p, tahun, p.budi)
    pola = layanan.buat_pola(
        nama="Aduan", sumber=sumber, rhk_ids=[sumber.rhk.get().pk], oleh=p.kabid, sekarang=p.sekarang
    )
    layanan.terapkan_pola(pola=pola, pegawai_ids=[p.ratna.pk], oleh=p.kabid, sekarang=p.sekarang)
    dari_pola = skp.indikator.get(rhk__teks="Aduan terjawab baik")
    assert (dari_pola.polaritas, dari_pola.kriteria, dari_pola.dipastikan) == (KUALITATIF, KRITERIA, False)


# --- melaporkan dan memberi rating ---


def test_laporan_kualitatif_memerlukan_cerita_dan_menolak_angka(p, tahun):
    tw, ik = pabrik.triwulan(p, tahun), kualitatif(p, tahun, p.ratna).indikator.get()
    for isi in ({"keterangan": " "}, {"nilai": D(90)}):
        with pytest.raises(GalatAturan) as galat:
            laporkan(p, tw, ik, **isi)
        assert galat.value.bidang == "keterangan"


def test_rating_beralasan_menyetujui_laporan_dan_dapat_diganti_sampai_ditutup(p, tahun):
    tw, ik = pabrik.triwulan(p, tahun), kualitatif(p, tahun, p.ratna).indikator.get()
    r = laporkan(p, tw, ik)
    hasil = nilai(p, r, versi=r.versi)
    assert (hasil.status, hasil.rating, hasil.alasan_rating) == (
        "disetujui",
        "sesuai",
        "Notulen menunjukkannya.",
    )
    assert nilai(p, r).versi == hasil.versi, "kiriman ulang yang sama tidak menulis apa pun"
    assert nilai(p, r, "di_atas", "Warga memuji.").rating == "di_atas"
    jejak = Jejak.objects.filter(aksi="realisasi.diberi_rating").order_by("pk").last()
    assert (jejak.isi["sebelum"], jejak.isi["sesudah"], jejak.alasan) == (
        "sesuai",
        "di_atas",
        "Warga memuji.",
    )
    assert (
        Pemberitahuan.objects.filter(penerima_id=p.ratna.pk, judul__contains="dinilai di atas").count() == 1
    )


def test_rating_ditolak_tanpa_alasan_oleh_bukan_penilai_dan_bagi_indikator_berangka(p, tahun):
    tw, ik = pabrik.triwulan(p, tahun), kualitatif(p, tahun, p.ratna).indikator.get()
    r = laporkan(p, tw, ik)
    for isi, bidang in (({"alasan": "  "}, "alasan"), ({"rating": "baik"}, "rating")):
        with pytest.raises(GalatAturan) as galat:
            nilai(p, r, **isi)
        assert galat.value.bidang == bidang
    with pytest.raises(TidakBerhak):
        nilai(p, r, oleh=p.budi)
    with pytest.raises(SudahBerubah):
        nilai(p, r, versi=0)
    angka = pabrik.skp(p, p.budi, tahun, status="disetujui").indikator.get()
    berangka = Realisasi.objects.create(
        instansi=p.instansi, periode=tw, pegawai=p.budi, indikator=angka, status="diajukan", nilai=D(90)
    )
    with pytest.raises(GalatAturan, match="bertarget angka"):
        nilai(p, berangka)


def test_persetujuan_banyak_menolak_yang_kualitatif_karena_ratingnya_perlu_alasan(p, tahun):
    tw, ik = pabrik.triwulan(p, tahun), kualitatif(p, tahun, p.ratna).indikator.get()
    r = laporkan(p, tw, ik)
    with pytest.raises(GalatAturan, match="beri rating"):
        lapor.setujui_banyak(realisasi_ids=[r.pk], oleh=p.kabid, sekarang=p.sekarang)
    r.refresh_from_db()
    assert r.status == "diajukan"


def test_rating_gugur_saat_laporan_dikembalikan_lalu_diajukan_lagi(p, tahun):
    tw, ik = pabrik.triwulan(p, tahun), kualitatif(p, tahun, p.ratna).indikator.get()
    r = nilai(p, laporkan(p, tw, ik))
    lapor.kembalikan(realisasi=r, catatan="Tambah contoh", oleh=p.kabid, sekarang=p.sekarang)
    ulang = laporkan(p, tw, ik, keterangan="Semua aduan dijawab, contohnya terlampir.")
    assert (ulang.status, ulang.rating, ulang.alasan_rating) == ("diajukan", "", "")


def test_prakiraan_daftar_dan_papan_menyebut_rating_dan_tidak_pernah_angka(p, tahun):
    tw, skp = pabrik.triwulan(p, tahun), kualitatif(p, tahun, p.ratna, "60", "30", "10")
    satu, dua, _ = skp.indikator.order_by("urutan")
    nilai(p, laporkan(p, tw, satu), "di_atas")
    laporkan(p, tw, dua)
    daftar = daftar_capaian(p.ratna, tw, sekarang=p.sekarang)
    assert [(b.rating, b.menunggu_rating, b.nilai_capaian) for b in daftar.baris] == [
        ("Di atas ekspektasi", False, None),
        ("", True, None),
        ("", False, None),
    ]
    kira = daftar.prakiraan
    assert (kira.rating, kira.bobot_tanpa_rating, kira.bobot_menunggu) == (Ekspektasi.DI_ATAS, 30, 10)
    assert kira.nilai is None
    [baris] = [b for b in hitung_papan(p.kabid, tw, sekarang=p.sekarang).baris if b.pegawai_id == p.ratna.pk]
    assert (baris.nilai, baris.rating, baris.masuk) == (None, "Di atas ekspektasi", 2)


def test_yang_tidak_dilaporkan_dibaca_di_bawah_ekspektasi(p, tahun):
    tw, skp = pabrik.triwulan(p, tahun), kualitatif(p, tahun, p.ratna)
    lapor.perlakukan(
        periode_id=tw.pk,
        indikator_id=skp.indikator.get().pk,
        perlakuan="tidak_dilaporkan",
        alasan="Tidak ada laporan sampai tenggat.",
        oleh=p.kabid,
        sekarang=p.sekarang,
    )
    ada = {r.indikator_id: r for r in Realisasi.objects.filter(periode=tw)}
    aturan = pabrik.aturan_dari(tw.kebijakan.aturan)
    assert (
        prakiraan(IndikatorKinerja.objects.filter(skp=skp), ada, aturan=aturan).rating is Ekspektasi.DI_BAWAH
    )
