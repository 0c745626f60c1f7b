"""Halaman hasil: siapa membaca apa, dan nota yang dapat ditelusuri."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from inti.models import Dokumen, Jejak
from kepegawaian.models import Peran
from mutu.catat import catat
from penilaian.models import Hasil, TandaBaca
from penilaian.services import cetak, dokumen, penutupan
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def jam() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(pabrik.SESUDAH + timedelta(hours=1), tick=False) as jalan:
        yield jalan


@pytest.fixture
def d() -> pabrik.Dunia:
    d = pabrik.dunia(staf=5)
    s = pabrik.skp(d, d.staf[0], {"bobot": 60}, {"bobot": 40, "polaritas": "minimal", "target": 10})
    satu, dua = s.indikator.order_by("kode")
    pabrik.lapor(d, satu, Decimal("95"))
    pabrik.lapor(d, dua, Decimal("8"))
    pabrik.jawab(d, d.staf[0], d.kepala, "atasan", 4)
    for nomor, nilai in ((1, 2), (2, 3), (3, 5)):
        pabrik.jawab(d, d.staf[0], d.staf[nomor], "rekan", nilai)
    pabrik.jawab(d, d.staf[0], d.staf[4], "bawahan", 1)
    pabrik.nilai(
        d, d.staf[0], "di_atas", "sesuai", usulan_hasil="sesuai", alasan_hasil="Menyusun <b>cara</b> baru."
    )
    satu_lagi = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu_lagi.pk, sekarang=pabrik.SESUDAH)
    return d


def hasil(d: pabrik.Dunia, nomor: int = 0) -> Hasil:
    return Hasil.objects.get(pegawai=d.staf[nomor])


def alamat(nama: str, milik: Hasil) -> str:
    return reverse(f"penilaian:{nama}", args=[milik.pk])


def bagian_nota(isi: str) -> list[list[tuple[str, Decimal]]]:
    """Tiap bagian nota yang tampil: (jenis baris, nilai) menurut urutannya; baris tanpa angka dilewati."""
    nota = re.search(r'<table class="nota">.*?</table>', isi, re.DOTALL)
    assert nota is not None
    return [
        [
            (jenis or "", Decimal(nilai.replace(".", "").replace(",", ".")))
            for jenis, nilai in re.findall(
                r'<tr(?: class="(\w+)")?><th scope="row">.*?<td>(-?[\d.]+,\d+)</td></tr>', bagian, re.DOTALL
            )
        ]
        for bagian in re.findall(r"<tbody>(.*?)</tbody>", nota[0], re.DOTALL)
    ]


def test_tiap_jumlah_di_nota_dihitung_ulang_dari_baris_yang_tampil(client: Client, d: pabrik.Dunia) -> None:
    client.force_login(d.staf[0])
    beranda = client.get("/").content.decode()
    halaman = client.get(alamat("hasil_rinci", hasil(d))).content.decode()
    jumlah, beda = 0, []
    for baris in bagian_nota(halaman):
        hitung = Decimal(0)
        for jenis, nilai in baris:
            if jenis in {"jumlah", "total"}:
                jumlah += 1
                # Tiap baris dibulatkan dua desimal untuk layar.
                if abs(hitung - nilai) > Decimal("0.005") * (len(baris) + 1):
                    beda.append((hitung, nilai))
            else:
                hitung += nilai
    satu_ketukan = f'href="{alamat("hasil_rinci", hasil(d))}"' in beranda and "Mengapa nilai ini?" in beranda
    catat(
        "U30",
        f"{jumlah - len(beda)} dari {jumlah} jumlah sama; dari beranda {1 if satu_ketukan else '> 1'} ketukan",
        lulus=not beda and jumlah >= 2 and satu_ketukan,
    )
    assert not beda and jumlah >= 2
    assert satu_ketukan


def test_hasil_saya_membuka_yang_terbaru_dengan_nota(client: Client, d: pabrik.Dunia) -> None:
    client.force_login(d.staf[0])
    jawaban = client.get(reverse("penilaian:hasil"), follow=True)
    isi = jawaban.content.decode()
    for kata in (
        "Mengapa nilai saya sekian?",
        "95 : 100 × 100 = 95,00",
        "× 60 %",
        "57,00",
        "rata-rata 3,33 dari 5",
    ):
        assert kata in isi
    assert "Menyusun &lt;b&gt;cara&lt;/b&gt; baru." in isi
    assert hasil(d).rincian["nomor"] in isi and hasil(d).sidik in isi


def test_kelompok_di_bawah_jumlah_minimum_tidak_menampilkan_angkanya(client: Client, d: pabrik.Dunia) -> None:
    client.force_login(d.staf[0])
    isi = client.get(alamat("hasil_rinci", hasil(d))).content.decode()
    assert "Bawahan tidak dihitung: penilainya kurang dari 3" in isi
    assert "baru 1 penilai" not in isi, "berapa yang sudah menjawab dapat menunjuk orangnya"
    rincian = client.get(alamat("rincian", hasil(d))).json()
    assert rincian["perilaku"]["bawahan"] == {"tidak_dihitung": "penilainya kurang dari 3"}
    assert rincian["perilaku"]["rekan"]["n"] == 3
    assert set(rincian["perilaku"]["rekan"]) == {"n", "rata", "nilai"}
    assert '"1"' not in json.dumps(rincian["perilaku"]) and "baru 1" not in json.dumps(rincian)


def test_auditor_mendapat_rincian_penuh_yang_dapat_dihitung_ulang(client: Client, d: pabrik.Dunia) -> None:
    auditor = pabrik.orang(d.instansi, "Auditor Daerah")
    Peran.objects.create(pegawai=auditor, jenis="auditor", sejak=pabrik.AWAL)
    client.force_login(auditor)
    jawaban = client.get(alamat("rincian", hasil(d)))
    assert jawaban.json() == hasil(d).rincian
    assert jawaban["Content-Disposition"] == f'attachment; filename="{hasil(d).rincian["nomor"]}.json"'


def test_yang_berhak_membaca_dan_yang_tidak(client: Client, d: pabrik.Dunia) -> None:
    milik = hasil(d)
    sekda = d.instansi.pegawai.get(nama="Sekda Utama")
    pimpinan = pabrik.orang(d.instansi, "Pimpinan Dinas")
    Peran.objects.create(pegawai=pimpinan, jenis="pimpinan", unit=d.dinas, sejak=pabrik.AWAL)
    pimpinan_lain = pabrik.orang(d.instansi, "Pimpinan Lain")
    unit_lain = pabrik.dinas_baru(d.instansi, d.akar, "Dinas Lain")
    Peran.objects.create(pegawai=pimpinan_lain, jenis="pimpinan", unit=unit_lain, sejak=pabrik.AWAL)
    asing = pabrik.dunia("Kota Asing", staf=0)
    pabrik.admin(asing)
    tabel = [
        (d.staf[0], 200),
        (d.kepala, 200),
        (sekda, 200),
        (pimpinan, 200),
        (d.staf[1], 403),
        (pimpinan_lain, 403),
        (asing.kepala, 404),
    ]
    for siapa, kode in tabel:
        client.force_login(siapa)
        for nama in ("hasil_rinci", "rincian"):
            assert client.get(alamat(nama, milik)).status_code == kode, (siapa.nama, nama)
    client.logout()
    assert client.get(alamat("hasil_rinci", milik)).status_code == 302


def test_sebelum_ditutup_hasil_tidak_ada_bagi_siapa_pun(client: Client) -> None:
    d = pabrik.dunia(staf=1)
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    while (ambilan := penutupan.kerja.ambil(penutupan_id=satu.pk)) is not None:
        penutupan.kerja.jalankan(ambilan)
    client.force_login(d.staf[0])
    assert client.get(alamat("hasil_rinci", hasil(d))).status_code == 404
    assert "Belum ada hasil" in client.get(reverse("penilaian:hasil")).content.decode()


def test_tidak_lengkap_menyebut_yang_kurang(client: Client, d: pabrik.Dunia) -> None:
    client.force_login(d.staf[1])
    isi = client.get(alamat("hasil_rinci", hasil(d, 1))).content.decode()
    for kata in ("Tidak lengkap", "SKP belum disetujui", "Rating hasil kerja belum ditetapkan", "Belum ada"):
        assert kata in isi


def test_pdf_resmi_pernyataan_dibaca_dan_banding_diri(client: Client, d: pabrik.Dunia) -> None:
    milik = hasil(d)
    client.force_login(d.staf[0])
    tempat = reverse("penilaian:hasil_pdf", args=[milik.pk, "evaluasi"])
    assert client.get(tempat).url == alamat("hasil_rinci", milik), "sebelum dokumennya terbit"
    d.triwulan.refresh_from_db()
    dokumen.terbitkan_periode(periode=d.triwulan, sekarang=pabrik.SESUDAH)
    for _ in range(2):
        client.post(alamat("hasil_dibaca", milik), {"catatan": "Terima kasih."})
    tanda = TandaBaca.objects.get()
    assert (tanda.hasil, tanda.catatan) == (milik, "Terima kasih.")
    assert "Terima kasih." in client.get(alamat("hasil_rinci", milik)).content.decode()
    for bentuk in ("evaluasi", "dokumen_evaluasi"):
        jawaban = client.get(reverse("penilaian:hasil_pdf", args=[milik.pk, bentuk]))
        assert (
            jawaban.content.startswith(b"%PDF") and milik.rincian["nomor"] in jawaban["Content-Disposition"]
        )
    assert client.get(reverse("penilaian:hasil_pdf", args=[milik.pk, "lain"])).status_code == 404
    kode = Dokumen.objects.get(jenis="hasil", objek_id=milik.pk).kode
    isi = client.get(reverse("dokumen_periksa", args=[kode])).content.decode()
    assert milik.rincian["nomor"] in isi and d.staf[0].nama not in isi
    client.force_login(d.kepala)
    assert client.post(alamat("hasil_dibaca", milik)).status_code == 403


def test_isi_dokumen_sama_dengan_hasilnya(d: pabrik.Dunia) -> None:
    d.triwulan.refresh_from_db()
    dokumen.terbitkan_periode(periode=d.triwulan, sekarang=pabrik.SESUDAH)
    for nomor in (0, 1):
        milik = Hasil.objects.select_related("periode__instansi", "pegawai").get(pegawai=d.staf[nomor])
        isi = cetak.data_cetak(milik, Dokumen.objects.get(jenis="hasil", objek_id=milik.pk))
        if nomor:
            assert (
                isi["indikator"] == []
                and isi["predikat"] == "Belum ada"
                and "SKP belum disetujui" in isi["kurang"][0]
            )
            continue
        assert [i["capaian"] for i in isi["indikator"]] == ["95,00", "120,00"]
        assert (isi["indikator"][0]["target"], isi["indikator"][0]["realisasi"]) == ("100 %", "95 %")
        assert (
            isi["rating"]["hasil"] == "Di Atas Ekspektasi" and isi["penilai"]["nama"] == d.kepala.nama_lengkap
        )
        assert isi["atasan"]["nama"] == "Sekda Utama"


def test_siasn_hanya_yang_tercakup_dan_tercatat(client: Client, d: pabrik.Dunia) -> None:
    alamat_siasn = [reverse("penilaian:hasil_siasn", args=[d.triwulan.pk, j]) for j in ("csv", "json")]
    client.force_login(d.staf[0])
    assert [client.get(a).status_code for a in alamat_siasn] == [403, 403]
    pimpinan = pabrik.orang(d.instansi, "Pimpinan Dinas")
    Peran.objects.create(pegawai=pimpinan, jenis="pimpinan", unit=d.dinas, sejak=pabrik.AWAL)
    client.force_login(pimpinan)
    isi = json.loads(b"".join(client.get(alamat_siasn[1]).streaming_content))
    assert {satu["nip"] for satu in isi} == {p.nip for p in [d.kepala, *d.staf]}
    satu = next(s for s in isi if s["nip"] == d.staf[0].nip)
    assert (
        satu | {"hasilKinerjaNilai": 1, "perilakuKerjaNilai": 2, "kuadranKinerjaNilai": 2, "periodikId": 2}
        == satu
    )
    assert (satu["bulanMulaiPenilaian"], satu["bulanSelesaiPenilaian"], satu["tahun"]) == (7, 9, 2026)
    assert satu["penilaiNipNrp"] == d.kepala.nip
    teks = b"".join(client.get(alamat_siasn[0]).streaming_content).decode("utf-8-sig")
    assert teks.splitlines()[0].split(";")[:3] == ["nip", "nama", "pnsDinilaiId"] and d.staf[0].nip in teks
    assert Jejak.objects.filter(aksi="hasil.diekspor").count() == 2
    assert client.get(alamat_siasn[0].replace(".csv", ".exe")).status_code == 404
