"""Yang diminta dari seseorang oleh aplikasi ini: pahami, rencanakan, laporkan, setujui, periksa."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from indikator.models import Periode, StatusDokumen
from indikator.permissions import hari_setempat
from indikator.queries.antrean_beranda import Antrean, KeadaanTahun, antrean
from indikator.queries.hitungan import TERHITUNG
from indikator.queries.periode import periode_diproses
from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import bawahan_pada

S = StatusDokumen


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Tugas pegawai saat ini. Satu kueri selain periode dan bawahannya, berapa pun indikator dan orangnya."""
    semua = [p for p in periode_diproses(pegawai.instansi, sekarang) if p.penutupan_dimulai is None]
    tahunan = [p for p in semua if p.jenis == Periode.Jenis.TAHUNAN]
    if not tahunan:
        return []
    hari = hari_setempat(pegawai.instansi, sekarang=sekarang)
    bagian = [p for t in tahunan for p in semua if p.induk_id == t.pk]
    bawahan = bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id)
    isi = antrean(pegawai, tahun=tahunan, bagian=bagian, bawahan=bawahan, hari=hari)
    tugas: list[Tugas] = []
    for t in tahunan:
        keadaan = isi.tahun[t.pk]
        tugas += [
            *_tugas_pemahaman(t, keadaan),
            *_tugas_skp(t, keadaan, sekarang),
            *_tugas_tautan(t, keadaan, sekarang),
        ]
    return [*tugas, *_tugas_lapor(bagian, isi, sekarang), *_tugas_penilai(tahunan, bagian, isi)]


def _tugas_tautan(t: Periode, k: KeadaanTahun, sekarang: datetime) -> Iterable[Tugas]:
    """Peran yang dibagikan pimpinan, sesudah SKP-nya ada untuk ditautkan."""
    if k.peran and k.skp_id:
        yield Tugas(
            judul=f"Tautkan RHK untuk {k.peran} peran dari pimpinan",
            uraian="Anda diberi peran pada RHK pimpinan; tunjukkan RHK Anda yang mendukungnya.",
            url=reverse("indikator:tautan"),
            tombol="Tautkan",
            tenggat=t.tenggat_skp if sekarang <= t.tenggat_skp else t.tutup_pada,
            status="belum_mulai",
            jumlah=k.peran,
        )


def _tugas_pemahaman(t: Periode, k: KeadaanTahun) -> Iterable[Tugas]:
    if t.kebijakan.pemahaman_wajib and k.belum_paham and k.keadaan not in TERHITUNG:
        yield Tugas(
            judul=f"Pahami indikator dan cara menilai {t.mulai.year}",
            uraian="Dibaca beberapa menit; diperlukan sebelum SKP diajukan.",
            url=reverse("indikator:pemahaman", args=[t.pk]),
            tombol="Baca",
            tenggat=t.tenggat_skp,
            status="belum_mulai",
        )


def _tugas_skp(t: Periode, k: KeadaanTahun, sekarang: datetime) -> Iterable[Tugas]:
    if k.keadaan in TERHITUNG:
        return
    kata, tombol = {
        "": ("Susun", "Mulai"),
        S.DRAF: ("Selesaikan", "Lanjutkan"),
        S.PERLU_PERBAIKAN: ("Perbaiki", "Perbaiki"),
    }[k.keadaan]
    dikembalikan = k.keadaan == S.PERLU_PERBAIKAN
    yield Tugas(
        judul=f"{kata} SKP {t.mulai.year}",
        uraian="Penilai memberi catatan."
        if dikembalikan
        else "RHK, indikator, target, dan bobot sampai 100.",
        url=reverse("indikator:skp_rinci", args=[k.skp_id]) if k.skp_id else reverse("indikator:skp"),
        tombol=tombol,
        tenggat=t.tenggat_skp,
        status="terlambat" if not dikembalikan and sekarang > t.tenggat_skp else k.keadaan or "belum_mulai",
        menu="indikator:skp",
    )


def _tugas_lapor(bagian: list[Periode], isi: Antrean, sekarang: datetime) -> Iterable[Tugas]:
    """Satu tugas untuk tiap periode yang sudah mulai dan masih ada yang belum diserahkan."""
    for p in bagian:
        satu = isi.laporan.get(p.pk)
        if satu is not None and (sisa := satu.semua - satu.beres) > 0:
            yield _tugas_satu_periode(p, sisa, satu.kembali, satu.semua, telat=sekarang > p.tenggat_lapor)


def _tugas_satu_periode(p: Periode, sisa: int, kembali: int, semua: int, *, telat: bool) -> Tugas:
    return Tugas(
        judul=f"Lapor capaian {p.nama}",
        uraian=f"{sisa} dari {semua} indikator belum diserahkan"
        + (f", {kembali} perlu diperbaiki." if kembali else "."),
        url=f"{reverse('indikator:capaian')}?periode={p.pk}",
        tombol="Perbaiki" if kembali == sisa else "Lapor",
        tenggat=p.tenggat_lapor,
        status=_status_lapor(sisa, kembali, semua, telat=telat),
        menu="indikator:capaian",
        jumlah=sisa,
    )


def _status_lapor(sisa: int, kembali: int, semua: int, *, telat: bool) -> str:
    if kembali:
        return S.PERLU_PERBAIKAN
    if telat:
        return "terlambat"
    return "belum_mulai" if sisa == semua else S.DRAF


def _tugas_penilai(tahunan: list[Periode], bagian: list[Periode], isi: Antrean) -> Iterable[Tugas]:
    """SKP dan laporan bawahan yang menunggu."""
    for t in tahunan:
        if n := isi.menunggu.get(t.pk, 0):
            yield Tugas(
                judul=f"Setujui SKP {t.mulai.year} {n} orang",
                uraian="Setujui, atau kembalikan dengan catatan.",
                url=f"{reverse('indikator:periksa_skp')}?tahun={t.pk}",
                tombol="Periksa",
                tenggat=t.tenggat_skp,
                status=S.DIAJUKAN,
                menu="indikator:periksa_skp",
                jumlah=n,
            )
    for p in bagian:
        if n := isi.menunggu.get(p.pk, 0):
            yield Tugas(
                judul=f"Periksa {n} laporan capaian",
                uraian=f"{p.nama}, dengan bukti di sebelah tiap indikator.",
                url=f"{reverse('indikator:periksa_capaian')}?periode={p.pk}",
                tombol="Periksa",
                tenggat=p.tenggat_nilai,
                status=S.DIAJUKAN,
                menu="indikator:periksa_capaian",
                jumlah=n,
            )
