"""Alasan di semua langkah pelatihan, pembinaan, dan penghargaan."""

from typing import Final

# Sekurangnya satu kata yang menerangkan; dibaca orang lain.
ALASAN_TERPENDEK: Final = 10
