"""Meja penilai: banyaknya tindakan, umpan balik per RHK dan nilai, ketikan yang tidak hilang, dan kurva tim."""

import re
from datetime import timedelta
from decimal import Decimal
from html.parser import HTMLParser

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from indikator.models import RHK, Realisasi
from inti.models import Draf
from mutu.catat import catat
from penilaian.models import ButirUmpanBalik, CatatanPenilai, Evaluasi
from penilaian.queries.menilai_kurva import kurva_meja
from penilaian.rules.umpan_rhk import CONTOH_NILAI
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db
SATU = "Antrean akta turun dari tiga hari menjadi satu hari sejak loket dibagi dua."


@pytest.fixture(autouse=True)
def _jam():
    with time_machine.travel(pabrik.SEKARANG, tick=False):
        yield


@pytest.fixture
def d() -> pabrik.Dunia:
    """Dua orang; yang pertama lima target pada dua RHK, capaiannya 120 sehingga usulnya di atas."""
    d = pabrik.dunia(staf=2)
    for siapa in d.staf:
        s = pabrik.skp(d, siapa, {}, {}, {}, {}, {})
        s.indikator.filter(urutan__gt=2).update(rhk=RHK.objects.create(skp=s, teks="Arsip tertata", urutan=1))
        for i in s.indikator.all():
            pabrik.lapor(
                d, i, Decimal("120"), diajukan_pada=pabrik.SEKARANG - timedelta(days=1), diajukan_oleh=siapa
            )
    return d


@pytest.fixture
def kepala(client: Client, d: pabrik.Dunia) -> Client:
    client.force_login(d.kepala)
    return client


def alamat(d: pabrik.Dunia, nomor: int = 0) -> str:
    return reverse("penilaian:menilai_orang", args=[d.triwulan.pk, d.staf[nomor].pk])


class Kendali(HTMLParser):
    """Kendali formulir rating, termasuk yang di luar unsurnya dengan form="f-rating"."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.di_dalam, self.wajib, self.isian, self.tombol = False, set(), {}, []
        self.feed(html)

    def handle_starttag(self, tag: str, daftar: list[tuple[str, str | None]]) -> None:
        a = dict(daftar)
        if tag == "form":
            self.di_dalam = a.get("id") == "f-rating"
        if not (self.di_dalam or a.get("form") == "f-rating"):
            return
        if tag in ("input", "textarea", "select") and a.get("name"):
            if "required" in a:
                self.wajib.add(a["name"])
            if a.get("type") != "radio" or "checked" in a:
                self.isian[a["name"]] = a.get("value", "")
        elif tag == "button":
            self.tombol.append(a.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.di_dalam = False


def test_lima_target_dinilai_dengan_tiga_tindakan_dan_paling_banyak_delapan(
    kepala: Client, d: pabrik.Dunia
) -> None:
    """Yang dihitung: tiap kendali yang disentuh dan tiap tombol; halaman berikutnya sudah orang berikutnya."""
    kendali = Kendali(kepala.get(alamat(d)).content.decode())
    assert kendali.wajib == {"rating_hasil", "rating_perilaku"}
    sentuh = {"rating_hasil": "di_atas", "rating_perilaku": "sesuai"}
    jawaban = kepala.post(alamat(d), kendali.isian | sentuh | {"aksi": "tetapkan"})
    assert jawaban.url == alamat(d, 1) and Evaluasi.objects.get().status == "ditetapkan"
    assert len(sentuh) + 1 == 3
    # Terberat: rating berbeda dari usul dengan alasan, umpan balik umum, satu RHK dan satu nilai.
    kendali = Kendali(kepala.get(alamat(d, 1)).content.decode())
    rhk = next(n for n in kendali.isian if n.startswith("rhk_"))
    sentuh = {
        "rating_hasil": "sesuai",
        "alasan_hasil": "Dua laporan dikerjakan bersama tim lain.",
        "rating_perilaku": "sesuai",
        "umpan_balik": "Lanjutkan cara kerja ini.",
        rhk: SATU,
        "nilai_adaptif": "Cara mencatat yang baru Anda coba lebih dahulu daripada unit lain.",
    }
    diterima = kepala.post(alamat(d, 1), kendali.isian | sentuh | {"aksi": "tetapkan"}).status_code == 302
    lulus = diterima and len(sentuh) + 1 <= 8
    catat("U27", f"lima target: 3 tindakan, kasus terberat {len(sentuh) + 1}", lulus=lulus)
    assert lulus
    assert Evaluasi.objects.filter(status="ditetapkan").count() == 2 and ButirUmpanBalik.objects.count() == 2


def test_halaman_memuat_rhk_nilai_catatan_dan_jalan_pintas_dan_hanya_catatan_sendiri(
    kepala: Client, d: pabrik.Dunia
) -> None:
    for oleh, teks in ((d.kepala, "Catatan kepala sendiri"), (d.staf[1], "Catatan orang lain")):
        CatatanPenilai.objects.create(
            instansi=d.instansi,
            pegawai=d.staf[0],
            rhk_nomor=d.staf[0].skp.get().rhk.first().pk,
            tanggal=pabrik.SEKARANG.date(),
            teks=teks,
            ditulis_pada=pabrik.SEKARANG,
            ditulis_oleh=oleh,
        )
    d.staf[0].skp.update(ekspektasi={"harmonis": "Dengarkan petugas loket."})
    isi = kepala.get(alamat(d)).content.decode()
    for kata in (
        "Layanan berjalan",
        "Arsip tertata",
        "Kolaboratif",
        "Dengarkan petugas loket.",
        "Catatan kepala sendiri",
        "Orang berikutnya: Staf 2",
        'href="#h-rating"',
        f'data-draf="menilai:{d.triwulan.pk}:{d.staf[0].pk}"',
        "Mulai dari contoh",
    ):
        assert kata in isi, kata
    assert "Catatan orang lain" not in isi
    kotak = re.findall(r'<textarea[^>]*name="(?:rhk|nilai)_[^>]*>', isi)
    assert len(kotak) == 2 + 7 and all('form="f-rating"' in satu for satu in kotak)
    assert isi.index('id="h-rating"') < isi.index('id="kurva"'), "di telepon kurva paling akhir"


def test_menyisipkan_contoh_tanpa_skrip_tidak_menyimpan_dan_mempertahankan_ketikan(
    kepala: Client, d: pabrik.Dunia
) -> None:
    kirim = {
        "aksi": "contoh:nilai_loyal:sesuai",
        "umpan_balik": "Sedang kuketik",
        "rating_hasil": "di_bawah",
        "versi": "",
    }
    isi = kepala.post(alamat(d), kirim | {"nilai_loyal": "Awal kalimat saya."}).content.decode()
    assert "Sedang kuketik" in isi and "Awal kalimat saya." in isi
    assert CONTOH_NILAI["loyal"][1].teks in isi and "Galat:" not in isi
    assert re.search(r'value="di_bawah"[^>]*checked', isi) or re.search(r'checked[^>]*value="di_bawah"', isi)
    assert re.search(r'<textarea[^>]*name="nilai_loyal"[^>]*autofocus', isi)
    assert not Evaluasi.objects.exists()
    for asing in ("contoh:nilai_lain:sesuai", "contoh:rhk_99:sesuai", "contoh:nilai_loyal:hebat", "contoh"):
        assert kepala.post(alamat(d), kirim | {"aksi": asing}).status_code in (200, 302)


def test_contoh_yang_belum_disunting_disimpan_sebagai_draf_lalu_ditolak_saat_menetapkan_di_kotaknya(
    kepala: Client, d: pabrik.Dunia
) -> None:
    contoh = CONTOH_NILAI["loyal"][0].teks
    isian = {"rating_hasil": "di_atas", "rating_perilaku": "sesuai", "versi": "0", "nilai_loyal": contoh}
    isi = kepala.post(alamat(d), isian | {"aksi": "draf"}, follow=True).content.decode()
    assert "Draf rating" in isi and "Sebelum ditetapkan: Ganti [contoh peristiwa]" in isi
    isi = kepala.post(
        alamat(d), isian | {"aksi": "tetapkan", "versi": "1", "umpan_balik": "Terus."}
    ).content.decode()
    assert "<title>Galat:" in isi and 'href="#id_nilai_loyal"' in isi and "Terus." in isi
    assert re.search(r'id="umpan-nilai_loyal" open', isi), "kotak yang bergalat tidak terlipat"
    assert Evaluasi.objects.get().status == "draf"


def test_jendela_kedua_yang_tertinggal_melihat_kedua_tulisan_dan_ketikannya_tidak_hilang(
    kepala: Client, d: pabrik.Dunia
) -> None:
    isian = {"rating_hasil": "", "rating_perilaku": "", "versi": "0", "aksi": "draf"}
    kepala.post(alamat(d), isian | {"nilai_loyal": "Tulisan jendela satu."})
    isi = kepala.post(alamat(d), isian | {"nilai_loyal": "Tulisan jendela dua."}).content.decode()
    assert "sudah disimpan dari jendela" in isi
    assert "Tulisan jendela satu." in isi and "Tulisan jendela dua." in isi
    assert ButirUmpanBalik.objects.get().teks == "Tulisan jendela satu."


def test_ketikan_yang_tersimpan_sendiri_selesai_begitu_ratingnya_disimpan(
    kepala: Client, d: pabrik.Dunia
) -> None:
    kunci, utas = f"menilai:{d.triwulan.pk}:{d.staf[0].pk}", "a" * 32
    draf = Draf.objects.create(
        pemilik_id=d.kepala.pk,
        instansi_id=d.instansi.pk,
        kunci=kunci,
        utas=utas,
        penulis="b" * 32,
        langkah=1,
        versi=1,
        dasar="0",
        isi={"umpan_balik": ["x"]},
        disimpan=pabrik.SEKARANG,
    )
    isian = {"rating_hasil": "", "rating_perilaku": "", "versi": "0", "aksi": "draf"}
    kepala.post(alamat(d), isian | {"draf_kunci_id": kunci, "draf_utas_id": utas})
    draf.refresh_from_db()
    assert draf.selesai


def test_kurva_memberi_tanda_bila_capaian_unit_rendah_dan_semua_sangat_baik_tanpa_menghalangi(
    kepala: Client, d: pabrik.Dunia
) -> None:
    pabrik.lapor(d, pabrik.skp(d, d.kepala).indikator.get(), Decimal("75"))
    for siapa in (pabrik.tambah_staf(d, f"Tambahan {n}") for n in range(3)):
        pabrik.nilai(d, siapa, "di_atas", "di_atas")
    isi = kepala.get(alamat(d)).content.decode()
    assert "Capaian unit 75,00" in isi and "setara Butuh Perbaikan" in isi
    assert "jauh lebih tinggi daripada capaian unit" in isi and "bukan batas" in isi
    assert "Sebaran tim perlu dilihat" in isi
    kendali = Kendali(isi)
    lanjut = kepala.post(
        alamat(d),
        kendali.isian | {"rating_hasil": "di_atas", "rating_perilaku": "di_atas", "aksi": "tetapkan"},
    )
    assert lanjut.status_code == 302, "tanda tidak pernah menghalangi"


def test_sebaran_penilai_lain_tertutup_sampai_cukup_banyak_dan_beragam(d: pabrik.Dunia) -> None:
    penilai = [pabrik.tambah_staf(d, f"Kepala bidang {n}") for n in range(2)]

    def tambah(banyak: int, hasil: str) -> None:
        for n in range(banyak):
            satu = pabrik.nilai(d, pabrik.tambah_staf(d, f"{hasil} {n}"), hasil)
            Evaluasi.objects.filter(pk=satu.pk).update(ditetapkan_oleh=penilai[n % 2])

    def unit() -> tuple[int, ...]:
        return kurva_meja(penilai=d.kepala, periode=d.triwulan, sekarang=pabrik.SEKARANG).unit

    tambah(9, "sesuai")
    assert unit() == (), "kurang dari sepuluh"
    tambah(1, "di_atas")
    assert unit() == (), "sepuluh orang, semuanya Baik: hasil tiap orang terbaca"
    tambah(5, "di_bawah")
    assert unit() == (0, 0, 30, 70, 0)
    Evaluasi.objects.update(ditetapkan_oleh=penilai[0])
    assert unit() == (), "satu penilai lain saja"


@pytest.fixture
def kualitatif(d: pabrik.Dunia) -> list[int]:
    """Orang ketiga dengan dua indikator kualitatif yang sudah dilaporkan; id indikatornya."""
    siapa = pabrik.tambah_staf(d, "Rina Kualitatif")
    d.staf.append(siapa)
    isi = {"polaritas": "kualitatif", "kriteria": "Pedoman dipakai seluruh bidang.", "satuan": ""}
    s = pabrik.skp(d, siapa, isi, isi)
    s.pendekatan = "kualitatif"
    s.save()
    for i in s.indikator.all():
        pabrik.lapor(
            d,
            i,
            status="diajukan",
            keterangan="Dipakai lima bidang.",
            diajukan_pada=pabrik.SEKARANG,
            diajukan_oleh=siapa,
        )
    return list(s.indikator.order_by("urutan").values_list("pk", flat=True))


def isian_kualitatif(ids: list[int], **lain: str) -> dict[str, str]:
    isi = {"rating_hasil": "di_atas", "rating_perilaku": "sesuai", "versi": "0", "aksi": "tetapkan"}
    for i in ids:
        isi |= {
            f"ik_{i}": "di_atas",
            f"ik_{i}_alasan": "Dipakai lima bidang sejak Mei.",
            f"ik_{i}_versi": "1",
        }
    return isi | lain


def test_semua_indikator_kualitatif_diberi_rating_bersama_evaluasinya(
    kepala: Client, d: pabrik.Dunia, kualitatif: list[int]
) -> None:
    kendali = Kendali(kepala.get(alamat(d, 2)).content.decode())
    assert {f"ik_{i}_alasan" for i in kualitatif} <= set(kendali.isian)
    assert kepala.post(alamat(d, 2), isian_kualitatif(kualitatif)).status_code == 302
    assert set(Realisasi.objects.filter(indikator__in=kualitatif).values_list("rating", "status")) == {
        ("di_atas", "disetujui")
    }
    satu = Evaluasi.objects.get(pegawai=d.staf[2])
    assert (satu.status, satu.usulan_hasil) == ("ditetapkan", "di_atas"), (
        "usul dihitung sesudah indikatornya dinilai"
    )
    assert kepala.post(alamat(d, 2), isian_kualitatif(kualitatif)).status_code == 302, (
        "kiriman ulang diterima"
    )


def test_tiap_rating_berarti_dan_bercontoh_satu_ketukan_tanpa_skrip(
    kepala: Client, d: pabrik.Dunia, kualitatif: list[int]
) -> None:
    """Hasil kerja, perilaku, dan tiap indikator kualitatif: satu lipatan yang tidak di dalam lipatan lain."""
    isi = kepala.get(alamat(d, 2)).content.decode()
    lipatan = re.findall(r"<summary[^>]*>Arti dan contoh tiap rating.*?</dl></details>", isi, re.DOTALL)
    lengkap = sum(
        len(re.findall(r"<dt>[^<]{5,}</dt><dd>[^<]{20,}<span[^>]*>Contoh: [^<]{20,}</span></dd>", satu))
        for satu in lipatan
    )
    tangga = 3 * (2 + len(kualitatif))
    catat("U29", f"rating: {lengkap} dari {tangga} anak tangga, 1 ketukan", lulus=lengkap == tangga)
    assert lengkap == tangga
    for satu in lipatan:
        depan = isi[: isi.index(satu)]
        assert depan.count("<details") - depan.count("</details>") == 1, "bukan lipatan di dalam lipatan"


def test_satu_yang_ditolak_tidak_menyimpan_apa_pun_dan_ketikannya_tetap(
    kepala: Client, d: pabrik.Dunia, kualitatif: list[int]
) -> None:
    satu, dua = kualitatif
    for ubah, kata in (
        ({f"ik_{dua}_alasan": ""}, "Tulis alasannya, supaya pegawai tahu."),
        ({f"ik_{dua}": ""}, "Pilih salah satu dari ketiganya."),
        ({f"ik_{dua}_versi": "0"}, "berubah"),
        ({"rating_hasil": "sesuai"}, "Rating ini berbeda dari usulnya."),
        ({"nilai_loyal": CONTOH_NILAI["loyal"][0].teks}, "Ganti [contoh peristiwa]"),
    ):
        isi = kepala.post(alamat(d, 2), isian_kualitatif(kualitatif, **ubah)).content.decode()
        assert "<title>Galat:" in isi and kata in isi and "Dipakai lima bidang sejak Mei." in isi, kata
        assert not Realisasi.objects.exclude(rating="").exists() and not Evaluasi.objects.exists(), kata
    lapor = Realisasi.objects.get(indikator_id=satu)
    Realisasi.objects.filter(pk=lapor.pk).update(
        versi=4,
        rating="sesuai",
        status="disetujui",
        alasan_rating="Tab lain.",
        diputus_pada=pabrik.SEKARANG,
        diputus_oleh=d.kepala,
    )
    isi = kepala.post(alamat(d, 2), isian_kualitatif(kualitatif)).content.decode()
    assert "Yang tersimpan saat ini:" in isi and "Tab lain." in isi
    assert re.search(rf'name="ik_{satu}_versi" value="4"', isi), (
        "tekan sekali lagi menyimpan di atas yang terbaru"
    )
