"""Mendaftarkan pegawai."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from inti.galat import GalatAturan
from inti.rules.format import tanggal
from inti.services.jejak import catat_banyak
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.rules import golongan as aturan_golongan
from kepegawaian.rules import nip as aturan_nip
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.wewenang import wajib_kelola_pegawai


@dataclass(frozen=True, slots=True)
class MasukanPegawai:
    """Satu orang untuk `tambah_banyak`. `sandi` kosong berarti belum dapat masuk sampai diberi kode."""

    nip: str
    nama: str
    status: str
    kelamin: str
    tanggal_lahir: date
    gelar_depan: str = ""
    gelar_belakang: str = ""
    golongan: str = ""
    email: str = ""
    sandi: str | None = None


def tambah(
    *,
    instansi: Instansi,
    nip: str,
    nama: str,
    gelar_depan: str = "",
    gelar_belakang: str = "",
    status: str,
    golongan: str = "",
    kelamin: str,
    tanggal_lahir: date,
    email: str = "",
    sandi: str | None = None,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Pegawai:
    """Daftarkan satu pegawai. Menolak NIP yang tidak cocok dengan lahir, kelamin, atau status, dan NIP yang sudah ada."""
    masukan = MasukanPegawai(
        nip, nama, status, kelamin, tanggal_lahir, gelar_depan, gelar_belakang, golongan, email, sandi
    )
    return tambah_banyak(instansi=instansi, masukan=[masukan], oleh=oleh, sekarang=sekarang)[0]


@transaction.atomic
def tambah_banyak(
    *, instansi: Instansi, masukan: Iterable[MasukanPegawai], oleh: Pegawai | None, sekarang: datetime
) -> list[Pegawai]:
    """Daftarkan banyak pegawai sekali jalan, urut seperti masukan; satu yang ditolak menolak semuanya.

    Izin: mengelola pegawai di unit mana pun (orang baru belum punya unit).
    """
    wajib_kelola_pegawai(oleh, instansi=instansi, sekarang=sekarang, unit_ids=())
    daftar = list(masukan)
    sidik = _sidik_sandi(daftar, boleh_sama=instansi.data_contoh)
    pegawai = [_pegawai(instansi, m, s) for m, s in zip(daftar, sidik, strict=True)]
    nip = [p.nip for p in pegawai]
    with jelaskan_bentrok({"kepegawaian_pegawai_nip_key": lambda: _nip_sudah_ada(nip)}):
        Pegawai.objects.bulk_create(pegawai, batch_size=1000)
    catat_banyak(
        aksi="pegawai.ditambah",
        objek_jenis="pegawai",
        butir=[(p.pk, {"nip": p.nip, "nama": p.nama, "status": p.status}) for p in pegawai],
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
    )
    return pegawai


def _pegawai(instansi: Instansi, masukan: MasukanPegawai, sidik: str) -> Pegawai:
    nip = _periksa_nip(masukan)
    nama = masukan.nama.strip()
    if not nama:
        raise GalatAturan("Isi nama pegawai.", bidang="nama")
    try:
        golongan = aturan_golongan.periksa(masukan.golongan, status=masukan.status)
    except ValueError as galat:
        raise GalatAturan(str(galat), bidang="golongan") from galat
    return Pegawai(
        instansi=instansi,
        nip=nip,
        nama=nama,
        gelar_depan=masukan.gelar_depan,
        gelar_belakang=masukan.gelar_belakang,
        status=masukan.status,
        golongan=golongan,
        kelamin=masukan.kelamin,
        tanggal_lahir=masukan.tanggal_lahir,
        email=masukan.email,
        password=sidik,
    )


def _periksa_nip(masukan: MasukanPegawai) -> str:
    """NIP yang rapi, cocok dengan lahir, kelamin, dan status barisnya (Perka BKN 22/2007; lihat rules.nip)."""
    if masukan.status not in Pegawai.Status.values:
        raise GalatAturan(f"Status “{masukan.status}” belum dikenal. Pilih PNS atau PPPK.", bidang="status")
    try:
        nip = aturan_nip.baca(masukan.nip, jenis=masukan.status)
    except ValueError as galat:
        raise GalatAturan(str(galat), bidang="nip") from galat
    beda = [
        (nip.tanggal_lahir != masukan.tanggal_lahir, f"lahir {tanggal(nip.tanggal_lahir)}", "tanggal_lahir"),
        (nip.kelamin.value != masukan.kelamin, Pegawai.Kelamin(nip.kelamin).label.lower(), "kelamin"),
    ]
    for salah, kata, bidang in beda:
        if salah:
            raise GalatAturan(
                f"Menurut NIP {nip.nomor}, {masukan.nama} {kata}; isiannya berbeda. Perbaiki salah satunya.",
                bidang=bidang,
            )
    return nip.nomor


def _sidik_sandi(daftar: list[MasukanPegawai], *, boleh_sama: bool) -> list[str]:
    """Sidik tiap sandi. Di data contoh, sandi yang sama cukup dihitung sekali."""
    hitung: dict[str | None, str] = {}
    hasil = []
    for satu in daftar:
        if boleh_sama and satu.sandi is not None:
            if satu.sandi not in hitung:
                hitung[satu.sandi] = make_password(satu.sandi)
            hasil.append(hitung[satu.sandi])
        else:
            hasil.append(make_password(satu.sandi))
    return hasil


def _nip_sudah_ada(nip: list[str]) -> GalatAturan:
    ada = Pegawai.objects.filter(nip__in=nip).values_list("nip", flat=True).first()
    return GalatAturan(
        f"NIP {ada or 'itu'} sudah terdaftar. Periksa angkanya; bila orangnya pindahan, mintalah admin BKD asalnya melepaskan.",
        bidang="nip",
    )
