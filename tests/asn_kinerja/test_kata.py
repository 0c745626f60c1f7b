"""Kata di layar: tidak ada kata yang menyalahkan, dan pesan bawaan Django pun sudah ditulis ulang."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core import validators
from django.core.exceptions import ValidationError
from django.forms import formsets
from django.utils import translation
from django.utils.translation import trans_real

AKAR = Path(__file__).resolve().parents[2]
APLIKASI = ["inti", "kepegawaian", "indikator", "umpan_balik", "penilaian", "pelatihan", "asn_kinerja"]
LARANGAN = re.compile(r"\b(tidak valid|valid|invalid|error|oops|maaf|gagal|ok)\b", re.IGNORECASE)
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|WITH)\b")
ISIAN = re.compile(r"%\([^)]*\)[a-z]|\{[^}]*\}")


def terlarang(teks: str) -> str | None:
    """Kata terlarang pertama; nama isian seperti %(error)s bukan kata."""
    cocok = LARANGAN.search(ISIAN.sub("", teks))
    return cocok[0] if cocok else None


def test_pemeriksa_ini_menemukan_kata_terlarang() -> None:
    assert terlarang("Data tidak valid.") == "tidak valid"
    assert terlarang("Simpan gagal.") == "gagal"
    assert terlarang("(Bidang %(error)s)") is None
    assert terlarang("Validasi atasan, tokoh, segala") is None


# --- pesan bawaan Django ---


def katalog() -> dict[str, str]:
    """Yang sungguh dipakai: terjemahan Django tertindih terjemahan kami."""
    with translation.override("id"):
        isi = trans_real.catalog()._catalog  # type: ignore[attr-defined]
        return {str(asal): str(isi[asal]) for asal in isi.keys()}  # noqa: SIM118 — katalog Django bukan dict


def test_tidak_satu_pun_terjemahan_django_memakai_kata_terlarang() -> None:
    semua = katalog()
    assert len(semua) > 400
    assert {asal: kata for asal, teks in semua.items() if (kata := terlarang(teks))} == {}


def semua_bidang(kelas: type[forms.Field] = forms.Field) -> Iterator[type[forms.Field]]:
    yield kelas
    for anak in kelas.__subclasses__():
        yield from semua_bidang(anak)


def test_setiap_pesan_bawaan_bidang_formulir_berbahasa_indonesia() -> None:
    asing = []
    with translation.override("en"):
        inggris = {
            (b, kode): str(p)
            for b in semua_bidang()
            for kode, p in getattr(b, "default_error_messages", {}).items()
        }
    assert len(inggris) > 30
    for (bidang, kode), semula in inggris.items():
        tampil = str(bidang.default_error_messages[kode])
        milik_kami = bidang.__module__.partition(".")[0] in APLIKASI
        if not milik_kami and semula and tampil == semula:
            asing.append(f"{bidang.__name__}.{kode}: {tampil}")
        if kata := terlarang(tampil):
            asing.append(f"{bidang.__name__}.{kode}: {kata}")
    assert asing == []


@pytest.mark.parametrize(
    ("periksa", "nilai", "pesan"),
    [
        (forms.EmailField(), "a@", "Isi alamat surel, misalnya nama@contoh.go.id."),
        (forms.CharField(), "", "Isi bagian ini."),
        (forms.CharField(max_length=3), "abcd", "Tulis paling banyak 3 huruf. Sekarang 4."),
        (forms.CharField(), "a\x00", "Ada huruf yang tidak terbaca dalam isian ini. Ketik ulang isiannya."),
        (forms.IntegerField(), "1,5", "Isi dengan bilangan bulat, tanpa koma."),
        (forms.IntegerField(min_value=1), "0", "Isi paling kecil 1."),
        (
            forms.ChoiceField(choices=[("a", "A")]),
            "b",
            "“b” tidak ada dalam daftar. Pilih dari daftar yang tersedia.",
        ),
        (forms.FileField(), None, "Isi bagian ini."),
        (
            forms.URLField(assume_scheme="https"),
            "ftp//",
            "Isi alamat web, misalnya https://contoh.go.id/rekap.",
        ),
    ],
)
def test_pesan_yang_paling_sering_muncul(periksa: forms.Field, nilai: object, pesan: str) -> None:
    with pytest.raises(ValidationError) as galat:
        periksa.clean(nilai)
    assert galat.value.messages == [pesan]


def test_pesan_formset_dan_pengesah_nilai() -> None:
    kumpulan = formsets.formset_factory(forms.Form, min_num=2, validate_min=True)({"form-TOTAL_FORMS": "1"})
    teks = [*kumpulan.non_form_errors(), str(validators.validate_slug.message)]
    assert len(teks) >= 2
    assert [satu for satu in teks if terlarang(satu)] == []


@pytest.mark.parametrize("sandi", ["12345", "password", "9876543210123", "ratna wulandari"])
def test_pesan_kata_sandi_mengatakan_apa_yang_harus_dilakukan(sandi: str) -> None:
    class Ratna:
        nama = username = first_name = last_name = email = "ratna wulandari"
        _meta = type(
            "_meta", (), {"get_field": staticmethod(lambda _: type("B", (), {"verbose_name": "nama"}))}
        )

    with pytest.raises(ValidationError) as galat:
        password_validation.validate_password(sandi, Ratna())  # type: ignore[arg-type]
    for pesan in galat.value.messages:
        assert not terlarang(pesan)
        assert re.search(r"(Pakai|Tambahkan|Jangan)", pesan), pesan
    for bantuan in password_validation.password_validators_help_texts():
        assert bantuan.startswith(("Paling sedikit", "Jangan")), bantuan


def test_terjemahan_yang_dipakai_sama_dengan_sumbernya() -> None:
    """django.mo disimpan di repositori; sumber yang diubah tanpa dikompilasi menggagalkan uji ini."""
    (folder,) = settings.LOCALE_PATHS
    with (Path(folder) / "id/LC_MESSAGES/django.mo").open("rb") as terbuka:
        jadi = gettext.GNUTranslations(terbuka)._catalog  # type: ignore[attr-defined]
    sumber = (Path(folder) / "id/LC_MESSAGES/django.po").read_text()
    pasangan = re.findall(
        r'^msgid "(.+)"\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? "(.+)"$', sumber, re.MULTILINE
    )
    assert len(pasangan) == sumber.count("\nmsgid ") - 1, "setiap pesan punya terjemahan, satu baris"
    tersusun = {(k[0] if isinstance(k, tuple) else k): v for k, v in jadi.items() if k}
    assert tersusun == {k.replace('\\"', '"'): v.replace('\\"', '"') for k, v in pasangan}


# --- tulisan kami sendiri ---


def templat() -> list[Path]:
    return sorted((AKAR / "templates").rglob("*.html"))


def teks_templat(berkas: Path) -> Iterator[str]:
    """Teks di luar tag HTML, atribut yang dibacakan, dan kalimat di dalam tag templat."""
    isi = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", berkas.read_text(), flags=re.DOTALL)
    yield from (
        kata
        for tag in re.findall(r"{%(.*?)%}", isi, re.DOTALL)
        for kata in re.findall(r'"([^"]* [^"]*)"', tag)
    )
    html = re.sub(r"{%.*?%}|{{.*?}}", "", isi, flags=re.DOTALL)
    yield from re.findall(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"', html)
    yield re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", html, flags=re.DOTALL)


@pytest.mark.parametrize("berkas", templat(), ids=lambda p: str(p.relative_to(AKAR)))
def test_templat_tanpa_kata_terlarang(berkas: Path) -> None:
    salah = [teks for teks in teks_templat(berkas) if terlarang(teks)]
    assert salah == []


# Satu benda satu nama di layar; ejaan kiri pernah dipakai untuk benda yang sama.
ISTILAH = {
    "prakiraan": "perkiraan",
    "e-mail": "surel",
    "email": "surel",
    "password": "kata sandi",
    "login": "masuk",
    "logout": "keluar",
    "upload": "kirim berkas",
    "download": "unduh",
    "deadline": "tenggat",
    "user": "pengguna",
    "username": "NIP",
    "dashboard": "beranda",
    "supervisor": "pejabat penilai",
    "feedback": "umpan balik",
    "submit": "ajukan",
    "export": "ekspor",
    "import": "impor",
}


def nama_lain(teks: str) -> list[str]:
    return [
        f"{lama} → {baku}"
        for lama, baku in ISTILAH.items()
        if re.search(rf"(?i)(?<![\w/.-]){lama}(?![\w-])", teks)
    ]


def test_pemeriksa_istilah_menemukan_nama_lain() -> None:
    assert nama_lain("Lihat Prakiraan hasil kerja") == ["prakiraan → perkiraan"]
    assert nama_lain("Surel Anda, perkiraan, /prakiraan/3/") == []


@pytest.mark.parametrize("berkas", templat(), ids=lambda p: str(p.relative_to(AKAR)))
def test_satu_benda_satu_nama(berkas: Path) -> None:
    """Yang dibaca orang saja: teks di luar tag dan atribut yang dibacakan, bukan nama url atau variabel."""
    isi = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", berkas.read_text(), flags=re.DOTALL)
    html = re.sub(r"{%.*?%}|{{.*?}}", "", isi, flags=re.DOTALL)
    terbaca = re.findall(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"', html)
    terbaca.append(re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", html, flags=re.DOTALL))
    assert [satu for teks in terbaca for satu in nama_lain(teks)] == []


def sumber_layar() -> list[Path]:
    """Lantai yang tulisannya sampai ke orang."""
    lantai = {"services", "queries", "forms", "forms.py", "views", "permissions.py", "models", "rules"}
    semua = [p for app in APLIKASI for p in (AKAR / app).rglob("*.py")]
    dipakai = [p for p in semua if lantai & set(p.relative_to(AKAR).parts) and "migrations" not in p.parts]
    assert len(dipakai) > 60
    return sorted(dipakai)


def kalimat(berkas: Path) -> Iterator[tuple[int, str]]:
    """Teks yang mengandung spasi, selain docstring, SQL, dan pola: kalimat untuk orang."""
    pohon = ast.parse(berkas.read_text())
    uraian = {
        id(simpul.body[0].value)
        for simpul in ast.walk(pohon)
        if isinstance(simpul, ast.Module | ast.ClassDef | ast.FunctionDef)
        and simpul.body
        and isinstance(simpul.body[0], ast.Expr)
    }
    for simpul in ast.walk(pohon):
        teks = simpul.value if isinstance(simpul, ast.Constant) and id(simpul) not in uraian else None
        if isinstance(teks, str) and " " in teks.strip() and not SQL.search(teks):
            yield simpul.lineno, teks


@pytest.mark.parametrize("berkas", sumber_layar(), ids=lambda p: str(p.relative_to(AKAR)))
def test_kalimat_dalam_kode_tanpa_kata_terlarang(berkas: Path) -> None:
    salah = [f"baris {baris}: {teks}" for baris, teks in kalimat(berkas) if terlarang(teks)]
    assert salah == []
