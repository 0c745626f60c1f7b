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
        catatan="Cuplikan dengan benih tetap (BENIH_MUTASI mencuplik yang lain); yang hidup disebut saat dijalankan, yang setara "
        "ditinjau satu demi satu di mutu/setara.txt. Angka di sini dari benih yang belum pernah dilihat penulis ujinya: nilai 27182818, "
        "aturan lain 31337, penutupan 16180339. Dahulu aturan lain 173 dari 200 dan penutupan 149 dari 180; uji bagi yang hidup "
        "pada cuplikan penutupan yang terakhir ditulis sesudah angka ini. Tetapan yang membentuk SQL saat modul dimuat tidak "
        "dihitung ulang, jadi beberapa kekeliruan di sana selalu tercatat hidup.",
    ),
    Baris(
        id="A8",
        janji="Baris kode, pola alamat, dan templat yang dilalui seluruh uji",
        batas="100 % alamat, templat, izin, aturan, dan penutupan; ≥ 95 % seluruhnya",
        ukur=("python -m mutu.cakupan",),
        detik=5400,
        catatan="Setiap pola alamat sudah diminta oleh tests/test_izin_semua_url.py, yang gagal bila ada alamat tanpa baris. "
        "Delapan templat formulir yang tidak pernah dipakai sudah dibuang; templat dokumen typst ikut dicatat. Menjalankan seluruh "
        "uji sambil mencatat: kira-kira dua puluh menit. Sapuan pertamanya menunjukkan kunci sandi belum pernah dijalankan; kini diuji "
        "di peramban dengan pengesah tiruan.",
    ),
]
