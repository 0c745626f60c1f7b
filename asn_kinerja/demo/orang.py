"""Orang rekaan yang selalu sama untuk benih yang sama."""

import random
from dataclasses import dataclass
from datetime import date

from asn_kinerja.demo.nama import BELAKANG_L, BELAKANG_P, DEPAN_L, DEPAN_P
from kepegawaian.rules.nip import buat_nip

GELAR = {
    "Dokter": ("dr.", ""),
    "Dokter Gigi": ("drg.", ""),
    "Apoteker": ("apt.", "S.Farm."),
    "Perawat Ahli": ("", "S.Kep., Ns."),
    "Perawat": ("", "A.Md.Kep."),
    "Bidan Ahli": ("", "S.Tr.Keb."),
    "Bidan": ("", "A.Md.Keb."),
    "Guru": ("", "S.Pd."),
    "Kepala Sekolah": ("", "S.Pd., M.M."),
    "Kepala Dinas": ("", "S.Sos., M.Si."),
    "Kepala Badan": ("", "S.IP., M.Si."),
    "Kepala Puskesmas": ("dr.", "M.K.M."),
    "Sekretaris Daerah": ("Dr.", "M.Si."),
    "Kepala Bidang": ("", "S.T., M.M."),
    "Pranata Komputer": ("", "S.Kom."),
    "Camat": ("", "S.STP., M.Si."),
    "Lurah": ("", "S.IP."),
}
GOLONGAN = {"jpt": ["IV/c", "IV/b"], "administrator": ["IV/a", "III/d"], "pengawas": ["III/d", "III/c"]}
GOLONGAN_JENJANG = {
    "Ahli Madya": ["IV/a", "IV/b"],
    "Ahli Muda": ["III/c", "III/d"],
    "Ahli Pertama": ["III/a", "III/b"],
    "Penyelia": ["III/c", "III/d"],
    "Mahir": ["III/a", "III/b"],
    "Terampil": ["II/c", "II/d"],
}


@dataclass(frozen=True, slots=True)
class OrangRekaan:
    nip: str
    nama: str
    gelar_depan: str
    gelar_belakang: str
    status: str
    golongan: str
    kelamin: str
    tanggal_lahir: date


class PembuatOrang:
    """Membuat orang satu daerah, tiap kali yang cocok dengan jabatannya; nomor urut NIP tidak pernah berulang."""

    def __init__(self, daerah: str, acak: random.Random, *, tahun: int) -> None:
        self.daerah, self.acak, self.tahun = daerah, acak, tahun
        self.urut: dict[str, int] = {}
        self.nama_terpakai: set[str] = set()

    def untuk(self, jabatan: str, *, jenis: str, jenjang: str) -> OrangRekaan:
        acak, biasa = self.acak, jenis in {"fungsional", "pelaksana"}
        perempuan = acak.random() < (0.95 if "Bidan" in jabatan else 0.62 if biasa else 0.4)
        lahir = self._lahir(jenis, jenjang)
        pppk = biasa and acak.random() < 0.28
        nip = self._nip(lahir, pppk=pppk, perempuan=perempuan)
        depan, belakang = self._gelar(jabatan, jenis)
        return OrangRekaan(
            nip=nip,
            golongan=self._golongan(jenis, jenjang, pppk=pppk),
            nama=self._nama(perempuan=perempuan),
            gelar_depan=depan,
            gelar_belakang=belakang,
            status="PPPK" if pppk else "PNS",
            kelamin="P" if perempuan else "L",
            tanggal_lahir=lahir,
        )

    def _lahir(self, jenis: str, jenjang: str) -> date:
        senior = {"jpt": 50, "administrator": 46, "pengawas": 42}.get(
            jenis, {"Ahli Madya": 47, "Ahli Muda": 40}.get(jenjang, 31)
        )
        # Tiap daerah memakai tanggalnya sendiri, sehingga NIP dua daerah tidak pernah bertemu.
        hari = 4 * self.acak.randint(0, 6) + list(DEPAN_L).index(self.daerah) + 1
        return date(self.tahun - senior - self.acak.randint(0, 7), self.acak.randint(1, 12), hari)

    def _nip(self, lahir: date, *, pppk: bool, perempuan: bool) -> str:
        angkat = max(lahir.year + 23, self.tahun - 5 if pppk else lahir.year + 23) + self.acak.randint(0, 2)
        tahun, bulan = min(angkat, self.tahun - 1), self.acak.choice([1, 3, 4, 12])
        kunci = f"{lahir:%Y%m%d}{tahun}{21 if pppk else bulan}{perempuan}"
        self.urut[kunci] = self.urut.get(kunci, 0) + 1
        return buat_nip(
            tanggal_lahir=lahir,
            jenis="PPPK" if pppk else "PNS",
            tahun=tahun,
            bulan=bulan,
            kelamin="P" if perempuan else "L",
            urut=self.urut[kunci],
        )

    def _gelar(self, jabatan: str, jenis: str) -> tuple[str, str]:
        depan, belakang = next((g for awal, g in GELAR.items() if jabatan.startswith(awal)), ("", ""))
        if not belakang and jenis in {"administrator", "pengawas"}:
            belakang = "S.E., M.M." if self.acak.random() < 0.4 else "S.Sos."
        return depan, belakang

    def _golongan(self, jenis: str, jenjang: str, *, pppk: bool) -> str:
        if pppk:
            return "IX" if jenjang.startswith("Ahli") else "VII" if jenjang else "V"
        return self.acak.choice(
            GOLONGAN.get(jenis) or GOLONGAN_JENJANG.get(jenjang) or ["II/b", "II/c", "III/a"]
        )

    def _nama(self, *, perempuan: bool) -> str:
        depan = (DEPAN_P if perempuan else DEPAN_L)[self.daerah]
        belakang = (BELAKANG_P if perempuan else BELAKANG_L)[self.daerah]
        for _ in range(200):
            kata = [self.acak.choice(depan), self.acak.choice(belakang)]
            if self.acak.random() < 0.5:
                kata.insert(1, self.acak.choice(depan))
            nama = " ".join(dict.fromkeys(kata))
            if nama not in self.nama_terpakai:
                break
        self.nama_terpakai.add(nama)
        return nama
