"""Beban L1–L7: orang tiruan melawan peladen yang dikirim (granian), di loopback saja, terbatas jumlah dan waktunya.

`python -m beban L1 [L3 …]`, atau `make mutu ARGS=L1`. `LAMA` (detik tiap adegan) dan `ORANG` (besar pemda, kelipatan 500)
mengecilkannya; bawaannya penuh. Locust berjalan di prosesnya sendiri dan tidak mengenal Django: yang perlu ia ketahui
ditulis `dunia.py` ke satu berkas rencana.
"""
