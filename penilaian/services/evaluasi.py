"""Rating hasil kerja dan perilaku oleh pejabat penilai, di samping usul angka."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from indikator.models import Periode
from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.services.jejak import catat
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import penilai_pada
from penilaian.models import Evaluasi, PindahKalibrasi, Rating
from penilaian.queries.bahan import Bahan, bahan, hari_penilaian
from penilaian.queries.ruas import hari_ruas
from penilaian.queries.umpan_rhk import butir_tersimpan, pokok_umpan
from penilaian.services.umpan_rhk import rapikan, tulis_butir, wajib_tersunting


@dataclass(frozen=True, slots=True)
class Isian:
    """Yang ditulis penilai, sudah dirapikan."""

    rating_hasil: str
    alasan_hasil: str
    rating_perilaku: str
    alasan_perilaku: str
    umpan_balik: str
    status: str

    def sama(self, evaluasi: Evaluasi) -> bool:
        """Apakah baris yang tersimpan sudah berisi tepat ini."""
        return all(getattr(evaluasi, bidang) == getattr(self, bidang) for bidang in self.__slots__)


@transaction.atomic
def simpan(
    *,
    periode_id: int,
    pegawai: Pegawai,
    rating_hasil: str,
    alasan_hasil: str,
    rating_perilaku: str,
    alasan_perilaku: str,
    umpan_balik: str,
    versi: int | None,
    tetapkan: bool,
    oleh: Pegawai,
    sekarang: datetime,
    penempatan_id: int | None = None,
    butir: Mapping[str, str] | None = None,
) -> Evaluasi:
    """Simpan draf, atau tetapkan kedua rating (PermenPANRB 6/2022: hasil kerja dan perilaku kerja).

    Hanya pejabat penilai pada hari itu; `penempatan_id` menunjuk ruas yang sudah ditinggalkan pegawainya, yang dinilai
    pejabat penilainya pada hari terakhir ruas itu. Usul dihitung dari data saat ini; rating yang berbeda dari usul wajib
    beralasan. `versi` adalah versi yang dilihat penilai (kosong bila belum ada); bila sudah berubah, ditolak
    dengan SudahBerubah. Kiriman ulang yang sama mengembalikan baris yang sama. Indikator yang belum dilaporkan
    tidak menghalangi; tanpa SKP yang disetujui rating hanya dapat disimpan sebagai draf.

    `butir` umpan balik per RHK dan per nilai menurut kunci pokoknya (queries.umpan_rhk); kosong berarti tidak diubah.
    Draf menerimanya apa adanya; penetapan menolak dengan PerluDisunting bila masih berupa contoh atau tulisan orang lain.
    """
    periode = kunci_bersama(periode_id=periode_id, sekarang=sekarang)
    pada = hari_penilaian(periode, sekarang)
    if penempatan_id is not None:
        pada = hari_ruas(periode, pegawai_id=pegawai.pk, penempatan_id=penempatan_id, kini=pada)
    _wajib_penilai(periode, pegawai, oleh, pada)
    isian = Isian(
        rating_hasil=_rating(rating_hasil, "rating_hasil"),
        alasan_hasil=alasan_hasil.strip(),
        rating_perilaku=_rating(rating_perilaku, "rating_perilaku"),
        alasan_perilaku=alasan_perilaku.strip(),
        umpan_balik=umpan_balik.strip(),
        status=Evaluasi.Status.DITETAPKAN if tetapkan else Evaluasi.Status.DRAF,
    )
    bahannya = bahan(periode=periode, pegawai_id=pegawai.pk, penilai_id=oleh.pk, pada=pada)
    evaluasi = _baris_terkunci(periode, pegawai, bahannya)
    lama = {b.kunci: b for b in butir_tersimpan(evaluasi)}
    pokok = pokok_umpan(bahannya.indikator, lama.values())
    semula = {kunci: b.teks for kunci, b in lama.items()}
    teks = semula if butir is None else rapikan(butir, pokok=pokok)
    if _sudah_tersimpan(evaluasi, isian, versi or 0, pegawai, butir_sama=teks == semula):
        return evaluasi
    _tolak_yang_dikalibrasi(evaluasi, isian, pegawai)
    if tetapkan:
        _periksa_penetapan(isian, bahannya, pegawai)
        wajib_tersunting(teks, pokok=pokok, evaluasi=evaluasi, oleh=oleh)
    elif evaluasi.status == Evaluasi.Status.DITETAPKAN:
        raise GalatAturan(
            f"Rating {pegawai.nama} sudah ditetapkan dan tidak dapat kembali menjadi draf. "
            "Ubah isinya lalu tetapkan lagi, selama periode belum ditutup."
        )
    berubah = tulis_butir(evaluasi, teks, lama=lama, pokok=pokok, oleh=oleh, sekarang=sekarang)
    return _tulis(evaluasi, isian, bahannya, butir=berubah, oleh=oleh, sekarang=sekarang)


def _sudah_tersimpan(
    evaluasi: Evaluasi, isian: Isian, versi: int, pegawai: Pegawai, *, butir_sama: bool
) -> bool:
    """Benar bila ini kiriman ulang; menolak versi lama yang isinya berbeda."""
    if evaluasi.versi == versi:
        return False
    if evaluasi.versi == versi + 1 and butir_sama and isian.sama(evaluasi):
        return True
    raise SudahBerubah(
        f"Evaluasi {pegawai.nama} sudah disimpan dari jendela atau orang lain. "
        "Baca yang tersimpan di samping ini, lalu simpan lagi bila masih perlu diubah."
    )


def _tolak_yang_dikalibrasi(evaluasi: Evaluasi, isian: Isian, pegawai: Pegawai) -> None:
    """Rating yang pemindahannya berlaku tidak diganti penilainya; umpan balik dan alasannya tetap boleh diperbaiki."""
    sama = (isian.rating_hasil, isian.rating_perilaku) == (evaluasi.rating_hasil, evaluasi.rating_perilaku)
    if sama or not PindahKalibrasi.objects.filter(evaluasi=evaluasi, ditarik_pada__isnull=True).exists():
        return
    raise GalatAturan(
        f"Rating {pegawai.nama} sudah dipindahkan dalam rapat kalibrasi, jadi tidak dapat Anda ganti sendiri. "
        "Bicarakan dengan pimpinan rapatnya; ia dapat menarik pemindahan itu."
    )


def _tulis(
    evaluasi: Evaluasi, isian: Isian, bahannya: Bahan, *, butir: int, oleh: Pegawai, sekarang: datetime
) -> Evaluasi:
    """Tulis isian dan usul angka saat itu, lalu jejaknya dengan nilai sebelum dan sesudah."""
    sebelum = {"rating_hasil": evaluasi.rating_hasil, "rating_perilaku": evaluasi.rating_perilaku}
    for bidang in Isian.__slots__:
        setattr(evaluasi, bidang, getattr(isian, bidang))
    evaluasi.usulan_hasil = bahannya.hasil.usulan_hasil or ""
    evaluasi.usulan_perilaku = bahannya.hasil.usulan_perilaku or ""
    evaluasi.skp = bahannya.skp
    evaluasi.versi += 1
    if evaluasi.status == Evaluasi.Status.DITETAPKAN:
        evaluasi.ditetapkan_pada, evaluasi.ditetapkan_oleh = sekarang, oleh
    evaluasi.save()
    sesudah = {k: getattr(evaluasi, k) for k in (*sebelum, "usulan_hasil", "usulan_perilaku", "versi")}
    catat(
        aksi=f"evaluasi.{'ditetapkan' if evaluasi.ditetapkan_pada else 'disimpan'}",
        objek_jenis="evaluasi",
        objek_id=evaluasi.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={
            "pegawai": evaluasi.pegawai_id,
            "periode": evaluasi.periode_id,
            "sebelum": sebelum,
            "sesudah": sesudah,
            **({"umpan_balik_berubah": butir} if butir else {}),
        },
        alasan=" | ".join(filter(None, (isian.alasan_hasil, isian.alasan_perilaku))),
    )
    return evaluasi


def _wajib_penilai(periode: Periode, pegawai: Pegawai, oleh: Pegawai, pada: date) -> None:
    if pegawai.instansi_id != periode.instansi_id or oleh.instansi_id != periode.instansi_id:
        raise TidakBerhak("Periode ini milik instansi lain. Kembali ke beranda.")
    penilai = penilai_pada(pada=pada, pegawai_ids=[pegawai.pk]).get(pegawai.pk)
    if penilai is None:
        raise GalatAturan(
            f"{pegawai.nama} tidak mempunyai penempatan definitif pada periode ini. "
            "Admin BKD dapat melengkapinya di data pegawai."
        )
    if penilai.penilai_id != oleh.pk:
        raise TidakBerhak(
            f"Anda bukan pejabat penilai {pegawai.nama} pada periode ini. "
            "Bila susunan organisasinya keliru, hubungi admin BKD."
        )


def _rating(nilai: str, bidang: str) -> str:
    if nilai and nilai not in Rating.values:
        raise GalatAturan("Pilih salah satu dari tiga rating yang tersedia.", bidang=bidang)
    return nilai


def _baris_terkunci(periode: Periode, pegawai: Pegawai, bahannya: Bahan) -> Evaluasi:
    """Baris evaluasi yang terkunci; dibuat kosong (versi 0) bila belum ada, tanpa berebut."""
    Evaluasi.objects.bulk_create(
        [
            Evaluasi(
                instansi_id=periode.instansi_id,
                periode=periode,
                pegawai=pegawai,
                penempatan=bahannya.penempatan,
                skp=bahannya.skp,
                versi=0,
            )
        ],
        ignore_conflicts=True,
    )
    return Evaluasi.objects.select_for_update().get(
        periode=periode, pegawai=pegawai, penempatan=bahannya.penempatan
    )


def _periksa_penetapan(isian: Isian, bahannya: Bahan, pegawai: Pegawai) -> None:
    """Syarat menetapkan: SKP disetujui, kedua rating ada, dan yang berbeda dari usul beralasan."""
    if bahannya.skp is None:
        raise GalatAturan(
            f"SKP {pegawai.nama} belum disetujui, jadi hasil kerjanya belum dapat diberi rating. "
            "Setujui SKP-nya lebih dahulu; yang Anda tulis dapat disimpan sebagai draf."
        )
    for bidang, sebutan in (("rating_hasil", "hasil kerja"), ("rating_perilaku", "perilaku kerja")):
        if not getattr(isian, bidang):
            raise GalatAturan(f"Pilih rating {sebutan} sebelum menetapkan.", bidang=bidang)
    for rating, usulan, alasan, bidang in (
        (isian.rating_hasil, bahannya.hasil.usulan_hasil, isian.alasan_hasil, "alasan_hasil"),
        (isian.rating_perilaku, bahannya.hasil.usulan_perilaku, isian.alasan_perilaku, "alasan_perilaku"),
    ):
        if usulan and rating != usulan and not alasan:
            raise GalatAturan(
                f"Rating ini berbeda dari usulnya. Tulis alasannya; {pegawai.nama_pendek} akan membacanya.",
                bidang=bidang,
            )
