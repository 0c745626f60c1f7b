from pelatihan.models.pelatihan import Pelatihan, Rekomendasi
from pelatihan.models.sesi import Sesi
from pelatihan.models.usulan import AnggaranPelatihan, Kepesertaan, Usulan

__all__ = ["AnggaranPelatihan", "Kepesertaan", "Pelatihan", "Rekomendasi", "Sesi", "Usulan"]
