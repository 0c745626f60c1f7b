"""Pemeriksaan isi satu halaman di peramban: nilainya keluhan menurut baris mutu U35, U36, U38, U39, U40, U43, U44, U46, U50."""

from typing import Any

from playwright.sync_api import CDPSession, Page

# Peran di pohon aksesibilitas yang harus bernama.
KENDALI = {
    "button",
    "link",
    "textbox",
    "searchbox",
    "combobox",
    "listbox",
    "checkbox",
    "radio",
    "spinbutton",
    "slider",
    "menuitem",
    "tab",
    "switch",
}
KATA = {
    "belum-mulai": "Belum mulai",
    "draf": "Draf",
    "diajukan": "Diajukan",
    "diproses": "Diproses",
    "perlu-perbaikan": "Perlu perbaikan",
    "disetujui": "Disetujui",
    "ditetapkan": "Ditetapkan",
    "terlambat": "Terlambat",
    "tidak-lengkap": "Tidak lengkap",
    "ditutup": "Ditutup",
}
ISI = """(kata) => {
  const keluhan = {U19: [], U35: [], U36: [], U39: [], U40: [], U43: [], U44: [], U46: [], U50: []};
  const semua = (p, dari = document) => [...dari.querySelectorAll(p)];
  const tampak = e => e.checkVisibility ? e.checkVisibility() : e.offsetParent !== null;
  const ringkas = e => e.outerHTML.slice(0, 120);
  // Kelanjutannya: yang dapat dikerjakan orang, atau kapan daftar itu terisi.
  const LANJUT = new RegExp('(coba|pilih|tambah|periksa|hapus|ubah|ganti|longgarkan|tulis|minta|buka|susun|tunjuk|muat ulang'
    + '|catat|unduh|ketik|tanyakan|tempatkan|mulai|cari|hubungi|sesudah|begitu|diberi tahu|sampai|sejak|saat|muncul|tampil|terisi)', 'i');
  const teks = e => (e.textContent || '').replace(/\\s+/g, ' ').trim();
  // U35: daftar kosong menyebut keadaan dan kelanjutannya; tidak ada tabel tanpa baris.
  semua('table').filter(t => !t.querySelector('tbody tr')).forEach(t => keluhan.U35.push('tabel tanpa baris: ' + ringkas(t)));
  semua('div.kosong').forEach(k => {
    const judul = k.querySelector('h1, h2, h3, h4'), p = k.querySelector('p');
    if (!judul || !teks(judul) || !p || teks(p).length < 20) keluhan.U35.push('kosong tanpa penjelasan: ' + teks(k));
    else if (!k.querySelector('a, button') && !LANJUT.test(teks(p))) keluhan.U35.push('kosong tanpa kelanjutan: ' + teks(k));
  });
  // U36: nama tabel, arah kepala, angka rata kanan, saringan di alamat.
  semua('table').filter(tampak).forEach(t => {
    const nama = t.caption ? teks(t.caption) : (t.getAttribute('aria-label') || t.getAttribute('aria-labelledby') || '');
    if (!nama) keluhan.U36.push('tanpa nama: ' + ringkas(t));
    semua('th[aria-sort]', t).filter(h => !h.querySelector('a[href*="?"]'))
      .forEach(h => keluhan.U36.push('urutan tidak di alamat: ' + ringkas(h)));
    semua('th', t).filter(h => !h.hasAttribute('scope')).forEach(h => keluhan.U36.push('th tanpa scope: ' + ringkas(h)));
    if (t.closest('.matriks, .papan, .visually-hidden') || t.matches('.matriks, .papan')) return;
    const angka = d => /^[-−+]?(Rp )?\\d[\\d.]*(,\\d+)?( ?%)?$/.test(teks(d));
    const kolom = {};
    semua('tbody tr', t).forEach(r => [...r.cells].forEach((d, n) => { if (d.tagName === 'TD') (kolom[n] = kolom[n] || []).push(d); }));
    Object.values(kolom).filter(k => k.some(angka) && k.every(d => angka(d) || ['–', ''].includes(teks(d)))).forEach(k => {
      const rata = getComputedStyle(k.find(angka)).textAlign;
      if (!['right', 'end'].includes(rata)) keluhan.U36.push(`angka ${teks(k.find(angka))} rata ${rata} di “${nama}”`);
    });
  });
  semua('form.saring').filter(f => f.method !== 'get').forEach(f => keluhan.U36.push('saringan bukan GET: ' + ringkas(f)));
  // U39, U43: status selalu kata, ikon, dan satu warna.
  semua('.lencana').forEach(l => {
    const kelas = [...l.classList].find(k => k.startsWith('lencana--'));
    if (!l.querySelector('svg') || !teks(l)) keluhan.U39.push('status tanpa kata atau ikon: ' + ringkas(l));
    if (!kelas || kata[kelas.slice(9)] !== teks(l)) keluhan.U43.push(`${kelas}: “${teks(l)}”`);
  });
  // U40: satu h1, penanda tempat, bahasa, kabar sekali.
  if (semua('h1').length !== 1) keluhan.U40.push(semua('h1').length + ' h1');
  if (document.documentElement.lang !== 'id' && !location.search.includes('en')) keluhan.U40.push('lang ' + document.documentElement.lang);
  if (semua('main').length !== 1) keluhan.U40.push(semua('main').length + ' main');
  if (!document.querySelector('header')) keluhan.U40.push('tanpa header');
  const hidup = semua('[role=status], [role=alert], [aria-live]:not([aria-live=off])').map(teks).filter(t => t);
  hidup.filter((t, i) => hidup.indexOf(t) !== i).forEach(t => keluhan.U40.push('kabar dua kali: ' + t));
  // U44: jam selalu berzona, dan tidak ada waktu yang hanya nisbi.
  const isi = document.body.innerText;
  for (const m of isi.matchAll(/pukul (\\d{1,2}\\.\\d{2})(?! ?(WIB|WITA|WIT))([^\\n]{0,30})/g))
    if (!/^ (sampai|WIB|WITA|WIT)/.test(m[3])) keluhan.U44.push('tanpa zona: ' + m[0]);
  semua('p, li, td, th, small, span, dd, dt, h1, h2, h3, b').filter(e => e.children.length === 0 && tampak(e)).forEach(e => {
    const t = teks(e);
    if (!/\\d+ (hari|jam|menit|detik) (lagi|lalu|yang lalu)\\b/.test(t)) return;
    const luar = teks(e.closest('li, td, section, .kartu, .kepala-laman, header') || e.parentElement);
    // Cukup bila jarak yang sama sudah ditulis bersama tanggalnya di halaman itu (kepala halaman).
    const jarak = t.match(/\\d+ (hari|jam|menit|detik) (lagi|lalu|yang lalu)/)[0];
    if (new RegExp('\\\\d{4}[^\\\\n]{0,30}\\\\(' + jarak).test(isi)) return;
    if (!/\\d{1,2} (Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des)/.test(luar)) keluhan.U44.push('hanya nisbi: ' + t);
  });
  // U19: sisa tanda baca ganda.
  for (const m of isi.matchAll(/[^\\n.]{0,40}[^.]\\.\\.(?!\\.)| ,[^\\n]{0,10}/g)) keluhan.U19.push('tanda baca ganda: ' + m[0]);
  // U50: bantuan dan kontak di tempat yang sama.
  const kaki = document.querySelector('footer.kaki');
  const pertama = kaki && kaki.querySelector('a');
  // Kios sengaja tanpa tautan keluar: kontaknya tertulis di kaki.
  const bantuan = [...document.querySelectorAll('a, footer span')].filter(
    a => /Bantuan|Hubungi kami|Contact|Help|Pertanyaan: .|Questions: ./.test(teks(a)));
  if (kaki && !document.querySelector('link[href*="warga"]')) {
    if (!pertama || teks(pertama) !== 'Bantuan dan kontak') keluhan.U50.push('tautan pertama kaki: ' + (pertama ? teks(pertama) : '–'));
  } else if (!bantuan.length) keluhan.U50.push('tanpa bantuan');
  return keluhan;
}"""
# Jalur kendali yang dapat ditekan; tautan di tengah kalimat dikecualikan WCAG 2.5.8.
SASARAN = """(batas) => {
  const keluhan = [];
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    if (e.tabIndex < 0 || (e.checkVisibility && !e.checkVisibility({visibilityProperty: true}))) continue;
    const kulit = ['radio', 'checkbox'].includes(e.type) ? (e.closest('label') || e) : e;
    let k = kulit.getBoundingClientRect();
    if (k.width < 2 || k.height < 2 || e.closest('.visually-hidden') || e.matches('.visually-hidden, .lewati')) continue;
    if (['radio', 'checkbox'].includes(e.type) && e.id && kulit === e) {
      const label = document.querySelector(`label[for="${CSS.escape(e.id)}"]`);
      if (label) { const l = label.getBoundingClientRect(); k = {width: l.width + k.width, height: Math.max(l.height, k.height)}; }
    }
    const gaya = getComputedStyle(e);
    if (gaya.display === 'inline' && e.tagName === 'A'
        && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.trim().length > 1)) continue;
    const tinggi = batas > 24 && gaya.display.includes('inline') && e.tagName === 'A' ? 24 : batas;
    if (k.width < 24 - .5 || k.height < tinggi - .5)
      keluhan.push(`${Math.round(k.width)}×${Math.round(k.height)} ${e.outerHTML.slice(0, 110)}`);
  }
  return keluhan;
}"""
PITA = """() => { const p = document.querySelector('.mode-latihan');
  return p !== null && getComputedStyle(p).display !== 'none' && p.getBoundingClientRect().height > 0; }"""


def tanpa_nama(cdp: CDPSession) -> list[str]:
    """Kendali di pohon aksesibilitas yang tidak bernama."""
    simpul: list[dict[str, Any]] = cdp.send("Accessibility.getFullAXTree")["nodes"]
    return [
        f"{peran} tanpa nama"
        for s in simpul
        if not s.get("ignored")
        and (peran := s.get("role", {}).get("value")) in KENDALI
        and not str(s.get("name", {}).get("value", "")).strip()
    ]


def keluhan_isi(page: Page, cdp: CDPSession) -> dict[str, list[str]]:
    """Semua keluhan halaman yang terbuka, menurut id barisnya."""
    hasil: dict[str, list[str]] = page.evaluate(ISI, KATA)
    hasil["U40"] += tanpa_nama(cdp)
    if not page.evaluate(PITA):
        hasil["U46"].append("tanpa pita di layar")
    page.emulate_media(media="print")
    if not page.evaluate(PITA):
        hasil["U46"].append("tanpa pita di kertas")
    page.emulate_media(media="screen")
    return hasil


def keluhan_sasaran(page: Page, *, warga: bool) -> list[str]:
    """Kendali yang lebih kecil dari 24 px, atau 44 px di halaman warga."""
    hasil: list[str] = page.evaluate(SASARAN, 44 if warga else 24)
    return hasil
