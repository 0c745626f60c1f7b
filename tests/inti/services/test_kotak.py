"""Kotak keluar: tidak ada kiriman yang hilang, tertahan yang lain, atau terkirim dua kali."""

import base64
import json
import threading
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import redis
from celery import Celery
from django.conf import settings
from django.core import mail
from django.db import connection, transaction

from inti.models import KotakKeluar, Pemberitahuan
from inti.services import kotak

SEKARANG = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


class Pengantar:
    """Pengganti antrean Celery: mencatat yang sampai, menolak yang disebut."""

    def __init__(self, menolak: set[str] = frozenset(), putus: bool = False) -> None:
        self.sampai: list[str] = []
        self.dicoba: list[str] = []
        self.menolak, self.putus = set(menolak), putus

    def send_task(self, nama: str, *, kwargs: dict[str, Any], retry: bool) -> None:
        assert retry is False, "percobaan ulang diatur kotak keluar, bukan Celery"
        self.dicoba.append(nama)
        if self.putus or nama in self.menolak:
            raise ConnectionError(f"{nama} tidak sampai")
        self.sampai.append(nama)


@pytest.fixture
def pengantar(monkeypatch: pytest.MonkeyPatch) -> Pengantar:
    baru = Pengantar()
    monkeypatch.setattr(kotak, "current_app", baru)
    return baru


def antre(*nama: str) -> None:
    for satu in nama:
        kotak.antre_tugas(nama=satu, kunci=satu, sekarang=SEKARANG)


def surel(nomor: int) -> None:
    muatan = {"kepada": f"orang{nomor}@contoh.go.id", "judul": "SKP", "isi": "Isi"}
    kotak.antre(jenis="surel", kunci=f"surel:{nomor}", muatan=muatan, sekarang=SEKARANG)


@pytest.mark.django_db
class TestMenulis:
    def test_kunci_yang_sama_tidak_menambah_pesan_pekerjaan_atau_surel(self) -> None:
        for judul in ("SKP disetujui", "SKP disetujui lagi"):
            kotak.beri_tahu(
                penerima_id=7,
                instansi_id=1,
                judul=judul,
                isi="Buka SKP Anda.",
                tautan="/skp/3/",
                kunci="skp:3:disetujui",
                sekarang=SEKARANG,
                surel="ratna@contoh.go.id",
            )
            kotak.antre_tugas(nama="a.b", kunci="tugas:1", sekarang=SEKARANG, periode_id=4)
        assert Pemberitahuan.objects.get().judul == "SKP disetujui"
        assert KotakKeluar.objects.get(jenis="surel").muatan["judul"] == "SKP disetujui"
        assert KotakKeluar.objects.get(jenis="tugas").muatan == {"nama": "a.b", "argumen": {"periode_id": 4}}

    def test_tanpa_alamat_surel_hanya_pemberitahuan_di_layar(self) -> None:
        kotak.beri_tahu(
            penerima_id=7, instansi_id=1, judul="A", isi="", tautan="/", kunci="k", sekarang=SEKARANG
        )
        assert Pemberitahuan.objects.count() == 1
        assert not KotakKeluar.objects.exists()

    def test_judul_panjang_dan_berbaris_baru_menjadi_satu_baris_yang_muat(self) -> None:
        """Nama orang boleh 150 huruf; judul surel berbaris baru ditolak pengirim surel."""
        kotak.beri_tahu(
            penerima_id=7,
            instansi_id=1,
            judul="Ida Bagus\r\n" + "Panjang " * 40,
            isi="",
            tautan="/",
            kunci="k",
            sekarang=SEKARANG,
            surel="ida@contoh.go.id",
        )
        judul = Pemberitahuan.objects.get().judul
        assert judul.startswith("Ida Bagus Panjang") and len(judul) <= 160
        assert kotak.kirim_yang_antre(sekarang=SEKARANG) == 1
        assert mail.outbox[0].subject == judul

    def test_yang_ditulis_dalam_transaksi_yang_batal_tidak_pernah_terkirim(
        self, pengantar: Pengantar
    ) -> None:
        with pytest.raises(RuntimeError), transaction.atomic():
            antre("batal")
            raise RuntimeError
        assert kotak.kirim_yang_antre(sekarang=SEKARANG) == 0
        assert pengantar.dicoba == []

    def test_menandai_dibaca_hanya_milik_orang_itu(self) -> None:
        for penerima in (7, 8):
            kotak.beri_tahu(
                penerima_id=penerima,
                instansi_id=1,
                judul="A",
                isi="",
                tautan="/",
                kunci=f"k{penerima}",
                sekarang=SEKARANG,
            )
        assert kotak.tandai_dibaca(penerima_id=7, sekarang=SEKARANG) == 1
        assert kotak.tandai_dibaca(penerima_id=7, sekarang=SEKARANG) == 0
        assert list(Pemberitahuan.objects.filter(dibaca=None).values_list("penerima_id", flat=True)) == [8]


@pytest.mark.django_db
class TestMengirim:
    def test_terkirim_sekali_menurut_urutan_masuk(self, pengantar: Pengantar) -> None:
        antre("satu", "dua", "tiga")
        assert kotak.kirim_yang_antre(sekarang=SEKARANG) == 3
        assert kotak.kirim_yang_antre(sekarang=SEKARANG + timedelta(hours=1)) == 0
        assert pengantar.sampai == ["satu", "dua", "tiga"]

    def test_surel_sampai_dengan_tautan_lengkap(self, settings: Any) -> None:
        settings.BASE_URL = "https://kinerja.contoh.go.id"
        kotak.beri_tahu(
            penerima_id=7,
            instansi_id=1,
            judul="SKP dikembalikan",
            isi="Ada catatan dari penilai.",
            tautan="/skp/3/",
            kunci="k",
            sekarang=SEKARANG,
            surel="ratna@contoh.go.id",
        )
        assert kotak.kirim_yang_antre(sekarang=SEKARANG) == 1
        (pesan,) = mail.outbox
        assert pesan.to == ["ratna@contoh.go.id"]
        assert "https://kinerja.contoh.go.id/skp/3/" in pesan.body

    def test_satu_kiriman_rusak_tidak_menahan_yang_lain_dalam_putaran_yang_sama(
        self, pengantar: Pengantar
    ) -> None:
        pengantar.menolak = {"rusak"}
        antre("rusak", "dua", "tiga")
        assert kotak.kirim_yang_antre(sekarang=SEKARANG) == 2
        assert pengantar.sampai == ["dua", "tiga"]
        macet = KotakKeluar.objects.get(kunci="rusak")
        assert (macet.percobaan, macet.dikirim, macet.galat) == (1, None, "rusak tidak sampai")

    def test_jeda_sebelum_dicoba_lagi_makin_panjang_sampai_batas_jenisnya(self) -> None:
        detik = [kotak.jeda("tugas", n).total_seconds() for n in range(1, 7)]
        assert detik == [5, 10, 20, 40, 60, 60]
        assert kotak.jeda("surel", 6) == timedelta(seconds=160)
        assert kotak.jeda("surel", 1000) == timedelta(hours=1)

    def test_yang_macet_tidak_dicoba_sebelum_jedanya_lewat(self, pengantar: Pengantar) -> None:
        pengantar.menolak = {"rusak"}
        antre("rusak")
        for detik in (0, 4, 5, 14, 15):
            kotak.kirim_yang_antre(sekarang=SEKARANG + timedelta(seconds=detik))
        assert len(pengantar.dicoba) == 3  # detik ke-0, 5, dan 15
        assert KotakKeluar.objects.get().percobaan == 3

    def test_antrean_mati_sehari_penuh_tugas_tetap_menunggu_lalu_terkirim(self, pengantar: Pengantar) -> None:
        antre("tutup", "saran")
        pengantar.putus = True
        for menit in range(0, 24 * 60, 10):
            assert kotak.kirim_yang_antre(sekarang=SEKARANG + timedelta(minutes=menit)) == 0
        assert KotakKeluar.objects.filter(dikirim=None, percobaan__gt=100).count() == 2
        pengantar.putus = False
        assert kotak.kirim_yang_antre(sekarang=SEKARANG + timedelta(days=1)) == 2
        assert pengantar.sampai == ["tutup", "saran"]

    @pytest.mark.lambat
    def test_redis_mati_lalu_hidup_pesannya_sampai_utuh(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Celery sungguhan: mula-mula alamat yang tidak dijawab siapa pun, lalu Redis yang dipakai uji."""
        mati = Celery("uji", broker="redis://127.0.0.1:1/0", set_as_current=False)
        mati.conf.broker_transport_options = {"socket_connect_timeout": 1}
        monkeypatch.setattr(kotak, "current_app", mati)
        kotak.antre_tugas(nama="uji.tugas", kunci="k", sekarang=SEKARANG, periode_id=7)
        assert kotak.kirim_yang_antre(sekarang=SEKARANG) == 0
        baris = KotakKeluar.objects.get()
        assert (baris.dikirim, baris.percobaan) == (None, 1)
        assert baris.galat

        antrean = f"uji-{uuid.uuid4().hex}"
        hidup = Celery("uji", broker=settings.CELERY_BROKER_URL, set_as_current=False)
        hidup.conf.task_default_queue = antrean
        monkeypatch.setattr(kotak, "current_app", hidup)
        with redis.Redis.from_url(settings.CELERY_BROKER_URL) as peladen:
            try:
                assert kotak.kirim_yang_antre(sekarang=SEKARANG + timedelta(minutes=1)) == 1
                (mentah,) = peladen.lrange(antrean, 0, -1)
            finally:
                peladen.delete(antrean, f"_kombu.binding.{antrean}")
                hidup.close()
        pesan = json.loads(mentah)
        assert pesan["headers"]["task"] == "uji.tugas"
        assert json.loads(base64.b64decode(pesan["body"]))[1] == {"periode_id": 7}

    def test_pengantar_tugas_mati_tidak_menahan_surel_dan_tidak_dicoba_seratus_kali(
        self, pengantar: Pengantar
    ) -> None:
        pengantar.putus = True
        antre(*(f"tugas{n}" for n in range(20)))
        surel(1)
        assert kotak.kirim_yang_antre(sekarang=SEKARANG) == 1
        assert len(mail.outbox) == 1
        assert len(pengantar.dicoba) == kotak.BERUNTUN_MAKS

    def test_surel_yang_selalu_ditolak_dilepas_sesudah_kira_kira_dua_hari(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        dicoba = []
        monkeypatch.setattr(kotak, "send_mail", lambda *isi: dicoba.append(isi) or 1 / 0)
        surel(1)
        saat = SEKARANG
        while (baris := KotakKeluar.objects.get()).percobaan < kotak.PERCOBAAN_SUREL_MAKS:
            saat = baris.coba_lagi or saat
            kotak.kirim_yang_antre(sekarang=saat)
        assert timedelta(hours=40) < saat - SEKARANG < timedelta(hours=60)
        kotak.kirim_yang_antre(sekarang=saat + timedelta(days=30))
        assert len(dicoba) == kotak.PERCOBAAN_SUREL_MAKS
        assert baris.galat == "division by zero"

    def test_galat_yang_panjang_dan_berhuruf_nul_tetap_tercatat(
        self, pengantar: Pengantar, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def patah(*_: object, **__: object) -> None:
            raise ValueError("a\x00b" * 1000)

        monkeypatch.setattr(pengantar, "send_task", patah)
        antre("satu")
        kotak.kirim_yang_antre(sekarang=SEKARANG)
        assert KotakKeluar.objects.get().galat == ("ab" * 1000)[:500]

    def test_satu_putaran_tidak_melewati_batasnya(self, pengantar: Pengantar) -> None:
        antre(*(f"tugas{n}" for n in range(5)))
        assert kotak.kirim_yang_antre(sekarang=SEKARANG, batas=2) == 2
        assert KotakKeluar.objects.filter(dikirim=None).count() == 3


@pytest.mark.lambat
@pytest.mark.django_db(transaction=True)
def test_dua_pekerja_bersama_mengirim_tiap_pekerjaan_tepat_satu_kali(monkeypatch: pytest.MonkeyPatch) -> None:
    banyak = 60
    antre(*(f"tugas{n}" for n in range(banyak)))
    terkirim: Counter[str] = Counter()
    bersama = threading.Barrier(2)
    gembok, pertama = threading.Lock(), threading.local()

    class Lambat:
        def send_task(self, nama: str, **_: object) -> None:
            # Kiriman pertama tiap pekerja menunggu temannya: keduanya sungguh memegang baris pada saat yang sama.
            if not hasattr(pertama, "lewat"):
                pertama.lewat = True
                bersama.wait(timeout=20)
            with gembok:
                terkirim[nama] += 1

    monkeypatch.setattr(kotak, "current_app", Lambat())
    jumlah: list[int] = []

    def bekerja() -> None:
        try:
            jumlah.append(kotak.kirim_yang_antre(sekarang=SEKARANG))
        finally:
            connection.close()

    utas = [threading.Thread(target=bekerja) for _ in range(2)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join(timeout=60)
    assert sum(jumlah) == banyak
    assert all(n > 0 for n in jumlah), "kedua pekerja ikut mengirim"
    assert set(terkirim.values()) == {1} and len(terkirim) == banyak
    assert not KotakKeluar.objects.filter(dikirim=None).exists()
