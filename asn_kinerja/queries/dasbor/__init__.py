"""Dasbor pengelola dan pimpinan: angka tiap aplikasi disusun di sini, tidak ada yang dihitung ulang."""
