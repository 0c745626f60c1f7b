"""Benda bermasa simpan: cara membuatnya pada suatu saat, dan cara mengetahui sudah dibuang."""

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models

from inti.models import BarisImpor, Berkas, Draf, Impor, KotakKeluar, PaketDokumen
from inti.services import berkas_yatim, draf, kotak_lama
from inti.services.dokumen import paket
from inti.services.impor import kerja
from kepegawaian.models import KodeMasuk, PercobaanMasuk
from kepegawaian.services import kode, percobaan, sesi_masuk, surel
from penilaian.models import CatatanPenilai
from tests.umpan_balik.conftest import Kota
from umpan_balik import persetujuan
from umpan_balik.models import Aspirasi, ProfilWarga, Survei
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.services import warga
from umpan_balik.services.pemeliharaan import MASA_SIMPAN_LEWAT

HARI = timedelta(days=1)


@dataclass(frozen=True)
class Benda:
    """Satu benda yang dibuat: barisnya beserta pendampingnya yang ikut dibuang, dan apakah isinya sudah hilang."""

    baris: list[tuple[type[models.Model], Any]]
    hilang: Callable[[], bool]


@dataclass(frozen=True)
class Masa:
    """`sebutan` baris di docs/keamanan.md; `lama` umur terlama; `buat(kota, saat)` membuat satu benda."""

    sebutan: str
    lama: timedelta
    buat: Callable[[Kota, datetime], Benda]
    # Batasnya bukan umur tepat: awal bulan, atau 1 Juli.
    kasar: timedelta = timedelta(hours=1)


def _baris(
    satu: models.Model,
    dibuang: Callable[[Any], bool] | None = None,
    *,
    bersama: tuple[models.Model, ...] = (),
) -> Benda:
    model, pk = type(satu), satu.pk

    def hilang() -> bool:
        kini = model._default_manager.filter(pk=pk).first()
        return kini is None if dibuang is None else dibuang(kini)

    return Benda([(type(b), b.pk) for b in (satu, *bersama)], hilang)


def _survei(kota: Kota, saat: datetime, **lain: Any) -> Survei:
    kunci = uuid.uuid4()
    isi = {"nilai": {"waktu": 3}, "saran": "Kipas mati.", "setuju_versi": VERSI_KINI, "kode": None}
    warga.kirim_survei(
        titik=kota.titik, kunci=kunci, sidik=uuid.uuid4().hex * 2, sekarang=saat, **(isi | lain)
    )
    return Survei.objects.get(kunci=kunci)


def sidik_alat(kota: Kota, saat: datetime) -> Benda:
    return _baris(_survei(kota, saat, saran=""), lambda s: s.sidik == "")


def teks_saran(kota: Kota, saat: datetime) -> Benda:
    satu = _survei(kota, saat)
    Survei.objects.filter(pk=satu.pk).update(sidik="")
    return _baris(Aspirasi.objects.get(survei=satu), lambda a: a.teks == MASA_SIMPAN_LEWAT)


def keterangan_diri(kota: Kota, saat: datetime) -> Benda:
    return _baris(
        ProfilWarga.objects.create(
            instansi=kota.instansi,
            layanan=kota.titik.layanan,
            bulan=saat.date().replace(day=1),
            jenis=ProfilWarga.Jenis.values[0],
            pilihan="a",
            sidik=uuid.uuid4().hex * 2,
            setuju_versi=VERSI_KINI,
            teracak=True,
        )
    )


def ketikan(*, selesai: bool) -> Callable[[Kota, datetime], Benda]:
    def buat(kota: Kota, saat: datetime) -> Benda:
        isi = {"penulis": "a", "langkah": 1, "dasar": "", "isi": {} if selesai else {"t": ["rahasia"]}}
        siapa = {"instansi_id": kota.instansi.pk, "pemilik_id": kota.admin.pk, "kunci": "uji"}
        return _baris(
            Draf.objects.create(utas=uuid.uuid4().hex, disimpan=saat, selesai=selesai, **siapa, **isi)
        )

    return buat


def perangkat(kota: Kota, saat: datetime) -> Benda:
    satu = sesi_masuk.buka(
        pegawai=kota.admin,
        kunci=uuid.uuid4().hex,
        cara="sandi",
        alamat="10.0.0.1",
        perangkat="Ponsel",
        sekarang=saat,
    )
    return _baris(satu)


def sesi(kota: Kota, saat: datetime) -> Benda:
    return _baris(Session.objects.create(session_key=uuid.uuid4().hex, session_data="x", expire_date=saat))


def hitungan_percobaan(kota: Kota, saat: datetime) -> Benda:
    return _baris(PercobaanMasuk.objects.create(kunci=uuid.uuid4().hex * 2, jendela=saat, jumlah=1))


def kode_masuk(kota: Kota, saat: datetime) -> Benda:
    kode.terbitkan(pegawai=kota.anggota[1], oleh=None, sekarang=saat)
    return _baris(KodeMasuk.objects.latest("pk"))


def ganti_surel(kota: Kota, saat: datetime) -> Benda:
    orang = kota.anggota[2]
    satu = surel.minta(pegawai=orang, surel=f"{uuid.uuid4().hex}@contoh.id", oleh=orang, sekarang=saat)
    return _baris(satu, bersama=(PercobaanMasuk.objects.latest("pk"),))


def _berkas(kota: Kota, saat: datetime) -> tuple[Berkas, Path]:
    acak = uuid.uuid4().hex
    jalur = f"bukti/{kota.instansi.pk}/aa/{'a' * 64}-{acak}"
    isi = {"nama": "a.pdf", "jenis": "application/pdf", "ukuran": 3, "sha256": "a" * 64, "acak": acak}
    satu = Berkas.objects.create(
        instansi_id=kota.instansi.pk, pemilik_id=kota.admin.pk, isi=jalur, dibuat=saat, **isi
    )
    return satu, _tulis(jalur, saat)


def _tulis(jalur: str, saat: datetime) -> Path:
    tempat = Path(settings.MEDIA_ROOT) / jalur
    tempat.parent.mkdir(parents=True, exist_ok=True)
    tempat.write_bytes(b"isi")
    os.utime(tempat, (saat.timestamp(), saat.timestamp()))
    return tempat


def berkas_tak_terlampir(kota: Kota, saat: datetime) -> Benda:
    satu, tempat = _berkas(kota, saat)
    baris = _baris(satu)
    return Benda(baris.baris, lambda: baris.hilang() and not tempat.exists())


def berkas_titipan(kota: Kota, saat: datetime) -> Benda:
    tempat = _tulis(f"bukti/titipan/{uuid.uuid4().hex}", saat)
    return Benda([], lambda: not tempat.exists())


def arsip_cetak(kota: Kota, saat: datetime) -> Benda:
    satu = PaketDokumen.objects.create(
        instansi_id=kota.instansi.pk,
        jenis="skp",
        judul="SKP",
        pemohon_id=kota.admin.pk,
        pemohon_nama=kota.admin.nama,
        butir=[1],
        total=1,
        jadi=1,
        status=PaketDokumen.Status.SELESAI,
        acak=uuid.uuid4().hex,
        dibuat=saat,
        selesai=saat,
    )
    tempat = _tulis(f"paket/{satu.acak}/hasil.zip", saat)
    return _baris(satu, lambda p: p.status == PaketDokumen.Status.DIHAPUS and not tempat.exists())


def _impor(kota: Kota, saat: datetime, status: str) -> tuple[Impor, Path]:
    berkas, tempat = _berkas(kota, saat)
    satu = Impor.objects.create(
        instansi_id=kota.instansi.pk,
        jenis="pegawai",
        berkas=berkas,
        status=status,
        pengirim_id=kota.admin.pk,
        pengirim_nama=kota.admin.nama,
        dibuat=saat,
    )
    return satu, tempat


def baris_impor(kota: Kota, saat: datetime) -> Benda:
    satu, _ = _impor(kota, saat, Impor.Status.DITINGGALKAN)
    return _baris(
        BarisImpor.objects.create(impor=satu, nomor=1, keadaan=BarisImpor.Keadaan.BARU, sesudah={"nip": "1"}),
        bersama=(satu, satu.berkas),
    )


def lembar_impor(kota: Kota, saat: datetime) -> Benda:
    satu, tempat = _impor(kota, saat, Impor.Status.DITINGGALKAN)
    berkas = satu.berkas

    def dibuang(kini: Impor) -> bool:
        ada = Berkas.objects.filter(pk=berkas.pk).exists() or tempat.exists()
        return kini.berkas is None and not ada

    return _baris(satu, dibuang, bersama=(berkas,))


def pratinjau_impor(kota: Kota, saat: datetime) -> Benda:
    Impor.objects.filter(status=Impor.Status.SIAP).update(jenis="jabatan")  # satu tiap jenis
    satu, _ = _impor(kota, saat, Impor.Status.SIAP)
    return _baris(satu, lambda i: i.status == Impor.Status.DITINGGALKAN, bersama=(satu.berkas,))


def isi_terkirim(kota: Kota, saat: datetime) -> Benda:
    return _baris(
        KotakKeluar.objects.create(
            jenis="surel", kunci=uuid.uuid4().hex, muatan={"kepada": "a@b.id"}, dibuat=saat, dikirim=saat
        ),
        lambda k: k.muatan == {},
    )


def catatan_penilai(kota: Kota, saat: datetime) -> Benda:
    return _baris(
        CatatanPenilai.objects.create(
            instansi=kota.instansi,
            pegawai=kota.anggota[1],
            ditulis_oleh=kota.kabid,
            ditulis_pada=saat,
            tanggal=saat.date(),
            teks="Menolong rekan.",
        )
    )


BULAN = timedelta(days=31)
MASA = [
    Masa("sidik alat warga", persetujuan.HARI_SIMPAN_SIDIK * HARI, sidik_alat),
    Masa("teks saran warga", persetujuan.HARI_SIMPAN_SARAN * HARI, teks_saran, HARI),
    Masa("keterangan diri warga", persetujuan.HARI_SIMPAN_PROFIL * HARI, keterangan_diri, BULAN),
    Masa("ketikan yang belum dikirim", draf.UMUR, ketikan(selesai=False)),
    Masa("tanda ketikan selesai", draf.UMUR_SELESAI, ketikan(selesai=True)),
    Masa("perangkat yang masuk", sesi_masuk.SIMPAN, perangkat),
    Masa("sesi kedaluwarsa", timedelta(0), sesi),
    Masa("hitungan percobaan", percobaan.SIMPAN, hitungan_percobaan),
    Masa("kode masuk", kode.BERLAKU, kode_masuk),
    Masa("permintaan ganti surel", surel.BERLAKU, ganti_surel),
    Masa("berkas tak terlampir", berkas_yatim.UMUR, berkas_tak_terlampir),
    Masa("berkas tertahan saat sesi habis", berkas_yatim.UMUR_TANPA_BARIS, berkas_titipan),
    Masa("arsip cetak", paket.MASA_SIMPAN, arsip_cetak),
    Masa("baris impor", kerja.UMUR_BARIS, baris_impor),
    Masa("lembar impor", kerja.UMUR_BARIS, lembar_impor),
    Masa("pratinjau impor", kerja.UMUR_PRATINJAU, pratinjau_impor),
    Masa("isi kiriman yang sudah terkirim", kotak_lama.ISI_TERSIMPAN, isi_terkirim),
    # Peristiwa paling lama disimpan dari 1 Januari sampai 1 Juli tahun sesudahnya.
    Masa("catatan pribadi penilai", timedelta(days=547), catatan_penilai, timedelta(days=367)),
]
