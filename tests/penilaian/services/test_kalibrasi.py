"""Kalibrasi: rating penilai tidak disentuh, tiap pemindahan beralasan, dan yang berlaku dibaca penutupan."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Dokumen, Jejak, Pemberitahuan, Riwayat
from kepegawaian.models import Pegawai, PejabatPenilai
from penilaian.models import Evaluasi, Hasil, Kalibrasi, PindahKalibrasi
from penilaian.queries.nota import susun_nota
from penilaian.queries.objektivitas import Cakupan, tabel
from penilaian.queries.verifikasi import perbedaan
from penilaian.rules.predikat import Rating
from penilaian.rules.putusan import Perubahan, terapkan
from penilaian.services import evaluasi, kalibrasi, penutupan
from penilaian.services.cetak import Bentuk, cetak_hasil, data_cetak
from penilaian.services.dokumen import terbitkan_hasil
from penilaian.services.kalibrasi import umum
from tests.penilaian import pabrik
from tests.penilaian.kalibrasi import ALASAN, DuniaKalibrasi, dunia, nilai

pytestmark = pytest.mark.django_db


@pytest.fixture
def k() -> DuniaKalibrasi:
    return dunia()


def tutup(k: DuniaKalibrasi, rapat: Kalibrasi, **lain: Any) -> Kalibrasi:
    isi = {"hadir": [k.kabid[0].pk], "catatan": "", "oleh": k.pimpinan, "sekarang": pabrik.SEKARANG}
    return kalibrasi.tutup(kalibrasi_id=rapat.pk, **(isi | lain))


def tarik(k: DuniaKalibrasi, baris: PindahKalibrasi, oleh: Pegawai | None = None) -> PindahKalibrasi:
    return kalibrasi.tarik(
        kalibrasi_id=baris.kalibrasi_id,
        pindah_id=baris.pk,
        oleh=oleh or k.pimpinan,
        sekarang=pabrik.SEKARANG,
    )


def tutup_periode(k: DuniaKalibrasi) -> dict[int, Hasil]:
    satu = penutupan.minta(periode=k.d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
    return {
        h.pegawai_id: h
        for h in Hasil.objects.filter(periode=k.d.triwulan).select_related("periode__instansi", "pegawai")
    }


def test_pemindahan_baris_sendiri_dan_evaluasinya_tetap(k: DuniaKalibrasi) -> None:
    asal = Evaluasi.objects.filter(pegawai=k.staf[0]).values().get()
    rapat = k.buka()
    baris = k.pindah(rapat, k.staf[0], "sesuai.sesuai")
    assert Evaluasi.objects.filter(pegawai=k.staf[0]).values().get() == asal
    assert (baris.asal_hasil, baris.menjadi_hasil, baris.alasan) == ("di_atas", "sesuai", ALASAN)
    assert (baris.dipindah_oleh, baris.dipindah_pada) == (k.pimpinan, pabrik.SEKARANG)
    orang = k.orang(k.staf[0])
    assert orang.digeser and orang.kini != orang.semula
    kabar = Pemberitahuan.objects.get(kunci__contains=f":pindah:{baris.pk}")
    assert kabar.penerima_id == k.kabid[0].pk and ALASAN in kabar.isi and "menjadi Sesuai" in kabar.isi
    assert not Pemberitahuan.objects.filter(penerima_id=k.staf[0].pk).exists(), "pegawai membacanya di hasil"
    jejak = Jejak.objects.get(aksi="kalibrasi.dipindah")
    assert (jejak.isi["sebelum"], jejak.isi["sesudah"], jejak.alasan) == (
        "di_atas.sesuai",
        "sesuai.sesuai",
        ALASAN,
    )
    assert Riwayat.objects.filter(tabel="penilaian_pindahkalibrasi", objek_id=baris.pk).exists()


@pytest.mark.parametrize(
    ("menjadi", "alasan", "bidang"),
    [
        ("sesuai.sesuai", "Terlalu tinggi.", "alasan"),
        ("sesuai.sesuai", " " * 40, "alasan"),
        ("di_atas.sesuai", ALASAN, "menjadi"),
        ("istimewa.sesuai", ALASAN, "menjadi"),
    ],
)
def test_tanpa_alasan_atau_tanpa_tujuan_ditolak(
    k: DuniaKalibrasi, menjadi: str, alasan: str, bidang: str
) -> None:
    rapat = k.buka()
    with pytest.raises(GalatAturan) as galat:
        k.pindah(rapat, k.staf[0], menjadi, alasan=alasan)
    assert galat.value.bidang == bidang
    assert not PindahKalibrasi.objects.exists()


def test_beberapa_pemindahan_tersimpan_dan_ditarik_dari_yang_terakhir(k: DuniaKalibrasi) -> None:
    rapat = k.buka()
    satu = k.pindah(rapat, k.staf[0], "sesuai.sesuai")
    dua = k.pindah(rapat, k.staf[0], "sesuai.di_atas")
    assert (dua.asal_hasil, dua.asal_perilaku) == ("sesuai", "sesuai")
    with pytest.raises(GalatAturan, match="Tarik yang terakhir"):
        tarik(k, satu)
    assert tarik(k, dua).ditarik_oleh == tarik(k, dua).ditarik_oleh == k.pimpinan
    assert k.orang(k.staf[0]).pindah_id == satu.pk
    tarik(k, satu)
    orang = k.orang(k.staf[0])
    assert not orang.digeser and orang.pindah_id == 0
    assert PindahKalibrasi.objects.count() == 2, "yang ditarik tetap terbaca"
    assert Jejak.objects.filter(aksi="kalibrasi.ditarik").count() == 2


def test_yang_bukan_pimpinan_tidak_membuka_memindahkan_menarik_atau_menutup(k: DuniaKalibrasi) -> None:
    rapat = k.buka()
    baris = k.pindah(rapat, k.staf[0], "sesuai.sesuai")
    sekda = Pegawai.objects.get(nama="Sekda Utama")
    lain = dunia("Kota Lain")
    for orang in (k.kabid[0], k.staf[1], sekda, lain.pimpinan):
        with pytest.raises(TidakBerhak):
            kalibrasi.buka(
                periode_id=k.d.triwulan.pk, unit_id=k.d.dinas.pk, oleh=orang, sekarang=pabrik.SEKARANG
            )
        with pytest.raises(TidakBerhak):
            k.pindah(rapat, k.staf[1], "sesuai.sesuai", oleh=orang)
        with pytest.raises(TidakBerhak):
            tarik(k, baris, oleh=orang)
        with pytest.raises(TidakBerhak):
            tutup(k, rapat, oleh=orang)


def test_rapat_unit_dan_periode_instansi_lain_tidak_ada_baginya(k: DuniaKalibrasi) -> None:
    lain, rapat = dunia("Kota Lain"), k.buka()
    with pytest.raises(TidakBerhak):
        umum.periode_rapat(rapat.pk, oleh=lain.pimpinan)
    with pytest.raises(TidakBerhak):
        umum.terkunci(rapat.pk, oleh=lain.pimpinan, sekarang=pabrik.SEKARANG)
    asing = {"periode_id": k.d.triwulan.pk, "unit_id": lain.d.dinas.pk}
    # Unitnya sendiri, periodenya bukan: tanpa pagarnya rapat yang sudah terbuka itu diberikan kepadanya.
    Kalibrasi.objects.create(
        instansi=k.d.instansi, **asing, dibuka_pada=pabrik.SEKARANG, dibuka_oleh=lain.pimpinan
    )
    with pytest.raises(TidakBerhak):
        kalibrasi.buka(**asing, oleh=lain.pimpinan, sekarang=pabrik.SEKARANG)


def test_papan_memuat_yang_penilainya_di_bawah_pimpinan_saja(k: DuniaKalibrasi) -> None:
    PejabatPenilai.objects.create(
        pegawai=k.staf[1], penilai=Pegawai.objects.get(nama="Sekda Utama"), sejak=pabrik.AWAL, alasan="SP 1"
    )
    nilai(k.d, k.pimpinan, Pegawai.objects.get(nama="Sekda Utama"))
    isi = k.papan()
    assert {o.id for o in isi.orang} == {k.staf[0].pk, k.staf[2].pk}
    assert {o.id for o in isi.belum} == {k.staf[3].pk, *(b.pk for b in k.kabid)}
    rapat = k.buka()
    for siapa, kalimat in (
        (k.pimpinan, "tidak ada di papan"),
        (k.staf[1], "tidak ada di papan"),
        (k.staf[3], "belum ditetapkan"),
    ):
        with pytest.raises(GalatAturan, match=kalimat):
            k.pindah(rapat, siapa, "sesuai.sesuai", dilihat="1.0")


def test_yang_melihat_keadaan_lama_diberi_tahu_dan_kiriman_ulang_tidak_menggandakan(
    k: DuniaKalibrasi,
) -> None:
    rapat = k.buka()
    lama = k.orang(k.staf[0]).dilihat
    satu = k.pindah(rapat, k.staf[0], "sesuai.sesuai", dilihat=lama)
    assert k.pindah(rapat, k.staf[0], "sesuai.sesuai", dilihat=lama) == satu
    with pytest.raises(SudahBerubah, match="sudah berubah"):
        k.pindah(rapat, k.staf[0], "di_bawah.sesuai", dilihat=lama)
    Evaluasi.objects.filter(pegawai=k.staf[1]).update(versi=2, rating_hasil="sesuai")
    with pytest.raises(SudahBerubah):
        k.pindah(rapat, k.staf[1], "di_bawah.sesuai", dilihat="1.0")
    assert PindahKalibrasi.objects.count() == 1


def test_penilai_tidak_mengganti_rating_yang_dikalibrasi_sampai_ditarik(k: DuniaKalibrasi) -> None:
    pabrik.skp(k.d, k.staf[0])
    baris = k.pindah(k.buka(), k.staf[0], "sesuai.sesuai")
    argumen: dict[str, Any] = {
        "periode_id": k.d.triwulan.pk,
        "pegawai": k.staf[0],
        "rating_hasil": "di_bawah",
        "alasan_hasil": "Dihitung ulang.",
        "rating_perilaku": "sesuai",
        "alasan_perilaku": "",
        "umpan_balik": "Teruskan.",
        "versi": 1,
        "tetapkan": True,
        "oleh": k.kabid[0],
        "sekarang": pabrik.SEKARANG,
    }
    with pytest.raises(GalatAturan, match="rapat kalibrasi"):
        evaluasi.simpan(**argumen)
    assert evaluasi.simpan(**(argumen | {"rating_hasil": "di_atas"})).umpan_balik == "Teruskan."
    tarik(k, baris)
    assert evaluasi.simpan(**(argumen | {"versi": 2})).rating_hasil == "di_bawah"


def test_satu_cabang_satu_rapat_dan_perlu_penilai_lain(k: DuniaKalibrasi) -> None:
    assert k.buka() == k.buka(), "dibuka dua kali rapat yang sama"
    sekda = Pegawai.objects.get(nama="Sekda Utama")
    argumen = {"periode_id": k.d.triwulan.pk, "sekarang": pabrik.SEKARANG}
    with pytest.raises(GalatAturan, match="Dinas Satu masih terbuka"):
        kalibrasi.buka(unit_id=k.d.akar.pk, oleh=sekda, **argumen)
    with pytest.raises(GalatAturan, match="sudah mengadakan"):
        kalibrasi.buka(unit_id=k.bidang[0].pk, oleh=k.kabid[0], **argumen)
    tutup(k, Kalibrasi.objects.get())
    rapat = kalibrasi.buka(unit_id=k.d.akar.pk, oleh=sekda, **argumen)
    assert rapat.terbuka
    with pytest.raises(GalatAturan, match="Pemerintah Kota Uji sudah mengadakan"):
        k.buka()


def test_yang_menilai_sendirian_tidak_perlu_rapat(k: DuniaKalibrasi) -> None:
    with pytest.raises(GalatAturan, match="belum ada penilai lain"):
        kalibrasi.buka(
            periode_id=k.d.triwulan.pk,
            unit_id=k.bidang[0].pk,
            oleh=k.kabid[0],
            sekarang=pabrik.SEKARANG,
        )


def test_rapat_ditutup_beku_dan_menerbitkan_berita_acara(k: DuniaKalibrasi) -> None:
    rapat = k.buka()
    with pytest.raises(GalatAturan, match="penilai yang hadir"):
        tutup(k, rapat, hadir=[k.staf[0].pk])
    tarik(k, k.pindah(rapat, k.staf[1], "di_bawah.di_bawah"))
    baris = k.pindah(rapat, k.staf[0], "sesuai.sesuai")
    selesai = tutup(k, rapat, hadir=[b.pk for b in k.kabid], catatan="Bukti dibaca bersama.")
    assert tutup(k, rapat).naskah == selesai.naskah
    isi = selesai.naskah
    assert [h["nama"] for h in isi["hadir"]] == ["Kabid A", "Kabid B"]
    assert [(p["nama"], p["alasan"]) for p in isi["pindah"]] == [("Staf A1", ALASAN)]
    assert (isi["ditarik"], isi["orang"], isi["belum"]) == (1, 3, 3)
    assert (isi["sebaran"]["semula"]["baik"], isi["sebaran"]["kini"]["baik"]) == (3, 3)
    assert (
        isi["penilai"][0]["semula"]["hasil"]["di_atas"],
        isi["penilai"][0]["kini"]["hasil"]["di_atas"],
    ) == (
        2,
        1,
    )
    terbit = Dokumen.objects.get(jenis="kalibrasi", objek_id=rapat.pk)
    assert (terbit.nomor, terbit.sidik) == (isi["nomor"], selesai.sidik)
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        k.pindah(rapat, k.staf[1], "sesuai.sesuai")
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        tarik(k, baris)


def test_rapat_tanpa_perubahan_juga_berberita_acara(k: DuniaKalibrasi) -> None:
    rapat = tutup(k, k.buka())
    assert rapat.naskah["pindah"] == []
    isi = kalibrasi.cetak_berita_acara(Kalibrasi.objects.select_related("periode__instansi").get())
    assert isi.startswith(b"%PDF") and kalibrasi.nama_berkas(rapat).startswith("BAK-")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE penilaian_pindahkalibrasi SET alasan = 'Diganti diam-diam sesudahnya.'",
        "UPDATE penilaian_pindahkalibrasi SET menjadi_hasil = 'di_bawah'",
        "DELETE FROM penilaian_pindahkalibrasi",
        "DELETE FROM penilaian_kalibrasi",
    ],
)
def test_yang_tercatat_tidak_dapat_diganti_lewat_sql(k: DuniaKalibrasi, sql: str) -> None:
    k.pindah(k.buka(), k.staf[0], "sesuai.sesuai")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(sql)


def test_sesudah_rapat_ditutup_basis_data_menolak_penarikan_dan_naskah_baru(k: DuniaKalibrasi) -> None:
    rapat = k.buka()
    k.pindah(rapat, k.staf[0], "sesuai.sesuai")
    tutup(k, rapat)
    for sql in (
        "UPDATE penilaian_pindahkalibrasi SET ditarik_pada = now(), ditarik_oleh_id = dipindah_oleh_id",
        "UPDATE penilaian_kalibrasi SET naskah = '{}'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(sql)


def test_penutupan_memakai_yang_berlaku_dan_rincian_menyebut_asalnya(k: DuniaKalibrasi) -> None:
    rapat = k.buka()
    k.pindah(rapat, k.staf[0], "sesuai.sesuai", alasan="Salah langkah, ditarik sesudah dibaca.")
    k.pindah(rapat, k.staf[0], "di_bawah.sesuai")
    tarik(k, k.pindah(rapat, k.staf[1], "di_bawah.di_bawah"))
    k.pindah(rapat, k.staf[2], "sesuai.sesuai")
    k.pindah(rapat, k.staf[2], "di_atas.sesuai", alasan="Kembali ke rating penilainya sesudah bukti dibaca.")
    hasil = tutup_periode(k)
    satu = hasil[k.staf[0].pk]
    assert (satu.rating_hasil, satu.rating_perilaku, satu.predikat) == (
        "di_bawah",
        "sesuai",
        "butuh_perbaikan",
    )
    catatan = satu.rincian["evaluasi"]["kalibrasi"]
    assert catatan["dari"] == {"hasil": "di_atas", "perilaku": "sesuai"}
    assert catatan["menjadi"] == {"hasil": "di_bawah", "perilaku": "sesuai"}
    assert (catatan["alasan"], catatan["oleh"]["nama"]) == (ALASAN, k.pimpinan.nama_lengkap)
    assert satu.penilai_id == k.kabid[0].pk, "penilainya tetap yang menetapkan"
    for siapa in (k.staf[1], k.staf[2]):
        assert "kalibrasi" not in hasil[siapa.pk].rincian["evaluasi"], "tanpa beda tidak ada catatan"
        assert hasil[siapa.pk].rating_hasil == "di_atas"
    assert all(perbedaan(h) == [] for h in hasil.values())
    kalimat = [satu["uraian"] for satu in susun_nota(satu).langkah if satu["langkah"] == "kalibrasi"]
    assert kalimat == [
        "Rating dikalibrasi: hasil kerja dari Di Atas Ekspektasi menjadi Di Bawah Ekspektasi. "
        f"Alasan: {ALASAN.rstrip('.')}. Oleh {k.pimpinan.nama_lengkap}."
    ]


def test_tanda_objektivitas_memakai_rating_penilainya_sendiri(k: DuniaKalibrasi) -> None:
    k.pindah(k.buka(), k.staf[0], "di_bawah.sesuai")
    tutup_periode(k)
    per = {b.objek_id: b.ini for b in tabel(k.d.triwulan, Cakupan())}
    assert dict(per[k.kabid[0].pk].petak) == {("di_atas", "sesuai"): 2}


def test_dokumen_hasil_mencetak_kalibrasinya(k: DuniaKalibrasi) -> None:
    k.pindah(k.buka(), k.staf[0], "di_bawah.sesuai")
    satu = tutup_periode(k)[k.staf[0].pk]
    terbitkan_hasil([satu], sekarang=pabrik.SESUDAH)
    isi = data_cetak(satu, Dokumen.objects.get(jenis="hasil", objek_id=satu.pk))
    assert isi["kalibrasi"] == {
        "oleh": k.pimpinan.nama_lengkap,
        "alasan": ALASAN,
        "beda": [["Rating hasil kerja", "Di Atas Ekspektasi", "Di Bawah Ekspektasi"]],
    }
    assert all(cetak_hasil(satu, bentuk=b).startswith(b"%PDF") for b in Bentuk)


def test_sesudah_periode_ditutup_papan_tetap_tetapi_berita_acara_masih_dapat_terbit(
    k: DuniaKalibrasi,
) -> None:
    rapat = k.buka()
    baris = k.pindah(rapat, k.staf[0], "sesuai.sesuai")
    tutup_periode(k)
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        k.pindah(rapat, k.staf[1], "sesuai.sesuai")
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        tarik(k, baris)
    assert not tutup(k, rapat).terbuka


def test_periode_dibuka_kembali_hanya_menulis_yang_kalibrasinya_berubah(k: DuniaKalibrasi) -> None:
    rapat = k.buka()
    k.pindah(rapat, k.staf[0], "sesuai.sesuai")
    lama = tutup_periode(k)
    nanti = pabrik.SESUDAH + timedelta(days=3)
    usul = penutupan.ajukan_buka(
        periode=k.d.triwulan,
        alasan="Realisasi Dinas Satu tertukar saat impor.",
        tutup_pada=nanti + timedelta(days=10),
        oleh=pabrik.admin(k.d),
        sekarang=nanti,
    )
    penutupan.setujui_buka(usul=usul, oleh=pabrik.admin(k.d, k.kabid[0]), sekarang=nanti)
    k.d.triwulan.refresh_from_db()
    k.pindah(rapat, k.staf[1], "sesuai.di_atas")
    tutup_periode(k)
    versi = dict(Hasil.objects.filter(periode=k.d.triwulan, versi=2).values_list("pegawai_id", "predikat"))
    assert versi == {k.staf[1].pk: "baik"}
    assert lama[k.staf[0].pk].rincian["evaluasi"]["kalibrasi"]["menjadi"]["hasil"] == "sesuai"


def test_putusan_keberatan_menetapkan_lagi_di_atas_kalibrasi(k: DuniaKalibrasi) -> None:
    k.pindah(k.buka(), k.staf[0], "sesuai.sesuai")
    hasil = tutup_periode(k)[k.staf[0].pk]
    rincian, hitungan = terapkan(hasil.rincian, Perubahan(rating_hasil=Rating.DI_BAWAH))
    assert rincian["rating"]["hasil"] == "di_bawah" and hitungan.predikat == "butuh_perbaikan"
    assert rincian["evaluasi"]["kalibrasi"] == hasil.rincian["evaluasi"]["kalibrasi"], "sejarahnya tetap"
