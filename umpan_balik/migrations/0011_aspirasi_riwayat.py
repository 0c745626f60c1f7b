"""Riwayat baris perkara warga. Kata-kata warga dan segala sidiknya tidak pernah disalin; dukungan tanpa riwayat sama sekali."""

from django.db import migrations

from inti.basisdata.pemicu import hanya_tambah
from inti.basisdata.riwayat import berriwayat

TABEL = "umpan_balik_aspirasi"
LAMA = berriwayat(TABEL, rahasia=["teks", "survei_id"])
BARU = berriwayat(TABEL, rahasia=["teks", "survei_id", "alasan_belum", "draf_jawaban"])


class Migration(migrations.Migration):
    dependencies = [("umpan_balik", "0010_aspirasi_musyawarah")]

    operations = [
        migrations.RunSQL(f"{LAMA.reverse_sql}\n{BARU.sql}", f"{BARU.reverse_sql}\n{LAMA.sql}"),
        hanya_tambah("umpan_balik_langkahaspirasi"),
        berriwayat("umpan_balik_kebijakanaspirasi"),
        berriwayat("umpan_balik_harilibur"),
        berriwayat("umpan_balik_izinnama", induk="pegawai_id"),
        berriwayat("umpan_balik_musyawarah"),
        berriwayat(
            "umpan_balik_usul",
            rahasia=["teks", "kunci", "sidik", "setuju_waktu"],
            induk="musyawarah_id",
        ),
    ]
