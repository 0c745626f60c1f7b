"""Isi sekarang dalam bentuk lembar impor: diunggah kembali tanpa diubah, tidak ada yang berubah."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Q

from inti.rules.tabel import Jenis, Kolom, KolomTulis, LembarTulis, SelTulis
from kepegawaian.models import Jabatan, LetakUnit, Penempatan, UnitKerja
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.orang import berlaku
from kepegawaian.queries.pegawai import pegawai_untuk
from kepegawaian.rules.impor import JABATAN, PEGAWAI
from kepegawaian.rules.impor.jalur import Jalur

POTONG = 2_000
Baris = Iterator[Sequence[SelTulis]]


def isi_ekspor(kode: str, akses: Akses, *, pada: date) -> Baris:
    """Baris-baris jenis itu dalam wilayah pemegang akses, urut kolomnya."""
    sumber: dict[str, Callable[[Akses, date], Baris]] = {
        "unit": _unit,
        "jabatan": _jabatan,
        "pegawai": _pegawai,
        "penempatan": _penempatan,
    }
    return sumber[kode](akses, pada)


def kolom_tulis(kolom: Iterable[Kolom]) -> list[KolomTulis]:
    """Kolom lembar sebagai kolom berkas: teks tetap teks, pilihan menjadi daftar turun."""
    return [
        KolomTulis(
            k.judul,
            k.lebar,
            teks=k.berteks,
            pilihan=tuple(label for _, label in k.pilihan) if k.jenis is Jenis.PILIHAN else _ya_tidak(k),
        )
        for k in kolom
    ]


def _ya_tidak(kolom: Kolom) -> tuple[str, ...]:
    return ("Ya", "Tidak") if kolom.jenis is Jenis.YA_TIDAK else ()


def lembar_petunjuk(kolom: Sequence[Kolom], judul: str) -> LembarTulis:
    """Lembar kedua di templat: arti tiap kolom dan contohnya."""
    return LembarTulis(
        "Petunjuk",
        [
            KolomTulis("Kolom", 22),
            KolomTulis("Wajib", 9),
            KolomTulis("Isi", 34, teks=True),
            KolomTulis("Keterangan", 70),
            KolomTulis("Contoh", 34, teks=True),
        ],
        [
            *((k.judul, "Ya" if k.wajib else "", k.sebutan, k.bantuan, k.contoh) for k in kolom),
            ("", "", "", "", ""),
            ("Cara", "", "", f"Isi lembar “{judul}” mulai baris kedua. Satu baris satu {judul.lower()}.", ""),
            (
                "Urutan",
                "",
                "",
                "Urutan kolom bebas; judulnya jangan diubah. Hapus kolom yang tidak dipakai.",
                "",
            ),
            (
                "Kosong",
                "",
                "",
                "Kolom yang ada tetapi kosong mengosongkan isinya. Kolom yang dihapus tidak mengubah apa pun.",
                "",
            ),
            ("Tanggal", "", "", "Hari-bulan-tahun, misalnya 31-12-2026, atau 2026-12-31.", ""),
        ],
        bungkus=True,
    )


def _jalur(instansi_id: int, pada: date) -> Jalur:
    letak = LetakUnit.objects.filter(berlaku(pada), unit__instansi_id=instansi_id)
    return Jalur(
        {unit: (nama, induk) for unit, nama, induk in letak.values_list("unit_id", "nama", "induk_id")}
    )


def _unit(akses: Akses, pada: date) -> Baris:
    letak = {
        x.unit_id: x for x in LetakUnit.objects.filter(berlaku(pada), unit__instansi_id=akses.instansi_id)
    }
    jalur = Jalur({x.unit_id: (x.nama, x.induk_id) for x in letak.values()})
    boleh = akses.unit(Izin.KELOLA_PEGAWAI)
    unit = UnitKerja.objects.filter(pk__in=letak if boleh is None else set(letak) & boleh).in_bulk()
    label = dict(UnitKerja.Jenis.choices)
    for pk in sorted(unit, key=lambda u: (jalur.teks(u).casefold(), u)):
        x, u = letak[pk], unit[pk]
        induk = jalur.teks(x.induk_id) if x.induk_id else ""
        yield (str(pk), x.nama, x.singkatan, label[u.jenis], induk, u.urutan, u.sejak, u.sumber, None, "")


def _jabatan(akses: Akses, pada: date) -> Baris:
    label = dict(Jabatan.Jenis.choices)
    bidang = [k.nama for k in JABATAN]
    for isi in (
        Jabatan.objects.filter(instansi_id=akses.instansi_id).order_by("nama").values(*bidang).iterator()
    ):
        yield [label[isi[b]] if b == "jenis" else isi[b] for b in bidang]


def _pegawai(akses: Akses, pada: date) -> Baris:
    label = {"L": "Laki-laki", "P": "Perempuan"}
    bidang = [k.nama for k in PEGAWAI]
    semua = pegawai_untuk(akses, pada=pada).filter(is_active=True).select_related(None).order_by("nama", "pk")
    for isi in semua.values(*bidang).iterator(chunk_size=POTONG):
        yield [label[isi[b]] if b == "kelamin" else isi[b] for b in bidang]


def _penempatan(akses: Akses, pada: date) -> Baris:
    """Yang berlaku hari ini dan yang akan datang."""
    jalur = _jalur(akses.instansi_id, pada)
    label = dict(Penempatan.Jenis.choices)
    boleh = akses.unit(Izin.KELOLA_PEGAWAI)
    semua = Penempatan.objects.filter(
        Q(sampai__isnull=True) | Q(sampai__gte=pada), unit__instansi_id=akses.instansi_id
    )
    if boleh is not None:
        semua = semua.filter(unit_id__in=boleh)
    bidang = (
        "pk",
        "pegawai__nip",
        "pegawai__nama",
        "unit_id",
        "jabatan__nama",
        "jenis",
        "kepala",
        "sejak",
        "sampai",
        "dasar",
    )
    for pk, nip, nama, unit, jabatan, jenis, *sisa in (
        semua.order_by("pegawai__nama", "sejak", "pk").values_list(*bidang).iterator(chunk_size=POTONG)
    ):
        yield [str(pk), nip, nama, _sebut(jalur, unit), jabatan, label[jenis], *sisa]


def _sebut(jalur: Jalur, unit: int) -> str:
    """Jalur unit bila menunjuk tepat unit itu, selain itu kodenya."""
    teks = jalur.teks(unit)
    return teks if teks and jalur.tepat(teks) == unit else f"[{unit}]"
