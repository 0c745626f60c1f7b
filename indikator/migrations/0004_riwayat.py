"""Riwayat baris: periode, kebijakan, katalog, SKP, dan capaian."""

from django.db import migrations

from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [("indikator", "0003_pemakaian_katalog_segera"), ("inti", "0005_riwayat")]

    operations = [
        berriwayat("indikator_periode"),
        berriwayat("indikator_kebijakan"),
        berriwayat("indikator_indikator"),
        berriwayat("indikator_jangkauan", induk="indikator_id"),
        berriwayat("indikator_tinjauan", induk="indikator_id"),
        berriwayat("indikator_pemahaman", induk="dinyatakan_oleh_id"),
        berriwayat("indikator_skp", induk="pegawai_id"),
        berriwayat("indikator_rhk", induk="skp_id"),
        berriwayat("indikator_indikatorkinerja", induk="skp_id"),
        berriwayat("indikator_realisasi", induk="indikator_id"),
        berriwayat("indikator_bukti", induk="realisasi_id"),
    ]
