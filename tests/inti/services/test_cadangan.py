"""Cadangan yang pulih sama persis, yang rusak disebut berkasnya, dan yang tidak boleh ditolak sebelum menyentuh apa pun."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

from inti.galat import GalatAturan
from inti.models import Berkas, Cadangan, KotakKeluar
from inti.queries.pemasangan import SQL_SIDIK
from inti.rules.cadangan import IsiBerkas, Manifes
from inti.services import cadangan, kotak, pemasangan
from inti.services.berkas import simpan
from inti.services.cadangan import Basis, CadanganRusak, berkas, buat
from inti.services.cadangan.pulihkan import SQL_TANDAI
from mutu.catat import catat
from tests.penilaian import pabrik

KINI = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
CARA = {"NAME": "dbname", "HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@contextmanager
def basis_kosong() -> Iterator[Basis]:
    """Basis data kosong di samping basis data uji; dibuang sesudahnya."""
    asal = Basis.kini()
    nama = f"{asal.nama}_pulih"

    def perintah(teks: str) -> None:
        with asal.buka() as sambungan:
            sambungan.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
            with sambungan.cursor() as kursor:
                kursor.execute(sql.SQL(teks).format(sql.Identifier(nama)))

    perintah("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    perintah("CREATE DATABASE {} TEMPLATE template0")
    try:
        yield Basis(asal.cara | {"dbname": nama})
    finally:
        perintah("DROP DATABASE IF EXISTS {} WITH (FORCE)")


@contextmanager
def memakai(basis: Basis) -> Iterator[None]:
    """Aplikasi ini melihat `basis` sebagai miliknya, juga bila di kluster lain."""
    asal = {bagian: connection.settings_dict[bagian] for bagian in CARA}
    connection.close()
    connection.settings_dict.update({bagian: str(basis.cara.get(nama, "")) for bagian, nama in CARA.items()})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(asal)


def isi_dunia() -> Berkas:
    """Pemda kecil dengan satu berkas, satu surel dan satu tugas yang antre, dan satu sesi."""
    d = pabrik.dunia("Kota Cadangan", staf=2)
    kotak.kirim_yang_antre(sekarang=KINI)  # pemasangan ini tercatat sah
    muatan = {"kepada": "orang@contoh.go.id", "judul": "Kabar", "isi": "Isi"}
    kotak.antre(jenis="surel", kunci="lama", muatan=muatan, sekarang=KINI)
    kotak.antre_tugas(nama="inti.tasks.segel_jejak", kunci="tugas-lama", sekarang=KINI)
    SessionStore().create()
    kiriman = SimpleUploadedFile("bukti.pdf", PDF, content_type="application/pdf")
    return simpan(kiriman=kiriman, oleh=d.staf[0], sekarang=KINI)


@pytest.mark.django_db(transaction=True)
def test_cadangan_pulih_persis_dan_salinannya_diam_sampai_disahkan(
    tmp_path: Path, settings: object, mailoutbox: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    satu = isi_dunia()
    media, media_baru = Path(settings.MEDIA_ROOT), tmp_path / "baru"  # type: ignore[attr-defined]
    call_command("cadangkan", ke=tmp_path / "cadangan", simpan=2)
    (folder,) = [p for p in (tmp_path / "cadangan").iterdir() if p.is_dir()]
    assert Cadangan.objects.get().nama == folder.name
    terbuka = [p for p in (tmp_path / "cadangan").rglob("*") if p.stat().st_mode & 0o077]
    assert not terbuka, "hanya pemiliknya yang boleh membaca"
    monkeypatch.setattr(kotak.current_app, "send_task", lambda *a, **k: mailoutbox.append((a, k)))
    with basis_kosong() as basis:
        pulih = cadangan.pulihkan(dari=folder, basis=basis, media=media_baru, timpa=False, sekarang=KINI)
        assert (media_baru / satu.isi.name).read_bytes() == (media / satu.isi.name).read_bytes()
        assert pulih.baris > 100 and pulih.manifes.hilang == ()
        with memakai(basis):
            sesi = connection.cursor()
            sesi.execute("SELECT count(*) FROM django_session")
            assert sesi.fetchone() == (0,), "tidak seorang pun tetap masuk"
            assert KotakKeluar.objects.filter(dikirim__isnull=True).count() == 2
            sebelum = kotak.kirim_yang_antre(sekarang=KINI)
            catat(
                "B5", f"{len(mailoutbox)} surel atau tugas keluar dari salinan, 0 sesi", lulus=not mailoutbox
            )
            assert sebelum == 0 and mailoutbox == []
            assert pemasangan.sahkan(sekarang=KINI)[0] == 1
            assert kotak.kirim_yang_antre(sekarang=KINI) == 1, "hanya tugasnya; surel lama dibuang"
        with pytest.raises(GalatAturan, match="tidak kosong"):
            cadangan.pulihkan(dari=folder, basis=basis, media=media_baru, timpa=False, sekarang=KINI)
        with basis.buka(), pytest.raises(GalatAturan, match="Hentikan web"):
            cadangan.pulihkan(dari=folder, basis=basis, media=media_baru, timpa=True, sekarang=KINI)


@pytest.mark.django_db(transaction=True)
def test_salinan_di_basis_data_yang_sama_pun_diam() -> None:
    """--timpa menulis ke basis data bersidik sama; tanpa tandanya ia akan mengirim lagi."""
    kotak.kirim_yang_antre(sekarang=KINI)
    with connection.cursor() as kursor:
        kursor.execute(SQL_SIDIK)
        sidik = kursor.fetchone()[0]
        assert pemasangan.boleh_mengirim(sekarang=KINI), "tanpa tanda: mengirim"
        kursor.execute(SQL_TANDAI, {"sidik": "pulihan:asn-1", "sekarang": KINI})
    assert not sidik.startswith("pulihan:") and not pemasangan.boleh_mengirim(sekarang=KINI)


# --- B3: yang rusak


@pytest.fixture
def utuh(tmp_path: Path) -> Path:
    """Cadangan buatan tangan yang utuh: dump dan tiga berkas."""
    folder = tmp_path / "asn-20261122T233000Z"
    isi = {}
    for nomor in range(3):
        jalur = folder / "berkas" / "bukti" / f"{nomor}"
        jalur.parent.mkdir(parents=True, exist_ok=True)
        jalur.write_bytes(bytes(range(200)) * (nomor + 1))
        isi[f"bukti/{nomor}"] = berkas.sidik_berkas(jalur)
    (folder / "basis.dump").write_bytes(b"PGDMP" * 1000)
    m = Manifes(
        dibuat=KINI.isoformat(),
        kode="",
        postgres=15,
        migrasi=(),
        dump=berkas.sidik_berkas(folder / "basis.dump"),
        tabel={},
        berkas=isi,
    )
    tulis_manifes(folder, m)
    return folder


def tulis_manifes(folder: Path, m: Manifes) -> None:
    (folder / "manifes.json").write_text(m.ke_teks())
    (folder / "manifes.sha256").write_text(berkas.sidik_berkas(folder / "manifes.json").sidik)


def potong(jalur: Path) -> None:
    jalur.write_bytes(jalur.read_bytes()[:-1])


def ubah(jalur: Path) -> None:
    isi = bytearray(jalur.read_bytes())
    isi[len(isi) // 2] ^= 1
    jalur.write_bytes(isi)


RUSAK = [
    (cara, nama)
    for cara in (potong, ubah, Path.unlink)
    for nama in ("basis.dump", "berkas/bukti/1", "manifes.json", "manifes.sha256")
]


@pytest.mark.parametrize(("cara", "nama"), RUSAK, ids=lambda x: getattr(x, "__name__", x))
def test_cadangan_rusak_disebut_berkasnya_dan_tidak_menyentuh_apa_pun(
    utuh: Path, cara: Callable[[Path], None], nama: str
) -> None:
    assert cadangan.periksa(utuh).berkas, "sebelum dirusak ia utuh"
    cara(utuh / nama)
    tanpa = Basis({"dbname": "tidak-pernah-disambung", "host": "/nonexistent"})
    ketemu = ""
    try:
        cadangan.pulihkan(dari=utuh, basis=tanpa, media=utuh / "m", timpa=True, sekarang=KINI)
    except CadanganRusak as galat:
        ketemu = " ".join(galat.rusak)
    # Sidik manifes yang berubah tidak dapat dibedakan dari manifesnya yang berubah.
    disebut = nama in ketemu or (nama == "manifes.sha256" and "manifes" in ketemu)
    catat("B3", f"{nama} {cara.__name__}: {ketemu or 'tidak ketahuan'}", lulus=disebut)
    assert disebut and not (utuh / "m").exists()


def test_cadangan_dari_versi_lebih_baru_ditolak(utuh: Path) -> None:
    m = replace(cadangan.periksa(utuh), migrasi=("inti.9999_masa_depan",), kode="0123456789abcdef")
    tulis_manifes(utuh, m)
    tanpa = Basis({"dbname": "tidak-pernah-disambung", "host": "/nonexistent"})
    with pytest.raises(GalatAturan, match="0123456789ab"):
        cadangan.pulihkan(dari=utuh, basis=tanpa, media=utuh / "m", timpa=False, sekarang=KINI)


# --- yang setengah jadi


def test_disk_penuh_tidak_meninggalkan_cadangan_setengah_jadi(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "a").write_bytes(b"isi")
    (tmp_path / "c" / ".asn-20200101T000000Z.sebagian").mkdir(parents=True)

    def penuh(asal: Path, tujuan: Path) -> IsiBerkas:
        tujuan.write_bytes(b"")
        raise OSError(28, "No space left on device", str(tujuan))

    monkeypatch.setattr(berkas, "salin", penuh)
    tanpa = Basis({"dbname": "tidak-pernah-disambung"})
    with pytest.raises(GalatAturan, match="Lapangkan"):
        buat(basis=tanpa, media=tmp_path / "m", tujuan=tmp_path / "c", simpan=1, sekarang=KINI)
    assert [p.name for p in (tmp_path / "c").iterdir()] == [".kunci"], "juga sisa yang dulu mati di tengah"


def test_dua_cadangan_tidak_berjalan_bersama(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "a").write_bytes(b"isi")
    tanpa = Basis({"dbname": "tidak-pernah-disambung"})

    def dari_dalam(asal: Path, tujuan: Path) -> IsiBerkas:
        with pytest.raises(GalatAturan, match="sedang dibuat"):
            buat(basis=tanpa, media=tmp_path / "m", tujuan=tmp_path / "c", simpan=1, sekarang=KINI)
        raise OSError(5, "selesai")

    monkeypatch.setattr(berkas, "salin", dari_dalam)
    with pytest.raises(GalatAturan, match="berhenti"):
        buat(basis=tanpa, media=tmp_path / "m", tujuan=tmp_path / "c", simpan=1, sekarang=KINI)


def test_menimpa_meminta_nama_basis_data_diketik(utuh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "ya")
    with pytest.raises(CommandError, match="Nama tidak sama"):
        call_command("pulihkan", str(utuh), timpa=True)


def test_perintah_periksa_menyebut_yang_rusak(utuh: Path) -> None:
    call_command("periksa_cadangan", str(utuh))
    shutil.rmtree(utuh / "berkas")
    with pytest.raises(CommandError, match="berkas/bukti/0 tidak ada"):
        call_command("periksa_cadangan", str(utuh))
