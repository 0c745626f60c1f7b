"""Impor unit kerja. Kuncinya kode dari ekspor; tanpa kode, jalurnya. Nama, singkatan, dan induk berubah bertanggal."""

from kepegawaian.services.impor.unit.adaptor import AdaptorUnit

__all__ = ["AdaptorUnit"]
