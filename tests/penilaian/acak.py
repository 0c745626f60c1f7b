"""Orang acak dengan semua polaritas, kelompok, dan keadaan laporan, untuk membandingkan SQL dengan rules."""

import random
import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from indikator.models import KUALITATIF, RHK, SKP, IndikatorKinerja, Realisasi, TargetTriwulan
from indikator.rules.capaian import Polaritas
from kepegawaian.models import Jabatan, Pegawai, Penempatan, UnitKerja
from kepegawaian.services import organisasi
from penilaian.models import ButirUmpanBalik, Evaluasi, Jeda, Kalibrasi, PindahKalibrasi, Rating
from tests.penilaian.pabrik import AWAL, SEKARANG, Dunia, dinas_baru
from umpan_balik.models import JagaTitik, Jawaban, Layanan, Penugasan, Survei, TitikLayanan

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
        # Bobot hanya dibandingkan satu sama lain, jadi pecahan pun sah.
        "bobot_kelompok": {"atasan": "0", "rekan": "0.5", "bawahan": "0.3", "masyarakat": "0.2"},
        "min_n": {"masyarakat": 5},
        "batas_capaian": "100",
        "usul_kualitatif": "tanpa",
    },
}


def isi(d: Dunia, *, orang: int, benih: int) -> None:
    """Tambahkan `orang` pegawai acak di tiga dinas, lengkap dengan SKP, laporan, 360, survei, dan evaluasi."""
    acak = random.Random(benih)
    unit, jabatan = _unit(d), _jabatan(d)
    pegawai = Pegawai.objects.bulk_create(
        Pegawai(
            instansi=d.instansi,
            nip=f"19900101{benih:03d}{nomor:07d}",
            nama=acak.choice(['Budi "Bram" Sañtoso', "Siti Aminah", "I Made Ada\tApa", "Dewi\\Ayu"])
            + f" {nomor}",
            gelar_depan=acak.choice(["", "Drs."]),
            gelar_belakang=acak.choice(["", "S.Kom., M.M."]),
            golongan=acak.choice(["", "III/a", "IV/b"]),
            status="PNS",
            kelamin="L",
            tanggal_lahir=AWAL,
        )
        for nomor in range(orang)
    )
    tempat = Penempatan.objects.bulk_create(
        satu for p in pegawai for satu in _tempat(d, p, unit, jabatan, acak)
    )
    Pegawai.objects.bulk_update(pegawai, ["is_active", "hari_terakhir", "sebab_berhenti"])
    _jeda(d, pegawai, acak)
    _skp(d, tempat, acak)
    _suara(d, pegawai, acak)
    _warga(d, pegawai, unit[1], acak)
    _evaluasi(d, tempat, acak)
    _kalibrasi(d, acak)


def _unit(d: Dunia) -> list[UnitKerja]:
    """Tiga dinas dan dua bidang; namanya atau induknya berganti di dalam periode, tepat sesudahnya, atau tidak pernah."""
    dua, tiga = (dinas_baru(d.instansi, d.akar, f"Dinas {nama}") for nama in ("Dua", "Tiga"))
    satu_bidang, dua_bidang = (
        UnitKerja.objects.create(
            instansi=d.instansi,
            induk=d.dinas,
            dinas=d.dinas,
            nama=f"Bidang {nama}",
            jenis="bidang",
            sejak=AWAL,
        )
        for nama in ("Satu", "Dua")
    )
    # Hari yang sama dengan hari pindah sebagian orang, supaya ruasnya berakhir tepat pada hari terakhir nama lamanya.
    hari = d.triwulan.mulai + timedelta(days=46)
    lusa = d.triwulan.selesai + timedelta(days=2)
    for unit, sejak in ((dua, hari), (satu_bidang, hari), (tiga, lusa)):
        organisasi.ubah_unit(
            unit=unit,
            nama=f'{unit.nama} "Baru"',
            singkatan="",
            jenis=unit.jenis,
            urutan=0,
            sejak=sejak,
            dasar="SK 1",
            oleh=None,
            sekarang=SEKARANG,
        )
    for unit, induk, sejak in ((satu_bidang, dua, hari), (dua_bidang, tiga, lusa)):
        organisasi.pindahkan_unit(
            unit=unit, induk=induk, sejak=sejak, dasar="SK 2", oleh=None, sekarang=SEKARANG
        )
    return [d.dinas, dua, tiga, satu_bidang, dua_bidang]


def _jabatan(d: Dunia) -> list[Jabatan]:
    """Fungsional tanpa dan dengan jenjang, dan pelaksana yang jenjangnya tidak boleh terbawa."""
    lain = [("Pranata", "fungsional", "Ahli Muda"), ('Penata "Layanan"', "pelaksana", "Terampil")]
    return [
        d.jabatan,
        *(
            Jabatan.objects.create(instansi=d.instansi, nama=nama, jenis=jenis, jenjang=jenjang)
            for nama, jenis, jenjang in lain
        ),
    ]


def _tempat(
    d: Dunia, p: Pegawai, unit: list[UnitKerja], jabatan: list[Jabatan], acak: random.Random
) -> list[Penempatan]:
    """Sebagian besar tidak pindah; yang lain pindah sekali atau dua kali, baru masuk, atau berhenti di tengah."""
    mulai, selesai = d.triwulan.mulai, d.triwulan.selesai

    def hari() -> date:
        return mulai + timedelta(days=acak.choice([1, 10, 29, 30, 31, 46, 47, 60, 61, 62, 85, 91]))

    macam = acak.choice(["tetap"] * 9 + ["pindah"] * 5 + ["pindah_dua"] * 2 + ["baru"] * 2 + ["berhenti"] * 3)
    batas: list[date] = [AWAL]
    if macam == "baru":
        batas = [hari()]
    elif macam == "pindah":
        batas += [hari()]
    elif macam == "pindah_dua":
        batas += sorted({hari(), hari()})
    akhir: list[date | None] = [satu - timedelta(days=1) for satu in batas[1:]] + [None]
    if macam == "berhenti":
        p.hari_terakhir = akhir[-1] = acak.choice(
            [hari() - timedelta(days=1), selesai, mulai + timedelta(days=28)]
        )
        p.is_active = acak.random() < 0.3
        p.sebab_berhenti = acak.choice(["pensiun", "meninggal"])
    return [
        Penempatan(pegawai=p, unit=acak.choice(unit), jabatan=acak.choice(jabatan), sejak=a, sampai=b)
        for a, b in zip(batas, akhir, strict=True)
    ]


def _jeda(d: Dunia, pegawai: list[Pegawai], acak: random.Random) -> None:
    """Cuti pendek, panjang, dua kali, seluruh periode, yang tinggal sehari di dalamnya, dan yang dibatalkan."""
    mulai, selesai = d.triwulan.mulai, d.triwulan.selesai
    baris = []
    for nomor, p in enumerate(acak.sample(pegawai, k=len(pegawai) // 2)):
        # Hari terakhirnya sering sama dengan hari pindah, hari pertamanya kadang sehari sebelumnya.
        sejak = mulai + timedelta(days=acak.choice([-40, -5, 0, 10, 40, 45]))
        lama = acak.choice([5, 29, 30, 31, 45, 46, 60, 200])
        if nomor % 8 == 0:
            sejak = (mulai - timedelta(days=lama), selesai)[nomor % 16 == 0]
        masa = [(sejak, sejak + timedelta(days=lama))]
        if nomor % 5 == 1:
            masa = [
                (mulai - timedelta(days=9), mulai + timedelta(days=30)),
                (mulai + timedelta(days=32), selesai),
            ]
        for awal, akhir in masa:
            batal = acak.random() < 0.1
            baris.append(
                Jeda(
                    instansi=d.instansi,
                    pegawai=p,
                    jenis=acak.choice(Jeda.Jenis.values),
                    sejak=awal,
                    sampai=akhir,
                    dasar="SK",
                    dicatat_pada=SEKARANG,
                    dicatat_oleh=d.kepala,
                    dibatalkan_pada=SEKARANG if batal else None,
                    dibatalkan_oleh=d.kepala if batal else None,
                )
            )
    Jeda.objects.bulk_create(baris)


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
            ("atasan", acak.randint(0, 2)),
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
    """Sebagian ditetapkan orang yang bukan penilainya lagi, sebagian belum ditetapkan, sebagian dengan umpan balik."""
    penilai = [d.kepala, *acak.sample([t.pegawai for t in tempat], k=3)]
    baris = []
    for t in tempat:
        if acak.random() < 0.1:
            continue
        tetap = acak.random() < 0.8
        baris.append(
            Evaluasi(
                instansi=d.instansi,
                periode=d.triwulan,
                pegawai=t.pegawai,
                penempatan=t,
                status="ditetapkan" if tetap else "draf",
                rating_hasil=acak.choice(Rating.values),
                rating_perilaku=acak.choice(Rating.values),
                usulan_hasil=acak.choice(["", *Rating.values]),
                usulan_perilaku=acak.choice(["", *Rating.values]),
                alasan_hasil='Karena "bukti"\nbaris dua',
                alasan_perilaku="Teladan \\ rekan",
                umpan_balik=acak.choice(["", 'Lanjutkan "itu".']),
                ditetapkan_pada=SEKARANG + timedelta(minutes=acak.randint(0, 900)) if tetap else None,
                ditetapkan_oleh=acak.choice([p for p in penilai if p != t.pegawai]) if tetap else None,
            )
        )
    _butir(d, Evaluasi.objects.bulk_create(baris), acak)


def _butir(d: Dunia, evaluasi: list[Evaluasi], acak: random.Random) -> None:
    """Umpan balik per RHK dan per nilai pada sepertiga evaluasinya."""
    ButirUmpanBalik.objects.bulk_create(
        ButirUmpanBalik(
            instansi=d.instansi,
            periode=d.triwulan,
            evaluasi=e,
            rhk_nomor=nomor,
            nilai=nilai,
            tentang=tentang,
            teks=f'Contoh "nyata" {e.pk}',
            ditulis_pada=SEKARANG,
            ditulis_oleh=d.kepala,
        )
        for e in evaluasi
        for nomor, nilai, tentang in acak.choice([[], [], [(7, "", "RHK"), (None, "loyal", "Loyal")]])
    )


def _kalibrasi(d: Dunia, acak: random.Random) -> None:
    """Sebagian dipindahkan sekali atau beberapa kali, sebagian ditarik, sebagian kembali ke rating penilainya."""
    rapat = Kalibrasi.objects.create(
        instansi=d.instansi, periode=d.triwulan, unit=d.dinas, dibuka_pada=SEKARANG, dibuka_oleh=d.kepala
    )
    baris: list[PindahKalibrasi] = []
    for e in Evaluasi.objects.filter(periode=d.triwulan).order_by("pk"):
        kini = (e.rating_hasil, e.rating_perilaku)
        for _ in range(acak.choice([0, 0, 1, 1, 2, 3])):
            baru = acak.choice([k for k in _sembilan() if k != kini])
            ditarik = acak.random() < 0.3
            baris.append(
                PindahKalibrasi(
                    instansi=d.instansi,
                    kalibrasi=rapat,
                    periode=d.triwulan,
                    pegawai_id=e.pegawai_id,
                    evaluasi=e,
                    asal_hasil=kini[0],
                    asal_perilaku=kini[1],
                    menjadi_hasil=baru[0],
                    menjadi_perilaku=baru[1],
                    alasan='Bukti "setingkat"\ndibaca bersama dalam rapat. ',
                    dipindah_pada=SEKARANG,
                    dipindah_oleh=d.kepala,
                    ditarik_pada=SEKARANG if ditarik else None,
                    ditarik_oleh=d.kepala if ditarik else None,
                )
            )
            kini = kini if ditarik else baru
    PindahKalibrasi.objects.bulk_create(baris)


def _sembilan() -> list[tuple[str, str]]:
    return [(h, p) for h in Rating.values for p in Rating.values]
