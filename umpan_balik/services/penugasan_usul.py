"""Usul penilai 360: diajukan orang yang dinilai, diputus atasannya atau admin.

Yang memutus maupun yang mengusulkan tidak pernah diberi tahu siapa yang sudah menjawab. Karena itu melepas penilai
berjalan sama, sudah atau belum ia menjawab; jawabannya ikut hilang.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from indikator.models import Periode
from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan, TidakBerhak
from inti.services import jejak, kotak
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.penilai import penilai_pada
from umpan_balik.models import Kelompok, PenolakanMenilai, Penugasan, UsulPenilai
from umpan_balik.queries.penugasan import batas_kelompok, hari_memutus, usul_untuk
from umpan_balik.services.penugasan import minta_satu, permintaan_terkunci

USUL_TERBANYAK = 3
ALASAN_TERPENDEK, ALASAN_TERPANJANG = 10, 300


@transaction.atomic
def usulkan(
    *,
    periode_id: int,
    tambah_id: int | None,
    lepas_id: int | None,
    alasan: str,
    oleh: Pegawai,
    sekarang: datetime,
) -> UsulPenilai:
    """Usulkan penilai bagi diri sendiri: tambah, lepas, atau ganti (keduanya). Menunggu putusan atasan atau admin.

    Usul yang sama yang masih menunggu dianggap klik ganda; alasan lain untuk usul itu ditolak. Menolak sesudah
    tenggat umpan balik, lebih dari tiga usul seperiode, diri sendiri, atasan, dan orang di luar instansi.
    """
    periode = _periode(periode_id, oleh, sekarang)
    alasan = _alasan(alasan)
    if tambah_id is None and lepas_id is None:
        raise GalatAturan("Pilih dahulu orangnya: yang ditambahkan, yang dilepas, atau keduanya.")
    if tambah_id == lepas_id:
        raise GalatAturan("Yang ditambahkan dan yang dilepas harus orang yang berbeda.")
    Pegawai.objects.select_for_update(no_key=True).get(pk=oleh.pk)  # dua klik bergiliran
    isi = {"periode": periode, "dinilai": oleh, "tambah_id": tambah_id, "lepas_id": lepas_id}
    milik = UsulPenilai.objects.filter(periode=periode, dinilai=oleh)
    kembar = milik.filter(tambah=tambah_id, lepas=lepas_id, status=UsulPenilai.Status.DIAJUKAN).first()
    if kembar is not None:
        if kembar.alasan != alasan:
            raise GalatAturan(
                "Usul yang sama sudah menunggu putusan dengan alasan lain. Alasan ini belum dikirim; sampaikan kepada atasan "
                "Anda yang memutusnya.",
                bidang="alasan",
            )
        return kembar
    if milik.count() >= USUL_TERBANYAK:
        raise GalatAturan(
            f"Usul paling banyak {USUL_TERBANYAK} kali tiap periode. Bicarakan sisanya dengan atasan Anda."
        )
    for pilihan in (tambah_id, lepas_id):
        if pilihan is not None:
            _periksa_orang(pilihan, periode, oleh, sekarang)
    usul = UsulPenilai.objects.create(instansi_id=periode.instansi_id, alasan=alasan, **isi)
    _catat(usul, "usul_penilai.diajukan", oleh, sekarang)
    atasan = _atasan(usul, sekarang)
    if atasan is not None:
        _kabari(usul, atasan, f"Usul penilai 360 dari {oleh.nama} menunggu putusan Anda", sekarang, "masuk")
    return usul


@transaction.atomic
def setujui(*, usul_id: int, oleh: Pegawai, sekarang: datetime) -> UsulPenilai:
    """Jalankan usul: lepas dan minta penilai, sekaligus. Kiriman kedua mengembalikan usul yang sama.

    Menolak yang bukan atasan atau admin unitnya, usul yang sudah ditolak, kelompok yang menjadi kurang dari jumlah
    minimum atau lebih dari jumlah terbanyak kebijakan, dan orang yang sudah menolak menilai.
    """
    usul = _usul(usul_id, oleh, sekarang)
    if usul.status == UsulPenilai.Status.DISETUJUI:
        return usul
    _tolak_yang_sudah_diputus(usul)
    periode = usul.periode
    kini = permintaan_terkunci(periode, dinilai_id=usul.dinilai_id)
    sekitar = {p.penilai_id: p for p in kini if p.kelompok != Kelompok.ATASAN}
    dilepas = sekitar.pop(usul.lepas_id, None) if usul.lepas_id else None
    baru = _kelompok_baru(usul) if usul.tambah_id and usul.tambah_id not in sekitar else None
    _periksa_jumlah(usul, [p.kelompok for p in sekitar.values()], dilepas, baru)
    if dilepas is not None:
        dilepas.delete()
        _kabari(
            usul,
            dilepas.penilai_id,
            f"Anda tidak lagi diminta menilai {usul.dinilai.nama}",
            sekarang,
            "lepas",
        )
    if baru is not None and usul.tambah_id is not None:
        minta_satu(
            periode=periode, dinilai=usul.dinilai, penilai_id=usul.tambah_id, kelompok=baru, sekarang=sekarang
        )
    return _putus(usul, UsulPenilai.Status.DISETUJUI, "", oleh, sekarang)


@transaction.atomic
def tolak(*, usul_id: int, catatan: str, oleh: Pegawai, sekarang: datetime) -> UsulPenilai:
    """Tolak usul dengan alasan yang dibaca pengusulnya. Kiriman kedua mengembalikan usul yang sama."""
    usul = _usul(usul_id, oleh, sekarang)
    if usul.status == UsulPenilai.Status.DITOLAK:
        return usul
    _tolak_yang_sudah_diputus(usul)
    return _putus(usul, UsulPenilai.Status.DITOLAK, _alasan(catatan, bidang="catatan"), oleh, sekarang)


def _periode(periode_id: int, oleh: Pegawai, sekarang: datetime) -> Periode:
    if not Periode.objects.filter(pk=periode_id, instansi=oleh.instansi_id).exists():
        raise TidakBerhak("Periode ini bukan milik instansi Anda. Pilih periode lain.")
    periode = kunci_bersama(periode_id=periode_id, sekarang=sekarang)
    if sekarang > periode.tenggat_umpan_balik:
        raise GalatAturan("Tenggat umpan balik sudah lewat, jadi penilainya tidak diubah lagi.")
    return periode


def _alasan(teks: str, *, bidang: str = "alasan") -> str:
    return berukuran(
        " ".join(teks.split()),
        sekurangnya=ALASAN_TERPENDEK,
        paling_banyak=ALASAN_TERPANJANG,
        apa="alasan",
        bidang=bidang,
    )


def _periksa_orang(pilihan: int, periode: Periode, oleh: Pegawai, sekarang: datetime) -> None:
    hari = hari_memutus(periode, sekarang)
    berlaku = Penempatan.objects.filter(
        Q(sampai__isnull=True) | Q(sampai__gte=hari), pegawai=pilihan, jenis="definitif", sejak__lte=hari
    )
    ada = Pegawai.objects.filter(pk=pilihan, instansi=oleh.instansi_id, is_active=True).exists()
    if pilihan == oleh.pk or not ada or not berlaku.exists():
        raise GalatAturan("Pilih pegawai lain di instansi Anda yang masih bertugas.")
    for pada in {hari, periode.mulai}:
        penilai = penilai_pada(pada=pada, pegawai_ids=[oleh.pk]).get(oleh.pk)
        if penilai is not None and penilai.penilai_id == pilihan:
            raise GalatAturan("Atasan selalu menilai, jadi tidak ditambahkan atau dilepas lewat usul.")


def _usul(usul_id: int, oleh: Pegawai, sekarang: datetime) -> UsulPenilai:
    """Terkunci, dan hanya bagi pemutusnya; yang sudah diputus tetap terbaca oleh pemutus itu."""
    usul = (
        UsulPenilai.objects.select_for_update(of=("self",))
        .select_related("dinilai", "periode__instansi", "periode__kebijakan")
        .filter(pk=usul_id, instansi=oleh.instansi_id)
        .first()
    )
    boleh = usul is not None and (
        usul.diputus_oleh_id == oleh.pk or usul_untuk(oleh, sekarang=sekarang).filter(pk=usul_id).exists()
    )
    if usul is None or not boleh:
        raise TidakBerhak("Usul ini diputus oleh atasan pengusulnya atau admin unitnya.")
    if usul.status == UsulPenilai.Status.DIAJUKAN:
        kunci_bersama(periode_id=usul.periode_id, sekarang=sekarang)
    return usul


def _tolak_yang_sudah_diputus(usul: UsulPenilai) -> None:
    if usul.status != UsulPenilai.Status.DIAJUKAN:
        raise GalatAturan(f"Usul ini sudah {usul.get_status_display().lower()}; putusannya tidak diganti.")


def _kelompok_baru(usul: UsulPenilai) -> str:
    """Bawahan bila orang yang dinilai itu penilainya pada awal periode; selain itu rekan."""
    assert usul.tambah_id is not None
    if PenolakanMenilai.objects.filter(
        periode=usul.periode_id, dinilai=usul.dinilai_id, penilai=usul.tambah_id
    ).exists():
        raise GalatAturan(
            "Orang itu tidak dapat diminta menilai di periode ini. Tolak usulnya, atau minta nama lain."
        )
    penilai = penilai_pada(pada=usul.periode.mulai, pegawai_ids=[usul.tambah_id]).get(usul.tambah_id)
    bawahan = penilai is not None and penilai.penilai_id == usul.dinilai_id
    return Kelompok.BAWAHAN if bawahan else Kelompok.REKAN


def _periksa_jumlah(usul: UsulPenilai, sisa: list[str], dilepas: Penugasan | None, baru: str | None) -> None:
    batas = {k.value: b for k, b in batas_kelompok(usul.periode.kebijakan.aturan).items()}
    if baru is not None:
        if baru not in batas:
            raise GalatAturan(f"Kebijakan periode ini tidak memakai penilaian {baru}. Pilih kelompok lain.")
        if sisa.count(baru) + 1 > batas[baru].diminta:
            raise GalatAturan(
                f"Penilai {baru} sudah {sisa.count(baru)}, paling banyak {batas[baru].diminta}. "
                "Minta usul ganti: sebut juga siapa yang dilepas."
            )
    if dilepas is not None and dilepas.kelompok in batas:
        tinggal = sisa.count(dilepas.kelompok) + (baru == dilepas.kelompok)
        if tinggal < batas[dilepas.kelompok].min_n:
            raise GalatAturan(
                f"Penilai {dilepas.kelompok} akan tinggal {tinggal}, paling sedikit "
                f"{batas[dilepas.kelompok].min_n}. Minta usul ganti: sebut juga penggantinya."
            )


def _putus(
    usul: UsulPenilai, status: UsulPenilai.Status, catatan: str, oleh: Pegawai, sekarang: datetime
) -> UsulPenilai:
    usul.status, usul.catatan, usul.diputus_oleh = status, catatan, oleh
    usul.save(update_fields=["status", "catatan", "diputus_oleh"])
    _catat(usul, f"usul_penilai.{status.value}", oleh, sekarang)
    _kabari(usul, usul.dinilai_id, f"Usul penilai Anda {status.label.lower()}", sekarang, "putusan")
    return usul


def _atasan(usul: UsulPenilai, sekarang: datetime) -> int | None:
    pada = hari_memutus(usul.periode, sekarang)
    penilai = penilai_pada(pada=pada, pegawai_ids=[usul.dinilai_id]).get(usul.dinilai_id)
    return penilai.penilai_id if penilai else None


def _catat(usul: UsulPenilai, aksi: str, oleh: Pegawai, sekarang: datetime) -> None:
    """Jejaknya tanpa nama penilai: cukup bahwa usul itu ada dan diputus siapa."""
    jejak.catat(
        aksi=aksi,
        objek_jenis="usul_penilai",
        objek_id=usul.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=usul.instansi_id,
        isi={"periode": usul.periode_id},
    )


def _kabari(usul: UsulPenilai, penerima_id: int, judul: str, sekarang: datetime, sebab: str) -> None:
    tautan = {"masuk": "umpan_balik:usul_penilai", "putusan": "umpan_balik:penilai_saya"}
    kotak.beri_tahu(
        penerima_id=penerima_id,
        instansi_id=usul.instansi_id,
        judul=judul,
        isi=f"{usul.periode.nama}.",
        tautan=reverse(tautan.get(sebab, "umpan_balik:daftar")),
        kunci=f"usul-penilai:{usul.pk}:{sebab}",
        sekarang=sekarang,
    )
