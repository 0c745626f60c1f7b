"""Buku Excel IKM satu simpul: unsur, anak, tren, dan tindak lanjut. Teks selalu teks, tidak pernah rumus."""

from collections.abc import Iterable, Sequence
from itertools import chain, repeat

from inti.rules.tabel import KolomTulis, LembarTulis, SelTulis
from inti.services.tulis_lembar import tulis_xlsx
from kepegawaian.models import Instansi
from umpan_balik.queries.ikm import Rekap
from umpan_balik.queries.ikm_hitung import Ikm
from umpan_balik.rules.unsur import UNSUR

DATA_CONTOH = "Data contoh: orang dan hasil di sini rekaan."
LEBAR_BAWAAN = 14


def buku(instansi: Instansi, rekap: Rekap) -> bytes:
    """Isi berkas .xlsx."""
    lembar = [
        _lembar("Ringkasan", ("Perihal", "Isi"), _ringkasan(instansi, rekap), lebar=(34, 60)),
        _lembar(
            "Unsur",
            ("Unsur", "NRR", "NRR tertimbang (1/9)", f"NRR {rekap.masa.sebelumnya.nama}", "Tiga terendah"),
            ((u.nama, u.nrr, u.tertimbang, u.lalu, u.rendah) for u in rekap.unsur),
            lebar=(44, 10, 14, 18),
            desimal=4,
        ),
    ]
    if rekap.jenis_anak:
        kolom = ("IKM", "Mutu", "Responden", "Perlu", "Keterangan", *(u.nama for u in UNSUR))
        kepala = (rekap.jenis_anak.capitalize(), *kolom)
        lembar.append(
            _lembar(f"Tiap {rekap.jenis_anak}", kepala, _anak(rekap), lebar=(52, 10, 8, 12, 10, 44))
        )
    tren = ((m.nama, i.ikm, i.mutu, i.n, i.alasan) for m, i in rekap.tren)
    lembar.append(
        _lembar("Tren", ("Masa", "IKM", "Mutu", "Responden", "Keterangan"), tren, lebar=(22, 10, 8, 12, 50))
    )
    kepala_tindak = ("Unit", "Unsur", "Rencana", "Penanggung jawab", "Tenggat", "Keadaan", "Hasil", "Bukti")
    lembar.append(
        _lembar("Tindak lanjut", kepala_tindak, _tindak(rekap), lebar=(36, 30, 60, 30, 12, 14, 60, 40))
    )
    with tulis_xlsx(lembar, judul=f"IKM {rekap.nama} {rekap.masa.nama}") as berkas:
        return berkas.read()


def _lembar(
    nama: str,
    kepala: Sequence[str],
    baris: Iterable[Sequence[SelTulis]],
    *,
    lebar: Sequence[int],
    desimal: int = 2,
) -> LembarTulis:
    ukuran = chain(lebar, repeat(LEBAR_BAWAAN))
    return LembarTulis(
        nama, [KolomTulis(j, satu, desimal=desimal) for j, satu in zip(kepala, ukuran, strict=False)], baris
    )


def _ringkasan(instansi: Instansi, rekap: Rekap) -> Iterable[Sequence[SelTulis]]:
    if instansi.data_contoh:
        yield "Perhatian", DATA_CONTOH
    yield "Instansi", instansi.nama
    yield "Yang dilaporkan", rekap.nama
    yield "Masa", rekap.masa.nama
    yield "IKM resmi (bobot 1/9)", rekap.ikm.ikm
    yield "Mutu", f"{rekap.ikm.mutu} {rekap.ikm.kinerja}".strip()
    yield "IKM dengan bobot 0,11 (pembanding)", rekap.ikm.koma_sebelas
    if rekap.jenis_anak:
        yield f"Rata-rata IKM tiap {rekap.jenis_anak}, sama berat (pembanding)", rekap.rata_anak
    yield "Responden", rekap.ikm.n
    yield "Penerima layanan", rekap.penerima.banyak
    yield "Responden yang diperlukan (Krejcie dan Morgan)", rekap.penerima.perlu
    yield "Keterangan", rekap.ikm.alasan or "Semua responden disatukan; tiap responden sama beratnya."


def _anak(rekap: Rekap) -> Iterable[Sequence[SelTulis]]:
    for b in rekap.anak:
        nrr = [_nrr(b.ikm, n) for n in range(len(UNSUR))]
        yield [b.nama, b.ikm.ikm, b.ikm.mutu, b.ikm.n, b.penerima.perlu, b.ikm.alasan, *nrr]


def _nrr(ikm: Ikm, urut: int) -> SelTulis:
    return ikm.nrr.get(UNSUR[urut].kode)


def _tindak(rekap: Rekap) -> Iterable[Sequence[SelTulis]]:
    nama = {u.kode.value: u.nama for u in UNSUR}
    for t in rekap.tindak_lanjut:
        keadaan = t.get_status_display()
        yield [
            t.unit.nama,
            nama[t.unsur],
            t.rencana,
            t.penanggung_jawab,
            t.tenggat,
            keadaan,
            t.hasil,
            t.bukti,
        ]
