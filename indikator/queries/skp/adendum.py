"""Usulan adendum: yang sedang disusun, apa bedanya, dan apa yang menghalanginya."""

from dataclasses import dataclass

from indikator.models import SKP, IndikatorKinerja, Periode, Realisasi, StatusDokumen
from indikator.queries.skp.kurang import Kurang
from indikator.queries.skp.naskah import isi_naskah
from indikator.rules import naskah as aturan

# Mengganti salah satu ini menjadikan laporan lama berarti lain; karena itu harus menjadi indikator baru.
TETAP = ("katalog_id", "polaritas", "satuan")


def usulan(skp: SKP) -> SKP | None:
    """Usulan adendum yang sedang terbuka untuk SKP ini. Satu kueri."""
    return (
        SKP.semua.filter(adendum_dari_id=skp.pokok_id)
        .select_related(
            "periode__kebijakan", "pegawai", "penempatan__jabatan", "penempatan__unit", "diputus_oleh"
        )
        .first()
    )


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """Naskah lama dan yang baru, baris demi baris."""

    lama: aturan.Isi
    baru: aturan.Isi
    baris: list[aturan.Beda]
    lain: list[aturan.Beda]

    @property
    def berubah(self) -> bool:
        return bool(self.lain) or any(b.kata != "tetap" for b in self.baris)


def bandingkan(lama: aturan.Isi, baru: aturan.Isi) -> Perbandingan:
    return Perbandingan(lama, baru, aturan.banding(lama, baru), aturan.banding_lain(lama, baru))


def perbandingan(usul: SKP) -> Perbandingan:
    """Usulan di samping SKP yang berlaku. Enam kueri."""
    pokok = SKP.objects.get(pk=usul.pokok_id)
    lama, baru = isi_naskah([pokok], penilai={}), isi_naskah([usul], penilai={})
    return bandingkan(lama[pokok.pk], baru[usul.pk])


def halangan(usul: SKP) -> list[Kurang]:
    """Yang membuat usulan adendum belum dapat diajukan atau disetujui. Enam kueri.

    Indikator yang dihentikan boleh saja bila laporannya pada periode yang belum ditutup sudah dikecualikan penilai:
    mengosongkan hasil yang jelek adalah keputusan penilai, bukan pemiliknya.
    """
    lama = {i.pk: i for i in IndikatorKinerja.objects.filter(skp_id=usul.pokok_id)}
    baru = {i.asal_id: i for i in usul.indikator.all() if i.asal_id}
    hilang = [i for i in lama.values() if i.pk not in baru]
    hasil = [
        Kurang(
            "adendum",
            f"“{nama}” sudah dilaporkan pada {periode}. Minta pejabat penilai mengecualikan laporan itu lebih dahulu, "
            "atau pertahankan indikatornya.",
        )
        for nama, periode in _laporan_terbuka([i.pk for i in hilang])
    ]
    berganti = [
        i for n, i in baru.items() if n in lama and any(getattr(i, k) != getattr(lama[n], k) for k in TETAP)
    ]
    dilaporkan = set(
        Realisasi.objects.filter(indikator_id__in=[i.asal_id for i in berganti]).values_list(
            "indikator_id", flat=True
        )
    )
    hasil += [
        Kurang(
            "adendum",
            f"“{i.nama}” sudah punya laporan, jadi satuan dan arahnya tidak dapat diganti. "
            "Hapus indikator itu dari adendum, lalu tambahkan yang baru.",
        )
        for i in berganti
        if i.asal_id in dilaporkan
    ]
    if not hasil and not perbandingan(usul).berubah:
        hasil.append(Kurang("adendum", "Belum ada yang berubah. Ubah dahulu, atau buang adendum ini."))
    return hasil


def _laporan_terbuka(indikator_ids: list[int]) -> list[tuple[str, str]]:
    """Nama indikator dan periode tiap laporan yang masih akan dihitung."""
    laporan = (
        Realisasi.objects.filter(indikator_id__in=indikator_ids)
        .exclude(periode__status=Periode.Status.DITUTUP)
        .exclude(status=StatusDokumen.DRAF, perlakuan="")
        .exclude(perlakuan=Realisasi.Perlakuan.DIKECUALIKAN)
        .order_by("indikator__urutan", "periode__mulai")
    )
    return list(laporan.values_list("indikator__nama", "periode__nama"))


def periode_terdampak(usul: SKP) -> list[Periode]:
    """Bagian tahun yang sudah dibuka dan belum ditutup: hasilnya dihitung menurut adendum. Satu kueri."""
    return list(
        Periode.objects.filter(induk_id=usul.periode_id, status=Periode.Status.DIPROSES).order_by("mulai")
    )
