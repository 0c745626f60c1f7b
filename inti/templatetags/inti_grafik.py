"""Grafik SVG buatan peladen. Letaknya dihitung inti.rules.grafik, bentuknya templates/komponen/grafik_*.html.

Cukup {% load inti_komponen %}; pustaka itu memuat semua yang di sini.

{% grafik_garis titik judul="Nilai akhir" %}   titik: [(label, Decimal|None), …]
          boleh: sasaran=, satuan=, desimal=, lebar=250|290, tinggi=, ket=
{% sparkline nilai label="Naik dari 97,0 ke 104,7" %}   nilai: [Decimal, …]
{% batang nilai bawah=25 atas=100 takik=batas awas=True %}   di dalam sel tabel; angkanya di sel sebelahnya
{% sebaran kolom pola=pola sorot=4 judul="Sebaran predikat" %}   kolom: [(label, orang), …]
{% grafik_batang baris judul="Kelengkapan" kepala="Langkah" atas=100 %}   baris: [(label, angka|None, tulisannya), …]
          tulisan kosong berarti angkanya sendiri; boleh: satuan=, sorot=, lebar=250|290, ket=
{% strip_tahun mulai selesai hari_ini %} · {% strip_bobot bobot %} [30, 20, …]
{% strip_hari bagian %}   [(dari, sampai, teks), …]
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from inti.rules import format as bentuk
from inti.rules import grafik

register = template.Library()

Deret = Sequence[tuple[str, Decimal | None]]


@register.inclusion_tag("komponen/grafik_garis.html")
def grafik_garis(
    titik: Deret,
    judul: str,
    *,
    sasaran: Decimal | None = None,
    satuan: str = "",
    desimal: int = 2,
    lebar: int = 290,
    tinggi: int = 140,
    ket: str = "",
) -> dict[str, object]:
    return {
        "g": grafik.garis(titik, sasaran=sasaran, lebar=int(lebar), tinggi=int(tinggi)),
        "judul": judul,
        "sasaran": sasaran,
        "satuan": satuan,
        "desimal": int(desimal),
        "lebar": str(int(lebar)),
        "tinggi": str(int(tinggi)),
        "ket": ket,
    }


@register.simple_tag
def sparkline(nilai: Sequence[Decimal], label: str) -> SafeString:
    garis, x, y = grafik.sparkline(nilai)
    return format_html(
        '<svg class="grafik grafik--kecil" viewBox="0 0 120 32" role="img" aria-label="{}">'
        '<polyline class="g-utama" points="{}"/><circle class="g-titik-kini" cx="{}" cy="{}" r="4"/></svg>',
        label,
        garis,
        x,
        y,
    )


@register.simple_tag
def batang(
    nilai: Decimal | int | None,
    *,
    bawah: Decimal | int = 0,
    atas: Decimal | int = 100,
    takik: Decimal | int | None = None,
    awas: bool = False,
) -> SafeString:
    bawah, atas = Decimal(bawah), Decimal(atas)
    panjang = grafik.panjang_batang(Decimal(nilai), bawah, atas) if nilai is not None else Decimal(0)
    tanda = ""
    if takik is not None:
        letak = grafik.panjang_batang(Decimal(takik), bawah, atas) - Decimal("0.6")
        tanda = format_html(
            '<rect class="g-takik" x="{}" y="0" width="1.2" height="12"/>', grafik.koordinat(letak)
        )
    return format_html(
        '<svg class="batang" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="g-jejak" y="2" width="100" height="8" rx="1"/>'
        '<rect class="{}" y="2" width="{}" height="8" rx="1"/>{}</svg>',
        "g-awas" if awas else "g-batang",
        grafik.koordinat(panjang),
        tanda,
    )


@register.inclusion_tag("komponen/grafik_sebaran.html")
def sebaran(
    kolom: Sequence[tuple[str, int]],
    judul: str,
    *,
    pola: Sequence[Decimal | int] = (),
    pola_teks: str = "pola",
    satuan: str = "pegawai",
    sorot: int | None = None,
) -> dict[str, object]:
    """`sorot` = nomor kolom (dari 0) yang perlu dilihat; paling banyak satu."""
    letak, kurva = grafik.sebaran([n for _, n in kolom], pola)
    return {
        "batang": [(b, i == sorot) for i, b in enumerate(letak)],
        "kolom": kolom,
        "banyak": str(len(kolom)),
        "kurva": kurva,
        "pola": [bentuk.angka_ringkas(p) for p in pola],
        "pola_teks": pola_teks,
        "judul": judul,
        "satuan": satuan,
        "uraian": "; ".join(f"{nama} {bentuk.angka_ringkas(n)}" for nama, n in kolom),
    }


@register.inclusion_tag("komponen/grafik_batang.html")
def grafik_batang(
    baris: Sequence[tuple[str, Decimal | int | None, str]],
    judul: str,
    *,
    kepala: str = "Perihal",
    satuan: str = "Banyaknya",
    atas: Decimal | int | None = None,
    sorot: int | None = None,
    lebar: int = 290,
    ket: str = "",
) -> dict[str, object]:
    """`sorot` = nomor baris (dari 0) yang perlu dilihat; tulisannya sendiri yang mengatakan mengapa."""
    letak, tinggi = grafik.batang_mendatar([n for _, n, _ in baris], atas=atas, lebar=int(lebar))
    isi = [(label, teks or bentuk.angka_ringkas(n)) for label, n, teks in baris]
    return {
        "baris": [
            {"b": b, "label": label, "teks": teks, "sorot": i == sorot}
            for i, (b, (label, teks)) in enumerate(zip(letak, isi, strict=True))
        ],
        "tinggi": str(tinggi),
        "lebar": str(int(lebar)),
        "judul": judul,
        "kepala": kepala,
        "satuan": satuan,
        "ket": ket,
        "uraian": "; ".join(f"{label} {teks}" for label, teks in isi),
    }


@register.inclusion_tag("komponen/strip_tahun.html")
def strip_tahun(mulai: dt.date, selesai: dt.date, hari_ini: dt.date) -> dict[str, object]:
    """Tahun sebagai benang lurik, satu benang tiap minggu; tanggalnya ditulis pada tonggak di bawahnya."""
    s = grafik.strip_tahun(mulai, selesai, hari_ini)
    return {"s": s, "hari": str(s.hari), "mulai": mulai, "selesai": selesai}


@register.inclusion_tag("komponen/strip_hari.html")
def strip_hari(bagian: Sequence[tuple[dt.date, dt.date, str]]) -> dict[str, object]:
    """Hari tiap penempatan. `bagian`: (dari, sampai, teks) berurutan; kedua ujungnya ikut dihitung."""
    hari = [(sampai - dari).days + 1 for dari, sampai, _ in bagian]
    kelas = ("s-b", "s-a", "s-c", "s-d")
    potong = grafik.potongan(hari, Decimal(2))
    return {
        "jumlah": str(sum(hari)),
        "uraian": ", ".join(f"{h} hari {teks}" for h, (_, _, teks) in zip(hari, bagian, strict=True)),
        "bagian": [
            {
                "kelas": kelas[i % 4],
                "x": x,
                "lebar": lebar,
                "dari": dari,
                "sampai": sampai,
                "hari": str(h),
                "teks": teks,
            }
            for i, ((x, lebar), h, (dari, sampai, teks)) in enumerate(zip(potong, hari, bagian, strict=True))
        ],
    }


@register.simple_tag
def strip_bobot(bobot: Sequence[Decimal | int]) -> SafeString:
    """Bobot berjajar sampai 100; yang berlebih berwarna lain. Angkanya ditulis di sebelahnya."""
    total = sum((Decimal(b) for b in bobot), Decimal(0))
    potong = grafik.potongan([Decimal(b) for b in bobot], Decimal("0.4"))
    isi = format_html_join(
        "",
        '<rect class="{}" x="{}" width="{}" height="10"/>',
        (("s-d" if i % 2 else "s-a", x, lebar) for i, (x, lebar) in enumerate(potong)),
    )
    lebih = ""
    if total > 100:
        lebih = format_html(
            '<rect class="s-lebih" x="100" width="{}" height="10"/>', grafik.koordinat(total - 100)
        )
    return format_html(
        '<svg class="bobot-strip" viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true">'
        "{}{}</svg>",
        grafik.koordinat(max(Decimal(100), total)),
        isi,
        lebih,
    )
