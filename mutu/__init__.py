"""Pengukuran mutu: `make mutu` menjalankan semuanya dan menulis docs/mutu.md serta docs/mutu.json."""
