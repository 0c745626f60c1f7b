"""Katalog pulang-pergi lewat lembar kerja: tidak diubah berarti tetap, dan versi yang dipakai tidak pernah berubah."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from indikator.models import Indikator
from indikator.rules.lembar_katalog import KATALOG, Kelompok, baca_jangkauan, tulis_jangkauan
from indikator.services import katalog
from indikator.services.katalog import MasukanJangkauan
from indikator.services.katalog.impor import AdaptorKatalog
from inti.galat import TidakBerhak
from inti.models import Impor
from inti.services import impor
from inti.services.tulis_lembar import LembarTulis, tulis_xlsx
from kepegawaian.models import Jabatan
from kepegawaian.permissions import akses
from kepegawaian.queries.impor import kolom_tulis
from tests.indikator import pabrik

ADAPTOR = AdaptorKatalog()
SEKARANG = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


@pytest.fixture
def p(transactional_db: None) -> pabrik.Pemda:
    """Mesin impor bekerja di luar transaksi, seperti di pekerja latar."""
    return pabrik.pemda()


def jabatan(p: pabrik.Pemda, nama: str) -> int:
    return Jabatan.objects.get(instansi=p.instansi, nama=nama).pk


def isi_katalog(p: pabrik.Pemda) -> list[Indikator]:
    def tambah(nama: str, unit: Any, jangkauan: list[MasukanJangkauan], **lain: Any) -> Indikator:
        isian = {
            "satuan": "%",
            "polaritas": "maksimal",
            "aspek": "kualitas",
            "target_acuan": Decimal("95.50"),
        }
        return katalog.tambah(
            instansi=p.instansi,
            unit=unit,
            nama=nama,
            jangkauan=jangkauan,
            oleh=None,
            sekarang=SEKARANG,
            **(isian | lain),
        )

    puskesmas = MasukanJangkauan(unit_id=p.puskesmas.pk, jenis_jabatan="fungsional")
    return [
        tambah("=Cakupan KIA", p.dinkes, [puskesmas], definisi="Baris satu\nbaris dua"),
        tambah("Lama layanan", p.dukcapil, [], polaritas="minimal", target_acuan=Decimal("2.5")),
        tambah(
            "Kepadatan loket",
            p.dukcapil,
            [
                MasukanJangkauan(jabatan_id=jabatan(p, "Pranata Komputer Ahli Pertama")),
                MasukanJangkauan(jenis_jabatan="pelaksana"),
            ],
            polaritas="rentang",
            target_acuan=None,
            bawah_acuan=Decimal(1),
            atas_acuan=Decimal(4),
        ),
    ]


def pakai(p: pabrik.Pemda, satu: Indikator) -> None:
    """Satu SKP memakai indikator katalog itu."""
    pabrik.skp(p, p.ratna, pabrik.tahun(p), satu)


def ekspor(p: pabrik.Pemda, oleh: Any = None) -> list[dict[str, Any]]:
    """Isi ekspor menurut nama kolom, persis seperti di berkasnya."""
    oleh = oleh or p.admin
    milik = akses(oleh, pada=SEKARANG.date())
    baris = ADAPTOR.ekspor(milik, impor.Lingkup(p.instansi.pk, oleh, SEKARANG))
    return [dict(zip((k.nama for k in KATALOG), sel, strict=True)) for sel in baris]


def buku(baris: list[dict[str, Any]]) -> bytes:
    isi = [[b.get(k.nama) for k in KATALOG] for b in baris]
    with tulis_xlsx([LembarTulis("Katalog", kolom_tulis(KATALOG), isi)]) as berkas:
        return berkas.read()


def unggah(p: pabrik.Pemda, baris: list[dict[str, Any]], oleh: Any = None) -> Impor:
    kiriman = SimpleUploadedFile("katalog.xlsx", buku(baris))
    satu = impor.unggah(adaptor=ADAPTOR, kiriman=kiriman, oleh=oleh or p.admin, sekarang=SEKARANG)
    return kerjakan(satu)


def kerjakan(satu: Impor) -> Impor:
    impor.kerjakan(impor_id=satu.pk, adaptor={"katalog": ADAPTOR}, sekarang=SEKARANG)
    satu.refresh_from_db()
    return satu


def terapkan(p: pabrik.Pemda, satu: Impor) -> Impor:
    impor.minta_terapkan(impor=satu, adaptor=ADAPTOR, oleh=p.admin, sekarang=SEKARANG)
    return kerjakan(satu)


def batalkan(p: pabrik.Pemda, satu: Impor) -> Impor:
    impor.minta_batalkan(impor=satu, adaptor=ADAPTOR, oleh=p.admin, sekarang=SEKARANG)
    return kerjakan(satu)


def potret() -> list[Any]:
    kolom = [f.attname for f in Indikator._meta.concrete_fields]
    return [
        list(Indikator.objects.order_by("pk").values_list(*kolom)),
        sorted(
            Indikator.objects.values_list(
                "pk", "jangkauan__jabatan", "jangkauan__unit", "jangkauan__jenis_jabatan"
            ),
            key=str,
        ),
    ]


def hitung(satu: Impor) -> tuple[int, int, int, int]:
    return satu.baru, satu.berubah, satu.sama, satu.ditolak


def test_ekspor_yang_tidak_diubah_tidak_mengubah_apa_pun(p: pabrik.Pemda) -> None:
    isi_katalog(p)
    assert hitung(unggah(p, ekspor(p))) == (0, 0, 3, 0)


def test_tiga_sel_diubah_satu_baris_baru_lalu_dibatalkan_persis(p: pabrik.Pemda) -> None:
    semula = isi_katalog(p)
    sebelum = potret()
    baris = ekspor(p)
    menurut = {b["nama"]: b for b in baris}
    menurut["Lama layanan"] |= {"target_acuan": Decimal(2), "sumber_data": "SIAK"}
    menurut["Kepadatan loket"]["jangkauan"] = "jenis=pelaksana + unit=Bidang Pencatatan Sipil"
    baris.append(
        {
            "dinas": "Dinas Kesehatan",
            "nama": "Kepatuhan cuci tangan",
            "satuan": "%",
            "polaritas": "Makin besar makin baik",
            "aspek": "Kualitas",
            "target_acuan": Decimal(85),
            "jangkauan": "jabatan=perawat terampil",
        }
    )
    satu = unggah(p, baris)
    assert hitung(satu) == (1, 2, 1, 0), list(satu.baris.values_list("kunci", "catatan"))
    banding = {(b.kunci, x[0]) for b in satu.baris.filter(keadaan="berubah") for x in b.banding}
    assert {kolom for _, kolom in banding} == {"Target acuan", "Sumber data", "Jangkauan"}
    assert terapkan(p, satu).status == Impor.Status.DITERAPKAN
    lama, baru = Indikator.objects.get(pk=semula[1].pk), Indikator.objects.get(nama="Kepatuhan cuci tangan")
    assert (lama.target_acuan, lama.sumber_data, lama.versi) == (Decimal(2), "SIAK", 1)
    assert [j.jabatan_id for j in baru.jangkauan.all()] == [jabatan(p, "Perawat Terampil")]
    assert hitung(unggah(p, ekspor(p)))[2:] == (4, 0)
    impor.tinggalkan(impor=Impor.objects.latest("pk"), adaptor=ADAPTOR, oleh=p.admin, sekarang=SEKARANG)
    assert batalkan(p, satu).status == Impor.Status.DIBATALKAN
    assert potret() == sebelum


def test_yang_sudah_dipakai_menjadi_versi_baru_dan_pembatalan_menghidupkan_yang_lama(p: pabrik.Pemda) -> None:
    semula = isi_katalog(p)[1]
    pakai(p, semula)
    sebelum = potret()
    baris = ekspor(p)
    next(b for b in baris if b["nama"] == "Lama layanan")["nama"] = "Lama layanan KTP"
    satu = terapkan(p, unggah(p, baris))
    semula.refresh_from_db()
    baru = Indikator.objects.get(nama="Lama layanan KTP")
    assert (semula.nama, semula.aktif, baru.versi, baru.aktif) == ("Lama layanan", False, 2, True)
    assert batalkan(p, satu).status == Impor.Status.DIBATALKAN
    assert potret() == sebelum


def test_pembatalan_ditolak_bila_sudah_dipakai(p: pabrik.Pemda) -> None:
    isi_katalog(p)
    baris = ekspor(p)
    next(b for b in baris if b["nama"] == "Lama layanan")["satuan"] = "jam"
    satu = terapkan(p, unggah(p, baris))
    pakai(p, Indikator.objects.get(nama="Lama layanan"))
    batal = batalkan(p, satu)
    assert batal.status == Impor.Status.DITERAPKAN and "Lama layanan" in batal.sebab


@pytest.mark.parametrize(
    ("ubah", "kolom", "pesan"),
    [
        ({"dinas": "Dinas Antariksa"}, "Perangkat daerah", "tidak ada"),
        ({"dinas": "Bidang Pencatatan Sipil"}, "Perangkat daerah", "Katalog dimiliki perangkat daerah"),
        ({"kode": "IND-999"}, "Kode", "Kosongkan untuk indikator baru"),
        ({"nama": "kepadatan LOKET"}, "Nama", "sudah ada di baris"),
        ({"polaritas": "naik-naik"}, "Arah", ""),
        ({"target_acuan": Decimal(-3)}, "Target acuan", ""),
        ({"target_acuan": Decimal(0), "polaritas": "Makin besar makin baik"}, "Target acuan", "lebih dari 0"),
        ({"bawah_acuan": Decimal(1)}, "Batas bawah", "Di dalam rentang"),
        ({"jangkauan": "perawat"}, "Jangkauan", "belum dapat dibaca"),
        ({"jangkauan": "jabatan=Astronaut"}, "Jangkauan", "Astronaut"),
        ({"jangkauan": "unit=Puskesmas Bulan"}, "Jangkauan", "tidak ada"),
        ({"jangkauan": "jenis=A + jenis=B"}, "Jangkauan", "dua kali"),
        ({"satuan": ""}, "Satuan", ""),
    ],
)
def test_baris_keliru_disebut_kolomnya_dan_menahan_semuanya(
    p: pabrik.Pemda, ubah: dict[str, Any], kolom: str, pesan: str
) -> None:
    isi_katalog(p)
    baris = ekspor(p)
    next(b for b in baris if b["nama"] == "Lama layanan").update(ubah)
    satu = unggah(p, baris)
    assert satu.ditolak >= 1
    catatan = [c for b in satu.baris.filter(keadaan="ditolak") for c in b.catatan]
    assert any(c["kolom"] == kolom and pesan in c["pesan"] for c in catatan), catatan


def test_admin_dinas_hanya_menyentuh_dinasnya(p: pabrik.Pemda) -> None:
    isi_katalog(p)
    admin = p.admin_dukcapil
    milik = ekspor(p, admin)
    assert {b["nama"] for b in milik} == {"Lama layanan", "Kepadatan loket"}
    assert hitung(unggah(p, ekspor(p), admin)) == (0, 0, 2, 1)
    with pytest.raises(TidakBerhak):
        unggah(p, milik, p.ratna)


def test_impor_katalog_orang_lain_tidak_diterapkan_yang_tidak_berhak(p: pabrik.Pemda) -> None:
    isi_katalog(p)
    milik = unggah(p, ekspor(p))
    for oleh in (p.ratna, p.admin_dukcapil, pabrik.pemda("Kota Lain").admin):
        with pytest.raises(TidakBerhak):
            impor.tinggalkan(impor=milik, adaptor=ADAPTOR, oleh=oleh, sekarang=SEKARANG)


def test_jangkauan_tertulis_baku_dan_terbaca_kembali() -> None:
    kelompok = [Kelompok(jenis="Pelaksana", unit="Dinas Kesehatan / Puskesmas A"), Kelompok(jabatan="Bidan")]
    teks = tulis_jangkauan(kelompok)
    assert teks == "jabatan=Bidan; jenis=Pelaksana + unit=Dinas Kesehatan / Puskesmas A"
    assert set(baca_jangkauan(teks)) == set(kelompok)
    assert tulis_jangkauan(baca_jangkauan("  JENIS = Pelaksana ;; ")) == "jenis=Pelaksana"
    assert baca_jangkauan("") == []
