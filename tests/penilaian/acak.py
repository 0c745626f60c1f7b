"""Orang acak dengan semua polaritas, kelompok, dan keadaan laporan, untuk membandingkan SQL dengan rules."""

import random
import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

from indikator.models import KUALITATIF, RHK, SKP, IndikatorKinerja, Realisasi, TargetTriwulan
from indikator.queries.target import dengan_target
from indikator.rules.capaian import Polaritas
from indikator.rules.kebijakan import aturan_dari
from kepegawaian.models import Pegawai, Penempatan, UnitKerja
from penilaian.models import Evaluasi, Rating
from penilaian.queries.masukan import rata_penilai, susun
from penilaian.rules.nilai import HasilHitung, Masukan, hitung
from penilaian.rules.perilaku import MasukanPerilaku, SurveiMasyarakat
from penilaian.rules.predikat import Rating as RatingAturan
from tests.penilaian.pabrik import AWAL, SEKARANG, Dunia, dinas_baru
from umpan_balik.models import JagaTitik, Jawaban, Layanan, Penugasan, Survei, TitikLayanan
from umpan_balik.queries.masyarakat import nilai_petugas

KEBIJAKAN: dict[str, dict[str, Any]] = {
    "bawaan": {},
    "t_per_r": {
        "bobot_hasil": "0.7",
        "rumus_minimal": "T/R",
        "batas_capaian": "150",
        "bobot_kelompok": {"atasan": "100", "rekan": "0", "bawahan": "0", "masyarakat": "0"},
    },
    "r_per_t": {"bobot_hasil": "0.333333333333", "rumus_minimal": "R/T", "min_n": {"rekan": 1, "bawahan": 2}},
    "warga": {
        "bobot_hasil": "0.5",
        "bobot_kelompok": {"atasan": "37", "rekan": "13", "bawahan": "11.5", "masyarakat": "29"},
        "min_n": {"masyarakat": 1, "rekan": 2, "bawahan": 1},
        "skala": [["1", "0"], ["1.5", "33.3"], ["2.75", "71"], ["3.1", "71"], ["5", "120"]],
        "skala_ikm": [["25", "10"], ["60", "61.7"], ["100", "119"]],
        "ambang": {"sesuai": "76.61", "di_atas": "98.5"},
    },
    "tanpa_atasan": {
        "bobot_kelompok": {"atasan": "0", "rekan": "50", "bawahan": "30", "masyarakat": "20"},
        "min_n": {"masyarakat": 5},
        "batas_capaian": "100",
        "usul_kualitatif": "tanpa",
    },
}


def isi(d: Dunia, *, orang: int, benih: int) -> None:
    """Tambahkan `orang` pegawai acak di tiga dinas, lengkap dengan SKP, laporan, 360, survei, dan evaluasi."""
    acak = random.Random(benih)
    dinas = [
        d.dinas,
        dinas_baru(d.instansi, d.akar, "Dinas Dua"),
        dinas_baru(d.instansi, d.akar, "Dinas Tiga"),
    ]
    pegawai = Pegawai.objects.bulk_create(
        Pegawai(
            instansi=d.instansi,
            nip=f"19900101{benih:03d}{nomor:07d}",
            nama=acak.choice(['Budi "Bram" Sañtoso', "Siti Aminah", "I Made Ada\tApa", "Dewi\\Ayu"])
            + f" {nomor}",
            gelar_depan=acak.choice(["", "Drs."]),
            gelar_belakang=acak.choice(["", "S.Kom., M.M."]),
            status="PNS",
            kelamin="L",
            tanggal_lahir=AWAL,
        )
        for nomor in range(orang)
    )
    tempat = Penempatan.objects.bulk_create(
        Penempatan(pegawai=p, unit=acak.choice(dinas), jabatan=d.jabatan, sejak=AWAL) for p in pegawai
    )
    _skp(d, tempat, acak)
    _suara(d, pegawai, acak)
    _warga(d, pegawai, dinas[1], acak)
    _evaluasi(d, tempat, acak)


def _skp(d: Dunia, tempat: list[Penempatan], acak: random.Random) -> None:
    skp = SKP.objects.bulk_create(
        SKP(
            instansi=d.instansi,
            periode=d.tahun,
            pegawai=t.pegawai,
            penempatan=t,
            status=acak.choice(["disetujui"] * 9 + ["diajukan"]),
            pendekatan=acak.choice(["kuantitatif"] * 3 + ["kualitatif"]),
        )
        for t in tempat
        if acak.random() < 0.95
    )
    rhk = RHK.objects.bulk_create(RHK(skp=s, teks="RHK") for s in skp)
    indikator = IndikatorKinerja.objects.bulk_create(
        satu for s, r in zip(skp, rhk, strict=True) for satu in _indikator(s, r, acak)
    )
    TargetTriwulan.objects.bulk_create(
        _target_triwulan(satu, acak) for satu in indikator if acak.random() < 0.5
    )
    Realisasi.objects.bulk_create(
        baris for satu in indikator if (baris := _laporan(d, satu, acak)) is not None
    )


def _indikator(skp: SKP, rhk: RHK, acak: random.Random) -> list[IndikatorKinerja]:
    banyak = acak.choice([1, 2, 3, 3, 4, 5, 7])
    if skp.kualitatif and acak.random() < 0.3:
        # Bobot yang mudah jatuh tepat di tengah.
        bagi = acak.choice([[50, 50], [25, 25, 50], [30, 20, 50]])
        return [_kualitatif(skp, rhk, n, Decimal(b), acak) for n, b in enumerate(bagi, start=1)]
    sisa, hasil = 10_000, []
    for nomor in range(1, banyak + 1):
        bobot = sisa if nomor == banyak else acak.randint(1, sisa - (banyak - nomor))
        sisa -= bobot
        if skp.kualitatif:
            hasil.append(_kualitatif(skp, rhk, nomor, Decimal(bobot) / 100, acak))
            continue
        polaritas = acak.choice([p for p in Polaritas if p != KUALITATIF])
        satu = IndikatorKinerja(
            skp=skp,
            rhk=rhk,
            kode=f"IK{nomor}",
            nama=f"Indikator {nomor}",
            satuan="%",
            polaritas=polaritas,
            aspek="kualitas",
            bobot=Decimal(bobot) / 100,
            urutan=acak.randint(0, 3),
        )
        if polaritas in (Polaritas.MAKSIMAL, Polaritas.MINIMAL):
            satu.target = _angka(acak) or (Decimal(0) if polaritas is Polaritas.MINIMAL else Decimal(3))
        elif polaritas is Polaritas.RENTANG:
            satu.bawah = _angka(acak)
            satu.atas = satu.bawah + _angka(acak) + Decimal("0.0001")
        elif polaritas is Polaritas.TANGGAL:
            satu.mulai = AWAL + timedelta(days=acak.randint(0, 90))
            satu.tenggat = satu.mulai + timedelta(days=acak.choice([0, 1, 7, 30, 91]))
        hasil.append(satu)
    return hasil


def _kualitatif(skp: SKP, rhk: RHK, nomor: int, bobot: Decimal, acak: random.Random) -> IndikatorKinerja:
    """Sebagian pernah ditulis kuantitatif: targetnya masih ada dan tidak boleh terpakai."""
    return IndikatorKinerja(
        skp=skp,
        rhk=rhk,
        kode=f"IK{nomor}",
        nama=f"Indikator {nomor}",
        polaritas=KUALITATIF,
        kriteria='Aduan "terjawab"\ndengan baik',
        aspek="kualitas",
        bobot=bobot,
        target=acak.choice([None, Decimal(0), Decimal(95)]),
        urutan=acak.randint(0, 3),
    )


def _target_triwulan(satu: IndikatorKinerja, acak: random.Random) -> TargetTriwulan:
    """Sebagian pas, sebagian dibuat untuk target setahun yang sudah diganti, sebagian bernol."""
    setahun = satu.target if satu.target is not None and acak.random() < 0.8 else _angka(acak)
    return TargetTriwulan(
        indikator=satu, akumulasi="akhir", setahun=setahun, **{f"tw{n}": _angka(acak) for n in range(1, 5)}
    )


def _angka(acak: random.Random) -> Decimal:
    return acak.choice(
        [
            Decimal(0),
            Decimal(acak.randint(1, 9)),
            Decimal(acak.randint(1, 1200)),
            Decimal(acak.randint(1, 10**6)) / 10_000,
            Decimal(acak.randint(1, 10**15)) / 10_000,
        ]
    )


def _laporan(d: Dunia, satu: IndikatorKinerja, acak: random.Random) -> Realisasi | None:
    if acak.random() < 0.03:
        return None
    perlakuan = acak.choice([""] * 12 + ["dikecualikan", "tidak_dilaporkan"])
    baris = Realisasi(
        instansi=d.instansi,
        periode=d.triwulan,
        pegawai_id=satu.skp.pegawai_id,
        indikator=satu,
        status=acak.choice(["disetujui"] * 14 + ["diajukan"] * 14 + ["draf", "perlu_perbaikan"]),
        perlakuan=perlakuan,
        alasan_perlakuan="Diputuskan penilai." if perlakuan else "",
    )
    if satu.polaritas == KUALITATIF:
        baris.rating = acak.choice([*Rating.values, *Rating.values, *Rating.values, ""])
        baris.alasan_rating = 'Karena "bukti"\nlengkap' if baris.rating else ""
        baris.keterangan = "Cerita\tdan bukti"
        return baris
    if satu.polaritas == Polaritas.TANGGAL:
        baris.tanggal = satu.mulai + timedelta(days=acak.choice([0, 1, 5, 29, 45, 200]))
    elif satu.polaritas == Polaritas.YA_TIDAK:
        baris.nilai = Decimal(acak.randint(0, 1))
    else:
        dekat = (satu.target or satu.bawah or Decimal(1)) * Decimal(acak.randint(50, 130)) / 100
        baris.nilai = acak.choice([_angka(acak), dekat, dekat, dekat]).quantize(Decimal("0.0001"))
    if acak.random() < 0.02:
        baris.nilai = baris.tanggal = None
    return baris


def _suara(d: Dunia, pegawai: list[Pegawai], acak: random.Random) -> None:
    tugas: list[Penugasan] = []
    for p in pegawai:
        penilai = acak.sample(pegawai, k=min(len(pegawai), 14))
        penilai = [satu for satu in penilai if satu != p]
        for kelompok, banyak in (
            ("atasan", acak.randint(0, 1)),
            ("rekan", acak.randint(0, 6)),
            ("bawahan", acak.randint(0, 5)),
        ):
            for _ in range(min(banyak, len(penilai))):
                tugas.append(
                    Penugasan(
                        instansi=d.instansi,
                        periode=d.triwulan,
                        dinilai=p,
                        penilai=penilai.pop(),
                        kelompok=kelompok,
                    )
                )
    Penugasan.objects.bulk_create(tugas)
    Jawaban.objects.bulk_create(
        Jawaban(
            penugasan=t,
            nilai=[acak.choice([1, 2, 3, 4, 5, 5, 4, None]) for _ in range(21)],
            draf=acak.random() < 0.1,
        )
        for t in tugas
    )


def _warga(d: Dunia, pegawai: list[Pegawai], unit: UnitKerja, acak: random.Random) -> None:
    layanan = Layanan.objects.create(instansi=d.instansi, unit=unit, nama="Loket")
    titik = TitikLayanan.objects.bulk_create(
        TitikLayanan(layanan=layanan, nama=f"Loket {n}", token=uuid.uuid4().hex) for n in range(4)
    )
    JagaTitik.objects.bulk_create(
        JagaTitik(
            titik=acak.choice(titik), pegawai=p, sejak=d.triwulan.mulai + timedelta(days=acak.randint(0, 80))
        )
        for p in acak.sample(pegawai, k=len(pegawai) // 2)
    )
    Survei.objects.bulk_create(
        Survei(
            instansi=d.instansi,
            unit=unit,
            layanan=layanan,
            titik=acak.choice(titik),
            tanggal=d.triwulan.mulai + timedelta(days=acak.randint(0, 95)),
            kompetensi=acak.choice([1, 2, 3, 4, None]),
            perilaku=acak.choice([1, 2, 3, 4, None]),
            sumber=acak.choice(["berkode", "berkode", "terbuka"]),
            status=acak.choice(["dihitung", "dihitung", "ditahan"]),
            kunci=uuid.uuid4(),
            sidik="s",
            pelacak=uuid.uuid4().hex,
            setuju_versi=1,
            setuju_waktu=SEKARANG,
        )
        for _ in range(60)
    )


def _evaluasi(d: Dunia, tempat: list[Penempatan], acak: random.Random) -> None:
    Evaluasi.objects.bulk_create(
        Evaluasi(
            instansi=d.instansi,
            periode=d.triwulan,
            pegawai=t.pegawai,
            penempatan=t,
            status=((tetap := acak.random() < 0.8) and "ditetapkan") or "draf",
            rating_hasil=acak.choice(Rating.values),
            rating_perilaku=acak.choice(Rating.values),
            alasan_hasil='Karena "bukti"\nbaris dua',
            ditetapkan_pada=SEKARANG if tetap else None,
            ditetapkan_oleh=d.kepala if tetap else None,
        )
        for t in tempat
        if acak.random() < 0.9
    )


def harapan(d: Dunia) -> dict[int, tuple[HasilHitung, bool]]:
    """Yang dihitung rules dari baris yang sama, sebelum penutupan: id pegawai → (hasil, punya SKP disetujui)."""
    aturan = aturan_dari(d.kebijakan.aturan)
    skp = {s.penempatan_id: s for s in SKP.objects.filter(periode=d.tahun, status="disetujui")}
    indikator: dict[int, list[IndikatorKinerja]] = {}
    semua = IndikatorKinerja.objects.filter(skp__periode=d.tahun).order_by("urutan", "id")
    for satu in dengan_target(semua, d.triwulan):
        indikator.setdefault(satu.skp_id, []).append(satu)
    laporan = {r.indikator_id: r for r in Realisasi.objects.filter(periode=d.triwulan)}
    suara: dict[int, dict[str, list[Decimal]]] = {}
    for jawaban in Jawaban.objects.filter(penugasan__periode=d.triwulan, draf=False).select_related(
        "penugasan"
    ):
        rata = rata_penilai(jawaban.nilai)
        if rata is not None:
            kelompok = suara.setdefault(jawaban.penugasan.dinilai_id, {})
            kelompok.setdefault(jawaban.penugasan.kelompok, []).append(rata)
    warga = nilai_petugas(instansi_id=d.instansi.pk, mulai=d.triwulan.mulai, selesai=d.triwulan.selesai)
    rating = {e.pegawai_id: e for e in Evaluasi.objects.filter(periode=d.triwulan, status="ditetapkan")}
    hasil: dict[int, tuple[HasilHitung, bool]] = {}
    for tempat in Penempatan.objects.filter(unit__instansi=d.instansi, jenis="definitif"):
        milik = skp.get(tempat.pk)
        petugas = warga.get(tempat.pegawai_id)
        nilai = rating.get(tempat.pegawai_id)
        kelompok = suara.get(tempat.pegawai_id, {})
        masukan = Masukan(
            indikator=susun(indikator[milik.pk], laporan) if milik else (),
            perilaku=MasukanPerilaku(
                atasan=tuple(kelompok.get("atasan", ())),
                rekan=tuple(kelompok.get("rekan", ())),
                bawahan=tuple(kelompok.get("bawahan", ())),
                masyarakat=SurveiMasyarakat(petugas.nilai, petugas.n) if petugas and petugas.nilai else None,
            ),
            aturan=aturan,
            rating_hasil=RatingAturan(nilai.rating_hasil) if nilai else None,
            rating_perilaku=RatingAturan(nilai.rating_perilaku) if nilai else None,
        )
        hasil[tempat.pegawai_id] = hitung(masukan), milik is not None
    return hasil
