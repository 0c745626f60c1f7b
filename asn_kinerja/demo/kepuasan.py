"""Riwayat survei kepuasan di pemda contoh: suara terbuka empat triwulan terakhir, penerima layanan, dan tindak lanjut."""

import random
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from asn_kinerja.demo import sumber
from asn_kinerja.demo.organisasi import Pasangan
from asn_kinerja.demo.titik import titik_simpan
from inti.galat import GalatAturan
from umpan_balik.models import PenerimaLayanan, Survei, TitikLayanan
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.rules.ikm_masa import Masa, deret, masa_pada
from umpan_balik.rules.unsur import KodeUnsur
from umpan_balik.services import skm

TRIWULAN = 4
TIAP_TITIK = 9  # dan lima lagi pada triwulan terakhir, supaya angkanya terbit
PENERIMA = (900, 2_400)
RENCANA = (
    (
        KodeUnsur.PROSEDUR,
        "Menyatukan loket pendaftaran dan loket pengambilan dalam satu meja",
        "Kepala Bidang Pelayanan",
    ),
    (
        KodeUnsur.PERSYARATAN,
        "Memasang daftar syarat tiap layanan di pintu masuk dan di laman",
        "Sekretaris Dinas",
    ),
)


def isi_contoh(hasil: Pasangan, titik: Sequence[TitikLayanan], *, sekarang: datetime) -> None:
    """Suara terbuka tidak masuk nilai seseorang, jadi hasil orang di pemda contoh tidak berubah."""
    acak = random.Random(f"kepuasan {hasil.pemda.slug}")
    lalu = masa_pada("triwulan", hasil.instansi.hari_pada(sekarang)).sebelumnya
    Survei.objects.bulk_create(_suara(hasil, titik, deret(lalu, TRIWULAN), acak), batch_size=1_000)
    layanan = {t.layanan_id: acak.randrange(*PENERIMA) for t in titik}
    PenerimaLayanan.objects.bulk_create(
        PenerimaLayanan(
            layanan_id=pk,
            tahun=lalu.mulai.year,
            banyak=banyak,
            dicatat_pada=sekarang,
            dicatat_oleh=hasil.admin,
        )
        for pk, banyak in layanan.items()
    )
    _tindak_lanjut(hasil, titik, lalu, sekarang=sekarang)


def _suara(
    hasil: Pasangan, titik: Sequence[TitikLayanan], masa: Sequence[Masa], acak: random.Random
) -> Iterator[Survei]:
    pola = sumber.jawaban_survei()
    for urut, satu in enumerate(masa):
        for t in titik:
            for _ in range(TIAP_TITIK + (5 if urut == len(masa) - 1 else 0) + acak.randint(-2, 3)):
                geser = 1 if acak.random() < 0.25 + 0.06 * urut else 0
                yield _satu(
                    hasil,
                    t,
                    _hari(satu, acak),
                    [None if n is None else min(4, n + geser) for n in acak.choice(pola)],
                )


def _hari(masa: Masa, acak: random.Random) -> date:
    return masa.mulai + timedelta(days=acak.randrange((masa.selesai - masa.mulai).days + 1))


def _satu(hasil: Pasangan, titik: TitikLayanan, hari: date, nilai: Sequence[int | None]) -> Survei:
    return Survei(
        instansi=hasil.instansi,
        unit_id=titik.layanan.unit_id,
        layanan_id=titik.layanan_id,
        titik=titik,
        tanggal=hari,
        kunci=uuid.uuid4(),
        sidik="",
        pelacak=uuid.uuid4().hex,
        setuju_versi=VERSI_KINI,
        setuju_waktu=datetime.combine(hari, time(3), UTC),
        **dict(zip(Survei.UNSUR, nilai, strict=True)),
    )


def _tindak_lanjut(hasil: Pasangan, titik: Sequence[TitikLayanan], lalu: Masa, *, sekarang: datetime) -> None:
    """Dinas dengan titik terbanyak menindaklanjuti dua unsur dan menerbitkan laporannya."""
    unit = [t.layanan.unit.dinas or t.layanan.unit for t in titik]
    if not unit:
        return
    dinas = max(unit, key=lambda u: (unit.count(u), -u.pk))
    umum = {"oleh": hasil.admin, "sekarang": sekarang}
    tenggat = hasil.instansi.hari_pada(sekarang) + timedelta(days=40)
    for unsur, rencana, jabatan in RENCANA:
        tindak = skm.rencanakan(
            unit=dinas,
            unsur=unsur,
            masa=lalu,
            rencana=rencana,
            penanggung_jawab=jabatan,
            tenggat=tenggat,
            **umum,
        )
    skm.perbarui(
        tindak=tindak,
        status="ditutup",
        hasil="Terpasang di semua titik layanan sejak awal bulan ini.",
        bukti="",
        **umum,
    )
    try:
        with titik_simpan(True):
            skm.terbitkan_laporan(unit=dinas, masa=lalu, **umum)
    except GalatAturan:
        return  # bulan terakhirnya belum lewat, atau angkanya belum boleh terbit
