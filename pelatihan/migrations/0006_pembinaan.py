"""Rencana pembinaan kinerja, berriwayat tiap baris."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inti.basisdata.riwayat import berriwayat


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0011_kualitatif"),
        ("inti", "0010_kabar_dan_pemasangan"),
        ("kepegawaian", "0008_jam_tenang"),
        ("pelatihan", "0005_kompetensi"),
        ("penilaian", "0014_kalibrasi"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Pembinaan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("belum_disusun", "Belum disusun"),
                            ("berjalan", "Berjalan"),
                            ("ditinjau", "Menunggu ditinjau"),
                            ("terpenuhi", "Terpenuhi"),
                            ("diteruskan", "Diteruskan"),
                            ("dibatalkan", "Tidak diperlukan lagi"),
                        ],
                        default="belum_disusun",
                        max_length=13,
                    ),
                ),
                ("dibuat", models.DateTimeField()),
                ("susun_sampai", models.DateField(help_text="Hari terakhir menyusun rencananya.")),
                ("ditetapkan_pada", models.DateTimeField(blank=True, null=True)),
                ("diajukan_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "catatan",
                    models.TextField(
                        blank=True, db_default="", help_text="Kata orangnya saat minta ditinjau."
                    ),
                ),
                ("ditinjau_pada", models.DateTimeField(blank=True, null=True)),
                ("berakhir", models.DateTimeField(blank=True, null=True)),
                ("alasan_akhir", models.TextField(blank=True, db_default="")),
                (
                    "asal",
                    models.OneToOneField(
                        blank=True,
                        help_text="Yang diteruskan.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terusan",
                        to="pelatihan.pembinaan",
                    ),
                ),
                (
                    "diajukan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dinas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kepegawaian.unitkerja",
                    ),
                ),
                (
                    "ditetapkan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ditinjau_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hasil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pembinaan",
                        to="penilaian.hasil",
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kepegawaian.instansi",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pembinaan",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="indikator.periode"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "pembinaan",
            },
        ),
        migrations.CreateModel(
            name="PertemuanPembinaan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tanggal", models.DateField()),
                ("pokok", models.CharField(max_length=300)),
                ("catatan", models.TextField(blank=True, db_default="")),
                ("dicatat_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "dicatat_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pembinaan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pertemuan",
                        to="pelatihan.pembinaan",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "pertemuan pembinaan",
            },
        ),
        migrations.CreateModel(
            name="SasaranPembinaan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("acuan", models.CharField(help_text="indikator:IK1 atau nilai:akuntabel.", max_length=60)),
                ("sebutan", models.CharField(help_text="Sebutan acuannya saat ditulis.", max_length=300)),
                ("awal", models.CharField(blank=True, help_text="Angkanya pada hasil itu.", max_length=80)),
                ("teks", models.TextField()),
                ("ukuran", models.CharField(help_text="Kapan disebut tercapai.", max_length=300)),
                ("batas", models.DateField()),
                (
                    "hasil",
                    models.CharField(
                        choices=[("belum", "Belum tercapai"), ("tercapai", "Tercapai")],
                        default="belum",
                        max_length=8,
                    ),
                ),
                (
                    "catatan",
                    models.TextField(blank=True, db_default="", help_text="Alasan penilai atas hasilnya."),
                ),
                ("dinilai_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "asal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pelatihan.sasaranpembinaan",
                    ),
                ),
                (
                    "dinilai_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pembinaan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sasaran",
                        to="pelatihan.pembinaan",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "sasaran pembinaan",
            },
        ),
        migrations.CreateModel(
            name="BuktiPembinaan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tautan", models.URLField(blank=True, max_length=500)),
                ("judul", models.CharField(max_length=200)),
                ("ditambah_pada", models.DateTimeField()),
                (
                    "berkas",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.berkas",
                    ),
                ),
                (
                    "ditambah_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sasaran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bukti",
                        to="pelatihan.sasaranpembinaan",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bukti pembinaan",
            },
        ),
        migrations.AddIndex(
            model_name="pembinaan",
            index=models.Index(fields=["pegawai", "-id"], name="pembinaan_pegawai"),
        ),
        migrations.AddIndex(
            model_name="pembinaan",
            index=models.Index(fields=["instansi", "status", "dinas"], name="pembinaan_rekap"),
        ),
        migrations.AddConstraint(
            model_name="pembinaan",
            constraint=models.UniqueConstraint(
                fields=("periode", "pegawai"), name="pembinaan_satu_per_periode"
            ),
        ),
        migrations.AddConstraint(
            model_name="pembinaan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["belum_disusun", "berjalan", "ditinjau"])),
                fields=("pegawai",),
                name="pembinaan_satu_terbuka",
            ),
        ),
        migrations.AddConstraint(
            model_name="pembinaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ditetapkan_oleh__isnull", True), ("ditetapkan_pada__isnull", True)),
                    models.Q(("ditetapkan_oleh__isnull", False), ("ditetapkan_pada__isnull", False)),
                    _connector="OR",
                ),
                name="pembinaan_ditetapkan_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="pembinaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("diajukan_oleh__isnull", True), ("diajukan_pada__isnull", True)),
                    models.Q(("diajukan_oleh__isnull", False), ("diajukan_pada__isnull", False)),
                    _connector="OR",
                ),
                name="pembinaan_diajukan_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="pembinaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ditinjau_oleh__isnull", True), ("ditinjau_pada__isnull", True)),
                    models.Q(("ditinjau_oleh__isnull", False), ("ditinjau_pada__isnull", False)),
                    _connector="OR",
                ),
                name="pembinaan_ditinjau_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="pembinaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("berakhir__isnull", True), ("status__in", ["belum_disusun", "berjalan", "ditinjau"])
                    ),
                    models.Q(
                        models.Q(("status__in", ["belum_disusun", "berjalan", "ditinjau"]), _negated=True),
                        ("berakhir__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="pembinaan_berakhir_sesuai_keadaan",
            ),
        ),
        migrations.AddIndex(
            model_name="pertemuanpembinaan",
            index=models.Index(
                condition=models.Q(("dicatat_pada__isnull", True)),
                fields=["tanggal"],
                name="pertemuan_pembinaan_tanggal",
            ),
        ),
        migrations.AddConstraint(
            model_name="pertemuanpembinaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dicatat_oleh__isnull", True), ("dicatat_pada__isnull", True)),
                    models.Q(("dicatat_oleh__isnull", False), ("dicatat_pada__isnull", False)),
                    _connector="OR",
                ),
                name="pertemuan_pembinaan_dicatat_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="sasaranpembinaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dinilai_oleh__isnull", True), ("dinilai_pada__isnull", True)),
                    models.Q(("dinilai_oleh__isnull", False), ("dinilai_pada__isnull", False)),
                    _connector="OR",
                ),
                name="sasaran_pembinaan_dinilai_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="sasaranpembinaan",
            constraint=models.CheckConstraint(
                condition=models.Q(("hasil", "belum"), ("dinilai_pada__isnull", False), _connector="OR"),
                name="sasaran_pembinaan_tercapai_dinilai",
            ),
        ),
        migrations.AddConstraint(
            model_name="buktipembinaan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("berkas__isnull", False), ("tautan", "")),
                    models.Q(("berkas__isnull", True), models.Q(("tautan", ""), _negated=True)),
                    _connector="OR",
                ),
                name="bukti_pembinaan_berkas_atau_tautan",
            ),
        ),
        berriwayat("pelatihan_pembinaan", induk="pegawai_id"),
        berriwayat("pelatihan_sasaranpembinaan", induk="pembinaan_id"),
        berriwayat("pelatihan_pertemuanpembinaan", induk="pembinaan_id"),
        berriwayat("pelatihan_buktipembinaan", induk="sasaran_id"),
    ]
