"""25 bentuk pengembangan kompetensi menurut kode SIASN, dan mana yang klasikal."""

NONKLASIKAL = frozenset(
    {
        "magang",
        "coaching",
        "mentoring",
        "e-learning",
        "pelatihan jarak jauh",
        "detasering",
        "pembelajaran alam terbuka",
        "patok banding",
        "pertukaran pns",
        "belajar mandiri",
        "komunitas belajar",
        "bimbingan di tempat kerja",
        "nonklasikal",
    }
)


def klasikal(bentuk: str) -> bool:
    """Apakah bentuk itu tatap muka di kelas. Bentuk yang tidak dikenal dianggap klasikal, karena itu yang butuh izin.

    >>> klasikal("Bimbingan Teknis"), klasikal("E-Learning")
    (True, False)
    """
    kecil = bentuk.lower()
    return not any(kata in kecil for kata in NONKLASIKAL)
