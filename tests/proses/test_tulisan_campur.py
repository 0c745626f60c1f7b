"""C5: lima puluh orang menulis bercampur acak; tidak ada kebuntuan yang sampai ke orangnya, dan yang diterima tetap ada."""

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from indikator.models import IndikatorKinerja, Realisasi
from indikator.services.realisasi.lapor import laporkan, tarik
from indikator.services.realisasi.masukan import MasukanRealisasi
from indikator.services.realisasi.putus import kembalikan, setujui_banyak
from indikator.services.realisasi.urungkan import batalkan_putusan
from inti.galat import GalatAturan
from kepegawaian.models import Pegawai
from kepegawaian.services import perbaikan
from mutu.catat import catat
from penilaian.models import Evaluasi, PembukaanKembali, PindahKalibrasi
from penilaian.services import evaluasi, kalibrasi, penutupan
from tests.penilaian import pabrik
from tests.penilaian.kalibrasi import ALASAN, DuniaKalibrasi, dunia
from tests.proses.dunia import jadikan_berjalan
from tests.proses.panggung import tunggu
from umpan_balik.models import DialogKinerja, Penugasan, UmpanBalik
from umpan_balik.services import dialog, jawaban, langsung

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
LAMA = float(os.environ.get("LAMA", "600"))
STAF_SEBIDANG = 23  # 46 staf, dua kepala bidang, kepala dinas, dan sekretaris daerah
PENULIS = 2 * STAF_SEBIDANG + 4
BUNTU = "40P01"
KOTAK = ("di_bawah.sesuai", "sesuai.sesuai", "di_atas.sesuai")
Tindakan = Callable[[random.Random], None]


@dataclass
class Buku:
    """Yang dijawab kepada tiap orang."""

    jawaban: Counter[str] = field(default_factory=Counter)
    tolakan: Counter[str] = field(default_factory=Counter)
    galat: list[str] = field(default_factory=list)
    buntu: list[str] = field(default_factory=list)
    laporan: dict[int, str] = field(default_factory=dict)
    umpan: dict[int, str] = field(default_factory=dict)
    pindah: set[int] = field(default_factory=set)

    def coba(self, nama: str, tindakan: Callable[[], None]) -> None:
        """Jalankan satu tulisan seperti satu permintaan: transaksinya sendiri, dan jawabannya tercatat."""
        try:
            tindakan()
        except GalatAturan as galat:
            self.jawaban[f"{nama} ditolak"] += 1
            self.tolakan[f"{nama}: {galat.pesan}"[:90]] += 1
        except Exception as galat:
            sebab = f"{nama}: {type(galat).__name__}: {galat}"[:400]
            (self.buntu if buntukah(galat) else self.galat).append(sebab)
            connection.close()
        else:
            self.jawaban[nama] += 1


def buntukah(galat: BaseException) -> bool:
    return isinstance(galat, Error) and getattr(galat.__cause__, "pgcode", "") == BUNTU


class Kota:
    """Satu pemda dan semua tulisan yang dapat dilakukan penghuninya; tiap tulisan punya nomor yang naik."""

    def __init__(self, k: DuniaKalibrasi, buku: Buku) -> None:
        self.k, self.d, self.buku, self.nomor = k, k.d, buku, 0
        self.sekda = Pegawai.objects.get(instansi=k.d.instansi, nama="Sekda Utama")
        self.indikator: dict[int, list[int]] = {}
        for i in IndikatorKinerja.objects.select_related("skp").order_by("pk"):
            self.indikator.setdefault(i.skp.pegawai_id, []).append(i.pk)
        self.minta = {p: list(Penugasan.objects.filter(penilai=p)) for p in k.staf}

    def baru(self) -> str:
        self.nomor += 1
        return str(self.nomor)

    # --- pegawai

    def lapor(self, siapa: Pegawai, acak: random.Random, *, ajukan: bool) -> None:
        ids, nomor = list(self.indikator[siapa.pk]), self.baru()
        acak.shuffle(ids)
        masukan = [
            MasukanRealisasi(
                i, nilai=Decimal(90), keterangan=nomor, tautan=[("Rekap", "https://data.contoh.go.id/")]
            )
            for i in ids
        ]
        laporkan(
            periode_id=self.d.triwulan.pk, masukan=masukan, ajukan=ajukan, oleh=siapa, sekarang=timezone.now()
        )
        self.buku.laporan[siapa.pk] = nomor

    def tarik_laporan(self, siapa: Pegawai) -> None:
        for satu in Realisasi.objects.filter(pegawai=siapa, periode=self.d.triwulan):
            tarik(realisasi=satu, oleh=siapa, sekarang=timezone.now())

    def jawab(self, siapa: Pegawai, acak: random.Random, *, banyak: bool) -> None:
        daftar = list(self.minta[siapa])
        acak.shuffle(daftar)
        nilai, kini = [acak.randint(1, 5)] * 21, timezone.now()
        if banyak:
            isian = [jawaban.Isian(p.pk, nilai, {}) for p in daftar]
            jawaban.kirim_banyak(periode_id=self.d.triwulan.pk, isian=isian, oleh=siapa, sekarang=kini)
        else:
            jawaban.simpan(
                penugasan_id=daftar[0].pk,
                nilai=nilai,
                komentar={},
                kirim=acak.random() < 0.5,
                oleh=siapa,
                sekarang=kini,
            )

    def puji(self, siapa: Pegawai, acak: random.Random) -> None:
        langsung.kirim(
            penerima=acak.choice(self.k.staf),
            jenis="pujian",
            teks=f"Terima kasih atas bantuannya menyiapkan rekap nomor {self.baru()}.",
            pokok="nilai:akuntabel",
            terbaca_atasan=acak.random() < 0.5,
            oleh=siapa,
            sekarang=timezone.now(),
        )

    def tarik_pujian(self, siapa: Pegawai) -> None:
        if satu := UmpanBalik.objects.filter(ditulis_oleh=siapa, ditarik__isnull=True).first():
            langsung.tarik(umpan_balik_id=satu.pk, oleh=siapa, sekarang=timezone.now())

    def risalah(self, siapa: Pegawai, oleh: Pegawai) -> None:
        """Susun draf, atau hapus yang sudah ada."""
        ada = DialogKinerja.objects.filter(pegawai=siapa).first()
        kini = timezone.now()
        if ada is not None:
            dialog.hapus(dialog_id=ada.pk, versi=ada.versi, oleh=ada.disusun_oleh, sekarang=kini)
            return
        isi = dialog.IsiDialog(timezone.localdate(kini), (), f"Kendala {self.baru()}", "Dukungan", ())
        dialog.susun(pegawai=siapa, isi=isi, oleh=oleh, sekarang=kini)

    def usul(self, siapa: Pegawai) -> None:
        perbaikan.ajukan(
            pegawai=siapa,
            bidang="gelar_belakang",
            isi=f"S.{self.baru()}",
            alasan="Ijazah baru terbit.",
            oleh=siapa,
            sekarang=timezone.now(),
        )

    def putus_usul(self, oleh: Pegawai, acak: random.Random) -> None:
        semua = list(perbaikan.PerbaikanData.objects.filter(status="diajukan"))
        if semua:
            perbaikan.terima(usul=acak.choice(semua), oleh=oleh, sekarang=timezone.now())

    # --- penilai

    def putus(self, oleh: Pegawai, acak: random.Random) -> None:
        milik = list(Realisasi.objects.filter(periode=self.d.triwulan, pegawai__in=self.bawahan(oleh)))
        acak.shuffle(milik)
        if not milik:
            return
        kini, cara = timezone.now(), acak.random()
        if cara < 0.5:
            setujui_banyak(realisasi_ids=[r.pk for r in milik[:20]], oleh=oleh, sekarang=kini)
        elif cara < 0.8:
            kembalikan(realisasi=milik[0], catatan="Lengkapi buktinya.", oleh=oleh, sekarang=kini)
        else:
            batalkan_putusan(versi={r.pk: r.versi for r in milik[:10]}, oleh=oleh, sekarang=kini)

    def rating(self, oleh: Pegawai, acak: random.Random) -> None:
        siapa, nomor = acak.choice(self.bawahan(oleh)), self.baru()
        ada = Evaluasi.objects.filter(periode=self.d.triwulan, pegawai=siapa).first()
        evaluasi.simpan(
            periode_id=self.d.triwulan.pk,
            pegawai=siapa,
            rating_hasil=acak.choice(("sesuai", "di_atas")),
            alasan_hasil="Capaian tiga bulan dibaca bersama.",
            rating_perilaku="sesuai",
            alasan_perilaku="Menurut jawaban 360.",
            umpan_balik=nomor,
            versi=ada.versi if ada else 0,
            tetapkan=True,
            oleh=oleh,
            sekarang=timezone.now(),
        )
        self.buku.umpan[siapa.pk] = nomor

    def bawahan(self, oleh: Pegawai) -> list[Pegawai]:
        letak = self.k.kabid.index(oleh)
        return self.k.staf[letak * STAF_SEBIDANG : (letak + 1) * STAF_SEBIDANG]

    def kalibrasi(self, oleh: Pegawai, acak: random.Random) -> None:
        kini = timezone.now()
        rapat = kalibrasi.buka(
            periode_id=self.d.triwulan.pk, unit_id=self.d.dinas.pk, oleh=oleh, sekarang=kini
        )
        siapa = acak.choice(self.k.staf)
        ada = rapat.pindah.filter(pegawai=siapa, ditarik_pada__isnull=True).order_by("-pk").first()
        if ada is not None and acak.random() < 0.5:
            kalibrasi.tarik(kalibrasi_id=rapat.pk, pindah_id=ada.pk, oleh=oleh, sekarang=kini)
        elif satu := self.k.papan().cari(siapa.pk):
            baris = kalibrasi.pindahkan(
                kalibrasi_id=rapat.pk,
                pegawai_id=siapa.pk,
                menjadi=acak.choice(KOTAK),
                alasan=ALASAN,
                dilihat=satu.dilihat,
                oleh=oleh,
                sekarang=kini,
            )
            # Kotak yang sama diminta lagi dari papan yang basi dijawab dengan pemindahan yang sudah ada.
            self.buku.pindah.add(baris.pk)

    # --- pengelola

    def tutup_lalu_buka(self, oleh: Pegawai) -> None:
        kini = timezone.now()
        satu = penutupan.minta(periode=self.d.triwulan, oleh=oleh, sekarang=kini)
        if penutupan.kerjakan(penutupan_id=satu.pk, sekarang=kini):
            usul: PembukaanKembali = penutupan.ajukan_buka(
                periode=self.d.triwulan,
                alasan=ALASAN,
                tutup_pada=kini + timedelta(days=30),
                oleh=oleh,
                sekarang=kini,
            )
            penutupan.setujui_buka(usul=usul, oleh=self.k.kabid[0], sekarang=kini)

    def tindakan(self, siapa: Pegawai) -> dict[str, Tindakan]:
        """Yang boleh dilakukan orang itu."""
        if siapa == self.sekda:
            return {"tutup_buka": lambda acak: self.tutup_lalu_buka(siapa)}
        if siapa == self.d.kepala:
            return {
                "kalibrasi": lambda acak: self.kalibrasi(siapa, acak),
                "putus_usul": lambda acak: self.putus_usul(siapa, acak),
            }
        if siapa in self.k.kabid:
            return {
                "putus": lambda acak: self.putus(siapa, acak),
                "rating": lambda acak: self.rating(siapa, acak),
                "risalah": lambda acak: self.risalah(acak.choice(self.bawahan(siapa)), siapa),
            }
        return {
            "lapor": lambda acak: self.lapor(siapa, acak, ajukan=acak.random() < 0.5),
            "tarik": lambda acak: self.tarik_laporan(siapa),
            "jawab": lambda acak: self.jawab(siapa, acak, banyak=acak.random() < 0.5),
            "puji": lambda acak: self.puji(siapa, acak),
            "tarik_pujian": lambda acak: self.tarik_pujian(siapa),
            "risalah": lambda acak: self.risalah(siapa, siapa),
            "usul": lambda acak: self.usul(siapa),
        }


def kota(buku: Buku) -> Kota:
    k = dunia("Kota Campur", staf=STAF_SEBIDANG)
    for siapa in k.staf:
        pabrik.skp(k.d, siapa, {}, {})
    jadikan_berjalan(k.d)
    for siapa in (k.d.kepala, k.kabid[0], Pegawai.objects.get(instansi=k.d.instansi, nama="Sekda Utama")):
        pabrik.admin(k.d, siapa)
    Penugasan.objects.bulk_create(
        Penugasan(
            instansi=k.d.instansi,
            periode=k.d.triwulan,
            dinilai=k.staf[(n + j) % len(k.staf)],
            penilai=p,
            kelompok="rekan",
        )
        for n, p in enumerate(k.staf)
        for j in (1, 2, 3)
    )
    return Kota(k, buku)


def kebuntuan() -> int:
    """Semua kebuntuan di basis data ini menurut PostgreSQL sendiri, juga yang diulang diam-diam."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(kursor.fetchone()[0])


def serbu(satu: Kota, orang: list[Pegawai], *, lama: float) -> None:
    """Semua orang menulis berulang-ulang di sambungannya sendiri, dalam urutan acak yang tetap benihnya."""
    selesai = time.monotonic() + lama

    def menulis(siapa: Pegawai, benih: int) -> None:
        acak, daftar = random.Random(benih), list(satu.tindakan(siapa).items())
        try:
            while time.monotonic() < selesai:
                time.sleep(acak.random() * (20 if siapa == satu.sekda else 0.3))
                nama, tindakan = acak.choice(daftar)
                satu.buku.coba(nama, lambda t=tindakan: t(acak))  # type: ignore[misc]
        finally:
            connection.close()

    regu = [threading.Thread(target=menulis, args=(p, n)) for n, p in enumerate(orang)]
    for utas in regu:
        utas.start()
    for utas in regu:
        utas.join()


def hilang(satu: Kota) -> list[Any]:
    """Laporan atau rating yang isinya bukan yang terakhir dijawab diterima, dan pemindahan yang dijawab tanpa baris atau sebaliknya."""
    buku = satu.buku
    laporan = {(r.pegawai_id, r.keterangan) for r in Realisasi.objects.filter(periode=satu.d.triwulan)}
    umpan = dict(Evaluasi.objects.filter(periode=satu.d.triwulan).values_list("pegawai_id", "umpan_balik"))
    kurang: list[Any] = [milik for milik in buku.laporan.items() if milik not in laporan]
    kurang += [milik for milik in buku.umpan.items() if umpan.get(milik[0]) != milik[1]]
    if beda := buku.pindah ^ set(PindahKalibrasi.objects.values_list("pk", flat=True)):
        kurang.append(f"pemindahan yang hanya dijawab atau hanya tersimpan: {sorted(beda)}")
    return kurang


def test_lima_puluh_orang_menulis_bercampur_tanpa_kebuntuan() -> None:
    satu, awal = kota(Buku()), kebuntuan()
    orang = [*satu.k.staf, *satu.k.kabid, satu.d.kepala, satu.sekda]
    serbu(satu, orang, lama=LAMA)
    buku, buntu, kurang = satu.buku, kebuntuan() - awal, hilang(satu)
    banyak = sum(n for nama, n in buku.jawaban.items() if not nama.endswith("ditolak"))
    catat(
        "C5",
        f"{len(orang)} orang, {LAMA:.0f} detik: {banyak} tulisan diterima ({buku.jawaban['tutup_buka']} kali tutup lalu buka), "
        f"{buntu} kebuntuan menurut PostgreSQL, {len(buku.buntu)} sampai ke orangnya, {len(buku.galat)} galat lain, "
        f"{len(kurang)} yang diterima hilang",
        lulus=not (buntu or buku.buntu or buku.galat or kurang) and len(orang) >= 50,
    )
    print(
        dict(buku.jawaban),
        buku.tolakan.most_common(12),
        Counter(buku.buntu).most_common(5),
        Counter(buku.galat).most_common(5),
    )
    assert not buku.galat and not buku.buntu and not kurang
    assert buntu == 0
    assert {"lapor", "jawab", "putus", "rating", "kalibrasi", "risalah", "tutup_buka"} <= buku.jawaban.keys()
    Realisasi.objects.filter(pegawai_id=min(buku.laporan)).update(keterangan="0")
    assert len(hilang(satu)) == len(kurang) + 1, "buku ini harus menemukan satu tulisan yang hilang"


def test_pembanding_dua_urutan_kunci_yang_berlawanan_terlihat() -> None:
    """Alat yang sama menemukan kebuntuan: dua orang mengunci dua pegawai dalam urutan berlawanan."""
    d, buku, awal = pabrik.dunia("Kota Buntu", staf=2), Buku(), kebuntuan()
    temu = threading.Barrier(2)

    def berlawanan(satu: Pegawai, dua: Pegawai) -> None:
        def kunci() -> None:
            with transaction.atomic():
                Pegawai.objects.select_for_update().get(pk=satu.pk)
                temu.wait()
                Pegawai.objects.select_for_update().get(pk=dua.pk)

        buku.coba("berlawanan", kunci)
        connection.close()

    regu = [threading.Thread(target=berlawanan, args=p) for p in (d.staf, d.staf[::-1])]
    for utas in regu:
        utas.start()
    for utas in regu:
        utas.join()
    tunggu(lambda: kebuntuan() > awal, batas=30, apa="PostgreSQL menghitung kebuntuannya")
    catat(
        "C5",
        f"pembanding urutan berlawanan: {len(buku.buntu)} kebuntuan terlihat",
        lulus=len(buku.buntu) == 1,
    )
    assert len(buku.buntu) == 1
