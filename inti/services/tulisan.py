"""Panjang tulisan bebas yang dibaca orang lain: alasan, catatan, jawaban."""

from inti.galat import GalatAturan


def berukuran(
    teks: str,
    *,
    sekurangnya: int,
    paling_banyak: int | None = None,
    apa: str = "alasannya",
    bidang: str = "alasan",
    pesan: str = "",
) -> str:
    """`teks` tanpa spasi di tepinya; menolak yang hurufnya di luar batas.

    Penolakan menyebut batasnya dan panjang yang ditulis, lalu `pesan` (siapa yang membaca, atau contohnya).
    """
    teks = teks.strip()
    if len(teks) < sekurangnya or (paling_banyak is not None and len(teks) > paling_banyak):
        batas = (
            f"sekurangnya {sekurangnya}" if paling_banyak is None else f"{sekurangnya} sampai {paling_banyak}"
        )
        raise GalatAturan(f"Tulis {apa} {batas} huruf; ini {len(teks)}. {pesan}".rstrip(), bidang=bidang)
    return teks
