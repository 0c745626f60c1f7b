"""Perkara saran warga dengan penyaringan, batas hari kerja, dan tanggapan; musyawarah dengan usul dan dukungannya."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F
from django.db.models.functions import TruncDate

from umpan_balik.rules.hari_kerja import Jam, batas


def isi_yang_lama(apps: Apps, skema: BaseDatabaseSchemaEditor) -> None:
    """Saran yang sudah ada: yang sudah ditangani dianggap tersaring, dan batasnya dihitung dari hari masuknya."""
    aspirasi = apps.get_model("umpan_balik", "Aspirasi")
    aspirasi.objects.exclude(status="diajukan", tampil=False).update(moderasi="diterima")
    for masuk in aspirasi.objects.values_list("tanggal", flat=True).distinct():
        hari = batas(masuk, Jam())
        aspirasi.objects.filter(tanggal=masuk).update(
            baca_sampai=hari.baca, rencana_sampai=hari.rencana, jawab_sampai=hari.jawab
        )
    aspirasi.objects.filter(status="diajukan").update(tenggat=F("baca_sampai"))
    aspirasi.objects.filter(status="diproses").update(tenggat=F("jawab_sampai"))
    aspirasi.objects.exclude(jawaban="").update(hari_dijawab=TruncDate("dijawab_pada"))


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0011_kualitatif"),
        ("kepegawaian", "0006_sesi_dan_surel"),
        ("umpan_balik", "0009_warga"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dukungan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tanggal", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("dihitung", "Dihitung"), ("ditahan", "Ditahan untuk diperiksa")],
                        default="dihitung",
                        max_length=8,
                    ),
                ),
                ("alasan_ditahan", models.CharField(blank=True, max_length=120)),
                ("kunci", models.UUIDField(unique=True)),
                (
                    "sidik",
                    models.CharField(
                        blank=True,
                        help_text="Sidik alat berkunci untuk topik ini saja; dihapus saat topik ditutup.",
                        max_length=64,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "dukungan",
            },
        ),
        migrations.CreateModel(
            name="HariLibur",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tanggal", models.DateField()),
                ("nama", models.CharField(max_length=120)),
            ],
            options={
                "verbose_name_plural": "hari libur",
            },
        ),
        migrations.CreateModel(
            name="IzinNama",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("boleh", models.BooleanField()),
                ("diputus_pada", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "izin nama",
            },
        ),
        migrations.CreateModel(
            name="KebijakanAspirasi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sejak", models.DateField()),
                ("hari_baca", models.PositiveSmallIntegerField()),
                ("hari_rencana", models.PositiveSmallIntegerField()),
                ("hari_jawab", models.PositiveSmallIntegerField()),
                (
                    "puji_bernama",
                    models.BooleanField(
                        help_text="Petugas yang dipuji disebut namanya bila ia sendiri menyetujui."
                    ),
                ),
                ("dasar", models.CharField(max_length=200)),
                ("ditetapkan_pada", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "kebijakan aspirasi",
            },
        ),
        migrations.CreateModel(
            name="LangkahAspirasi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("diteruskan", "Diteruskan"),
                            ("ditolak", "Tidak diteruskan"),
                            ("dialihkan", "Dialihkan ke unit lain"),
                            ("direncanakan", "Rencana disampaikan"),
                            ("dijawab", "Dijawab"),
                            ("diperbaiki", "Jawaban diperbaiki"),
                            ("dibuka_lagi", "Dibuka lagi atas permintaan Anda"),
                        ],
                        max_length=12,
                    ),
                ),
                ("tanggal", models.DateField()),
                ("keterangan", models.CharField(blank=True, max_length=600)),
            ],
            options={
                "verbose_name_plural": "langkah aspirasi",
            },
        ),
        migrations.CreateModel(
            name="Musyawarah",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("judul", models.CharField(max_length=160)),
                ("uraian", models.TextField()),
                ("mulai", models.DateField()),
                ("selesai", models.DateField(help_text="Hari terakhir usul dan dukungan diterima.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draf", "Draf"),
                            ("diproses", "Dibuka"),
                            ("ditutup", "Ditutup"),
                            ("ditetapkan", "Diputuskan"),
                        ],
                        default="draf",
                        max_length=10,
                    ),
                ),
                (
                    "ringkasan",
                    models.TextField(blank=True, help_text="Apa yang diputuskan, dalam beberapa kalimat."),
                ),
                ("dibuat_pada", models.DateTimeField()),
                ("dibuka_pada", models.DateTimeField(blank=True, null=True)),
                ("ditetapkan_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "musyawarah",
            },
        ),
        migrations.CreateModel(
            name="SebutanPetugas",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nomor", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name_plural": "sebutan petugas",
            },
        ),
        migrations.CreateModel(
            name="Usul",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("teks", models.TextField()),
                ("tanggal", models.DateField()),
                (
                    "moderasi",
                    models.CharField(
                        choices=[
                            ("menunggu", "Belum disaring"),
                            ("diterima", "Ditampilkan"),
                            ("ditolak", "Tidak ditampilkan"),
                        ],
                        default="menunggu",
                        max_length=8,
                    ),
                ),
                ("alasan_moderasi", models.CharField(blank=True, max_length=500)),
                ("dimoderasi_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "keputusan",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("dikerjakan", "Dikerjakan"),
                            ("sebagian", "Dikerjakan sebagian"),
                            ("tidak", "Tidak dikerjakan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("alasan_keputusan", models.TextField(blank=True)),
                ("diputus_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "curiga",
                    models.CharField(
                        blank=True, help_text="Mengapa perlu diperiksa lebih teliti.", max_length=120
                    ),
                ),
                (
                    "kunci",
                    models.UUIDField(
                        help_text="Dibuat saat halaman disajikan; kiriman ulang tidak menambah baris.",
                        unique=True,
                    ),
                ),
                (
                    "sidik",
                    models.CharField(
                        blank=True, help_text="Sidik harian; dihapus saat topik ditutup.", max_length=64
                    ),
                ),
                ("setuju_versi", models.PositiveSmallIntegerField()),
                ("setuju_waktu", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "usul",
            },
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="alasan_belum",
            field=models.TextField(
                blank=True, db_default="", default="", help_text="Kata warga, disamarkan."
            ),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="alasan_moderasi",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="baca_sampai",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="dibuka_lagi",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="dimoderasi_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="dimoderasi_pada",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="direncanakan_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="direncanakan_pada",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="draf_jawaban",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="hari_dijawab",
            field=models.DateField(blank=True, help_text="Hari jawaban pertama dikirim.", null=True),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="jawab_sampai",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="jenis",
            field=models.CharField(
                choices=[
                    ("saran", "Saran"),
                    ("keluhan", "Keluhan tentang layanan"),
                    ("pujian", "Pujian"),
                    ("tentang_orang", "Keluhan tentang orang"),
                ],
                db_default="saran",
                default="saran",
                max_length=13,
            ),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="koreksi",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text="Berapa kali jawaban diperbaiki."
            ),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="moderasi",
            field=models.CharField(
                choices=[
                    ("menunggu", "Belum disaring"),
                    ("diterima", "Diteruskan"),
                    ("ditolak", "Tidak diteruskan"),
                ],
                db_default="menunggu",
                default="menunggu",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="penangan",
            field=models.ForeignKey(
                blank=True,
                help_text="Atasan yang menangani keluhan tentang orang.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="rencana",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="rencana_sampai",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="tanggapan",
            field=models.CharField(
                blank=True,
                choices=[("membantu", "Membantu"), ("belum", "Belum membantu")],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="aspirasi",
            name="tenggat",
            field=models.DateField(
                blank=True, help_text="Hari batas tahap berikutnya; kosong bila sudah ditutup.", null=True
            ),
        ),
        migrations.RunPython(isi_yang_lama, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="aspirasi",
            index=models.Index(
                condition=models.Q(("tenggat__isnull", False)),
                fields=["instansi", "tenggat", "id"],
                name="aspirasi_tenggat",
            ),
        ),
        migrations.AddIndex(
            model_name="aspirasi",
            index=models.Index(
                condition=models.Q(("penangan__isnull", False)),
                fields=["penangan", "id"],
                name="aspirasi_penangan",
            ),
        ),
        migrations.AddIndex(
            model_name="aspirasi",
            index=models.Index(
                condition=models.Q(("tampil", True)),
                fields=["instansi", "-tanggal", "-id"],
                name="aspirasi_tampil",
            ),
        ),
        migrations.AddIndex(
            model_name="aspirasi",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("teks", "jawaban", config="indonesian"),
                condition=models.Q(("tampil", True)),
                name="aspirasi_cari",
            ),
        ),
        migrations.AddConstraint(
            model_name="aspirasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dimoderasi_oleh__isnull", True), ("dimoderasi_pada__isnull", True)),
                    models.Q(("dimoderasi_oleh__isnull", False), ("dimoderasi_pada__isnull", False)),
                    _connector="OR",
                ),
                name="aspirasi_dimoderasi_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="aspirasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("direncanakan_oleh__isnull", True), ("direncanakan_pada__isnull", True)),
                    models.Q(("direncanakan_oleh__isnull", False), ("direncanakan_pada__isnull", False)),
                    _connector="OR",
                ),
                name="aspirasi_direncanakan_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="aspirasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("tampil", False),
                    models.Q(("moderasi", "diterima"), models.Q(("jenis", "tentang_orang"), _negated=True)),
                    _connector="OR",
                ),
                name="aspirasi_tampil_sesudah_disaring",
            ),
        ),
        migrations.AddConstraint(
            model_name="aspirasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("moderasi", "ditolak"), _negated=True),
                    models.Q(("alasan_moderasi", ""), _negated=True),
                    _connector="OR",
                ),
                name="aspirasi_ditolak_beralasan",
            ),
        ),
        migrations.AddField(
            model_name="harilibur",
            name="instansi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kepegawaian.instansi"
            ),
        ),
        migrations.AddField(
            model_name="izinnama",
            name="diputus_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="izinnama",
            name="pegawai",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="izin_nama",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="kebijakanaspirasi",
            name="ditetapkan_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="kebijakanaspirasi",
            name="instansi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kepegawaian.instansi"
            ),
        ),
        migrations.AddField(
            model_name="langkahaspirasi",
            name="aspirasi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="langkah", to="umpan_balik.aspirasi"
            ),
        ),
        migrations.AddField(
            model_name="musyawarah",
            name="dibuat_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="musyawarah",
            name="dibuka_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="musyawarah",
            name="ditetapkan_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="musyawarah",
            name="instansi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kepegawaian.instansi"
            ),
        ),
        migrations.AddField(
            model_name="musyawarah",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="musyawarah",
                to="kepegawaian.unitkerja",
            ),
        ),
        migrations.AddField(
            model_name="sebutanpetugas",
            name="aspirasi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sebutan", to="umpan_balik.aspirasi"
            ),
        ),
        migrations.AddField(
            model_name="sebutanpetugas",
            name="pegawai",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="usul",
            name="dimoderasi_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="usul",
            name="diputus_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="usul",
            name="indikator",
            field=models.ForeignKey(
                blank=True,
                help_text="Indikator periode berikutnya yang mengukur janji ini.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="indikator.indikator",
            ),
        ),
        migrations.AddField(
            model_name="usul",
            name="musyawarah",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="usul", to="umpan_balik.musyawarah"
            ),
        ),
        migrations.AddField(
            model_name="dukungan",
            name="usul",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="dukungan", to="umpan_balik.usul"
            ),
        ),
        migrations.AddConstraint(
            model_name="harilibur",
            constraint=models.UniqueConstraint(fields=("instansi", "tanggal"), name="hari_libur_sekali"),
        ),
        migrations.AddConstraint(
            model_name="kebijakanaspirasi",
            constraint=models.UniqueConstraint(
                fields=("instansi", "sejak"), name="kebijakan_aspirasi_satu_sehari"
            ),
        ),
        migrations.AddConstraint(
            model_name="kebijakanaspirasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hari_baca__gte", 1),
                    ("hari_rencana__gte", models.F("hari_baca")),
                    ("hari_jawab__gte", models.F("hari_rencana")),
                ),
                name="kebijakan_aspirasi_menaik",
            ),
        ),
        migrations.AddIndex(
            model_name="langkahaspirasi",
            index=models.Index(fields=["aspirasi", "id"], name="langkah_aspirasi"),
        ),
        migrations.AddIndex(
            model_name="musyawarah",
            index=models.Index(fields=["instansi", "status", "-selesai", "-id"], name="musyawarah_daftar"),
        ),
        migrations.AddIndex(
            model_name="musyawarah",
            index=models.Index(fields=["status", "selesai"], name="musyawarah_tutup"),
        ),
        migrations.AddConstraint(
            model_name="musyawarah",
            constraint=models.CheckConstraint(
                condition=models.Q(("selesai__gte", models.F("mulai"))), name="musyawarah_selesai_mulai"
            ),
        ),
        migrations.AddConstraint(
            model_name="musyawarah",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dibuka_oleh__isnull", True), ("dibuka_pada__isnull", True)),
                    models.Q(("dibuka_oleh__isnull", False), ("dibuka_pada__isnull", False)),
                    _connector="OR",
                ),
                name="musyawarah_dibuka_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="musyawarah",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ditetapkan_oleh__isnull", True), ("ditetapkan_pada__isnull", True)),
                    models.Q(("ditetapkan_oleh__isnull", False), ("ditetapkan_pada__isnull", False)),
                    _connector="OR",
                ),
                name="musyawarah_ditetapkan_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="sebutanpetugas",
            constraint=models.UniqueConstraint(fields=("aspirasi", "nomor"), name="sebutan_satu_nomor"),
        ),
        migrations.AddIndex(
            model_name="usul",
            index=models.Index(fields=["musyawarah", "moderasi", "id"], name="usul_musyawarah"),
        ),
        migrations.AddIndex(
            model_name="usul",
            index=models.Index(
                condition=models.Q(("indikator__isnull", False)), fields=["indikator"], name="usul_indikator"
            ),
        ),
        migrations.AddConstraint(
            model_name="usul",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dimoderasi_oleh__isnull", True), ("dimoderasi_pada__isnull", True)),
                    models.Q(("dimoderasi_oleh__isnull", False), ("dimoderasi_pada__isnull", False)),
                    _connector="OR",
                ),
                name="usul_dimoderasi_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="usul",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("diputus_oleh__isnull", True), ("diputus_pada__isnull", True)),
                    models.Q(("diputus_oleh__isnull", False), ("diputus_pada__isnull", False)),
                    _connector="OR",
                ),
                name="usul_diputus_berpasangan",
            ),
        ),
        migrations.AddConstraint(
            model_name="usul",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("moderasi", "ditolak"), _negated=True),
                    models.Q(("alasan_moderasi", ""), _negated=True),
                    _connector="OR",
                ),
                name="usul_ditolak_beralasan",
            ),
        ),
        migrations.AddConstraint(
            model_name="usul",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("keputusan", ""), models.Q(("alasan_keputusan", ""), _negated=True), _connector="OR"
                ),
                name="usul_diputus_beralasan",
            ),
        ),
        migrations.AddIndex(
            model_name="dukungan",
            index=models.Index(fields=["usul", "status", "sidik"], name="dukungan_usul"),
        ),
    ]
