"""Warga rekaan yang menjawab survei di pemda contoh, memakai pola jawaban 49 responden nyata."""

import random
import uuid
from datetime import datetime, timedelta

from asn_kinerja.demo import sumber
from asn_kinerja.demo.organisasi import Pasangan
from umpan_balik.models import Survei, TitikLayanan
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.rules.profil import PROFIL
from umpan_balik.services import warga


def pasang_titik(hasil: Pasangan, *, sekarang: datetime) -> list[TitikLayanan]:
    """Layanan dan titiknya menurut susunan; stafnya bergiliran berjaga."""
    titik: list[TitikLayanan] = []
    for kunci, unit in hasil.unit.items():
        spek = next(u for u in hasil.pemda.akar.semua() if u.nama == kunci.rsplit("/", 1)[-1])
        petugas = [a for a in hasil.anggota if a.penempatan.unit.dinas_id == unit.dinas_id and not a.kepala]
        setempat = [a for a in petugas if a.penempatan.unit_id == unit.pk] or petugas
        for nomor, nama in enumerate(spek.layanan):
            layanan = warga.layanan_baru(unit=unit, nama=nama, gratis=True, oleh=None, sekarang=sekarang)
            satu = warga.titik_baru(layanan=layanan, nama=f"Loket {nomor + 1}", oleh=None, sekarang=sekarang)
            for a in setempat[nomor :: len(spek.layanan)][:4]:
                warga.jaga(
                    titik=satu,
                    pegawai=a.pegawai,
                    sejak=a.penempatan.sejak,
                    sampai=None,
                    oleh=None,
                    sekarang=sekarang,
                )
            titik.append(satu)
    return titik


def _profil(undian: random.Random) -> dict[str, str]:
    """Keterangan diri dari satu di antara tiga warga."""
    if undian.random() > 0.34:
        return {}
    return {p.kode: undian.choice(list(p.pilihan)) for p in PROFIL}


def kirim_survei(hasil: Pasangan, titik: list[TitikLayanan], *, saat: datetime, tiap_titik: int) -> int:
    """Jawaban warga di tiap titik; dua dari tiga memakai kode kunjungan, satu dari enam menulis saran."""
    acak = hasil.acak
    undian = random.Random(len(titik))
    pola = sumber.jawaban_survei()
    saran = list(sumber.saran())
    acak.shuffle(saran)
    jumlah = 0
    for nomor, satu in enumerate(titik):
        kode = warga.terbitkan_kode(
            titik=satu,
            jumlah=max(1, tiap_titik * 2 // 3),
            tanggal=hasil.instansi.hari_pada(saat),
            oleh=hasil.admin,
            sekarang=saat,
        )
        for n in range(tiap_titik + acak.randint(-3, 3)):
            dasar = acak.choice(pola)
            geser = 1 if acak.random() < 0.35 + 0.05 * (nomor % 5) else 0
            nilai = {
                unsur: None if butir is None else min(4, butir + geser)
                for unsur, butir in zip(Survei.UNSUR, dasar, strict=True)
            }
            warga.kirim_survei(
                titik=satu,
                nilai=nilai,
                saran=saran.pop() if saran and acak.random() < 0.16 else "",
                setuju_versi=VERSI_KINI,
                kunci=uuid.UUID(int=acak.getrandbits(128), version=4),
                kode=kode[n] if n < len(kode) else None,
                sidik=f"contoh-{hasil.pemda.slug}-{nomor}-{n}",
                sekarang=saat + timedelta(minutes=n),
                profil=_profil(undian),
            )
            jumlah += 1
    return jumlah
