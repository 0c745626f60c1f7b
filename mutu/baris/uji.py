"""Cakupan dan mutasi: apakah ujinya sendiri dapat dipercaya."""

from mutu.batas import Baris

BARIS = [
    Baris(
        id="A7",
        janji="Kekeliruan kecil yang disisipkan ke izin, aturan, dan penutupan ditemukan uji",
        batas="≥ 90 % ditemukan; 100 % pada izin",
        ukur=(
            "python -m mutu.mutasi izin",
            "KASUS_SIFAT=25 python -m mutu.mutasi nilai",
            "KASUS_SIFAT=25 python -m mutu.mutasi aturan",
            "python -m mutu.mutasi penutupan",
        ),
        detik=3600,
        catatan="Cuplikan dengan benih tetap; mutan yang hidup disebut saat dijalankan. Yang hidup di aturan nilai sebagian setara "
        "(arah selisih yang tidak pernah nol, pembulatan kalimat). Langkah berikutnya: python -m mutu.mutasi aturan dan "
        "penutupan di mesin sepi, lalu uji bagi yang hidup.",
    ),
    Baris(
        id="A8",
        janji="Baris kode, pola alamat, dan templat yang dilalui seluruh uji",
        batas="100 % alamat, templat, izin, aturan, dan penutupan; ≥ 95 % seluruhnya",
        ukur=("python -m mutu.cakupan",),
        detik=5400,
        catatan="Dengan uji aturan dan izin langsung saja, izin sudah seratus persen dan yang terlewat di aturan tinggal yang "
        "dilalui lewat layanan (impor, talenta, lembar). "
        "Langkah berikutnya: make mutu ARGS=A8 menjalankan seluruh uji sambil mencatat, kira-kira dua puluh menit.",
    ),
]
