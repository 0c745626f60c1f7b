"""Nomor yang diberi basis data sendiri: transaksi yang sedang berjalan, dan peladen tempatnya berjalan."""

from typing import Any

from django.db import models


class _DariBasisData(models.Func):
    """Ungkapan tanpa masukan yang boleh menjadi nilai bawaan kolom."""

    output_field = models.BigIntegerField()

    def __init__(self, **lain: Any) -> None:
        super().__init__(**lain)


class NomorTransaksi(_DariBasisData):
    """Nomor transaksi basis data; tidak berulang selama umur satu peladen."""

    template = "pg_current_xact_id()::text::bigint"


class NomorSistem(_DariBasisData):
    """Pengenal peladen basis data. Salinan yang dipulihkan di peladen lain mulai menghitung transaksi dari awal."""

    template = "asn_sistem()"


class JamDinding(models.Func):
    """Jam basis data saat barisnya ditulis, bukan saat transaksinya dimulai; mengurutkan tulisan di dalam satu transaksi."""

    template = "clock_timestamp()"
    output_field = models.DateTimeField()

    def __init__(self, **lain: Any) -> None:
        super().__init__(**lain)


# IMMUTABLE supaya dihitung sekali tiap pernyataan, bukan tiap baris: pengenal peladen memang tidak berubah saat berjalan.
FUNGSI_SISTEM = """
CREATE FUNCTION asn_sistem() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT system_identifier FROM pg_control_system()
$$;
"""
BALIK_SISTEM = "DROP FUNCTION asn_sistem();"
