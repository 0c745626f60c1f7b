"""Siapa boleh mengurus katalog, rekomendasi, dan usulan pelatihan."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from inti.galat import TidakBerhak
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.permissions import Izin, akses, wajib
from kepegawaian.queries.penilai import penilai_pada
from pelatihan.models import AnggotaPanitia, Pembinaan, Rekomendasi, Usulan
from pelatihan.rules.pembinaan import Pelaku as PelakuPembinaan
from pelatihan.rules.usulan import Pelaku


def wajib_kelola_katalog(oleh: Pegawai | None, *, instansi: Instansi, sekarang: datetime) -> None:
    """Katalog diurus admin BKD; sistem (None) boleh saat menyiapkan."""
    if oleh is not None:
        wajib(
            oleh,
            Izin.KELOLA_PERIODE,
            pada=timezone.localdate(sekarang, instansi.zona_waktu),
            instansi_id=instansi.pk,
        )


def rekomendasi_untuk(pegawai: Pegawai) -> QuerySet[Rekomendasi]:
    """Satu-satunya pintu: rekomendasi milik sendiri."""
    return Rekomendasi.objects.filter(pegawai=pegawai).select_related("pelatihan", "periode")


def wajib_pemilik(rekomendasi: Rekomendasi, oleh: Pegawai) -> None:
    if rekomendasi.pegawai_id != oleh.pk:
        raise TidakBerhak("Rekomendasi ini untuk pegawai lain. Hanya pemiliknya yang dapat menanggapi.")


def pengelola(pegawai: Pegawai, *, pada: date) -> bool:
    """Apakah ia mengurus pelatihan seluruh instansinya (admin BKD). Dua kueri."""
    return akses(pegawai, pada=pada).unit(Izin.KELOLA_PERIODE) is None


def penilai_dari(pegawai_ids: Iterable[int], *, pada: date) -> dict[int, int | None]:
    """Pejabat penilai tiap pengusul pada hari itu: dialah yang menyetujui usulannya. Satu kueri."""
    return {pk: p.penilai_id for pk, p in penilai_pada(pada=pada, pegawai_ids=pegawai_ids).items()}


def pelaku(pegawai: Pegawai, usulan: Usulan, *, pada: date) -> frozenset[Pelaku]:
    """Kedudukan seseorang terhadap satu usulan; kosong berarti bukan urusannya. Paling banyak tiga kueri.

    Tidak seorang pun mengurus usulannya sendiri sebagai admin atau penilai.
    """
    if not pegawai.is_active or usulan.instansi_id != pegawai.instansi_id:
        return frozenset()
    if usulan.pegawai_id == pegawai.pk:
        return frozenset({Pelaku.PEMILIK})
    hasil = set()
    if penilai_dari([usulan.pegawai_id], pada=pada).get(usulan.pegawai_id) == pegawai.pk:
        hasil.add(Pelaku.PENILAI)
    if pengelola(pegawai, pada=pada):
        hasil.add(Pelaku.BKD)
    return frozenset(hasil)


def boleh_baca_profil(pembaca: Pegawai, pegawai: Pegawai, *, pada: date) -> bool:
    """Profil kompetensi: miliknya sendiri, penilainya hari itu, dan admin BKD instansinya. Paling banyak tiga kueri."""
    if not pembaca.is_active or pembaca.instansi_id != pegawai.instansi_id:
        return False
    if pembaca.pk == pegawai.pk:
        return True
    penilai = penilai_dari([pegawai.pk], pada=pada).get(pegawai.pk)
    return penilai == pembaca.pk or pengelola(pembaca, pada=pada)


def pelaku_pembinaan(pegawai: Pegawai, pembinaan: Pembinaan, *, pada: date) -> frozenset[PelakuPembinaan]:
    """Kedudukan dalam satu rencana pembinaan: orangnya atau penilainya hari itu. Paling banyak satu kueri.

    Admin BKD hanya membaca hitungannya, bukan isinya.
    """
    if not pegawai.is_active or pembinaan.instansi_id != pegawai.instansi_id:
        return frozenset()
    if pembinaan.pegawai_id == pegawai.pk:
        return frozenset({PelakuPembinaan.PEMILIK})
    if penilai_dari([pembinaan.pegawai_id], pada=pada).get(pembinaan.pegawai_id) == pegawai.pk:
        return frozenset({PelakuPembinaan.PENILAI})
    return frozenset()


def anggota_panitia(pegawai: Pegawai, *, pada: date) -> bool:
    """Anggota panitia penghargaan instansinya pada hari itu. Satu kueri."""
    return (
        pegawai.is_active
        and AnggotaPanitia.objects.filter(
            Q(sampai__isnull=True) | Q(sampai__gte=pada),
            pegawai=pegawai,
            instansi_id=pegawai.instansi_id,
            sejak__lte=pada,
        ).exists()
    )


def membaca_sidang(pegawai: Pegawai, *, pada: date) -> bool:
    """Calon dan alasannya: panitia dan admin BKD saja. Paling banyak tiga kueri."""
    return anggota_panitia(pegawai, pada=pada) or pengelola(pegawai, pada=pada)


def membaca_talenta(pegawai: Pegawai, *, pada: date) -> bool:
    """Peta talenta: admin BKD dan pimpinan yang perannya seluruh instansi; peran satu unit tidak cukup. Dua kueri."""
    return akses(pegawai, pada=pada).unit(Izin.BACA_TALENTA) is None
