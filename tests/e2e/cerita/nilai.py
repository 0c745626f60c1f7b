"""Langkah 6, 8, dan 9: rating, hasil yang menjelaskan diri, halaman umum, dan hitung ulang oleh siapa pun."""

import json
import subprocess
import sys
from pathlib import Path

from indikator.models import Periode
from inti.rules.format import angka
from kepegawaian.models import Pegawai
from pelatihan.models import Rekomendasi
from penilaian.models import Evaluasi, Hasil, Keberatan
from tests.e2e.cerita.kalender import tunggu
from tests.e2e.kota import Kota
from tests.e2e.langkah import Orang

AKAR = Path(__file__).resolve().parents[3]
ALASAN_RATING = "Menyusun cara kerja yang kini dipakai seluruh puskesmas."
ALASAN_KEBERATAN = "Rekap bulan terakhir belum diperhitungkan, padahal sudah dilampirkan."


def tetapkan_rating(penilai: Orang, triwulan: Periode, kota: Kota) -> None:
    """Di samping bukti dan usul angka; rating yang menyimpang ditolak sampai ada alasannya."""
    pegawai = kota.orang(kota.pegawai).pegawai
    penilai.buka("/")
    penilai.buka(f"/menilai/{triwulan.pk}/{pegawai.pk}/")
    penilai.terbaca("Rekap tindakan.pdf")
    penilai.terbaca("101,36")
    hasil = penilai.isi.locator("[name=rating_hasil][value=di_atas]")
    hasil.check()
    penilai.isi.locator("[name=rating_perilaku][value=sesuai]").check()
    penilai.isi.locator("[name=umpan_balik]").fill("Pertahankan ketelitian pencatatan.")
    penilai.tekan("Tetapkan", tepat=False)
    # Berbeda dari usul angka (sesuai): alasannya diminta, pilihan dan tulisannya tetap.
    penilai.ditolak()
    assert not Evaluasi.objects.filter(pegawai=pegawai, status="ditetapkan").exists()
    assert hasil.is_checked()
    umpan_balik = penilai.isi.locator("[name=umpan_balik]").input_value()
    assert umpan_balik == "Pertahankan ketelitian pencatatan."
    penilai.isi.locator("[name=alasan_hasil]").fill(ALASAN_RATING)
    penilai.tekan("Tetapkan", tepat=False)
    penilai.diterima()
    evaluasi = Evaluasi.objects.get(periode=triwulan, pegawai=pegawai)
    assert (evaluasi.status, evaluasi.usulan_hasil, evaluasi.rating_hasil) == (
        "ditetapkan",
        "sesuai",
        "di_atas",
    )


def baca_hasil(pegawai: Orang, triwulan: Periode, pekerja: Path) -> None:
    """Predikat, nilai, rincian, kekuatan, pelatihan beralasan, dan hak keberatan dengan tenggatnya."""
    hasil = Hasil.objects.get(periode=triwulan, pegawai__nip=pegawai.nip)
    assert hasil.lengkap and hasil.predikat == "baik"
    saran = Rekomendasi.objects.filter(hasil=hasil, pelatihan__isnull=False).order_by("urutan")
    tunggu(saran.exists, "saran pelatihan", pekerja)
    pegawai.buka("/hasil/")
    for teks in ("Baik", "Mengapa nilai saya sekian?", angka(hasil.nilai_akhir), "105,00", "95,89"):
        pegawai.terbaca(teks)
    pegawai.terbaca(ALASAN_RATING)
    pegawai.terbaca("Kekuatan")
    pegawai.terbaca("Kompeten")
    pegawai.terbaca("Perlu ditingkatkan")
    pegawai.terbaca("Berorientasi Pelayanan")
    pegawai.terbaca("Pelatihan yang disarankan")
    _pilih_pelatihan(pegawai, saran.get(urutan=1))
    _ajukan_keberatan(pegawai, hasil)


def _pilih_pelatihan(pegawai: Orang, saran: Rekomendasi) -> None:
    pegawai.buka("/pelatihan/")
    pegawai.terbaca(saran.judul)
    pegawai.terbaca(saran.alasan)
    pegawai.tekan(saran.judul, tepat=False)
    saran.refresh_from_db()
    assert saran.status == Rekomendasi.Status.DISETUJUI


def _ajukan_keberatan(pegawai: Orang, hasil: Hasil) -> None:
    pegawai.buka(f"/hasil/{hasil.pk}/")
    pegawai.terbaca("Anda dapat mengajukan keberatan sampai")
    pegawai.ikuti("Ajukan keberatan", tepat=True)
    pegawai.isian("Bagian mana yang keliru").fill("Salah.")
    pegawai.tekan("Ajukan keberatan")
    pegawai.ditolak()
    assert pegawai.isian("Bagian mana yang keliru").input_value() == "Salah."
    pegawai.isian("Bagian mana yang keliru").fill(ALASAN_KEBERATAN)
    pegawai.tekan("Ajukan keberatan")
    pegawai.diterima()
    assert Keberatan.objects.get(hasil=hasil).alasan == ALASAN_KEBERATAN


def baca_halaman_umum(umum: Orang, kota: Kota) -> None:
    """IKM dan capaian tiap dinas; tidak satu pun nama atau NIP pegawai."""
    umum.buka("/publik/")
    umum.ikuti(kota.pasangan.instansi.nama)
    umum.terbaca("Dinas Kesehatan")
    umum.terbaca("IKM")
    isi = umum.halaman.content()
    orang = Pegawai.objects.filter(instansi=kota.pasangan.instansi)
    assert [p.nama for p in orang if p.nama in isi or p.nip in isi] == []


def periksa_semua_nota(folder: Path) -> None:
    """Setiap rincian yang tersimpan dihitung ulang program yang tidak mengenal Django: 100 % sama."""
    semua = list(Hasil.objects.all())
    assert any(h.lengkap for h in semua)
    for hasil in semua:
        nota = folder / "nota.json"
        nota.write_text(json.dumps(hasil.rincian))
        keluar = subprocess.run(
            [sys.executable, "-m", "penilaian.rules.periksa", str(nota)],
            cwd=AKAR,
            capture_output=True,
            text=True,
            check=False,
        )
        if not hasil.rincian["indikator"]:
            assert not hasil.lengkap
            continue
        assert keluar.returncode == 0, keluar.stderr
        hitungan = json.loads(keluar.stdout)
        for bidang in ("nilai_hasil", "nilai_perilaku", "nilai_akhir"):
            tersimpan = getattr(hasil, bidang)
            assert hitungan[bidang] == (None if tersimpan is None else f"{tersimpan:.2f}")
        assert (hitungan["predikat"] or "") == hasil.predikat
