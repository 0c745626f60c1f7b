"""Impor penempatan. Kuncinya nomor dari ekspor; tanpa nomor: orang, jenis, hari mulai, dan unit."""

from kepegawaian.services.impor.penempatan.adaptor import AdaptorPenempatan

__all__ = ["AdaptorPenempatan"]
