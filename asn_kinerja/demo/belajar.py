"""Usulan pelatihan contoh di tiap keadaan, sesinya, dan anggarannya; ditulis sekaligus."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F

from asn_kinerja.demo.organisasi import Pasangan
from inti.services import berkas
from pelatihan.models import AnggaranPelatihan, Kepesertaan, Pelatihan, Rekomendasi, Sesi, Usulan
from pelatihan.permissions import penilai_dari
from pelatihan.queries.usulan import dinas_pada
from pelatihan.rules.usulan import TERENCANA

BIAYA_TIAP_JP = 60_000
ANGGARAN = 30_000_000
ORANG_TERBANYAK = 24
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
S = Usulan.Status
# Yang memegang sesi memakai pelatihan yang paling banyak disarankan; sisanya apa pun sarannya.
BERSESI = (S.TERDAFTAR, S.MENUNGGU, S.HADIR, S.DIPERIKSA, S.SELESAI, S.TERDAFTAR, S.MENUNGGU)
TANPA_SESI = (S.DIAJUKAN, S.DISETUJUI, S.DIAJUKAN, S.DIRENCANAKAN, S.DITUTUP)


@dataclass(frozen=True, slots=True)
class _Sesi:
    lalu: Sesi
    penuh: Sesi

    def untuk(self, status: str) -> Sesi | None:
        if status in (S.HADIR, S.DIPERIKSA, S.SELESAI):
            return self.lalu
        return self.penuh if status in (S.TERDAFTAR, S.MENUNGGU) else None


def isi_contoh(hasil: Pasangan, *, sekarang: datetime) -> None:
    """Sesudah saran ada: sebagian dipilih dan berjalan sampai JP dihitung."""
    instansi = hasil.instansi
    Pelatihan.objects.filter(instansi=instansi, klasikal=True).update(biaya=F("jp") * BIAYA_TIAP_JP)
    hari = instansi.hari_pada(sekarang)
    saran = _saran(instansi.pk)
    if not saran:
        return
    utama = saran[0].pelatihan
    assert utama is not None
    sesi = _sesi(utama, hari)
    dinas = dinas_pada([s.pegawai_id for s in saran], pada=hari)
    penilai = penilai_dari([s.pegawai_id for s in saran], pada=hari)
    usulan, urutan = [], {True: 0, False: 0}
    for satu in saran:
        sama = satu.pelatihan_id == utama.pk and urutan[True] < len(BERSESI)
        status = (BERSESI if sama else TANPA_SESI)[urutan[sama] % len(BERSESI if sama else TANPA_SESI)]
        urutan[sama] += 1
        if penilai.get(satu.pegawai_id) is not None:
            usulan.append(
                _usulan(
                    satu, status, sesi.untuk(status), dinas.get(satu.pegawai_id), penilai, hasil, sekarang
                )
            )
    Usulan.objects.bulk_create(usulan)
    _tanggapi(saran, usulan, sekarang)
    _ikut(usulan, hasil, sekarang)
    _hitung_kursi(sesi, usulan)
    AnggaranPelatihan.objects.bulk_create(
        AnggaranPelatihan(
            instansi=instansi,
            dinas_id=pk,
            tahun=hari.year,
            jumlah=ANGGARAN,
            diubah_pada=sekarang,
            diubah_oleh=hasil.admin,
        )
        for pk in sorted(set(dinas.values()))
    )


def _saran(instansi_id: int) -> list[Rekomendasi]:
    """Satu saran tiap orang, yang pelatihannya paling banyak disarankan lebih dulu."""
    semua = Rekomendasi.objects.filter(
        instansi_id=instansi_id, jenis="pelatihan", status="diajukan"
    ).select_related("pelatihan", "pegawai")
    urut = sorted(semua, key=lambda s: (s.pelatihan_id or 0, -s.pk))
    kelompok = [list(isi) for _, isi in groupby(urut, key=lambda s: s.pelatihan_id)]
    pilih: dict[int, Rekomendasi] = {}
    for satu in (s for isi in sorted(kelompok, key=lambda k: (-len(k), k[0].pelatihan_id or 0)) for s in isi):
        pilih.setdefault(satu.pegawai_id, satu)
    return list(pilih.values())[:ORANG_TERBANYAK]


def _sesi(pelatihan: Pelatihan, hari: date) -> _Sesi:
    """Yang sudah lewat, yang penuh dan menunggu, yang masih berkursi, dan sebuah draf."""

    def satu(mulai: int, kursi: int, **lain: object) -> Sesi:
        awal = hari + timedelta(days=mulai)
        return Sesi(
            instansi_id=pelatihan.instansi_id,
            pelatihan=pelatihan,
            mulai=awal,
            selesai=awal + timedelta(days=1),
            batas_daftar=awal - timedelta(days=3),
            kursi=kursi,
            biaya=pelatihan.biaya,
            **{"tempat": "Aula BKPSDM", "status": Sesi.Status.DISETUJUI, **lain},
        )

    lalu, penuh, *_ = Sesi.objects.bulk_create(
        [
            satu(-9, 30),
            satu(14, 2),
            satu(40, 30, daring=True, tempat="Zoom"),
            satu(75, 25, status=Sesi.Status.DRAF),
        ]
    )
    return _Sesi(lalu, penuh)


def _usulan(
    saran: Rekomendasi,
    status: str,
    sesi: Sesi | None,
    dinas_id: int | None,
    penilai: dict[int, int | None],
    hasil: Pasangan,
    sekarang: datetime,
) -> Usulan:
    saat = sekarang - timedelta(days=20)
    pelatihan = saran.pelatihan
    assert pelatihan is not None
    usulan = Usulan(
        instansi_id=saran.instansi_id,
        pegawai=saran.pegawai,
        pelatihan=pelatihan,
        rekomendasi=saran,
        tahun=hasil.instansi.hari_pada(sekarang).year,
        alasan=saran.alasan,
        celah=min(
            max((Decimal(k["celah"]) for k in saran.dasar.get("kebutuhan", [])), default=Decimal(0)), 1
        ),
        status=status,
        diajukan_pada=saat,
        diajukan_oleh=saran.pegawai,
        dinas_id=dinas_id,
        biaya=pelatihan.biaya,
        sesi=sesi,
    )
    if status not in (S.DIAJUKAN, S.DITUTUP):
        usulan.disetujui_pada = saat + timedelta(days=2)
        usulan.disetujui_oleh_id = penilai[saran.pegawai_id]
    if status in TERENCANA:
        usulan.direncanakan_pada, usulan.direncanakan_oleh = saat + timedelta(days=4), hasil.admin
    if sesi is not None:
        usulan.didaftar_pada, usulan.didaftar_oleh = saat + timedelta(days=6), saran.pegawai
    if status == S.DITUTUP:
        usulan.sebab_tutup, usulan.alasan_tutup = (
            Usulan.Sebab.DITOLAK_ATASAN,
            "Tunda sampai laporan tahunan selesai.",
        )
        usulan.ditutup_pada = saat + timedelta(days=3)
        usulan.ditutup_oleh_id = penilai[saran.pegawai_id]
    return usulan


def _tanggapi(saran: list[Rekomendasi], usulan: list[Usulan], sekarang: datetime) -> None:
    dipilih = {u.rekomendasi_id for u in usulan}
    kena = [s for s in saran if s.pk in dipilih]
    for satu in kena:
        satu.status = Rekomendasi.Status.DISETUJUI
        satu.ditanggapi_pada, satu.ditanggapi_oleh = sekarang - timedelta(days=20), satu.pegawai
    Rekomendasi.objects.bulk_update(kena, ["status", "ditanggapi_pada", "ditanggapi_oleh"])


def _ikut(usulan: list[Usulan], hasil: Pasangan, sekarang: datetime) -> None:
    """Yang sudah hadir; dua di antaranya bersertifikat, satu sudah dihitung."""
    baris = []
    for u in usulan:
        if u.sesi is None or u.status not in (S.HADIR, S.DIPERIKSA, S.SELESAI):
            continue
        ikut = Kepesertaan(
            instansi_id=u.instansi_id,
            pegawai=u.pegawai,
            pelatihan=u.pelatihan,
            sesi=u.sesi,
            usulan=u,
            mulai=u.sesi.mulai,
            selesai=u.sesi.selesai,
            tahun=u.sesi.selesai.year,
            jp=u.pelatihan.jp,
            hadir_pada=sekarang - timedelta(days=7),
            hadir_oleh=hasil.admin,
        )
        if u.status != S.HADIR:
            kiriman = SimpleUploadedFile("sertifikat.pdf", PDF, "application/pdf")
            ikut.sertifikat = berkas.simpan(kiriman=kiriman, oleh=u.pegawai, sekarang=sekarang)
            ikut.nomor_sertifikat = f"{u.pegawai_id:04d}/KOMPETENSI/{ikut.tahun}"
            ikut.diunggah_pada, ikut.diunggah_oleh = sekarang - timedelta(days=4), u.pegawai
        if u.status == S.SELESAI and u.pegawai_id != hasil.admin.pk:
            ikut.diverifikasi_pada, ikut.diverifikasi_oleh = sekarang - timedelta(days=2), hasil.admin
        baris.append(ikut)
    Kepesertaan.objects.bulk_create(baris)


def _hitung_kursi(sesi: _Sesi, usulan: list[Usulan]) -> None:
    for satu in (sesi.lalu, sesi.penuh):
        satu.terisi = sum(u.sesi is satu and u.status != S.MENUNGGU for u in usulan)
        satu.kursi = max(satu.terisi, 1) if satu is sesi.penuh else satu.kursi
        satu.save(update_fields=["terisi", "kursi"])
