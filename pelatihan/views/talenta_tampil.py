"""Bentuk peta talenta bagi halaman dan buku Excel-nya."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from indikator.models import Periode
from inti.rules.format import angka, angka_ringkas, bagian_persen, tanggal
from inti.rules.tabel import KolomTulis, LembarTulis, SelTulis
from inti.services.tulis_lembar import tulis_xlsx
from kepegawaian.models import Instansi
from pelatihan.forms.talenta import DI_LUAR_PETA
from pelatihan.queries.talenta import TANPA_POTENSIAL, Letak, LetakOrang, Peta
from pelatihan.rules.talenta import (
    BARIS,
    DIDAHULUKAN,
    KOLOM,
    KOTAK,
    LETAK,
    SEBUTAN_KINERJA,
    Aturan,
    berlaku_sejak,
    sebutan,
)
from penilaian.models import Hasil
from penilaian.rules.predikat import LABEL_PREDIKAT, Predikat

DATA_CONTOH = "Data contoh: orang, hasil, dan penilaian potensi di sini rekaan."
SEBUTAN_LUAR = dict(DI_LUAR_PETA)


def petak(p: Peta) -> list[dict[str, str]]:
    """Tiga angka teratas."""
    return [
        {
            "judul": "Di dalam peta",
            "nilai": angka_ringkas(p.diletakkan),
            "ket": f"dari {angka_ringkas(p.semua)} pegawai",
        },
        {
            "judul": "Kotak 7, 8, dan 9",
            "nilai": angka_ringkas(p.didahulukan),
            "ket": f"{bagian_persen(p.didahulukan, p.diletakkan)} % dari yang di dalam peta",
        },
        {
            "judul": "Belum dapat diletakkan",
            "nilai": angka_ringkas(p.tanpa_potensial + p.tanpa_predikat),
            "ket": f"{angka_ringkas(p.tanpa_potensial)} tanpa potensial, "
            f"{angka_ringkas(p.tanpa_predikat)} tanpa predikat",
        },
    ]


def gambar(
    p: Peta | None = None, *, dipilih: int | None = None, tanya: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    """Tiga baris peta. Dengan `p` tiap kotak memuat hitungannya dan alamat daftarnya."""
    return [
        {
            "judul": SEBUTAN_KINERJA[kinerja],
            "sel": [
                _sel(KOTAK[kinerja, potensial], p, dipilih=dipilih, tanya=tanya or {}) for potensial in KOLOM
            ],
        }
        for kinerja in BARIS
    ]


def _sel(nomor: int, p: Peta | None, *, dipilih: int | None, tanya: dict[str, Any]) -> dict[str, Any]:
    return {
        "nomor": nomor,
        "sebutan": sebutan(nomor),
        "di_sini": nomor == dipilih,
        "didahulukan": nomor in DIDAHULUKAN,
        "banyak": p.isi.get(nomor, 0) if p else None,
        "alamat": f"?{urlencode(tanya | {'letak': nomor})}#orang",
    }


def tabel(p: Peta) -> list[dict[str, Any]]:
    """Kotak 9 sampai 1, lalu yang di luar peta; untuk dibaca di samping gambarnya."""
    kotak = [
        {
            "letak": str(n),
            "nama": f"Kotak {n}",
            "kinerja": SEBUTAN_KINERJA[LETAK[n][0]],
            "potensial": LETAK[n][1].value,
            "n": p.isi.get(n, 0),
            "persen": bagian_persen(p.isi.get(n, 0), p.semua),
        }
        for n in sorted(LETAK, reverse=True)
    ]
    luar = [
        {
            "letak": kode,
            "nama": nama,
            "kinerja": "",
            "potensial": "",
            "n": n,
            "persen": bagian_persen(n, p.semua),
        }
        for (kode, nama), n in zip(DI_LUAR_PETA, (p.tanpa_potensial, p.tanpa_predikat), strict=True)
    ]
    return kotak + luar


def ukuran(a: Aturan) -> list[dict[str, str]]:
    """Ukuran yang dipakai, bagi "Mengapa angka ini?"."""
    per_kategori = [
        f"{SEBUTAN_KINERJA[k].capitalize()}: {', '.join(LABEL_PREDIKAT[p] for p in a.kinerja if a.kinerja[p] is k) or 'tidak ada'}"
        for k in BARIS
    ]
    return [
        {
            "sebutan": "Kinerja",
            "arti": f"Predikat versi terakhir pada periode yang sudah ditutup. {'; '.join(per_kategori)}.",
        },
        {
            "sebutan": "Potensial",
            "arti": "Skor penilaian potensi dari penyelenggaranya, diimpor apa adanya: "
            f"tinggi mulai {angka(a.tinggi)}, menengah mulai {angka(a.menengah)}, selain itu rendah. "
            f"Dipakai {a.masa_bulan} bulan sejak tanggalnya. Tanpa skor letaknya kosong, tidak ditebak.",
        },
        {
            "sebutan": "Nomor kotak",
            "arti": "PermenPANRB 3/2020, diubah PermenPANRB 20/2025. Kotak 7, 8, dan 9 kelompok yang didahulukan. "
            "Letak adalah bahan pembicaraan, bukan keputusan tentang seseorang.",
        },
        {
            "sebutan": "Ukuran",
            "arti": f"Versi {a.versi}, berlaku sejak {tanggal(a.sejak)}."
            if a.sejak
            else "Bawaan aplikasi, belum ditetapkan daerah.",
        },
    ]


def berlaku_sampai(o: LetakOrang, pada: date) -> dict[str, Any]:
    """Keadaan penilaian potensi seseorang dalam kata."""
    satu = o.potensi or o.lewat
    if satu is None:
        return {"kata": "Belum ada penilaian potensial."}
    if o.potensi is None:
        batas = tanggal(berlaku_sejak(pada, o.aturan))
        return {
            "kata": f"Penilaian terakhir {tanggal(satu.tanggal)} sudah lewat masanya: "
            f"yang dipakai bertanggal {batas} atau sesudahnya.",
            "lewat": satu,
        }
    return {"kata": ""}


def buku(
    instansi: Instansi,
    periode: Periode,
    a: Aturan,
    p: Peta,
    orang: Iterable[tuple[Hasil, Letak]],
    *,
    saringan: str,
    pada: date,
) -> bytes:
    """Isi berkas .xlsx: keterangan, peta, dan semua orang yang tersaring. Teks tidak pernah terbaca sebagai rumus."""
    keterangan: list[tuple[SelTulis, ...]] = [
        *([("Perhatian", DATA_CONTOH)] if instansi.data_contoh else []),
        ("Instansi", instansi.nama),
        ("Periode kinerja", periode.nama),
        ("Potensial yang berlaku pada", tanggal(pada)),
        ("Saringan", saringan or "tidak ada"),
        *((u["sebutan"], u["arti"]) for u in ukuran(a)),
        ("Penjelasan", "docs/aturan/talenta.md"),
    ]
    lembar = [
        _lembar("Keterangan", (("Perihal", 30), ("Isi", 100)), keterangan),
        _lembar(
            "Peta",
            (("Kotak", 34), ("Kinerja", 24), ("Potensial", 14), ("Orang", 10)),
            ((b["nama"], b["kinerja"], b["potensial"], b["n"]) for b in tabel(p)),
        ),
        _lembar("Orang", KOLOM_ORANG, (_baris(h, letak) for h, letak in orang)),
    ]
    with tulis_xlsx(lembar, judul=f"Peta talenta {periode.nama}") as berkas:
        return berkas.read()


KOLOM_ORANG = (
    ("Nama", 36),
    ("NIP", 22),
    ("Jabatan", 40),
    ("Unit", 44),
    ("Perangkat daerah", 44),
    ("Predikat", 18),
    ("Kinerja", 22),
    ("Skor potensial", 14),
    ("Tanggal penilaian potensi", 16),
    ("Potensial", 12),
    ("Kotak", 8),
    ("Keterangan", 32),
)


def _lembar(nama: str, kolom: Sequence[tuple[str, int]], baris: Iterable[Sequence[SelTulis]]) -> LembarTulis:
    return LembarTulis(nama, [KolomTulis(judul, lebar, desimal=2) for judul, lebar in kolom], baris)


def _baris(h: Any, letak: Letak) -> Sequence[SelTulis]:
    luar = "" if letak.kotak else SEBUTAN_LUAR[TANPA_POTENSIAL if letak.kinerja else "tanpa_predikat"]
    return (
        h.pegawai.nama_lengkap,
        h.pegawai.nip,
        h.penempatan.jabatan.nama,
        h.unit.nama,
        h.dinas.nama,
        LABEL_PREDIKAT[Predikat(h.predikat)] if h.predikat else "",
        SEBUTAN_KINERJA[letak.kinerja] if letak.kinerja else "",
        h.skor,
        h.tanggal,
        letak.potensial.value if letak.potensial else "",
        letak.kotak,
        luar,
    )
