"""Orang rekaan yang selalu sama untuk benih yang sama."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kepegawaian.rules.nip import buat_nip

DEPAN_L = {
    "mataram": [
        "Lalu",
        "Made",
        "Wayan",
        "Ketut",
        "Nengah",
        "Gede",
        "Komang",
        "Putu",
        "Muhammad",
        "Ahmad",
        "Zainul",
        "Hamdan",
        "Sahrul",
        "Fathur",
    ],
    "serang": [
        "Tubagus",
        "Entus",
        "Asep",
        "Ujang",
        "Dede",
        "Iwan",
        "Agus",
        "Hendra",
        "Rudi",
        "Mulyadi",
        "Sobari",
        "Fahmi",
        "Ikhwan",
        "Yusuf",
        "Ridwan",
    ],
    "mamuju": [
        "Andi",
        "Daeng",
        "Abdul",
        "Muhammad",
        "Basri",
        "Rahmat",
        "Syarif",
        "Hasan",
        "Amir",
        "Burhan",
        "Sudirman",
        "Yusran",
        "Ilham",
    ],
    "solok": [
        "Afrizal",
        "Zulkifli",
        "Yulhendri",
        "Rinaldi",
        "Syafrizal",
        "Ermanto",
        "Hendri",
        "Novrizal",
        "Dedi",
        "Masrizal",
        "Fauzan",
    ],
}
DEPAN_P = {
    "mataram": [
        "Baiq",
        "Ni",
        "Siti",
        "Nurul",
        "Hasanah",
        "Rohani",
        "Husnul",
        "Aminah",
        "Kartini",
        "Sri",
        "Dewi",
        "Laila",
        "Fitri",
    ],
    "serang": [
        "Siti",
        "Euis",
        "Neng",
        "Ratu",
        "Iis",
        "Nurhayati",
        "Lilis",
        "Yuyun",
        "Rina",
        "Dewi",
        "Fitriani",
        "Maryam",
        "Ani",
        "Sri",
    ],
    "mamuju": [
        "Sitti",
        "Nurhaeni",
        "Hasnah",
        "Rahmawati",
        "Andi",
        "Fatimah",
        "Mariani",
        "Suriani",
        "Kasma",
        "Nurlina",
        "Rosdiana",
    ],
    "solok": [
        "Yulianti",
        "Desi",
        "Rahmi",
        "Fitri",
        "Elvi",
        "Novita",
        "Sri",
        "Murni",
        "Erna",
        "Syafni",
        "Yeni",
        "Wirda",
        "Refni",
    ],
}
BELAKANG_L = {
    "mataram": [
        "Suardika",
        "Wirajaya",
        "Hidayat",
        "Satriawan",
        "Kurniawan",
        "Permana",
        "Jayadi",
        "Gunawan",
        "Hamzah",
        "Rahmat",
        "Adnyana",
        "Sudarma",
    ],
    "serang": [
        "Hidayatullah",
        "Suhendar",
        "Maulana",
        "Setiawan",
        "Nugraha",
        "Firmansyah",
        "Sukmara",
        "Saepudin",
        "Hermawan",
        "Suryana",
        "Wijaya",
        "Kusnadi",
        "Ramdani",
        "Hasanudin",
        "Fauzi",
    ],
    "mamuju": [
        "Tahir",
        "Mappiasse",
        "Rasyid",
        "Paturusi",
        "Syahrir",
        "Nurdin",
        "Hamid",
        "Palangi",
        "Kadir",
        "Arsyad",
        "Anwar",
        "Latif",
        "Sultan",
        "Usman",
    ],
    "solok": [
        "Chaniago",
        "Koto",
        "Piliang",
        "Tanjung",
        "Sikumbang",
        "Guci",
        "Jambak",
        "Malik",
        "Putra",
        "Saputra",
        "Hidayat",
    ],
}
BELAKANG_P = {
    "mataram": [
        "Ariyanti",
        "Handayani",
        "Wulandari",
        "Astuti",
        "Sukmawati",
        "Yuliani",
        "Pratiwi",
        "Hidayati",
        "Rahmawati",
        "Kusuma",
    ],
    "serang": [
        "Fauziah",
        "Rohmah",
        "Nuraeni",
        "Komalasari",
        "Agustina",
        "Rosidah",
        "Mulyati",
        "Lestari",
        "Hasanah",
        "Puspitasari",
        "Wahyuni",
        "Solihat",
        "Maesaroh",
        "Anggraeni",
        "Kurniasih",
    ],
    "mamuju": [
        "Tahir",
        "Rasyid",
        "Syahrir",
        "Nurdin",
        "Hamid",
        "Palangi",
        "Kadir",
        "Arsyad",
        "Anwar",
        "Latif",
        "Usman",
        "Ramadhani",
    ],
    "solok": [
        "Koto",
        "Piliang",
        "Tanjung",
        "Guci",
        "Jambak",
        "Putri",
        "Yanti",
        "Marlina",
        "Sari",
        "Anggraini",
        "Oktavia",
    ],
}
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


def deret(daerah: str, acak: random.Random, *, tahun: int) -> Iterator["PembuatOrang"]:
    """Pembuat orang tanpa akhir untuk satu daerah; nomor urut NIP tidak pernah berulang."""
    urut: dict[str, int] = {}
    nama_terpakai: set[str] = set()
    while True:
        yield PembuatOrang(daerah, acak, urut, nama_terpakai, tahun)


class PembuatOrang:
    """Membuat satu orang yang cocok dengan jabatannya."""

    def __init__(
        self, daerah: str, acak: random.Random, urut: dict[str, int], nama_terpakai: set[str], tahun: int
    ) -> None:
        self.daerah, self.acak, self.urut, self.nama_terpakai, self.tahun = (
            daerah,
            acak,
            urut,
            nama_terpakai,
            tahun,
        )

    def untuk(self, jabatan: str, *, jenis: str, jenjang: str) -> OrangRekaan:
        acak = self.acak
        perempuan = acak.random() < (
            0.95 if "Bidan" in jabatan else 0.62 if jenis in {"fungsional", "pelaksana"} else 0.4
        )
        senior = {"jpt": 50, "administrator": 46, "pengawas": 42}.get(
            jenis, {"Ahli Madya": 47, "Ahli Muda": 40}.get(jenjang, 31)
        )
        # Tiap daerah memakai tanggalnya sendiri, sehingga NIP dua daerah tidak pernah bertemu.
        hari = 4 * acak.randint(0, 6) + list(DEPAN_L).index(self.daerah) + 1
        lahir = date(self.tahun - senior - acak.randint(0, 7), acak.randint(1, 12), hari)
        pppk = jenis in {"fungsional", "pelaksana"} and acak.random() < 0.28
        angkat = max(lahir.year + 23, self.tahun - 5 if pppk else lahir.year + 23) + acak.randint(0, 2)
        tahun, bulan = min(angkat, self.tahun - 1), acak.choice([1, 3, 4, 12])
        kunci = f"{lahir:%Y%m%d}{tahun}{21 if pppk else bulan}{perempuan}"
        self.urut[kunci] = self.urut.get(kunci, 0) + 1
        depan, belakang = next((g for awal, g in GELAR.items() if jabatan.startswith(awal)), ("", ""))
        if not belakang and jenis in {"administrator", "pengawas"}:
            belakang = "S.E., M.M." if acak.random() < 0.4 else "S.Sos."
        golongan = (
            ("IX" if jenjang.startswith("Ahli") else "VII" if jenjang else "V")
            if pppk
            else acak.choice(
                GOLONGAN.get(jenis) or GOLONGAN_JENJANG.get(jenjang) or ["II/b", "II/c", "III/a"]
            )
        )
        return OrangRekaan(
            nip=buat_nip(
                tanggal_lahir=lahir,
                jenis="PPPK" if pppk else "PNS",
                tahun=tahun,
                bulan=bulan,
                kelamin="P" if perempuan else "L",
                urut=self.urut[kunci],
            ),
            nama=self._nama(perempuan=perempuan),
            gelar_depan=depan,
            gelar_belakang=belakang,
            status="PPPK" if pppk else "PNS",
            golongan=golongan,
            kelamin="P" if perempuan else "L",
            tanggal_lahir=lahir,
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
