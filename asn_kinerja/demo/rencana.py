"""Katalog indikator dan SKP pemda contoh: dari indikator nyata ke rencana tiap orang."""

from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal

from asn_kinerja.demo import kualitatif, sumber
from asn_kinerja.demo.organisasi import Anggota, Pasangan
from indikator.models import Indikator, Pendekatan, Periode
from indikator.services import katalog, pemahaman, skp
from indikator.services.katalog import MasukanJangkauan
from indikator.services.skp import MasukanIndikator, MasukanRHK
from kepegawaian.models import UnitKerja

BOBOT = {2: (60, 40), 3: (40, 30, 30), 4: (30, 25, 25, 20), 5: (25, 20, 20, 20, 15)}
# Sasaran yang berbunyi hasil; kolom yang sama di sebagian dokumen hanya menyebut nama dokumennya ("IKU Renstra").
AWAL_SASARAN = (
    "Meningkat",
    "Menurun",
    "Terwujud",
    "Tersedia",
    "Terlaksana",
    "Terkelola",
    "Terkendali",
    "Terpenuhi",
)
# Jabatan yang tidak punya butir sendiri memakai butir jabatan serumpun.
SERUMPUN = (
    ("Kepala Puskesmas", "Kepala Puskesmas"),
    ("Perawat Ahli", "Perawat Ahli Pertama"),
    ("Perawat", "Perawat Terampil"),
    ("Dokter", "Perawat Ahli Pertama"),
    ("Bidan", "Bidan Terampil"),
    ("Kepala Sekolah", "Kepala Sekolah"),
    ("Guru Ahli Muda", "Guru Ahli Muda"),
    ("Guru", "Guru Ahli Pertama"),
    ("Pengawas Sekolah", "Guru Ahli Muda"),
    ("Operator Sistem Informasi", "Operator SIAK"),
    ("Pengelola Kependudukan", "Operator SIAK"),
    ("Administrator Database", "Administrator Database Kependudukan Ahli Pertama"),
    ("Kepala Bidang Pelayanan P", "Kepala Bidang Pelayanan Pendaftaran Penduduk"),
    ("Polisi Pamong Praja", "Polisi Pamong Praja Terampil"),
    ("Lurah", "Kepala Seksi Pelayanan Kelurahan"),
    ("Analis Pelayanan", "Kepala Seksi Pelayanan Kelurahan"),
    ("Pranata Komputer", "Pranata Komputer Ahli Pertama"),
    ("Teknisi Jaringan", "Pranata Komputer Ahli Pertama"),
    ("Pengawas Lingkungan", "Pengawas Lingkungan Hidup Ahli Pertama"),
    ("Pengendali Dampak", "Pengawas Lingkungan Hidup Ahli Pertama"),
    ("Pengelola Keuangan", "Pengelola Keuangan"),
    ("Analis Kebijakan", "Analis Kebijakan Ahli Muda"),
    ("Analis Sumber Daya", "Kepala Subbagian Umum dan Kepegawaian"),
    ("Pengelola Kepegawaian", "Kepala Subbagian Umum dan Kepegawaian"),
    ("Sekretaris", "Kepala Subbagian Umum dan Kepegawaian"),
    ("Pengadministrasi", "Pengelola Keuangan"),
    ("Arsiparis", "Analis Kebijakan Ahli Pertama"),
    ("Pengelola Data", "Analis Kebijakan Ahli Pertama"),
    ("Statistisi", "Analis Kebijakan Ahli Pertama"),
    ("Pranata Hubungan", "Analis Kebijakan Ahli Pertama"),
)


def butir_untuk(jabatan: str) -> list[sumber.ButirRHK]:
    """Butir RHK jabatan itu, atau jabatan serumpunnya."""
    langsung = [b for b in sumber.butir_rhk() if b.jabatan == jabatan]
    if langsung:
        return langsung
    rumpun = next((tujuan for awal, tujuan in SERUMPUN if jabatan.startswith(awal)), None)
    return [b for b in sumber.butir_rhk() if b.jabatan == rumpun]


def kunci_nama(nama: str) -> str:
    """Nama indikator tanpa beda huruf besar dan spasi; dokumen sumber menulisnya berbeda-beda."""
    return " ".join(nama[:300].split()).casefold()


def isi_katalog(hasil: Pasangan, *, sekarang: datetime) -> dict[tuple[int, str], Indikator]:
    """Pasang indikator tiap perangkat daerah; kunci hasil (id dinas, nama indikator)."""
    terpasang: dict[tuple[int, str], Indikator] = {}
    jabatan_dinas: dict[int, dict[str, int]] = defaultdict(dict)
    for a in hasil.anggota:
        if a.penempatan.unit.dinas_id:
            jabatan_dinas[a.penempatan.unit.dinas_id][a.jabatan] = a.penempatan.jabatan_id
    rumpun = {u.nama: u.rumpun for u in hasil.pemda.akar.semua()}
    manajerial = [MasukanJangkauan(jenis_jabatan="jpt"), MasukanJangkauan(jenis_jabatan="administrator")]
    for unit in (u for u in hasil.unit.values() if u.dinas_id == u.pk):
        for nyata in (i for i in sumber.indikator() if i.dinas == rumpun[unit.nama] and i.satuan):
            if (unit.pk, kunci_nama(nyata.nama)) not in terpasang:
                terpasang[unit.pk, kunci_nama(nyata.nama)] = _pasang(
                    hasil,
                    unit,
                    nyata,
                    nyata.nama,
                    nyata.sasaran,
                    Indikator.Asal.RENSTRA,
                    manajerial,
                    sekarang,
                )
        pemakai: dict[str, tuple[sumber.ButirRHK, list[MasukanJangkauan]]] = {}
        for jabatan, jabatan_id in jabatan_dinas[unit.pk].items():
            for butir in butir_untuk(jabatan):
                pemakai.setdefault(butir.indikator, (butir, []))[1].append(
                    MasukanJangkauan(jabatan_id=jabatan_id)
                )
        for nama, (butir, jangkauan) in pemakai.items():
            if (unit.pk, kunci_nama(nama)) not in terpasang:
                terpasang[unit.pk, kunci_nama(nama)] = _pasang(
                    hasil, unit, butir, nama, butir.rhk_pimpinan, Indikator.Asal.JABATAN, jangkauan, sekarang
                )
    return terpasang


def _pasang(
    hasil: Pasangan,
    unit: UnitKerja,
    asal: sumber.IndikatorNyata | sumber.ButirRHK,
    nama: str,
    sasaran: str,
    jenis_asal: str,
    jangkauan: list[MasukanJangkauan],
    sekarang: datetime,
) -> Indikator:
    rentang = asal.polaritas == "rentang"
    return katalog.tambah(
        instansi=hasil.instansi,
        unit=unit,
        nama=nama[:300],
        definisi=getattr(asal, "definisi", ""),
        satuan=asal.satuan[:60],
        polaritas=asal.polaritas,
        aspek=asal.aspek,
        sasaran=sasaran[:400],
        target_acuan=None if rentang else asal.target,
        bawah_acuan=asal.target if rentang else None,
        atas_acuan=asal.target if rentang else None,
        asal=jenis_asal,
        catatan_sumber=asal.sumber[:400],
        jangkauan=jangkauan,
        oleh=hasil.admin,
        sekarang=sekarang,
    )


def rencana_untuk(
    hasil: Pasangan,
    anggota: Anggota,
    terpasang: dict[tuple[int, str], Indikator],
    rhk_atasan: list[tuple[int, str]],
) -> list[MasukanRHK]:
    """RHK dan indikator satu orang; ditopangkan ke RHK atasannya bila sudah ada."""
    dinas = anggota.penempatan.unit.dinas_id
    pilihan: list[tuple[str, Indikator | None, str, str, str, str, Decimal]] = []
    butir = butir_untuk(anggota.jabatan)
    if len(butir) >= 2 and dinas:
        pilihan = [
            (
                b.rhk,
                terpasang.get((dinas, kunci_nama(b.indikator))),
                b.indikator,
                b.satuan,
                b.polaritas,
                b.aspek,
                b.target,
            )
            for b in butir
        ]
    else:
        kandidat = [
            i
            for (d, _), i in terpasang.items()
            if d == dinas and i.asal == Indikator.Asal.RENSTRA and (i.target_acuan or 0) > 0
        ] or [i for i in terpasang.values() if i.asal == Indikator.Asal.RENSTRA and (i.target_acuan or 0) > 0]
        mulai = hasil.acak.randrange(len(kandidat))
        for i in [kandidat[(mulai + n * 3) % len(kandidat)] for n in range(4)]:
            rhk = i.sasaran if i.sasaran.startswith(AWAL_SASARAN) else _dari_nama(i.nama)
            pilihan.append(
                (
                    rhk,
                    i if i.unit_id == dinas else None,
                    i.nama,
                    i.satuan,
                    i.polaritas,
                    i.aspek,
                    i.target_acuan,
                )
            )
    unik = list({p[2]: p for p in pilihan}.values())[:5]
    if len(unik) < 2:
        unik.append(
            (
                "Terlaksananya tugas kedinasan lain",
                None,
                "Persentase tugas selesai tepat waktu",
                "%",
                "maksimal",
                "waktu",
                Decimal(95),
            )
        )
    rencana: dict[str, list[MasukanIndikator]] = defaultdict(list)
    for nomor, (rhk, i, nama, satuan, polaritas, aspek, target) in enumerate(unik):
        rencana[rhk[:500]].append(
            MasukanIndikator(
                katalog_id=i.pk if i else None,
                nama=nama[:300],
                satuan=satuan[:60],
                polaritas=polaritas,
                aspek=aspek,
                bobot=Decimal(BOBOT[len(unik)][nomor]),
                target=None if polaritas == "rentang" else target,
                bawah=target if polaritas == "rentang" else None,
                atas=target if polaritas == "rentang" else None,
            )
        )
    return [
        MasukanRHK(
            teks=teks,
            pimpinan_id=rhk_atasan[nomor % len(rhk_atasan)][0] if rhk_atasan else None,
            indikator=isi,
        )
        for nomor, (teks, isi) in enumerate(rencana.items())
    ]


def _dari_nama(nama: str) -> str:
    """RHK dari nama indikatornya; singkatan di depan tetap huruf besar."""
    awal = nama.split()[0]
    if nama.startswith((*AWAL_SASARAN, "Bertambah")):
        return nama
    return f"Tercapainya {nama if awal.isupper() and len(awal) > 1 else nama[0].lower() + nama[1:]}"


def susun_skp(
    hasil: Pasangan,
    tahun: Periode,
    terpasang: dict[tuple[int, str], Indikator],
    anggota: list[Anggota],
    penilai: dict[int, int | None],
    *,
    saat: datetime,
    sampai_tahap: dict[int, str] | None = None,
) -> None:
    """Tiap orang menyatakan paham, menyusun, mengajukan; penilainya menyetujui. Pimpinan lebih dulu.

    `sampai_tahap` (id pegawai → draf, diajukan, perlu_perbaikan, belum_mulai) menghentikan orang itu lebih awal.
    """
    tahap = sampai_tahap or {}
    orang = {a.pegawai.pk: a.pegawai for a in hasil.anggota}
    cerita = kualitatif.pilihan(hasil.anggota)
    rhk_milik: dict[int, list[tuple[int, str]]] = {}
    for tingkat in sorted({a.tingkat for a in anggota}):
        menunggu: dict[int, list[int]] = defaultdict(list)
        for a in (a for a in anggota if a.tingkat == tingkat):
            berhenti = tahap.get(a.pegawai.pk, "")
            if berhenti == "belum_mulai":
                continue
            pemahaman.nyatakan(periode=tahun, oleh=a.pegawai, sekarang=saat)
            cara = Pendekatan.KUALITATIF if a.pegawai.pk in cerita else Pendekatan.KUANTITATIF
            draf = skp.mulai(periode=tahun, oleh=a.pegawai, sekarang=saat, pendekatan=cara)
            atasan = rhk_milik.get(penilai.get(a.pegawai.pk) or 0, [])
            isi = rencana_untuk(hasil, a, terpasang, atasan)
            draf = skp.susun(
                skp=draf,
                rhk=kualitatif.tulis(isi) if draf.kualitatif else isi,
                versi=draf.versi,
                oleh=a.pegawai,
                sekarang=saat,
            )
            rhk_milik[a.pegawai.pk] = list(draf.rhk.values_list("pk", "teks"))
            if berhenti == "draf":
                continue
            diajukan = skp.ajukan(skp=draf, oleh=a.pegawai, sekarang=saat + timedelta(hours=2))
            penilainya = penilai.get(a.pegawai.pk)
            if berhenti == "perlu_perbaikan" and penilainya:
                skp.kembalikan(
                    skp=diajukan,
                    catatan="Bobot indikator pertama terlalu kecil untuk tugas utama Anda. Usul saya 40.",
                    oleh=orang[penilainya],
                    sekarang=saat + timedelta(days=1),
                )
            elif not berhenti and penilainya:
                menunggu[penilainya].append(diajukan.pk)
        for penilainya, daftar in menunggu.items():
            skp.setujui_banyak(skp_ids=daftar, oleh=orang[penilainya], sekarang=saat + timedelta(days=1))
