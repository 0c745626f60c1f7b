"""Nama perangkat dengan kata biasa, dari kepala User-Agent."""

PERAMBAN = (
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
# Urutannya penting: Android menyebut Linux, iPhone menyebut Mac OS X.
SISTEM = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
TIDAK_DIKENAL = "Perangkat lain"


def nama_perangkat(agen: str) -> str:
    """ "Chrome di Windows"; bagian yang tidak dikenali ditinggalkan. Tidak pernah memuat isi kepala apa adanya."""
    peramban = next((nama for tanda, nama in PERAMBAN if tanda in agen), "")
    sistem = next((nama for tanda, nama in SISTEM if tanda in agen), "")
    if peramban and sistem:
        return f"{peramban} di {sistem}"
    return peramban or sistem or TIDAK_DIKENAL
