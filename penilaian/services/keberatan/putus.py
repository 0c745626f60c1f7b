"""Putusan atasan penilai: hasil tetap, atau diubah menjadi versi baru di samping yang lama."""

from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from indikator.models import Pendekatan
from indikator.rules.hasil_kerja import MasukanKeliru
from inti.galat import GalatAturan, TidakBerhak
from inti.rules.kabar import JenisKabar
from kepegawaian.models import Pegawai
from penilaian.models import Hasil, Keberatan
from penilaian.permissions import boleh_memutus
from penilaian.queries.buku import sidik_rincian
from penilaian.rules.nilai import HasilHitung
from penilaian.rules.putusan import Perubahan, beda, lengkap, terapkan
from penilaian.services.dokumen import terbitkan_hasil
from penilaian.services.keberatan import umum
from penilaian.services.penutupan.aturan import KELAS_KUNCI
from penilaian.services.penutupan.rekap import antre_rekap


@transaction.atomic
def putus(
    *,
    keberatan_id: int,
    alasan: str,
    perubahan: Perubahan | None,
    oleh: Pegawai,
    sekarang: datetime,
) -> Keberatan:
    """Tetapkan putusan; tanpa `perubahan` hasilnya tetap. Bersifat akhir.

    Yang memutus: pemutus yang tercatat, atau atasan penilai yang menjabat hari itu. Menunggu tanggapan penilai atau
    lewatnya tenggat tanggapan. Perubahan melahirkan versi baru yang dihitung ulang dari rincian versi terakhir;
    yang lama tetap terbaca. Putusan yang sudah jatuh tidak dapat diulang.
    """
    keberatan = umum.terkunci(keberatan_id, oleh=oleh)
    hari = keberatan.hasil.periode.instansi.hari_pada(sekarang)
    if not boleh_memutus(oleh, keberatan, pada=hari):
        raise TidakBerhak("Keberatan ini diputus atasan penilai. Admin BKD dapat menunjuk pemutus lain.")
    umum.wajib_terbuka(keberatan)
    if not saatnya(keberatan, sekarang):
        raise GalatAturan(
            "Penilai masih dalam masa menanggapi. Putusan dapat diberikan sesudah tanggapannya tiba "
            "atau tenggatnya lewat."
        )
    alasan = umum.alasan_cukup(alasan, sebutan="alasan putusan", bidang="alasan")
    baru = _versi_baru(keberatan, perubahan, alasan, oleh, sekarang) if perubahan is not None else None
    keberatan.status = Keberatan.Status.DITETAPKAN
    keberatan.putusan = Keberatan.Putusan.DIUBAH if baru else Keberatan.Putusan.TETAP
    keberatan.alasan_putusan, keberatan.hasil_baru = alasan, baru
    keberatan.diputus_pada, keberatan.diputus_oleh = sekarang, oleh
    keberatan.save()
    _kabari(keberatan, sekarang)
    umum.jejak(
        keberatan,
        "keberatan.diputus",
        oleh=oleh,
        sekarang=sekarang,
        alasan=alasan,
        putusan=keberatan.putusan,
        hasil_baru=baru.pk if baru else None,
        sidik=baru.sidik if baru else None,
    )
    return keberatan


def saatnya(keberatan: Keberatan, sekarang: datetime) -> bool:
    """Tanggapan sudah ada, tenggatnya sudah lewat, atau memang tidak ada penilainya."""
    if keberatan.ditanggapi_pada is not None or keberatan.hasil.penilai_id is None:
        return True
    return keberatan.tanggapan_sampai is None or sekarang > keberatan.tanggapan_sampai


def _versi_baru(
    keberatan: Keberatan, perubahan: Perubahan, alasan: str, oleh: Pegawai, sekarang: datetime
) -> Hasil:
    """Baris hasil baru dari versi terakhir. Kunci yang sama dengan penutupan: versi tidak pernah berebut."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [KELAS_KUNCI, keberatan.instansi_id])
    asal = keberatan.hasil
    dasar = Hasil.objects.filter(periode_id=asal.periode_id, pegawai_id=asal.pegawai_id).latest("versi")
    try:
        rincian, hitungan = terapkan(dasar.rincian, perubahan)
    except MasukanKeliru as galat:
        raise GalatAturan(" ".join(galat.kesalahan), bidang="putusan") from galat
    versi = dasar.versi + 1
    rincian["nomor"] = f"{str(dasar.rincian['nomor']).rsplit('-', 1)[0]}-{versi}"
    rincian["putusan"] = _putusan(keberatan, dasar, rincian, alasan, oleh, sekarang)
    baru = _baris(dasar, rincian, hitungan, versi)
    baru.save(force_insert=True)
    terbitkan_hasil([baru], sekarang=sekarang)
    # Rekap kelompoknya dihitung ulang di latar, sesudah putusan ini tersimpan.
    antre_rekap(periode_id=baru.periode_id, putaran=f"k{keberatan.pk}", sekarang=sekarang)
    return baru


def _baris(dasar: Hasil, rincian: dict[str, Any], hitungan: HasilHitung, versi: int) -> Hasil:
    hasil = rincian["hasil"]
    rating = rincian["rating"]
    return Hasil(
        instansi_id=dasar.instansi_id,
        periode_id=dasar.periode_id,
        pegawai_id=dasar.pegawai_id,
        versi=versi,
        asal=Hasil.Asal.KEBERATAN,
        penempatan_id=dasar.penempatan_id,
        unit_id=dasar.unit_id,
        dinas_id=dasar.dinas_id,
        penilai_id=dasar.penilai_id,
        pendekatan=Pendekatan.KUALITATIF if hitungan.kualitatif else Pendekatan.KUANTITATIF,
        lengkap=lengkap(hitungan),
        kurang=hasil["kurang"],
        nilai_hasil=hitungan.nilai_hasil,
        nilai_perilaku=hitungan.nilai_perilaku,
        nilai_akhir=hitungan.nilai_akhir,
        rating_hasil=rating.get("hasil") or "",
        rating_perilaku=rating.get("perilaku") or "",
        predikat=hasil["predikat"] or "",
        rincian=rincian,
        sidik=sidik_rincian(rincian),
    )


def _putusan(
    keberatan: Keberatan,
    dasar: Hasil,
    rincian: dict[str, Any],
    alasan: str,
    oleh: Pegawai,
    sekarang: datetime,
) -> dict[str, Any]:
    """Pengenal putusan dalam rincian: siapa, kapan, mengapa, dari versi mana, dan apa bedanya."""
    return {
        "keberatan": keberatan.pk,
        "dari_versi": dasar.versi,
        "dari_sidik": dasar.sidik,
        "alasan": alasan,
        "oleh": {"nama": oleh.nama_lengkap, "nip": oleh.nip},
        "pada": sekarang.astimezone(UTC).isoformat(timespec="seconds"),
        "beda": [[b.sebutan, b.sebelum, b.sesudah] for b in beda(dasar.rincian, rincian)],
    }


def _kabari(keberatan: Keberatan, sekarang: datetime) -> None:
    periode = keberatan.hasil.periode.nama
    isi = "Hasil Anda tetap." if keberatan.hasil_baru is None else "Hasil Anda diubah; bedanya dijelaskan."
    umum.kabari(
        keberatan,
        [keberatan.hasil.pegawai],
        judul=f"Keberatan Anda atas hasil {periode} diputus",
        isi=isi,
        kunci="diputus",
        sekarang=sekarang,
        jenis=JenisKabar.HASIL,
    )
    umum.kabari(
        keberatan,
        [keberatan.hasil.penilai],
        judul=f"Keberatan {keberatan.hasil.pegawai.nama} diputus",
        isi=f"Atas hasil {periode}: {keberatan.get_putusan_display().lower()}.",
        kunci="diputus",
        sekarang=sekarang,
        jenis=JenisKabar.HASIL,
    )
