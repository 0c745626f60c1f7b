# Perintah proyek; `make` saja menampilkan daftarnya.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test check check-gaya check-jenis check-templat check-migrasi check-deploy fix bench mutu gambar cadangan pulihkan reset venv venv-uji

# Python 3.11–3.14 pertama yang ada; `make demo PYTHON=/jalur/python3` memilih sendiri.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null && echo $$p && exit; \
	done; echo python3)
PY := .venv/bin/python
# Argumen pytest; ganti untuk sebagian saja: make test ARGS='tests/inti -k kunci'
# worksteal: pekerja yang selesai mengambil sisa temannya, sehingga uji lambat tidak menumpuk di ujung.
ARGS ?= -n 2 --dist worksteal

# Lingkungan seperti di peladen sungguhan, untuk pemeriksaan yang tidak menyentuh basis data.
SUNGGUHAN := DEBUG=0 MODE_CONTOH=0 HTTPS=1 ALLOWED_HOSTS=kinerja.contoh.go.id BASE_URL=https://kinerja.contoh.go.id \
	SECRET_KEY=hanya-untuk-pemeriksaan-2f9c1b7ae04d4c6b8f13a5d7e9b0c2d4e6f8a1b3c5 \
	DATABASE_URL=postgres://periksa:periksa@127.0.0.1:5432/periksa REDIS_URL=redis://127.0.0.1:6379/0

help: ## Tampilkan daftar perintah ini
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

demo: venv ## Nyalakan semuanya dengan data contoh; Ctrl-C menghentikan
	@$(PY) -m inti.layanan.demo

test: venv-uji ## Jalankan seluruh uji, termasuk uji peramban (ARGS= untuk argumen pytest)
	@CHROMIUM_PATH="$$($(PY) -m inti.layanan.peramban)" && export CHROMIUM_PATH && \
		$(PY) -m inti.layanan.uji -- $(PY) -m pytest $(ARGS)

check: check-gaya check-jenis check-templat check-migrasi check-deploy ## Periksa gaya, jenis, templat, migrasi, dan pengaturan; tidak mengubah apa pun

check-gaya: venv-uji
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet . || { echo "Ada berkas yang belum rapi; jalankan: make fix"; exit 1; }

check-jenis: venv-uji
	@$(SUNGGUHAN) $(PY) -m mypy --no-error-summary

check-templat: venv-uji
	@$(PY) -m djlint --lint --quiet .

check-migrasi: venv-uji
	@$(PY) -m inti.layanan.uji -- $(PY) manage.py makemigrations --check --dry-run --verbosity 1

check-deploy: venv-uji
	@$(SUNGGUHAN) $(PY) manage.py check --deploy --fail-level WARNING

fix: venv-uji ## Rapikan kode sendiri (ruff)
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format --quiet .

bench: venv-uji ## Ukur kinerja; hasilnya di docs/kinerja.md dan docs/kinerja.json
	@$(PY) -m inti.layanan.dengan -- $(PY) -m bench

gambar: venv-uji ## Potret tiap jenis halaman data contoh ke docs/gambar/; sesudah `make demo` pernah selesai
	@CHROMIUM_PATH="$$($(PY) -m inti.layanan.peramban)" && export CHROMIUM_PATH && \
		$(PY) -m inti.layanan.dengan -- $(PY) -m mutu.gambar

mutu: venv-uji ## Ukur semua batas mutu; hasilnya di docs/mutu.md dan docs/mutu.json (ARGS="K5 U" untuk sebagian)
	@CHROMIUM_PATH="$$($(PY) -m inti.layanan.peramban)" && export CHROMIUM_PATH && \
		$(PY) -m inti.layanan.uji -- $(PY) -m mutu $(filter-out -n 2 --dist worksteal,$(ARGS))

cadangan: venv ## Cadangkan basis data dan berkas (KE=folder)
	@$(PY) -m inti.layanan.dengan -- $(PY) manage.py cadangkan $(if $(KE),--ke "$(KE)")

pulihkan: venv ## Pulihkan cadangan ke basis data kosong (DARI=folder; TIMPA=1 mengganti isinya)
	@test -n "$(DARI)" || { echo "Sebutkan foldernya: make pulihkan DARI=cadangan/asn-…"; exit 1; }
	@$(PY) -m inti.layanan.dengan -- $(PY) manage.py pulihkan "$(DARI)" $(if $(TIMPA),--timpa)

reset: ## Buang semua data demo dan mulai dari awal
	@$(PYTHON) -m inti.layanan.reset

ADA_PYTHON = command -v $(PYTHON) >/dev/null || \
	{ echo "Python 3.11 atau lebih baru tidak ditemukan. Pasang dulu (Debian/Ubuntu: sudo apt install python3 python3-venv), lalu ulangi."; exit 1; }

venv:
	@$(ADA_PYTHON); $(PYTHON) -I inti/layanan/pasang.py dasar

venv-uji:
	@$(ADA_PYTHON); $(PYTHON) -I inti/layanan/pasang.py uji
