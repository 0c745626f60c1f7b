"""Bagian-bagian halaman. Contoh hidup tiap bagian ada di galeri (DEBUG); kelas CSS-nya di static/token.css.

Satu tag: {% ikon "target" %} · {% lencana "diajukan" %} · {% cap "baik" besar=True %}
          {% tanda "bobot 25 %" %} · {% kemajuan 51 54 label="Baris diperiksa" satuan="baris" %}
          {% matriks tabel hasil="sesuai" perilaku="sesuai" %}
Pembungkus: {% kartu judul="…" %}…{% endkartu %} · {% panel judul="…" %} · {% pesan "awas" %}
          {% kepala_laman judul="…" ket="…" remah=r %}tombol{% endkepala_laman %}
          {% rekam as tombol %}…{% endrekam %} menyimpan potongan untuk dipakai sebagai argumen (aksi=tombol).
inti_rangka: {% remah "Beranda" url "SKP saya" as r %} · {% halaman laman %} · {% pita_contoh %}
inti_formulir: {% judul_laman form "SKP 2026" %} · {% galat_ringkas form %}
          {% saring form jumlah=17 benda="indikator" %}
inti_grafik: {% grafik_garis … %} · {% sparkline … %} · {% batang … %} · {% sebaran … %} · {% strip_tahun … %}
Daun tanpa hitungan memakai include: {% include "komponen/kosong.html" with … only %}.
"""

from collections.abc import Mapping
from functools import lru_cache

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from inti.rules import format as bentuk
from inti.templatetags import inti_formulir, inti_grafik, inti_rangka
from inti.templatetags.daftar_ikon import ALIAS, IKON

register = template.Library()
for pustaka in (inti_formulir, inti_grafik, inti_rangka):
    register.tags.update(pustaka.register.tags)
    register.filters.update(pustaka.register.filters)

# Sepuluh kata status: kode → (kata, ikon). Tidak ada yang kesebelas.
STATUS: dict[str, tuple[str, str]] = {
    "belum_mulai": ("Belum mulai", "lingkaran"),
    "draf": ("Draf", "pensil"),
    "diajukan": ("Diajukan", "ajukan"),
    "diproses": ("Diproses", "jam"),
    "perlu_perbaikan": ("Perlu perbaikan", "kembali"),
    "disetujui": ("Disetujui", "centang"),
    "ditetapkan": ("Ditetapkan", "perisai"),
    "terlambat": ("Terlambat", "segitiga"),
    "tidak_lengkap": ("Tidak lengkap", "setengah"),
    "ditutup": ("Ditutup", "kunci"),
}

# Predikat dan rating: kode → (kata, kelas). Kata dari PermenPANRB 6/2022.
CAP: dict[str, tuple[str, str]] = {
    "sangat_baik": ("Sangat Baik", "sangat-baik"),
    "baik": ("Baik", "baik"),
    "butuh_perbaikan": ("Butuh Perbaikan", "butuh"),
    "kurang": ("Kurang", "kurang"),
    "sangat_kurang": ("Sangat Kurang", "sangat-kurang"),
    "di_atas": ("Di Atas Ekspektasi", "sangat-baik"),
    "sesuai": ("Sesuai Ekspektasi", "baik"),
    "di_bawah": ("Di Bawah Ekspektasi", "kurang"),
}

JENIS_PESAN: dict[str, str] = {"info": "info", "baik": "centang", "awas": "seru", "stop": "kunci"}


def _kode(nilai: object) -> str:
    return str(nilai).strip().lower().replace("-", "_").replace(" ", "_")


@register.simple_tag
def ikon(nama: str, kelas: str = "") -> SafeString:
    """Gambar SVG sebaris, tersembunyi dari pembaca layar: katanya selalu ditulis di sebelahnya."""
    return _ikon(str(nama), str(kelas))


@lru_cache(maxsize=512)
def _ikon(nama: str, kelas: str) -> SafeString:
    """Gambarnya tetap; halaman memakai puluhan."""
    kunci = nama.replace("_", "-")
    isi = IKON.get(ALIAS.get(kunci, kunci))
    if isi is None:
        raise ValueError(f"Ikon {nama!r} tidak ada dalam daftar_ikon.")
    kelas = f"ikon {kelas}".strip()
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', kelas, mark_safe(isi)
    )


@register.simple_tag
def lencana(kode: str, ket: str = "") -> SafeString:
    """Keadaan dokumen: kata, ikon, warna. `ket` ditulis kecil di belakangnya ("menunggu 3 hari")."""
    kunci = _kode(kode)
    if kunci not in STATUS:
        raise ValueError(f"{kode!r} bukan salah satu dari sepuluh kata status: {', '.join(STATUS)}.")
    kata, gambar = STATUS[kunci]
    hasil = format_html(
        '<span class="lencana lencana--{}">{}{}</span>', kunci.replace("_", "-"), ikon(gambar), kata
    )
    if not ket:
        return hasil
    return format_html(
        '<span class="d-inline-flex flex-wrap gap-1 align-items-center">{}{}</span>',
        hasil,
        format_html('<small class="redup">{}</small>', ket),
    )


@register.simple_tag
def cap(kode: str, besar: bool = False, teks: str = "") -> SafeString:
    """Predikat atau rating sebagai cap, supaya tidak terbaca sebagai status. `teks` mengganti katanya."""
    kunci = _kode(kode).removesuffix("_ekspektasi")
    if kunci not in CAP:
        raise ValueError(f"{kode!r} bukan predikat atau rating: {', '.join(CAP)}.")
    kata, kelas = CAP[kunci]
    return format_html(
        '<span class="cap cap--{}{}">{}</span>', kelas, " cap--besar" if besar else "", teks or kata
    )


@register.filter
def kata_cap(kode: str) -> str:
    """Kata layar untuk kode predikat atau rating."""
    return CAP[_kode(kode).removesuffix("_ekspektasi")][0]


@register.simple_tag
def tanda(teks: str) -> SafeString:
    """Fakta kecil di sebelah judul: bobot, dikecualikan, tidak dilaporkan."""
    return format_html('<span class="tanda">{}</span>', teks)


@register.simple_tag
def kemajuan(
    nilai: int, dari: int, label: str, *, satuan: str = "", besar: bool = False, diam: bool = False
) -> SafeString:
    """Bilah kemajuan dengan angka dalam kata; `diam=True` bila angkanya sudah tertulis di dekatnya."""
    persen = bentuk.bagian_persen(nilai, dari)
    kata = f"{bentuk.angka_ringkas(nilai)} dari {bentuk.angka_ringkas(dari)} {satuan}".strip()
    bilah = format_html(
        '<progress{} value="{}" max="{}" aria-label="{}">{} %</progress>',
        mark_safe(' class="besar"') if besar else "",
        str(min(nilai, max(dari, 1))),
        str(max(dari, 1)),
        label,
        str(persen),
    )
    if diam:
        return bilah
    return format_html('{}<p class="kecil redup tabular mt-1 mb-0">{} ({} %)</p>', bilah, kata, str(persen))


@register.inclusion_tag("komponen/matriks.html")
def matriks(
    tabel: Mapping[tuple[str, str], str],
    *,
    hasil: str = "",
    perilaku: str = "",
    sumber: str = "PermenPANRB 6/2022",
    kata_di_sini: str = "Anda di sini",
) -> dict[str, object]:
    """Sembilan sel predikat. `tabel`: (hasil, perilaku) → kode predikat, dari rules.

    `hasil` dan `perilaku` menandai satu sel.
    """
    sini = (_kode(hasil).removesuffix("_ekspektasi"), _kode(perilaku).removesuffix("_ekspektasi"))
    isi = {(_kode(h), _kode(p)): CAP[_kode(v)][0] for (h, p), v in tabel.items()}
    baris = [
        {
            "judul": judul,
            "sel": [
                {"kata": isi[(h, p)], "di_sini": (h, p) == sini} for p in ("di_bawah", "sesuai", "di_atas")
            ],
        }
        for h, judul in (
            ("di_atas", "Hasil di atas"),
            ("sesuai", "Hasil sesuai"),
            ("di_bawah", "Hasil di bawah"),
        )
    ]
    return {"baris": baris, "sumber": sumber, "kata_di_sini": kata_di_sini}


@register.simple_block_tag
def rekam(content: str) -> str:
    """Simpan potongan templat: {% rekam as tombol %}…{% endrekam %}."""
    return content


@register.simple_block_tag
def kepala_laman(content: str, judul: str, ket: str = "", remah: str = "") -> SafeString:
    """Remah, satu h1, keterangan; isi blok = lencana dan tombol di sebelah kanan."""
    aksi = format_html('<div class="aksi">{}</div>', content) if content.strip() else ""
    paragraf = format_html("<p>{}</p>", ket) if ket else ""
    return format_html(
        '<div class="kepala-laman"><div>{}<h1>{}</h1>{}</div>{}</div>', remah, judul, paragraf, aksi
    )


@register.simple_block_tag
def kartu(
    content: str,
    judul: str = "",
    *,
    id: str = "",
    rata: bool = False,
    ket: str = "",
    aksi: str = "",
    tingkat: int = 2,
    kelas: str = "",
    label: str = "",
) -> SafeString:
    """Satu perihal satu kartu. `rata` bila isinya daftar atau tabel; `ket` teks dan `aksi` tautan di kanan.

    Tanpa `judul` beri `label` bila isinya perlu nama sendiri.
    """
    kelas = " ".join(filter(None, ("kartu", "kartu--rata" if rata else "", kelas)))
    if not judul:
        nama = format_html(' aria-label="{}"', label) if label else ""
        return format_html('<section class="{}"{}>{}</section>', kelas, nama, content)
    id = id or f"h-{slugify(judul)}"
    kanan = format_html('<span class="redup kecil">{}</span>', ket) if ket else ""
    kepala = format_html(
        '<h{0} id="{1}">{2}</h{0}>{3}{4}', tingkat, id, judul, kanan, conditional_escape(aksi)
    )
    return format_html(
        '<section class="{}" aria-labelledby="{}"><div class="kartu-kepala">{}</div>{}</section>',
        kelas,
        id,
        kepala,
        content,
    )


@register.simple_block_tag
def panel(content: str, judul: str = "", *, id: str = "", tingkat: int = 2, kelas: str = "") -> SafeString:
    """Satu bidang nila tua tiap halaman, untuk satu pesan terpenting."""
    kelas = f"panel {kelas}".strip()
    if not judul:
        return format_html('<section class="{}">{}</section>', kelas, content)
    id = id or f"h-{slugify(judul)}"
    return format_html(
        '<section class="{0}" aria-labelledby="{1}"><h{2} id="{1}">{3}</h{2}>{4}</section>',
        kelas,
        id,
        tingkat,
        judul,
        content,
    )


@register.simple_block_tag
def pesan(content: str, jenis: str = "info", *, gambar: str = "", kelas: str = "") -> SafeString:
    """Catatan yang tetap di halaman: info, baik, awas, stop. Isi tanpa tag dibungkus <p>."""
    if jenis not in JENIS_PESAN:
        raise ValueError(f"Jenis pesan {jenis!r} tidak dikenal: {', '.join(JENIS_PESAN)}.")
    kelas = " ".join(filter(None, ("pesan", "" if jenis == "info" else f"pesan--{jenis}", kelas)))
    isi = content.strip()
    bungkus = format_html("<div>{}</div>", mark_safe(isi)) if isi.startswith(("<p", "<div")) else None
    return format_html(
        '<div class="{}">{}{}</div>',
        kelas,
        ikon(gambar or JENIS_PESAN[jenis]),
        bungkus or format_html("<p>{}</p>", mark_safe(isi)),
    )
