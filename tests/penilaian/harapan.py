"""Yang seharusnya tertulis sesudah penutupan: angkanya dari rules, pengenalnya dari baris asalnya, tanpa SQL penutupan."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from indikator.models import SKP, IndikatorKinerja, Realisasi
from indikator.queries.target import dengan_target
from indikator.rules.angka import bulatkan
from indikator.rules.hasil_kerja import IndikatorDinilai, hitung_hasil_kerja
from indikator.rules.kebijakan import Aturan, aturan_dari
from kepegawaian.models import LetakUnit, Pegawai, Penempatan, UnitKerja
from penilaian.models import Evaluasi, Jeda
from penilaian.queries.masukan import rata_penilai, susun
from penilaian.queries.ruas import penilai_ruas
from penilaian.rules.kalibrasi import Dikalibrasi, Kotak, Pindah, berlaku
from penilaian.rules.nilai import HasilHitung, Masukan, hitung
from penilaian.rules.perilaku import MasukanPerilaku, SurveiMasyarakat
from penilaian.rules.predikat import Rating
from penilaian.rules.ruas import HasilRuas, Rentang, Ruas, gabungkan_ruas, hari_jeda, ikut_dinilai, irisan
from tests.penilaian.pabrik import AWAL, Dunia
from umpan_balik.models import Jawaban
from umpan_balik.queries.masyarakat import nilai_petugas

Potongan = list[tuple[Penempatan, Rentang]]


@dataclass(frozen=True)
class Seharusnya:
    """Hitungan rules seorang pegawai, apakah SKP-nya ada, dan isi notanya selain angka."""

    hitungan: HasilHitung
    ada_skp: bool
    nota: dict[str, Any]


def harapan(d: Dunia) -> dict[int, Seharusnya]:
    """Hasil tiap pegawai yang ikut dinilai, dari baris yang sama sebelum penutupan; berkunci id pegawai."""
    asal = Asal(d)
    return {kena[-1][0].pegawai_id: asal.seharusnya(kena) for kena in asal.peserta()}


def dikalibrasi(e: Evaluasi) -> tuple[Kotak, Dikalibrasi | None]:
    """Kotak yang berlaku menurut rules, dan keterangannya bila berbeda dari rating penilai."""
    asal = Kotak(Rating(e.rating_hasil), Rating(e.rating_perilaku))
    semua = sorted(e.pindah.all(), key=lambda p: p.pk)
    riwayat = [
        Pindah(Kotak(Rating(p.menjadi_hasil), Rating(p.menjadi_perilaku)), p.ditarik_pada is not None)
        for p in semua
    ]
    kini = berlaku(asal, riwayat)
    if kini == asal:
        return kini, None
    akhir = [p for p in semua if p.ditarik_pada is None][-1]
    return kini, Dikalibrasi(
        dari=asal,
        menjadi=kini,
        alasan=akhir.alasan,
        oleh=akhir.dipindah_oleh.nama_lengkap,
        nip=akhir.dipindah_oleh.nip,
        pada=_zulu(akhir.dipindah_pada),
    )


class Asal:
    """Baris asal satu periode, dibaca sekali."""

    def __init__(self, d: Dunia) -> None:
        self.d = d
        self.aturan: Aturan = aturan_dari(d.kebijakan.aturan)
        self.periode: Rentang = (d.triwulan.mulai, d.triwulan.selesai)
        self.skp = {s.penempatan_id: s for s in SKP.objects.filter(periode=d.tahun, status="disetujui")}
        self.indikator: dict[int, list[IndikatorKinerja]] = {}
        semua = IndikatorKinerja.objects.filter(skp__periode=d.tahun).order_by("urutan", "id")
        for satu in dengan_target(semua, d.triwulan):
            self.indikator.setdefault(satu.skp_id, []).append(satu)
        self.laporan = {r.indikator_id: r for r in Realisasi.objects.filter(periode=d.triwulan)}
        self.suara = _suara(d, self.aturan)
        self.warga = nilai_petugas(instansi_id=d.instansi.pk, mulai=self.periode[0], selesai=self.periode[1])
        tetap = Evaluasi.objects.filter(periode=d.triwulan, status="ditetapkan").select_related(
            "ditetapkan_oleh"
        )
        self.evaluasi = {e.penempatan_id: e for e in tetap.prefetch_related("pindah__dipindah_oleh", "butir")}
        self.rating = {nomor: dikalibrasi(e) for nomor, e in self.evaluasi.items()}
        self.jeda: dict[int, list[Rentang]] = {}
        for jeda in Jeda.objects.filter(dibatalkan_pada=None):
            self.jeda.setdefault(jeda.pegawai_id, []).append((jeda.sejak, jeda.sampai))
        self.tempat: dict[int, list[Penempatan]] = {}
        definitif = Penempatan.objects.filter(unit__instansi=d.instansi, jenis="definitif")
        for tempat in definitif.select_related("pegawai", "unit", "jabatan").order_by("sejak"):
            self.tempat.setdefault(tempat.pegawai_id, []).append(tempat)
        ruas = [(t.pegawai_id, t.pk, i[1]) for kena in self.peserta() for t, i in kena]
        self.penilai = penilai_ruas(ruas)
        self.pegawai = {p.pk: p for p in Pegawai.objects.filter(instansi=d.instansi)}
        self.letak: dict[int, list[LetakUnit]] = {}
        for letak in LetakUnit.objects.filter(unit__instansi=d.instansi):
            self.letak.setdefault(letak.unit_id, []).append(letak)

    def peserta(self) -> list[Potongan]:
        """Penempatan tiap pegawai yang ikut dinilai, dipotong periodenya."""
        hasil = []
        for semua in self.tempat.values():
            rentang = [(t.sejak, t.sampai or date.max) for t in semua]
            orangnya = semua[0].pegawai
            masih = orangnya.is_active or (orangnya.hari_terakhir or AWAL) >= self.periode[0]
            if masih and ikut_dinilai(rentang, periode=self.periode, aturan=self.aturan):
                potongan = [(t, irisan(r, self.periode)) for t, r in zip(semua, rentang, strict=True)]
                hasil.append([(t, i) for t, i in potongan if i is not None])
        return hasil

    def seharusnya(self, kena: Potongan) -> Seharusnya:
        utama = kena[-1][0]
        ruas = tuple(self._ruas(t, i, utama=t is utama) for t, i in kena)
        milik = self._indikator(utama)
        gabungan = gabungkan_ruas(
            ruas, utama=hitung_hasil_kerja(milik, aturan=self.aturan), aturan=self.aturan
        )
        utuh = len(ruas) == 1 and (ruas[0].sejak, ruas[0].sampai) == self.periode and not ruas[0].jeda
        petugas, kelompok = self.warga.get(utama.pegawai_id), self.suara.get(utama.pegawai_id, {})
        hitungan = hitung(
            Masukan(
                indikator=milik,
                perilaku=MasukanPerilaku(
                    atasan=tuple(kelompok.get("atasan", ())),
                    rekan=tuple(kelompok.get("rekan", ())),
                    bawahan=tuple(kelompok.get("bawahan", ())),
                    masyarakat=SurveiMasyarakat(petugas.nilai, petugas.n)
                    if petugas and petugas.nilai
                    else None,
                ),
                aturan=self.aturan,
                rating_hasil=gabungan.rating_hasil,
                rating_perilaku=gabungan.rating_perilaku,
                ruas=() if utuh else ruas,
                kalibrasi=self.rating[utama.pk][1] if utama.pk in self.rating else None,
            )
        )
        nota = self._nota(utama) | {
            "ruas": None
            if utuh
            else [self._nota_ruas(t, h) for (t, _), h in zip(kena, gabungan.ruas, strict=True)]
        }
        ada_skp = utama.pk in self.skp or not gabungan.utama_dihitung
        return Seharusnya(hitungan, ada_skp, nota)

    def _indikator(self, tempat: Penempatan) -> tuple[IndikatorDinilai, ...]:
        if tempat.pk not in self.skp:
            return ()
        return susun(self.indikator.get(self.skp[tempat.pk].pk, []), self.laporan)

    def _ruas(self, tempat: Penempatan, masa: Rentang, *, utama: bool) -> Ruas:
        kotak, kalibrasi = self.rating.get(tempat.pk, (None, None))
        return Ruas(
            sejak=masa[0],
            sampai=masa[1],
            jeda=hari_jeda(masa, self.jeda.get(tempat.pegawai_id, []), aturan=self.aturan),
            utama=utama,
            indikator=() if utama else self._indikator(tempat),
            rating_hasil=kotak.hasil if kotak else None,
            rating_perilaku=kotak.perilaku if kotak else None,
            nama=self._letak(tempat.unit, self.periode[1] if utama else masa[1])["unit"],
            kalibrasi=None if utama else kalibrasi,
        )

    def _letak(self, unit: UnitKerja, hari: date) -> dict[str, str]:
        """Nama unit dan perangkat daerahnya pada hari itu."""
        letak = self._pada(unit.pk, hari)
        dinas = letak if letak.dinas_id is None else self._pada(letak.dinas_id, hari)
        return {"unit": letak.nama, "dinas": dinas.nama}

    def _pada(self, unit_id: int, hari: date) -> LetakUnit:
        (satu,) = (u for u in self.letak[unit_id] if u.sejak <= hari <= (u.sampai or date.max))
        return satu

    def _nota(self, utama: Penempatan) -> dict[str, Any]:
        orang, jabatan = utama.pegawai, utama.jabatan
        penilai = self._penilai(utama)
        return {
            "nomor": f"EKP-{self.d.triwulan.pk:04d}-{orang.pk:06d}-1",
            "penempatan": utama.pk,
            "unit": utama.unit_id,
            "penilai": penilai,
            "identitas": {
                "nama": orang.nama_lengkap,
                "nip": orang.nip,
                "golongan": orang.golongan,
                "jabatan": jabatan.nama,
                "jenjang": (jabatan.jenis == "fungsional" and jabatan.jenjang) or None,
                **self._letak(utama.unit, self.periode[1]),
                "penilai": self._pejabat(penilai),
            },
            "evaluasi": self._isi_evaluasi(utama),
        }

    def _nota_ruas(self, tempat: Penempatan, h: HasilRuas) -> dict[str, Any]:
        ruas, kerja = h.ruas, h.kerja
        isi: dict[str, Any] = {
            "sejak": ruas.sejak.isoformat(),
            "sampai": ruas.sampai.isoformat(),
            "jeda": ruas.jeda,
            "jabatan": tempat.jabatan.nama,
            **self._letak(tempat.unit, self.periode[1] if ruas.utama else ruas.sampai),
            "rating": {"hasil": ruas.rating_hasil, "perilaku": ruas.rating_perilaku},
            "utama": ruas.utama,
        }
        if ruas.utama:
            berhenti = tempat.pegawai.sebab_berhenti if ruas.sampai < self.periode[1] else ""
            return isi | {"berhenti": berhenti or None}
        return isi | {
            "penilai": self._pejabat(self._penilai(tempat)),
            "nilai": None if kerja.nilai is None else str(bulatkan(kerja.nilai)),
            "indikator": [satu.indikator.kode for satu in kerja.indikator],
            "evaluasi": self._isi_evaluasi(tempat),
        }

    def _penilai(self, tempat: Penempatan) -> int | None:
        evaluasi = self.evaluasi.get(tempat.pk)
        return evaluasi.ditetapkan_oleh_id if evaluasi else self.penilai.get(tempat.pk)

    def _pejabat(self, nomor: int | None) -> dict[str, Any] | None:
        if nomor is None:
            return None
        orang = self.pegawai[nomor]
        jabatan = [
            t.jabatan.nama
            for t in self.tempat.get(nomor, [])
            if t.sejak <= self.periode[1] <= (t.sampai or date.max)
        ]
        return {"nama": orang.nama_lengkap, "nip": orang.nip, "jabatan": jabatan[0] if jabatan else None}

    def _isi_evaluasi(self, tempat: Penempatan) -> dict[str, Any] | None:
        e = self.evaluasi.get(tempat.pk)
        if e is None:
            return None
        assert e.ditetapkan_pada is not None
        isi: dict[str, Any] = {
            "usulan_hasil": e.usulan_hasil or None,
            "alasan_hasil": e.alasan_hasil,
            "usulan_perilaku": e.usulan_perilaku or None,
            "alasan_perilaku": e.alasan_perilaku,
            "umpan_balik": e.umpan_balik,
            "ditetapkan_pada": _zulu(e.ditetapkan_pada),
        }
        kalibrasi = self.rating[tempat.pk][1]
        if kalibrasi is not None:
            isi["kalibrasi"] = {
                "dari": {"hasil": kalibrasi.dari.hasil, "perilaku": kalibrasi.dari.perilaku},
                "menjadi": {"hasil": kalibrasi.menjadi.hasil, "perilaku": kalibrasi.menjadi.perilaku},
                "alasan": kalibrasi.alasan,
                "oleh": {"nama": kalibrasi.oleh, "nip": kalibrasi.nip},
                "pada": kalibrasi.pada,
            }
        if butir := sorted(e.butir.all(), key=lambda b: b.pk):
            isi["butir"] = [
                {"rhk": b.rhk_nomor, "nilai": b.nilai or None, "tentang": b.tentang, "teks": b.teks}
                for b in butir
            ]
        return isi


def _zulu(waktu: datetime) -> str:
    return waktu.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _suara(d: Dunia, aturan: Aturan) -> dict[int, dict[str, list[Decimal]]]:
    """Rata-rata tiap penilai; kelompok di bawah jumlah minimum tidak ditulis ulang saat nama dilepas."""
    hasil: dict[int, dict[str, list[Decimal]]] = {}
    dikirim = Jawaban.objects.filter(penugasan__periode=d.triwulan, draf=False)
    for jawaban in dikirim.select_related("penugasan"):
        rata = rata_penilai(jawaban.nilai)
        if rata is not None:
            kelompok = hasil.setdefault(jawaban.penugasan.dinilai_id, {})
            kelompok.setdefault(jawaban.penugasan.kelompok, []).append(rata)
    for kelompok in hasil.values():
        for k in aturan.kelompok:
            if len(kelompok.get(k.kelompok.value, [])) < k.min_n:
                kelompok.pop(k.kelompok.value, None)
    return hasil
