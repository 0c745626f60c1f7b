"""Aturan umpan balik: BerAKHLAK, unsur survei, IKM, sampel, penyamaran."""
