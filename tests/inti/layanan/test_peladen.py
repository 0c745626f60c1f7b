"""Peladen sungguhan: menyala di folder kosong, menjawab, dan berhenti tanpa sisa."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg2
import pytest
import redis as klien_redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from inti.layanan import peladen, postgres
from inti.layanan.dengan import peladen_bersama, perintah_dari
from inti.layanan.galat import TidakDapatMulai
from inti.layanan.proses import Pengawas
from inti.layanan.setelan import AKAR, FolderData
from inti.layanan.tampil import Papan
from inti.layanan.yatim import proses_di

lambat = pytest.mark.lambat
PAPAN = Papan(senyap=True)
Nyala = tuple[FolderData, dict[str, str]]


def tanya(url: str, sql: str) -> object:
    """Satu nilai dari PostgreSQL di alamat itu."""
    bagian = urlsplit(url)
    opsi = {nama: nilai[0] for nama, nilai in parse_qs(bagian.query).items()}
    sambungan = psycopg2.connect(dbname=bagian.path.lstrip("/"), host=opsi["host"], user=opsi["user"])
    try:
        with sambungan.cursor() as kursor:
            kursor.execute(sql)
            return kursor.fetchone()[0]
    finally:
        sambungan.close()


def anak_cucu() -> set[int]:
    """Semua proses hidup yang turun dari proses uji ini."""
    induk: dict[int, int] = {}
    for jalur in Path("/proc").glob("[0-9]*/stat"):
        try:
            keadaan, ppid = jalur.read_text().rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if keadaan not in {"Z", "X"}:
            induk[int(jalur.parent.name)] = int(ppid)
    hasil, baru = set(), {os.getpid()}
    while baru:
        baru = {pid for pid, ppid in induk.items() if ppid in baru}
        hasil |= baru
    return hasil


@pytest.fixture(scope="module")
def nyala(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FolderData, dict[str, str]]]:
    """Kedua peladen, menyala di jalur yang terlalu panjang untuk soket Unix, berisi koma dan spasi."""
    akar = tmp_path_factory.mktemp("nyala")
    for folder in (akar, akar.parent):
        folder.chmod(0o711)
    data = FolderData(akar / ("dalam, sekali " * 8).strip() / "data")
    data.siapkan()
    env = {nama: nilai for nama, nilai in os.environ.items() if nama not in peladen.PERLU}
    with Pengawas(PAPAN) as pengawas, peladen.nyalakan(data, pengawas, PAPAN, env=env, uji=True) as alamat:
        yield data, alamat


@lambat
def test_postgresql_menjawab_dengan_setelan_yang_dijanjikan(nyala: Nyala) -> None:
    url = nyala[1]["DATABASE_URL"]
    assert tanya(url, "SELECT 1") == 1
    setelan = ("client_connection_check_interval", "max_connections", "fsync", "server_encoding")
    assert [tanya(url, f"SHOW {nama}") for nama in setelan] == ["1s", "200", "off", "UTF8"]
    assert tanya(url, "SELECT datctype FROM pg_database WHERE datname = current_database()") == "C.UTF-8"


@lambat
def test_postgresql_tidak_mendengarkan_di_jaringan(nyala: Nyala) -> None:
    url = nyala[1]["DATABASE_URL"]
    assert tanya(url, "SHOW listen_addresses") == ""
    soket = Path(parse_qs(urlsplit(url).query)["host"][0])
    assert soket.stat().st_mode & 0o077 == 0


@lambat
def test_jalur_panjang_memakai_folder_soket_pendek(nyala: Nyala) -> None:
    soket = parse_qs(urlsplit(nyala[1]["DATABASE_URL"]).query)["host"][0]
    assert not soket.startswith(str(nyala[0].akar))
    assert len(soket) < 60


@lambat
def test_redis_menjawab_hanya_dengan_sandi_dan_menyimpan_antrean(
    nyala: Nyala,
) -> None:
    url = nyala[1]["REDIS_URL"]
    with klien_redis.from_url(url) as klien:
        assert klien.ping()
        assert klien.config_get("appendonly") == {"appendonly": "yes"}
        assert klien.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert klien.config_get("bind") == {"bind": "127.0.0.1"}
    bagian = urlsplit(url)
    with (
        klien_redis.Redis(host=bagian.hostname, port=bagian.port, retry=Retry(NoBackoff(), 0)) as tanpa_sandi,
        pytest.raises(klien_redis.AuthenticationError),
    ):
        tanpa_sandi.ping()


@lambat
def test_setelah_berhenti_tidak_ada_proses_dan_folder_tersisa(
    data: FolderData, env: dict[str, str], masih_hidup: Callable[[int], bool]
) -> None:
    sebelum = anak_cucu()
    with Pengawas(PAPAN) as pengawas, peladen.nyalakan(data, pengawas, PAPAN, env=env, uji=True) as alamat:
        assert tanya(alamat["DATABASE_URL"], "SELECT 1") == 1
        lahir = anak_cucu() - sebelum
        assert len(lahir) >= 3
    assert [pid for pid in lahir if masih_hidup(pid)] == []
    assert proses_di(data.postgres) == []
    assert not (data.postgres / "postmaster.pid").exists()


@lambat
def test_data_bertahan_dari_satu_start_ke_start_berikutnya(data: FolderData, env: dict[str, str]) -> None:
    for kali in (1, 2):
        with (
            Pengawas(PAPAN) as pengawas,
            peladen.nyalakan(data, pengawas, PAPAN, env=env, uji=True) as alamat,
            klien_redis.from_url(alamat["REDIS_URL"]) as klien,
        ):
            assert tanya(alamat["DATABASE_URL"], "SELECT to_regclass('catatan') IS NULL") is (kali == 1)
            assert klien.llen("antrean") == kali - 1
            tanya(alamat["DATABASE_URL"], "CREATE TABLE IF NOT EXISTS catatan (n int); COMMIT; SELECT 1")
            klien.rpush("antrean", "tugas")


@lambat
def test_alamat_pilihan_pengguna_menggantikan_yang_tertanam_satu_per_satu(
    data: FolderData, env: dict[str, str]
) -> None:
    pilihan = {**env, "DATABASE_URL": "postgres://a@b/c"}
    with Pengawas(PAPAN) as pengawas, peladen.nyalakan(data, pengawas, PAPAN, env=pilihan) as alamat:
        assert set(alamat) == {"REDIS_URL"}
        assert not data.postgres.exists()
    with Pengawas(PAPAN) as pengawas:
        pilihan["REDIS_URL"] = "redis://x"
        with peladen.nyalakan(data, pengawas, PAPAN, env=pilihan) as alamat:
            assert alamat == {}


@lambat
def test_perintah_kedua_menumpang_peladen_perintah_pertama(
    data: FolderData, pengawas: Pengawas, env: dict[str, str]
) -> None:
    with (
        peladen_bersama(data, pengawas, PAPAN, env) as pertama,
        Pengawas(PAPAN) as lain,
        peladen_bersama(data, lain, PAPAN, env) as kedua,
    ):
        assert kedua == pertama
        assert tanya(kedua["DATABASE_URL"], "SELECT 1") == 1


def test_penumpang_diberi_tahu_bila_pemilik_memakai_alamat_sendiri(
    data: FolderData, env: dict[str, str]
) -> None:
    with peladen.memiliki(data, jenis="demo") as berkas:
        assert berkas is not None
        berkas.perbarui_kartu(siap=True, REDIS_URL="redis://x")
        with pytest.raises(TidakDapatMulai, match="DATABASE_URL"), peladen.menumpang(data, env):
            pass


def test_folder_data_hanya_punya_satu_pemilik(data: FolderData) -> None:
    with peladen.memiliki(data, jenis="demo") as pertama, peladen.memiliki(data, jenis="perintah") as kedua:
        assert pertama is not None
        assert kedua is None
    with peladen.memiliki(data, jenis="perintah") as lagi:
        assert lagi is not None


def test_alamat_soket_disandikan() -> None:
    assert postgres.alamat(Path("/a b/c,d&e")) == "postgres:///asn_kinerja?host=%2Fa%20b%2Fc%2Cd%26e&user=asn"


@lambat
def test_uji_mengembalikan_kode_perintahnya_dan_membuang_foldernya(
    env: dict[str, str], tmp_path: Path
) -> None:
    naskah = f'echo "$DATABASE_URL $MEDIA_ROOT" > {tmp_path}/env; exit 6'
    hasil = subprocess.run(
        [sys.executable, "-m", "inti.layanan.uji", "--", "sh", "-c", naskah], cwd=AKAR, env=env, timeout=60
    )
    assert hasil.returncode == 6
    url, media = (tmp_path / "env").read_text().split()
    assert url.startswith("postgres:///asn_kinerja?host=")
    assert not Path(media).parent.exists()


def test_perintah_boleh_dengan_atau_tanpa_pemisah() -> None:
    assert perintah_dari(["--", "ls", "--", "x"]) == ["ls", "--", "x"]
    assert perintah_dari(["ls"]) == ["ls"]
    with pytest.raises(TidakDapatMulai, match="Tuliskan perintahnya"):
        perintah_dari(["--"])
