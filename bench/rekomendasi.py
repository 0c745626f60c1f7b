"""Saran pelatihan bagi semua orang dalam satu kali jalan, di samping penutupannya sendiri."""

import os
import subprocess
import sys
from dataclasses import dataclass
from math import log

from asn_kinerja.demo import sumber
from bench.basis import basis_sementara, jalankan
from bench.beranda import alamat_basis
from bench.catat import Ukuran, angka
from bench.isi import TUTUP, isi_pemda
from bench.penutupan import tutup
from indikator.models import Periode
from kepegawaian.models import Instansi, Jabatan
from mutu.catat import catat
from pelatihan.models import PotretKompetensi, Rekomendasi
from pelatihan.services import katalog, saran

UKURAN = (5_000, 50_000)
MEMORI_TERBANYAK = 300
PERTUMBUHAN_TERBESAR = 1.1


@dataclass(frozen=True, slots=True)
class Hasilnya:
    """Detik penutupan dan saran, kueri tiap kelompok orang, puncak memori pekerjanya (MB), dan banyaknya saran."""

    n: int
    penutupan: float
    detik: float
    kueri: int
    memori: int
    saran: int


def ukur_satu(n: int) -> Hasilnya:
    """Penutupan oleh dua pekerja, lalu saran oleh satu proses pekerja; katalognya katalog contoh."""
    with basis_sementara("asn_bench_rekomendasi") as nama:
        periode = isi_pemda(n)
        Jabatan.objects.update(jenis="pengawas")  # berstandar umum tingkat 2, supaya profilnya ikut dihitung
        _isi_katalog(periode)
        penutupan = tutup(periode)
        jalankan("ANALYZE")
        detik, kueri, memori = _sarankan(nama, periode.pk)
        if PotretKompetensi.objects.count() != n:
            raise RuntimeError("Ada hasil yang belum dibaca.")
        banyak = Rekomendasi.objects.count()
    return Hasilnya(n, penutupan, detik, kueri // max(1, n // saran.SEKALI), memori, banyak)


def _isi_katalog(periode: Periode) -> None:
    instansi = Instansi.objects.get(pk=periode.instansi_id)
    for satu in sumber.pelatihan():
        katalog.tambah(
            instansi=instansi,
            judul=satu.judul[:250],
            bentuk=satu.jenis,
            jp=satu.jp,
            kompetensi=satu.kompetensi,
            oleh=None,
            sekarang=TUTUP,
        )


def _sarankan(nama: str, periode_id: int) -> tuple[float, int, int]:
    lingkungan = os.environ | {
        "DATABASE_URL": alamat_basis(nama),
        "DJANGO_SETTINGS_MODULE": "asn_kinerja.settings",
    }
    perintah = [sys.executable, "-m", "bench.penyaran", str(periode_id)]
    keluaran = subprocess.run(perintah, env=lingkungan, check=True, capture_output=True, text=True)
    detik, kueri, memori = keluaran.stdout.split()[-3:]
    return float(detik), int(kueri), int(memori)


def ukur() -> list[Ukuran]:
    """Semua besar yang diukur: lamanya, memorinya, dan pangkat pertumbuhannya."""
    semua = [ukur_satu(n) for n in UKURAN]
    for h in semua:
        print(
            f"  rekomendasi {h.n}: {h.detik:.1f} detik untuk {h.saran} saran; penutupan {h.penutupan:.1f} detik; "
            f"memori {h.memori} MB",
            flush=True,
        )
    awal, akhir = semua[0], semua[-1]
    tumbuh = log(akhir.detik / awal.detik) / log(akhir.n / awal.n)
    memori = max(h.memori for h in semua)
    catat(
        "TUTUP2",
        f"{angka(akhir.detik)} detik bagi {angka(akhir.n)} orang, {angka(akhir.detik / akhir.penutupan)} kali penutupannya; "
        f"pertumbuhan {angka(tumbuh)}, memori {memori} MB",
        lulus=memori < MEMORI_TERBANYAK and tumbuh <= PERTUMBUHAN_TERBESAR,
    )
    return [
        *(
            Ukuran(
                nama="rekomendasi",
                n=h.n,
                nilai=h.detik,
                satuan="detik",
                pembanding="penutupan periode yang sama",
                nilai_pembanding=h.penutupan,
                rasio=h.detik / h.penutupan,
                kueri=h.kueri,
            )
            for h in semua
        ),
        *(
            Ukuran(
                nama="rekomendasi_memori",
                n=h.n,
                nilai=float(h.memori),
                satuan="MB",
                pembanding="batas",
                nilai_pembanding=float(MEMORI_TERBANYAK),
                rasio=h.memori / MEMORI_TERBANYAK,
            )
            for h in semua
        ),
        Ukuran(
            nama="rekomendasi_pertumbuhan",
            n=akhir.n,
            nilai=tumbuh,
            satuan="pangkat",
            pembanding="batas",
            nilai_pembanding=PERTUMBUHAN_TERBESAR,
            rasio=tumbuh / PERTUMBUHAN_TERBESAR,
        ),
    ]
