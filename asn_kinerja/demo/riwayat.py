"""Yang lahir dari triwulan yang lama ditutup: keberatan diputus, pelatihan diikuti, pembinaan dijalani. Lewat layanan."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile

from asn_kinerja.demo import keberatan, pembinaan
from asn_kinerja.demo.belajar import PDF
from asn_kinerja.demo.organisasi import Pasangan
from indikator.models import Periode
from inti.services import berkas
from kepegawaian.models import Pegawai
from pelatihan.models import Rekomendasi, Sesi, Usulan
from pelatihan.permissions import penilai_dari
from pelatihan.services import rekomendasi, sesi, usulan

PESERTA: Final = 12
# Hari sejak penutupan; semuanya selesai sebelum triwulan sesudahnya lagi mulai, sehingga dampaknya dapat dibaca.
DIPILIH, DISETUJUI, DIRENCANAKAN, DIBUKA, DIDAFTAR, MULAI, DIPERIKSA = 3, 5, 8, 10, 12, 36, 46
# Yang ikut sedikit lebih maju sesudahnya daripada kawannya yang tidak.
MAJU_CAKAP, MAJU_LAKU = 0.015, 0.3


def isi(hasil: Pasangan, periode: Periode) -> None:
    """Semuanya selesai jauh sebelum triwulan terakhir ditutup."""
    assert periode.ditutup is not None
    keberatan.tuntaskan_contoh(periode)
    pembinaan.jalani_contoh(hasil, periode)
    _latih(hasil, periode, periode.ditutup)


def _latih(hasil: Pasangan, periode: Periode, saat: datetime) -> None:
    """Sebagian yang disarankan pelatihan tersering mengikutinya sampai JP dihitung."""
    orang = {a.pegawai.pk: a.pegawai for a in hasil.anggota}
    saran = _tersering(periode, set(orang) - {hasil.admin.pk if hasil.admin else 0})
    penilai = penilai_dari([s.pegawai_id for s in saran], pada=hasil.instansi.hari_pada(saat))
    ikut = [s for s in saran if penilai.get(s.pegawai_id) in orang][::2][:PESERTA]
    if not ikut or hasil.admin is None:
        return
    for satu in ikut:
        rekomendasi.terima(
            rekomendasi=satu, oleh=orang[satu.pegawai_id], sekarang=saat + timedelta(days=DIPILIH)
        )
    daftar = list(Usulan.objects.filter(rekomendasi__in=ikut).select_related("pelatihan").order_by("pk"))
    menunggu: dict[int, list[int]] = defaultdict(list)
    for u in daftar:
        menunggu[penilai[u.pegawai_id] or 0].append(u.pk)
    for penilainya, ids in menunggu.items():
        usulan.setujui(usulan_ids=ids, oleh=orang[penilainya], sekarang=saat + timedelta(days=DISETUJUI))
    usulan.rencanakan(
        usulan_ids=[u.pk for u in daftar], oleh=hasil.admin, sekarang=saat + timedelta(days=DIRENCANAKAN)
    )
    dibuka = _buka_sesi(hasil, daftar, saat)
    _hadiri(daftar, dibuka, orang, oleh=hasil.admin, saat=saat)
    _majukan(hasil, {u.pegawai_id for u in daftar})


def _tersering(periode: Periode, boleh: set[int]) -> list[Rekomendasi]:
    """Saran pelatihan yang paling banyak orangnya pada periode itu, satu tiap orang."""
    semua = list(
        Rekomendasi.objects.filter(
            periode=periode, jenis=Rekomendasi.Jenis.PELATIHAN, pegawai_id__in=boleh
        ).order_by("pk")
    )
    if not semua:
        return []
    ((pelatihan_id, _),) = Counter(s.pelatihan_id for s in semua).most_common(1)
    return [s for s in semua if s.pelatihan_id == pelatihan_id]


def _buka_sesi(hasil: Pasangan, daftar: list[Usulan], saat: datetime) -> Sesi:
    mulai = hasil.instansi.hari_pada(saat) + timedelta(days=MULAI)
    return sesi.buat(
        pelatihan=daftar[0].pelatihan,
        isi=sesi.IsianSesi(
            mulai=mulai,
            selesai=mulai + timedelta(days=1),
            batas_daftar=mulai - timedelta(days=5),
            kursi=len(daftar) + 4,
            tempat="Zoom",
            daring=True,
        ),
        buka=True,
        oleh=hasil.admin,
        sekarang=saat + timedelta(days=DIBUKA),
    )


def _hadiri(
    daftar: list[Usulan], dibuka: Sesi, orang: dict[int, Pegawai], *, oleh: Pegawai, saat: datetime
) -> None:
    """Semua mendaftar, hadir, dan bersertifikat; admin memeriksanya, lalu sesinya ditutup."""
    for u in daftar:
        usulan.daftar(
            usulan_id=u.pk,
            sesi_id=dibuka.pk,
            oleh=orang[u.pegawai_id],
            sekarang=saat + timedelta(days=DIDAFTAR),
        )
    sesudah = saat + timedelta(days=MULAI + 1)
    usulan.catat_kehadiran(
        sesi_id=dibuka.pk, hadir=dict.fromkeys([u.pk for u in daftar], True), oleh=oleh, sekarang=sesudah
    )
    for u in daftar:
        kiriman = SimpleUploadedFile("sertifikat.pdf", PDF, "application/pdf")
        milik = orang[u.pegawai_id]
        usulan.unggah(
            usulan_id=u.pk,
            berkas=berkas.simpan(kiriman=kiriman, oleh=milik, sekarang=sesudah),
            nomor=f"{u.pegawai_id:04d}/{dibuka.pk}/KOMPETENSI/{dibuka.selesai.year}",
            oleh=milik,
            sekarang=sesudah + timedelta(days=2),
        )
    akhir = saat + timedelta(days=DIPERIKSA)
    usulan.verifikasi(usulan_ids=[u.pk for u in daftar], oleh=oleh, sekarang=akhir)
    sesi.tutup(sesi_id=dibuka.pk, oleh=oleh, sekarang=akhir)


def _majukan(hasil: Pasangan, ikut: set[int]) -> None:
    hasil.anggota[:] = [
        replace(a, cakap=a.cakap + MAJU_CAKAP, laku=a.laku + MAJU_LAKU) if a.pegawai.pk in ikut else a
        for a in hasil.anggota
    ]
