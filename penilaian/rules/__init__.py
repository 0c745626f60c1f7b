"""Aturan penilaian: kebijakan, nilai, predikat, dan pemeriksa nota."""
