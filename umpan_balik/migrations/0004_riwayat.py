"""Riwayat baris sisi layanan saja.

Jawaban, penugasan, komentar, survei, kode, dan umpan balik tidak pernah berriwayat: riwayat dengan waktu dan nomor transaksi
menghubungkan jawaban tanpa nama kepada penilainya. Teks saran pun tidak disalin, supaya masa simpannya tetap berlaku.
"""

from django.db import migrations

from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [("umpan_balik", "0003_rata_empat_puluh_desimal"), ("inti", "0005_riwayat")]

    operations = [
        berriwayat("umpan_balik_layanan"),
        berriwayat("umpan_balik_titiklayanan", rahasia=["token"], induk="layanan_id"),
        berriwayat("umpan_balik_jagatitik", induk="titik_id"),
        berriwayat("umpan_balik_aspirasi", rahasia=["teks", "survei_id"]),
    ]
