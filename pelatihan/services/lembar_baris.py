"""Impor baris berkunci: satu kunci satu baris, yang baru ditambah dan yang berbeda diubah. Dipakai asesmen dan standar."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model

from inti.models import BarisImpor, Impor
from inti.rules.tabel import Baris, Kolom, tulis
from inti.services.impor import HasilBaris, Lingkup, Terapan, ditolak
from inti.services.jejak import catat_banyak
from inti.services.tulis_lembar import SelTulis
from kepegawaian.models import Instansi
from kepegawaian.permissions import Akses, Izin
from kepegawaian.services.impor.dasar import Dasar, bedakan, sejson, tolak_yang_berubah
from pelatihan.permissions import wajib_kelola_katalog

Kunci = tuple[Any, ...]


class AdaptorBerkunci(Dasar):
    """Adaptor tanpa bendanya. `ubahan`: kolom di luar kunci yang boleh berubah."""

    izin = Izin.KELOLA_PERIODE
    ubahan: tuple[str, ...]
    aksi: str

    def kini(self, lingkup: Lingkup) -> dict[Kunci, dict[str, Any]]:
        """Kunci → isi baris yang ada menurut nama kolomnya, dengan `pk`. Sedikit kueri."""
        raise NotImplementedError

    def rujuk(self, b: Baris, lingkup: Lingkup) -> tuple[Kunci, dict[str, Any]] | None:
        """Kunci baris berkas dan bidang modelnya; None sesudah menolak sebabnya."""
        raise NotImplementedError

    def sebutan(self, b: Baris) -> str:
        """Kunci baris dalam kata."""
        raise NotImplementedError

    def siapkan(self, lingkup: Lingkup) -> None:
        """Muat rujukan sekali bagi seluruh berkas."""

    def wajib(self, *, oleh: Any, impor: Impor | None, instansi_id: int, sekarang: datetime) -> None:
        """Boleh: admin BKD instansi itu."""
        wajib_kelola_katalog(oleh, instansi=Instansi.objects.get(pk=instansi_id), sekarang=sekarang)

    def ekspor(self, akses: Akses, lingkup: Lingkup) -> Iterator[Sequence[SelTulis]]:
        """Semua baris instansi; diimpor kembali tanpa diubah berarti tetap."""
        if akses.unit(Izin.KELOLA_PERIODE) is None:
            for isi in self.kini(lingkup).values():
                yield [self._sel(k, isi.get(k.nama)) for k in self.kolom]

    @staticmethod
    def _sel(kolom: Kolom, nilai: Any) -> SelTulis:
        return tulis(kolom, nilai) if kolom.pilihan else nilai

    def banding(self, baris: Iterable[Baris], lingkup: Lingkup) -> Iterator[HasilBaris]:
        """Bandingkan dengan yang ada. Banyak kuerinya tetap."""
        self.siapkan(lingkup)
        ada = self.kini(lingkup)
        terlihat: dict[Kunci, int] = {}
        for b in baris:
            yield self._satu(b, ada, terlihat, lingkup)

    def _satu(
        self, b: Baris, ada: dict[Kunci, dict[str, Any]], terlihat: dict[Kunci, int], lingkup: Lingkup
    ) -> HasilBaris:
        rujukan = None if b.ditolak else self.rujuk(b, lingkup)
        if rujukan is not None and not b.ditolak:
            lain = terlihat.setdefault(rujukan[0], b.nomor)
            if lain != b.nomor:
                b.tolak(
                    self.kolom[0].judul, f"Baris ini sama kuncinya dengan baris {lain}. Sisakan satu saja."
                )
        if rujukan is None or b.ditolak:
            return ditolak(b, self.sebutan(b))
        kunci, bidang = rujukan
        lama = ada.get(kunci)
        if lama is None:
            hasil = self.baru(b.nomor, self.sebutan(b), bidang, b.nilai)
        else:
            nilai = {k: bidang[k] for k in self.ubahan if k in b.nilai}
            hasil = self.hasil(b.nomor, self.sebutan(b), lama["pk"], bedakan(self.kolom, lama, nilai))
        hasil.catatan = [c.ke_dict() for c in b.catatan]
        return hasil

    def terapkan(self, perubahan: list[HasilBaris], lingkup: Lingkup) -> Terapan:
        """Tulis yang berubah dahulu, lalu tambah yang baru: baris lama yang diakhiri memberi tempat bagi penggantinya."""
        self._ubah({h.objek_id: h.sesudah or {} for h in perubahan if h.objek_id is not None}, lingkup)
        baru = [h for h in perubahan if h.objek_id is None]
        dibuat = self.model._default_manager.bulk_create(
            [self.model(instansi_id=lingkup.instansi_id, **(h.sesudah or {})) for h in baru], batch_size=1000
        )
        self._catat(
            "ditambah", [(o.pk, {"kunci": h.kunci}) for h, o in zip(baru, dibuat, strict=True)], lingkup
        )
        return Terapan({h.nomor: o.pk for h, o in zip(baru, dibuat, strict=True)})

    def batalkan(self, baris: list[BarisImpor], lingkup: Lingkup) -> None:
        """Hapus yang baru dan kembalikan yang berubah; yang sudah diubah lagi menolak semuanya."""
        kini = {isi["pk"]: isi for isi in self.kini(lingkup).values()}
        tolak_yang_berubah(
            b.kunci
            for b in baris
            if b.objek_id not in kini
            or any(sejson(kini[b.objek_id][k]) != v for k, v in (b.sesudah or {}).items() if k in self.ubahan)
        )
        baru = [b.objek_id for b in baris if b.keadaan == BarisImpor.Keadaan.BARU and b.objek_id]
        self.model._default_manager.filter(pk__in=baru).delete()
        self._catat("dihapus", [(pk, {}) for pk in baru], lingkup)
        semula = {b.objek_id: b.sebelum or {} for b in baris if b.keadaan == BarisImpor.Keadaan.BERUBAH}
        self._ubah({pk: isi for pk, isi in semula.items() if pk is not None}, lingkup)

    def _ubah(self, ubah: dict[int, dict[str, Any]], lingkup: Lingkup) -> None:
        kena: list[Model] = list(self.model._default_manager.filter(pk__in=ubah))
        for satu in kena:
            for bidang, nilai in ubah[satu.pk].items():
                setattr(satu, bidang, "" if nilai is None and bidang in self.teks else nilai)
        self.model._default_manager.bulk_update(kena, self.ubahan, batch_size=500)
        self._catat("diubah", [(pk, {"kini": isi}) for pk, isi in ubah.items()], lingkup)

    @property
    def teks(self) -> frozenset[str]:
        """Kolom tulisan, yang kosongnya tulisan kosong."""
        return frozenset(k.nama for k in self.kolom if k.berteks)

    def _catat(self, kata: str, butir: list[tuple[int, dict[str, Any]]], lingkup: Lingkup) -> None:
        catat_banyak(
            aksi=f"{self.aksi}.{kata}",
            objek_jenis=self.aksi,
            butir=butir,
            oleh=lingkup.oleh,
            sekarang=lingkup.sekarang,
            instansi_id=lingkup.instansi_id,
            alasan=f"Impor {self.judul.lower()}.",
        )
