"""Pemindai umum (wapiti dan sqlmap) terhadap situs contoh di mesin sendiri, sebagai tiap peran; docs/keamanan/pindai.md."""
