"""Bagian satu kueri tugas beranda: usul penilai 360, pengesahan risalah dialog, dan umpan balik yang dilaporkan.

Dialog dan laporan tidak bertenggat aturan; beranda menyarankan tujuh hari dan tidak pernah menyebutnya terlambat.
"""

from typing import Final

HARI_DISARANKAN: Final = 7

# Disambung pada SQL di aspirasi_tugas.py; memakai CTE `peran` dari sana.
SQL_REKAN: Final = f"""
UNION ALL
SELECT 'penilai', count(*), min((p.tenggat_umpan_balik AT TIME ZONE %(zona)s)::date)
FROM umpan_balik_usulpenilai u
JOIN indikator_periode p ON p.id = u.periode_id AND p.status = 'diproses' AND p.penutupan_dimulai IS NULL
WHERE u.instansi_id = %(instansi)s AND u.status = 'diajukan' AND u.dinilai_id <> %(pegawai)s
  AND u.tambah_id IS DISTINCT FROM %(pegawai)s AND u.lepas_id IS DISTINCT FROM %(pegawai)s
  AND u.dinilai_id = ANY(%(bawahan)s)
UNION ALL
SELECT 'dialog', count(*), greatest(%(pada)s::date,
       (min(COALESCE(d.disahkan_pegawai, d.disahkan_penilai)) AT TIME ZONE %(zona)s)::date + {HARI_DISARANKAN})
FROM umpan_balik_dialogkinerja d
WHERE (d.pegawai_id = %(pegawai)s AND d.disahkan_pegawai IS NULL AND d.disahkan_penilai IS NOT NULL)
   OR (d.penilai_id = %(pegawai)s AND d.disahkan_penilai IS NULL AND d.disahkan_pegawai IS NOT NULL)
UNION ALL
SELECT 'lapor', count(*),
       greatest(%(pada)s::date, (min(l.dilaporkan_pada) AT TIME ZONE %(zona)s)::date + {HARI_DISARANKAN})
FROM umpan_balik_laporanumpanbalik l
JOIN umpan_balik_umpanbalik b ON b.id = l.umpan_balik_id
WHERE l.instansi_id = %(instansi)s AND l.putusan = ''
  AND EXISTS (SELECT 1 FROM peran WHERE unit_id IS NULL AND jenis = ANY(%(pengurus)s))
  AND b.ditulis_oleh_id <> %(pegawai)s AND b.penerima_id <> %(pegawai)s
"""
KATA_REKAN: Final = {
    "penilai": (
        "Putuskan {} usul penilai 360",
        "Dari orang yang Anda nilai. Baca alasannya, lalu setujui atau tolak.",
        "umpan_balik:usul_penilai",
        "Putuskan usul",
    ),
    "dialog": (
        "Sahkan {} risalah dialog kinerja",
        "Pihak lain sudah mengesahkannya. Baca dahulu; sebaiknya dalam tujuh hari.",
        "umpan_balik:dialog",
        "Baca risalah",
    ),
    "lapor": (
        "Putuskan {} umpan balik yang dilaporkan",
        "Penerimanya menilai isinya tidak pantas. Sebaiknya dalam tujuh hari.",
        "umpan_balik:langsung_laporan",
        "Buka laporan",
    ),
}
