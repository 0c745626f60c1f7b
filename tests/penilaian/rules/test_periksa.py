import io
import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from indikator.rules.hasil_kerja import MasukanKeliru
from indikator.rules.program import jalankan
from penilaian.rules.periksa import CARA_PAKAI, periksa

CONTOH = sorted((Path(__file__).parent / "contoh").glob("*.json"))
AKAR = Path(__file__).parents[3]


def nota(**ubah: Any) -> dict[str, Any]:
    """Nota lengkap yang sah; ``ubah`` mengganti kunci teratas."""
    isi: dict[str, Any] = {
        "indikator": [
            {"kode": "A", "bobot": "100", "polaritas": "maksimal", "target": "100", "realisasi": "95"}
        ],
        "perilaku": {"atasan": ["3"]},
        "rating": {"hasil": "sesuai", "perilaku": "sesuai"},
    }
    return deepcopy(isi | ubah)


def indikator(**ubah: Any) -> dict[str, Any]:
    """Nota dengan satu indikator yang diubah."""
    isi = nota()
    isi["indikator"][0] |= ubah
    return isi


@pytest.mark.parametrize("berkas", CONTOH, ids=[b.stem for b in CONTOH])
def test_contoh_yang_dihitung_dengan_tangan(berkas: Path) -> None:
    contoh = json.loads(berkas.read_text(encoding="utf-8"))
    mentah = json.dumps(contoh["masukan"])
    hasil = periksa(mentah)
    harapan = contoh["hasil"]
    for kunci in ("capaian", "status"):
        if kunci in harapan:
            assert {i["kode"]: i[kunci] for i in hasil["indikator"]} == harapan.pop(kunci)  # type: ignore[attr-defined]
    assert {k: hasil[k] for k in harapan} == harapan


def test_semua_contoh_ikut_diuji() -> None:
    assert len(CONTOH) == 9


def test_setiap_langkah_berkalimat_dan_urut_dari_indikator_sampai_predikat() -> None:
    isi = json.loads((Path(__file__).parent / "contoh" / "lengkap.json").read_text(encoding="utf-8"))
    langkah: Any = periksa(json.dumps(isi["masukan"]))["langkah"]
    assert [x["langkah"] for x in langkah] == [
        "capaian.AKTA",
        "capaian.NIK",
        "capaian.WAKTU",
        "capaian.ADUAN",
        "hasil",
        "perilaku.atasan",
        "perilaku.rekan",
        "perilaku.bawahan",
        "perilaku.masyarakat",
        "perilaku",
        "akhir",
        "rating.hasil",
        "rating.perilaku",
        "predikat",
    ]
    assert all(set(x) == {"langkah", "uraian", "angka", "hasil"} for x in langkah)
    uraian = {x["langkah"]: x["uraian"] for x in langkah}
    assert uraian["capaian.WAKTU"] == (
        "Waktu penyelesaian dokumen: (2 − 2,60 : 3,00) × 100 = 113,33; bobot 25."
    )
    assert uraian["perilaku.rekan"] == ("Rekan, 5 orang: rata-rata 3,90 dari 5, menjadi 103,50; bobot 20.")
    assert uraian["perilaku.bawahan"] == (
        "Bawahan tidak dihitung: belum ada penilai, diperlukan 3; bobot 10 keluar."
    )
    assert uraian["akhir"] == "Nilai akhir = 0,6 × 104,71 + 0,4 × 105,82 = 105,15."
    assert uraian["hasil"] == (
        "Nilai hasil kerja = jumlah (bobot × capaian) : jumlah bobot = 10.470,55 : 100 = 104,71."
    )
    assert uraian["perilaku"] == ("Nilai perilaku = (60 × 106,50 + 20 × 103,50 + 10 × 106,39) : 90 = 105,82.")
    assert uraian["predikat"] == (
        "Hasil kerja Sesuai Ekspektasi dan perilaku kerja Sesuai Ekspektasi: "
        "predikat Baik (tabel PermenPANRB 6/2022)."
    )
    assert langkah[0]["angka"]["capaian"] == "100.71428571428571428571"


def test_langkah_yang_belum_dapat_dihitung_mengatakannya() -> None:
    isi = json.loads((Path(__file__).parent / "contoh" / "belum_lengkap.json").read_text(encoding="utf-8"))
    hasil: Any = periksa(json.dumps(isi["masukan"]))
    langkah = {x["langkah"]: x for x in hasil["langkah"]}
    assert langkah["capaian.B"]["uraian"] == "B: belum dilaporkan; bobot 50."
    assert langkah["hasil"]["uraian"] == "Nilai hasil kerja belum dapat dihitung."
    assert langkah["akhir"]["uraian"] == "Nilai akhir belum dapat dihitung."
    assert langkah["rating.hasil"]["uraian"] == (
        "Belum ada usul rating karena nilainya belum dapat dihitung. Ditetapkan Sesuai Ekspektasi."
    )
    assert langkah["rating.perilaku"]["uraian"].endswith("Rating belum ditetapkan.")
    assert langkah["predikat"]["uraian"] == (
        "Predikat belum ada: kedua rating harus ditetapkan lebih dahulu."
    )
    kosong = [k for k, x in langkah.items() if not x["hasil"]]
    assert kosong == [
        "capaian.B",
        "hasil",
        "perilaku.atasan",
        "perilaku.bawahan",
        "perilaku.masyarakat",
        "akhir",
        "rating.perilaku",
        "predikat",
    ]
    assert hasil["keterangan_kurang"] == {
        "B": "B: belum dilaporkan. Laporkan capaiannya, atau minta atasan memutuskan dikecualikan "
        "atau tidak dilaporkan.",
        "atasan": "Atasan tidak dihitung: belum ada penilai, diperlukan 1.",
        "bawahan": "Bawahan tidak dihitung: baru 2 penilai, diperlukan 3.",
        "masyarakat": "Masyarakat tidak dihitung: baru 2 jawaban, diperlukan 3.",
        "rating.perilaku": "Rating perilaku kerja belum ditetapkan pejabat penilai.",
    }


def test_rating_yang_berbeda_dari_usul_disebut() -> None:
    hasil: Any = periksa(json.dumps(nota(rating={"hasil": "di_atas", "perilaku": "sesuai"})))
    uraian = {x["langkah"]: x["uraian"] for x in hasil["langkah"]}
    assert uraian["rating.hasil"].endswith("Ditetapkan Di Atas Ekspektasi, berbeda dari usul.")
    assert "berbeda" not in uraian["rating.perilaku"]


@pytest.mark.parametrize(
    ("isi", "potongan"),
    [
        # bobot
        (indikator(bobot="99.99"), "Jumlah bobot indikator 99,99, harus tepat 100"),
        (indikator(bobot="-100"), "bobot tidak boleh kurang dari 0"),
        (indikator(bobot=None), "bobot harus berupa angka"),
        (indikator(bobot=True), "bobot harus berupa angka"),
        (indikator(bobot="1e400"), "bobot terlalu panjang"),
        # sasaran dan realisasi
        (indikator(polaritas="naik"), "polaritas harus salah satu dari maksimal"),
        (indikator(polaritas=None), "polaritas harus salah satu dari maksimal"),
        (indikator(polaritas=["maksimal"]), "polaritas harus salah satu dari maksimal"),
        (indikator(target="-1"), "target tidak boleh kurang dari 0"),
        (indikator(target="0"), "harus lebih dari 0"),
        (indikator(target=None), "Target belum diisi"),
        (indikator(target="NaN"), "target harus berupa angka"),
        (indikator(realisasi="-0.01"), "realisasi tidak boleh kurang dari 0"),
        (indikator(realisasi="95,5"), "realisasi harus berupa angka dengan titik"),
        (indikator(realisasi=["95"]), "realisasi harus berupa angka"),
        (indikator(polaritas="rentang", bawah="2", atas="1"), "melebihi batas atas"),
        (indikator(polaritas="rentang", bawah="2"), "Batas atas rentang belum diisi"),
        (indikator(polaritas="ya_tidak", realisasi="mungkin"), 'harus "ya" atau "tidak"'),
        (indikator(polaritas="ya_tidak", realisasi=True), 'harus "ya" atau "tidak"'),
        (indikator(polaritas="tanggal", mulai="2026-01-01", target="2026-02-30"), "tanggal yang ada"),
        (indikator(polaritas="tanggal", mulai="20260101", target="2026-02-03"), "tanggal yang ada"),
        (indikator(polaritas="tanggal", target="2026-02-03", realisasi=None), "memerlukan tanggal mulai"),
        (
            indikator(polaritas="tanggal", mulai="2026-03-01", target="2026-02-01", realisasi="2026-03-02"),
            "mendahului tanggal mulai",
        ),
        (indikator(dikecualikan="ya"), "dikecualikan harus true atau false"),
        (indikator(dikecualikan=True, tidak_dilaporkan=True), "sekaligus dikecualikan"),
        (indikator(kode=""), "kode harus berupa teks"),
        (indikator(kode=7), "kode harus berupa teks"),
        (indikator(kode="rating.hasil"), "sudah dipakai sistem"),
        (nota(indikator=None), 'tidak memuat "indikator"'),
        (nota(indikator={}), "indikator harus berupa daftar"),
        (nota(indikator=["A"]), "Indikator ke-1 harus berupa pasangan"),
        # perilaku
        (nota(perilaku={"atasan": ["5.01"]}), "harus antara 1 dan 5"),
        (nota(perilaku={"atasan": ["0"]}), "harus antara 1 dan 5"),
        (nota(perilaku={"rekan": ["x"]}), "Rata-rata rekan ke-1 harus berupa angka"),
        (nota(perilaku={"rekan": "4"}), "rekan harus berupa daftar"),
        (nota(perilaku={"tetangga": []}), '"tetangga" tidak dikenal'),
        (nota(perilaku=[]), "perilaku harus berupa pasangan"),
        (nota(perilaku={"masyarakat_ikm": {"nilai": "101", "n": 5}}), "harus antara 25 dan 100"),
        (nota(perilaku={"masyarakat_ikm": {"nilai": "80", "n": -1}}), "n harus bilangan bulat"),
        (nota(perilaku={"masyarakat_ikm": {"nilai": "80", "n": "5"}}), "n harus bilangan bulat"),
        (nota(perilaku={"masyarakat_ikm": {"nilai": "80", "n": 10**9}}), "n harus bilangan bulat"),
        (nota(perilaku={"masyarakat_ikm": {"nilai": "80"}}), "n harus bilangan bulat"),
        (nota(perilaku={"masyarakat_ikm": {"n": 5}}), "belum diisi padahal ada jawaban"),
        (nota(perilaku={"masyarakat_ikm": "80"}), "masyarakat_ikm harus berupa pasangan"),
        # rating dan kebijakan
        (nota(rating={"hasil": "bagus"}), "rating.hasil harus salah satu dari"),
        (nota(rating="sesuai"), "rating harus berupa pasangan"),
        (nota(kebijakan={"bobot": "1"}), 'Kunci "bobot" tidak dikenal'),
        (nota(kebijakan={"skala": [["1", "50"], ["4", "120"]]}), "mulai dari 1 dan berakhir di 5"),
        ([], "Nota harus berupa pasangan"),
        ("teks", "Nota harus berupa pasangan"),
    ],
)
def test_masukan_yang_tidak_mungkin_ditolak(isi: object, potongan: str) -> None:
    with pytest.raises(ValueError, match=potongan):
        periksa(json.dumps(isi))


@pytest.mark.parametrize(
    ("teks", "potongan"),
    [
        ("", "bukan JSON: berhenti di baris 1, kolom 1"),
        ('{"indikator": [}', "bukan JSON: berhenti di baris 1, kolom 16"),
        ('{"a": NaN}', "memuat NaN"),
        ('{"a": -Infinity}', "memuat -Infinity"),
        ('{"a": 1, "a": 2}', 'Kunci "a" ditulis dua kali'),
        ("[" * 100_000, "terlalu dalam bersarang"),
        ('{"n": ' + "9" * 5000 + "}", "terlalu panjang"),
    ],
    ids=["kosong", "terpotong", "nan", "tak hingga", "kembar", "dalam", "panjang"],
)
def test_berkas_yang_bukan_nota_ditolak(teks: str, potongan: str) -> None:
    with pytest.raises(MasukanKeliru, match=potongan):
        periksa(teks)


def test_semua_kesalahan_dari_semua_bagian_disebut_sekaligus() -> None:
    isi = indikator(bobot="x") | {
        "perilaku": {"y": []},
        "rating": {"hasil": "z"},
        "kebijakan": {"q": 1, "bobot_hasil": "3"},
    }
    with pytest.raises(MasukanKeliru) as galat:
        periksa(json.dumps(isi))
    assert len(galat.value.kesalahan) == 5


@pytest.mark.parametrize("isi", [nota(), indikator(bobot=100, target=100, realisasi=95)])
def test_angka_boleh_ditulis_tanpa_kutip(isi: dict[str, Any]) -> None:
    assert periksa(json.dumps(isi))["nilai_hasil"] == "95.00"


def test_angka_pecahan_tanpa_kutip_tidak_lewat_float() -> None:
    teks = json.dumps(nota()).replace('"100", "realisasi"', '123456789012.123456, "realisasi"')
    hasil: Any = periksa(teks)
    assert "95,000000 : 123.456.789.012,123456" in hasil["indikator"][0]["uraian"]


def test_pengenal_di_nota_diabaikan() -> None:
    isi = nota(nomor="EK-1", pegawai={"nama": "Contoh"}, hash="x") | {"_catatan": 1}
    isi["indikator"][0] |= {"nama": "Akta", "satuan": "%", "bukti": [1, 2]}
    assert periksa(json.dumps(isi))["nilai_akhir"] == "93.00"


def _program(*argumen: str, masuk: str = "") -> tuple[int, str, str]:
    keluar, galat = io.StringIO(), io.StringIO()
    kode = jalankan(
        argumen, cara_pakai=CARA_PAKAI, hitung=periksa, masuk=io.StringIO(masuk), keluar=keluar, galat=galat
    )
    return kode, keluar.getvalue(), galat.getvalue()


def test_program_keluar_dua_dan_tidak_mencetak_hasil_untuk_masukan_yang_tidak_mungkin() -> None:
    kode, keluar, galat = _program("-", masuk=json.dumps(indikator(bobot="99")))
    assert (kode, keluar) == (2, "")
    assert galat == "Jumlah bobot indikator 99, harus tepat 100. Kurang 1.\n"


def test_program_berjalan_tanpa_django_dan_tanpa_pengaturan(tmp_path: Path) -> None:
    berkas = tmp_path / "nota.json"
    berkas.write_text(json.dumps(nota()), encoding="utf-8")
    perintah = [sys.executable, "-S", "-m", "penilaian.rules.periksa", str(berkas)]  # -S: tanpa paket
    jalan = subprocess.run(
        perintah, cwd=AKAR, env={"PATH": "/usr/bin", "LC_ALL": "C"}, capture_output=True, check=False
    )
    assert jalan.stderr == b""
    assert jalan.returncode == 0
    assert json.loads(jalan.stdout.decode("utf-8"))["nilai_akhir"] == "93.00"
