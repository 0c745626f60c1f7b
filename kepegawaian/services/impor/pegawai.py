"""Impor pegawai. Kuncinya NIP; yang baru tidak bersandi dan masuk dengan kode sekali pakai."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import ProtectedError

from inti.galat import GalatAturan
from inti.models import BarisImpor
from inti.rules.format import tanggal
from inti.rules.tabel import Baris, Nilai
from inti.services.impor import HasilBaris, Lingkup, Terapan, ditolak
from inti.services.jejak import catat_banyak
from kepegawaian.models import Pegawai, Peran
from kepegawaian.permissions import PERAN_PENGELOLA
from kepegawaian.queries.orang import berlaku
from kepegawaian.queries.pegawai import pegawai_untuk
from kepegawaian.rules import golongan as aturan_golongan
from kepegawaian.rules import nip as aturan_nip
from kepegawaian.rules.impor import PEGAWAI
from kepegawaian.services.impor.dasar import Dasar, Wilayah, bedakan, sejson, tolak_yang_berubah
from kepegawaian.services.impor.potong import potongan
from kepegawaian.services.pegawai import MasukanPegawai, tambah_banyak
from kepegawaian.services.pegawai.ubah import periksa_kontak, tulis

BIDANG = tuple(k.nama for k in PEGAWAI)
UBAHAN = tuple(b for b in BIDANG if b != "nip")
POTONG = 2_000
JUDUL = {k.nama: k.judul for k in PEGAWAI}
DI_TEMPAT_LAIN = (
    "NIP ini tidak dapat dipakai di sini. Periksa angkanya; bila sudah benar, hubungi tim aplikasi."
)
DI_LUAR = "Pegawai ini di luar wilayah Anda. Minta admin BKD atau admin dinasnya mengubah datanya."
PENGELOLA = "Pegawai ini memegang peran pengelola. Minta admin BKD mengubah datanya."


class AdaptorPegawai(Dasar):
    """Data diri pegawai; penempatan dan perannya di lembar lain."""

    kode = "pegawai"
    judul = "Pegawai"
    benda = "pegawai"
    lembar = "Pegawai"
    sebutan_kunci = "NIP. NIP yang sama berarti orang yang sama."
    kolom = PEGAWAI
    model = Pegawai

    def banding(self, baris: Iterable[Baris], lingkup: Lingkup) -> Iterator[HasilBaris]:
        """Bandingkan per potongan 2.000 baris: satu sampai tiga kueri tiap potongan, memori tetap."""
        wilayah = Wilayah(lingkup)
        terlihat: dict[str, int] = {}
        for potong in potongan(baris, POTONG):
            for b in potong:
                _periksa(b, terlihat)
            ada = _yang_ada([b.teks("nip") for b in potong if b.teks("nip")])
            terlarang = _terlarang([isi["pk"] for isi in ada.values()], wilayah)
            for b in potong:
                yield self._satu(b, ada.get(b.teks("nip")), wilayah, terlarang)

    def _satu(
        self, b: Baris, lama: dict[str, Any] | None, wilayah: Wilayah, terlarang: dict[int, str]
    ) -> HasilBaris:
        kunci = f"{b.teks('nip') or b.mentah.get('nip', '')} {b.teks('nama')}".strip()
        if lama is not None and lama["instansi_id"] != wilayah.instansi.pk:
            b.tolak("NIP", DI_TEMPAT_LAIN)
        if b.ditolak:
            return ditolak(b, kunci)
        if lama is None:
            sesudah = {**dict.fromkeys(BIDANG, ""), **b.nilai}
            hasil = self.baru(b.nomor, kunci, sesudah, sesudah)
        else:
            beda = bedakan(PEGAWAI, lama, b.nilai)
            if beda.sesudah and lama["pk"] in terlarang:
                b.tolak(beda.banding[0][0], terlarang[lama["pk"]])
                return ditolak(b, kunci)
            hasil = self.hasil(b.nomor, kunci, lama["pk"], beda)
        hasil.catatan = [c.ke_dict() for c in b.catatan]
        return hasil

    def terapkan(self, perubahan: list[HasilBaris], lingkup: Lingkup) -> Terapan:
        """Daftarkan yang baru tanpa sandi, tulis kolom yang berubah."""
        instansi = Wilayah(lingkup).instansi
        hasil = Terapan()
        baru = [h for h in perubahan if h.keadaan == BarisImpor.Keadaan.BARU]
        for potong in potongan(baru, POTONG):
            masukan = [
                MasukanPegawai(**{k: v for k, v in (h.sesudah or {}).items() if k != "telepon"})
                for h in potong
            ]
            dibuat = tambah_banyak(
                instansi=instansi, masukan=masukan, oleh=lingkup.oleh, sekarang=lingkup.sekarang
            )
            hasil.dibuat |= {h.nomor: p.pk for h, p in zip(potong, dibuat, strict=True)}
            _isi_telepon(potong, dibuat)
        _tulis(
            {
                h.objek_id: (h.sebelum or {}, h.sesudah or {})
                for h in perubahan
                if h.keadaan == BarisImpor.Keadaan.BERUBAH and h.objek_id is not None
            },
            lingkup,
            "Impor pegawai.",
        )
        return hasil

    def batalkan(self, baris: list[BarisImpor], lingkup: Lingkup) -> None:
        """Hapus yang baru dan kembalikan yang berubah; yang diubah atau dipakai sesudahnya menolak semuanya."""
        K = BarisImpor.Keadaan
        for potong in potongan(baris, POTONG):
            kini = {p["pk"]: p for p in _nilai([b.objek_id for b in potong if b.objek_id is not None])}
            tolak_yang_berubah(
                b.kunci
                for b in potong
                if b.objek_id not in kini
                or any(sejson(kini[b.objek_id][k]) != v for k, v in (b.sesudah or {}).items())
            )
        _tulis(
            {
                b.objek_id: (b.sesudah or {}, b.sebelum or {})
                for b in baris
                if b.keadaan == K.BERUBAH and b.objek_id is not None
            },
            lingkup,
            "Pembatalan impor pegawai.",
        )
        baru = {b.objek_id: b.kunci for b in baris if b.keadaan == K.BARU and b.objek_id is not None}
        for nomor in potongan(baru, POTONG):
            try:
                Pegawai.objects.filter(pk__in=nomor).delete()
            except ProtectedError as galat:
                tolak_yang_berubah(_nama_terpakai(galat, baru))
        catat_banyak(
            aksi="pegawai.dihapus",
            objek_jenis="pegawai",
            butir=[(pk, {"kunci": kunci}) for pk, kunci in baru.items()],
            oleh=lingkup.oleh,
            sekarang=lingkup.sekarang,
            instansi_id=lingkup.instansi_id,
            alasan="Pembatalan impor pegawai.",
        )


def _periksa(b: Baris, terlihat: dict[str, int]) -> None:
    """Yang dapat ditolak tanpa basis data: NIP dan pasangannya, golongan, surel, dan NIP ganda di berkas."""
    tertulis = b.teks("nip")
    if not tertulis:
        return
    try:
        nip = aturan_nip.baca(tertulis, jenis=b.teks("status") or None)
    except ValueError as galat:
        b.tolak("NIP", str(galat))
        return
    b.nilai["nip"] = nip.nomor
    if nip.nomor in terlihat:
        b.tolak("NIP", f"NIP ini sudah ada di baris {terlihat[nip.nomor]}. Sisakan satu baris saja.")
    terlihat.setdefault(nip.nomor, b.nomor)
    dari_nip: dict[str, Nilai] = {
        "status": nip.jenis.value,
        "kelamin": nip.kelamin.value,
        "tanggal_lahir": nip.tanggal_lahir,
    }
    for bidang, nilai in dari_nip.items():
        b.nilai[bidang] = b.nilai.get(bidang) or nilai
    if b.nilai["tanggal_lahir"] != nip.tanggal_lahir:
        b.tolak(
            JUDUL["tanggal_lahir"],
            f"Menurut NIP, lahir {tanggal(nip.tanggal_lahir)}. Perbaiki NIP atau tanggal lahirnya.",
        )
    if b.nilai["kelamin"] != nip.kelamin.value:
        kata = "laki-laki" if nip.kelamin is aturan_nip.Kelamin.LAKI_LAKI else "perempuan"
        b.tolak(JUDUL["kelamin"], f"Menurut angka ke-15 NIP, {kata}. Perbaiki NIP atau jenis kelaminnya.")
    _periksa_isian(b)


def _periksa_isian(b: Baris) -> None:
    if b.teks("golongan"):
        try:
            b.nilai["golongan"] = _golongan(b.teks("golongan"), b.teks("status"))
        except ValueError as galat:
            b.tolak(JUDUL["golongan"], str(galat))
    if b.teks("email"):
        try:
            b.nilai["email"] = periksa_kontak(b.teks("email"), "")[0]
        except GalatAturan as galat:
            b.tolak(JUDUL["email"], galat.pesan)


def _golongan(tertulis: str, status: str) -> str:
    """Golongan resmi tanpa peduli huruf besar dan spasi: "iii / B" → "III/b"."""
    rapat = "".join(tertulis.split()).casefold()
    cocok = next((g for g in aturan_golongan.daftar(status) if g.casefold() == rapat), tertulis)
    return aturan_golongan.periksa(cocok, status=status)


def _yang_ada(nip: list[str]) -> dict[str, dict[str, Any]]:
    """Pegawai ber-NIP itu di instansi mana pun; yang di instansi lain hanya dipakai untuk menolak."""
    return {p["nip"]: p for p in Pegawai.objects.filter(nip__in=nip).values("pk", "instansi_id", *BIDANG)}


def _nilai(ids: list[int]) -> list[dict[str, Any]]:
    return list(Pegawai.objects.filter(pk__in=ids).values("pk", *BIDANG))


def _terlarang(ids: list[int], wilayah: Wilayah) -> dict[int, str]:
    """Orang yang datanya tidak boleh diubah pengimpor, dengan sebabnya."""
    if wilayah.seluruh:
        return {}
    boleh = set(
        pegawai_untuk(wilayah.akses, pada=wilayah.hari).filter(pk__in=ids).values_list("pk", flat=True)
    )
    pengelola = Peran.objects.filter(
        berlaku(wilayah.hari), pegawai_id__in=ids, jenis__in=PERAN_PENGELOLA
    ).values_list("pegawai_id", flat=True)
    return {pk: DI_LUAR for pk in ids if pk not in boleh} | dict.fromkeys(pengelola, PENGELOLA)


def _isi_telepon(potong: list[HasilBaris], dibuat: list[Pegawai]) -> None:
    bertelepon = []
    for h, p in zip(potong, dibuat, strict=True):
        p.telepon = (h.sesudah or {}).get("telepon") or ""
        if p.telepon:
            bertelepon.append(p)
    Pegawai.objects.bulk_update(bertelepon, ["telepon"], batch_size=1000)


def _tulis(ubah: dict[int, tuple[dict[str, Any], dict[str, Any]]], lingkup: Lingkup, alasan: str) -> None:
    """Tulis banyak sekaligus; yang surelnya berganti lewat jalan biasa, supaya alamat lamanya dikabari."""
    for ids in potongan(ubah, POTONG):
        kena = list(Pegawai.objects.filter(pk__in=ids))
        sekaligus = []
        for p in kena:
            dulu, kini = ubah[p.pk]
            if p.email and "email" in kini:
                beda = {k: (dulu[k], kini[k]) for k in kini}
                tulis(p, beda, oleh=lingkup.oleh, sekarang=lingkup.sekarang, alasan=alasan)
                continue
            for bidang, nilai in kini.items():
                setattr(p, bidang, nilai)
            sekaligus.append(p)
        bidang_kena = [b for b in UBAHAN if any(b in ubah[p.pk][1] for p in sekaligus)]
        if bidang_kena:
            Pegawai.objects.bulk_update(sekaligus, bidang_kena, batch_size=500)
        catat_banyak(
            aksi="pegawai.diubah",
            objek_jenis="pegawai",
            butir=[
                (p.pk, {k: {"dulu": ubah[p.pk][0][k], "kini": v} for k, v in ubah[p.pk][1].items()})
                for p in sekaligus
            ],
            oleh=lingkup.oleh,
            sekarang=lingkup.sekarang,
            instansi_id=lingkup.instansi_id,
            alasan=alasan,
        )


def _nama_terpakai(galat: ProtectedError, baru: dict[int, str]) -> list[str]:
    kena = {getattr(p, "pegawai_id", None) for p in galat.protected_objects}
    return [baru[pk] for pk in sorted(k for k in kena if k in baru)] or ["sebagian pegawai baru"]
