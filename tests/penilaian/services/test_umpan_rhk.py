"""Umpan balik per RHK dan per nilai: ditulis bersama rating, disunting sebelum ditetapkan, beku di rincian."""

import contextlib
import threading
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, connection, connections, transaction

from inti.galat import GalatAturan, SudahBerubah
from inti.models import Jejak, Riwayat
from penilaian.models import ButirUmpanBalik, Evaluasi, Hasil
from penilaian.queries.hasil_umpan import umpan_hasil
from penilaian.rules.umpan_rhk import CONTOH_RHK
from penilaian.services import cetak, dokumen, evaluasi, penutupan, umpan_rhk
from penilaian.services.umpan_rhk import PerluDisunting
from tests.penilaian import pabrik

SATU = "Antrean akta turun dari tiga hari menjadi satu hari sejak loket dibagi dua."
DUA = "Rapat koordinasi mingguan Anda pimpin dengan tenang sampai ada keputusan."


def dunia() -> pabrik.Dunia:
    d = pabrik.dunia(staf=2)
    for siapa in d.staf:
        pabrik.lapor(d, pabrik.skp(d, siapa).indikator.get(), Decimal("100"))
    return d


def rhk(d: pabrik.Dunia, nomor: int = 0) -> str:
    return f"rhk_{d.staf[nomor].skp.get().rhk.get().pk}"


def simpan(d: pabrik.Dunia, nomor: int = 0, **lain: Any) -> Evaluasi:
    bawaan: dict[str, Any] = {
        "periode_id": d.triwulan.pk,
        "pegawai": d.staf[nomor],
        "rating_hasil": "sesuai",
        "alasan_hasil": "",
        "rating_perilaku": "sesuai",
        "alasan_perilaku": "",
        "umpan_balik": "",
        "versi": None,
        "tetapkan": True,
        "oleh": d.kepala,
        "sekarang": pabrik.SEKARANG,
    }
    return evaluasi.simpan(**(bawaan | lain))


@pytest.mark.django_db
def test_ditulis_diubah_dikosongkan_dengan_riwayatnya() -> None:
    d = dunia()
    baris = simpan(d, butir={rhk(d): f"  {SATU} ", "nilai_akuntabel": DUA, "nilai_loyal": " "})
    isi = {b.kunci: (b.tentang, b.teks) for b in baris.butir.all()}
    assert isi == {rhk(d): ("Layanan berjalan", SATU), "nilai_akuntabel": ("Akuntabel", DUA)}
    assert Jejak.objects.get(aksi="evaluasi.ditetapkan").isi["umpan_balik_berubah"] == 2
    simpan(d, butir={rhk(d): SATU + " Lanjutkan."}, versi=1)
    assert [b.teks for b in baris.butir.all()] == [SATU + " Lanjutkan."]
    aksi = (
        Riwayat.objects.filter(tabel="penilaian_butirumpanbalik")
        .order_by("pk")
        .values_list("aksi", flat=True)
    )
    assert sorted(aksi) == ["D", "I", "I", "U"]
    assert simpan(d, versi=2, umpan_balik="Terima kasih.").butir.count() == 1, (
        "tanpa butir berarti tidak diubah"
    )


@pytest.mark.django_db
def test_draf_menerima_contoh_apa_adanya_penetapan_menolak_semuanya_sekaligus() -> None:
    d = dunia()
    contoh = CONTOH_RHK[0].teks
    butir = {rhk(d): contoh, "nilai_akuntabel": contoh}
    draf = simpan(d, butir=butir, tetapkan=False)
    assert draf.butir.count() == 2
    with pytest.raises(PerluDisunting) as galat:
        simpan(d, butir=butir, versi=1)
    assert set(galat.value.per_bidang) == set(butir) and galat.value.bidang in butir
    with pytest.raises(PerluDisunting):
        simpan(d, versi=1)  # yang tersimpan pun diperiksa
    draf.refresh_from_db()
    assert (draf.status, draf.versi) == ("draf", 1)


@pytest.mark.django_db
def test_tulisan_yang_sama_untuk_orang_kedua_ditolak_dan_pokok_asing_tidak_diterima() -> None:
    d = dunia()
    simpan(d, butir={rhk(d): SATU})
    with pytest.raises(PerluDisunting, match="sama dengan yang Anda tulis untuk Staf"):
        simpan(d, 1, butir={"nilai_adaptif": SATU})
    with pytest.raises(GalatAturan, match="sudah tidak ada di SKP-nya"):
        simpan(d, 1, butir={rhk(d): DUA})
    with pytest.raises(GalatAturan, match="Paling banyak 2000 huruf"):
        simpan(d, 1, butir={"nilai_adaptif": "a " * 1500})
    assert not Evaluasi.objects.filter(pegawai=d.staf[1]).exists()


@pytest.mark.django_db
def test_kiriman_ulang_sama_diterima_versi_lama_yang_berbeda_ditolak() -> None:
    d = dunia()
    for _ in range(2):
        assert simpan(d, butir={rhk(d): SATU}).versi == 1
    with pytest.raises(SudahBerubah):
        simpan(d, butir={rhk(d): DUA})
    assert ButirUmpanBalik.objects.get().teks == SATU


@pytest.mark.django_db
def test_basis_data_menolak_dua_butir_satu_pokok_dan_butir_tanpa_pokok() -> None:
    d = dunia()
    baris = simpan(d, butir={rhk(d): SATU})
    ada = ButirUmpanBalik.objects.get()
    for ubah in ({}, {"rhk_nomor": None}, {"nilai": "loyal"}, {"rhk_nomor": 9, "teks": ""}):
        kolom = {
            f: getattr(ada, f) for f in ("instansi_id", "periode_id", "tentang", "teks", "rhk_nomor", "nilai")
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            ButirUmpanBalik.objects.create(
                evaluasi=baris, ditulis_pada=pabrik.SEKARANG, ditulis_oleh=d.kepala, **(kolom | ubah)
            )


@pytest.mark.django_db
def test_sesudah_tutup_beku_masuk_rincian_dan_berkas_dan_yang_draf_tidak_ikut() -> None:
    d = dunia()
    baris = simpan(d, butir={rhk(d): SATU, "nilai_akuntabel": DUA})
    simpan(d, 1, butir={"nilai_loyal": "Draf yang belum ditetapkan penilainya."}, tetapkan=False)
    tutup = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=tutup.pk, sekarang=pabrik.SESUDAH)
    hasil = Hasil.objects.select_related("periode__instansi", "pegawai").get(pegawai=d.staf[0])
    umpan = umpan_hasil(hasil.rincian)
    assert (umpan.rhk, umpan.nilai) == ((("Layanan berjalan", SATU),), (("Akuntabel", DUA),))
    lain = Hasil.objects.get(pegawai=d.staf[1]).rincian
    assert not umpan_hasil(lain) and "Draf yang belum" not in str(lain)
    kepala = Hasil.objects.get(pegawai=d.kepala).rincian
    assert "butir" not in str(kepala), "yang tidak menulis tidak menambah rincian"
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        baris.butir.update(teks="Diubah diam-diam.")
    dokumen.terbitkan_hasil([hasil], sekarang=pabrik.SESUDAH)
    assert cetak.cetak_hasil(hasil, bentuk=cetak.Bentuk.EVALUASI).startswith(b"%PDF")


def _dua_jendela(d: pabrik.Dunia, monkeypatch: pytest.MonkeyPatch, tunggu: float) -> list[str]:
    """Dua jendela menempelkan tulisan yang sama untuk dua orang; keduanya sudah membaca sebelum salah satu menulis."""
    kabar: list[str] = []
    pintu = threading.Barrier(2)
    asli = umpan_rhk.perlu_disunting

    def periksa(*argumen: Any, **lain: Any) -> dict[str, str]:
        hasil = asli(*argumen, **lain)
        with contextlib.suppress(
            threading.BrokenBarrierError
        ):  # yang lain tertahan di kunci: itu yang diharapkan
            pintu.wait(timeout=tunggu)
        return hasil

    monkeypatch.setattr(umpan_rhk, "perlu_disunting", periksa)

    def jendela(nomor: int) -> None:
        try:
            simpan(d, nomor, butir={"nilai_akuntabel": SATU})
            kabar.append("ditetapkan")
        except PerluDisunting:
            kabar.append("ditolak")
        finally:
            connections.close_all()

    utas = [threading.Thread(target=jendela, args=(n,)) for n in range(2)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join(timeout=20)
    return sorted(kabar)


@pytest.mark.panjang
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("berkunci", "harapan"), [(True, ["ditetapkan", "ditolak"]), (False, ["ditetapkan", "ditetapkan"])]
)
def test_dua_jendela_tidak_menempelkan_tulisan_yang_sama_dan_kembaran_tanpa_kunci_meloloskannya(
    monkeypatch: pytest.MonkeyPatch, berkunci: bool, harapan: list[str]
) -> None:
    d = dunia()
    if not berkunci:
        monkeypatch.setattr(umpan_rhk, "kunci_tulisan", lambda **_: None)
    assert _dua_jendela(d, monkeypatch, 0.7 if berkunci else 20) == harapan
    assert ButirUmpanBalik.objects.count() == harapan.count("ditetapkan")


@pytest.mark.django_db
def test_penetapan_memegang_kunci_tulisan_penilainya() -> None:
    """Padanan singkat uji dua jendela: kuncinya sungguh dipegang sampai transaksi selesai."""
    d = dunia()
    with connection.cursor() as kursor:
        kursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        semula = kursor.fetchone()[0]
        simpan(d, butir={"nilai_akuntabel": SATU})
        kursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert kursor.fetchone()[0] == semula + 1
