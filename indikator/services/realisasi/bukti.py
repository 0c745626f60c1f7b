"""Menyamakan bukti laporan dengan yang diminta; baris yang tetap tidak dibuat ulang."""

from collections.abc import Sequence
from datetime import datetime

from indikator.models import Bukti, Realisasi
from indikator.services.realisasi.masukan import MasukanRealisasi, judul_tautan
from inti.galat import GalatAturan
from inti.models import Berkas
from kepegawaian.models import Pegawai

Kunci = tuple[int | None, str]


def ambil_berkas(berkas_ids: set[int], *, oleh: Pegawai) -> dict[int, Berkas]:
    """Berkas milik `oleh`; menolak milik orang lain seolah-olah tidak ada. Tanpa kueri bila kosong.

    Dikunci, supaya tidak sedang disapu sebagai berkas yatim saat dilampirkan.
    """
    if not berkas_ids:
        return {}
    ada = {
        b.pk: b
        for b in Berkas.objects.select_for_update(no_key=True)
        .filter(pk__in=berkas_ids, pemilik_id=oleh.pk, instansi_id=oleh.instansi_id)
        .order_by("pk")
    }
    if berkas_ids - ada.keys():
        raise GalatAturan(
            "Ada berkas yang tidak ditemukan lagi. Pilih berkasnya sekali lagi.", bidang="berkas"
        )
    return ada


def bukti_lama(realisasi: Sequence[Realisasi]) -> dict[int, list[Bukti]]:
    """Bukti tiap laporan. Satu kueri."""
    hasil: dict[int, list[Bukti]] = {r.pk: [] for r in realisasi}
    ids = [r.pk for r in realisasi if r.versi]
    for bukti in Bukti.objects.filter(realisasi_id__in=ids).select_related("berkas").order_by("pk"):
        hasil[bukti.realisasi_id].append(bukti)
    return hasil


def sudah_terlampir(masukan: MasukanRealisasi, lama: Sequence[Bukti], berkas: dict[int, Berkas]) -> bool:
    """Apakah semua bukti yang diminta sudah ada; berkas yang terunggah dua kali dikenali dari sidiknya."""
    sidik = {b.berkas.sha256 for b in lama if b.berkas is not None}
    tautan = {b.tautan for b in lama}
    return all(berkas[i].sha256 in sidik for i in masukan.berkas_ids) and all(
        u in tautan for _, u in masukan.tautan
    )


def samakan_bukti(
    pasangan: Sequence[tuple[Realisasi, MasukanRealisasi]],
    lama: dict[int, list[Bukti]],
    berkas: dict[int, Berkas],
    *,
    oleh: Pegawai,
    sekarang: datetime,
) -> None:
    """Lepas yang tidak disebut lagi, tambah yang baru. Paling banyak dua kueri, berapa pun laporannya."""
    dilepas: list[int] = []
    baru: list[Bukti] = []
    for realisasi, masukan in pasangan:
        diminta: dict[Kunci, str] = {(i, ""): berkas[i].nama for i in masukan.berkas_ids}
        diminta |= {(None, url): judul_tautan(judul, url) for judul, url in masukan.tautan}
        ada = {(b.berkas_id, b.tautan): b for b in lama.get(realisasi.pk, [])}
        dilepas += [b.pk for k, b in ada.items() if diminta.get(k) != b.judul]
        baru += [
            Bukti(
                realisasi=realisasi,
                berkas_id=berkas_id,
                tautan=url,
                judul=judul,
                ditambah_pada=sekarang,
                ditambah_oleh=oleh,
            )
            for (berkas_id, url), judul in diminta.items()
            if (berkas_id, url) not in ada or ada[(berkas_id, url)].judul != judul
        ]
    if dilepas:
        Bukti.objects.filter(pk__in=dilepas).delete()
    if baru:
        Bukti.objects.bulk_create(baru)
