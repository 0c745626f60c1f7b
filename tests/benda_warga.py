"""Benda layanan warga satu dinas bagi sapuan alamat: laporan SKM, tindak lanjut, musyawarah, dan usul penilai 360."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from indikator.models import Periode
from kepegawaian.models import Pegawai, UnitKerja
from umpan_balik.models import (
    Aspirasi,
    LaporanSkm,
    Musyawarah,
    Survei,
    TindakLanjutSkm,
    TitikLayanan,
    Usul,
    UsulPenilai,
)
from umpan_balik.rules.ikm_masa import Masa
from umpan_balik.services import aspirasi, skm

SUARA = 30


@dataclass(frozen=True)
class BendaWarga:
    """Semuanya milik unit titik layanan itu; `usul_penilai` diajukan pegawai itu sendiri."""

    unit: UnitKerja
    laporan: LaporanSkm
    tindak: TindakLanjutSkm
    antrean: Aspirasi
    aspirasi: Aspirasi
    draf: Musyawarah
    musyawarah: Musyawarah
    usul: Usul
    usul_penilai: UsulPenilai


def buat(
    titik: TitikLayanan,
    pegawai: Pegawai,
    rekan: Pegawai,
    periode: Periode,
    admin: Pegawai,
    *,
    sekarang: datetime,
) -> BendaWarga:
    """Satu bulan dengan suara cukup, laporannya, satu rencana tindak lanjut, dua musyawarah, satu usul penilai."""
    unit = titik.layanan.unit
    hari = unit.instansi.hari_pada(sekarang)
    masa = Masa("bulan", (hari.replace(day=1) - timedelta(days=1)).replace(day=1))
    suara = Survei.objects.bulk_create(
        Survei(
            instansi=unit.instansi,
            unit=unit,
            layanan=titik.layanan,
            titik=titik,
            tanggal=masa.mulai,
            kunci=uuid.uuid4(),
            pelacak=uuid.uuid4().hex,
            setuju_versi=1,
            setuju_waktu=datetime.combine(masa.mulai, time(3), UTC),
            **dict.fromkeys(Survei.UNSUR, 3),
        )
        for _ in range(SUARA)
    )
    argumen = {"unit": unit, "masa": masa, "oleh": admin, "sekarang": sekarang}
    tindak = skm.rencanakan(
        unsur="waktu",
        rencana="Tambah loket pada jam sibuk.",
        penanggung_jawab="Kepala Seksi Pelayanan",
        tenggat=hari + timedelta(days=30),
        **argumen,
    )
    antrean, diteruskan = (
        aspirasi.terima(survei=satu, saran="Kursi tunggu ditambah.", sekarang=sekarang) for satu in suara[:2]
    )
    assert antrean is not None and diteruskan is not None
    Aspirasi.objects.filter(pk=diteruskan.pk).update(
        moderasi="diterima", dimoderasi_pada=sekarang, dimoderasi_oleh=admin
    )
    draf, buka = (_musyawarah(unit, admin, hari, sekarang, terbuka) for terbuka in (False, True))
    return BendaWarga(
        unit=unit,
        laporan=skm.terbitkan_laporan(**argumen),
        tindak=tindak,
        antrean=antrean,
        aspirasi=Aspirasi.objects.get(pk=diteruskan.pk),
        draf=draf,
        musyawarah=buka,
        usul=Usul.objects.create(
            musyawarah=buka,
            teks="Tambah jam buka hari Sabtu.",
            tanggal=hari,
            kunci=uuid.uuid4(),
            setuju_versi=1,
            setuju_waktu=sekarang,
            moderasi="diterima",
            dimoderasi_pada=sekarang,
            dimoderasi_oleh=admin,
        ),
        usul_penilai=UsulPenilai.objects.create(
            instansi=unit.instansi, periode=periode, dinilai=pegawai, tambah=rekan, alasan="Satu tim proyek."
        ),
    )


def _musyawarah(unit: UnitKerja, admin: Pegawai, hari, sekarang: datetime, terbuka: bool) -> Musyawarah:  # type: ignore[no-untyped-def]
    saat = {"dibuka_pada": sekarang, "dibuka_oleh": admin, "status": "diproses"} if terbuka else {}
    return Musyawarah.objects.create(
        instansi=unit.instansi,
        unit=unit,
        judul="Jam buka layanan" if terbuka else "Ruang tunggu",
        uraian="Kapan layanan sebaiknya dibuka?",
        mulai=hari,
        selesai=hari + timedelta(days=21),
        dibuat_pada=sekarang,
        dibuat_oleh=admin,
        **saat,
    )
