// Bukti kerja saat loket dibanjiri kiriman: berkas yang sama dipakai halaman dan pekerjanya. Tanpa skrip ini jawaban
// tetap diterima dan diperiksa dahulu. Aturannya: umpan_balik/rules/bukti_kerja.py.
(function () {
  'use strict';
  var LAMA = 20000;

  function putar(x, n) { return (x >>> n) | (x << (32 - n)); }

  // SHA-256 sendiri: crypto.subtle tidak ada di alamat tanpa HTTPS, dan tiap panggilannya menunggu.
  var K = [], H0 = [];
  (function () {
    var n = 2, prima, i;
    function pecah(x) { return ((x - Math.floor(x)) * 4294967296) | 0; }
    while (K.length < 64) {
      prima = true;
      for (i = 2; i * i <= n; i++) { if (n % i === 0) { prima = false; break; } }
      if (prima) {
        if (H0.length < 8) { H0.push(pecah(Math.pow(n, 1 / 2))); }
        K.push(pecah(Math.pow(n, 1 / 3)));
      }
      n++;
    }
  })();

  function kata_awal(teks) {
    var panjang = teks.length, isi = [], i;
    var banyak = ((panjang + 8) >> 6) + 1;
    for (i = 0; i < banyak * 16; i++) { isi[i] = 0; }
    for (i = 0; i < panjang; i++) { isi[i >> 2] |= teks.charCodeAt(i) << (24 - (i % 4) * 8); }
    isi[panjang >> 2] |= 0x80 << (24 - (panjang % 4) * 8);
    isi[banyak * 16 - 1] = panjang * 8;
    return isi;
  }

  function dua_kata(teks) {
    var isi = kata_awal(teks), h = H0.slice(), w = [], b, t, i;
    for (b = 0; b < isi.length; b += 16) {
      var a = h[0], bb = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], k = h[7];
      for (i = 0; i < 64; i++) {
        if (i < 16) { w[i] = isi[b + i]; } else {
          var x = w[i - 15], y = w[i - 2];
          w[i] = (w[i - 16] + (putar(x, 7) ^ putar(x, 18) ^ (x >>> 3)) + w[i - 7] +
            (putar(y, 17) ^ putar(y, 19) ^ (y >>> 10))) | 0;
        }
        t = (k + (putar(e, 6) ^ putar(e, 11) ^ putar(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        var u = ((putar(a, 2) ^ putar(a, 13) ^ putar(a, 22)) + ((a & bb) ^ (a & c) ^ (bb & c))) | 0;
        k = g; g = f; f = e; e = (d + t) | 0; d = c; c = bb; bb = a; a = (t + u) | 0;
      }
      h = [(h[0] + a) | 0, (h[1] + bb) | 0, (h[2] + c) | 0, (h[3] + d) | 0,
        (h[4] + e) | 0, (h[5] + f) | 0, (h[6] + g) | 0, (h[7] + k) | 0];
    }
    return h[0];
  }

  if (typeof document === 'undefined') {
    self.onmessage = function (pesan) {
      var soal = pesan.data.soal, geser = 32 - pesan.data.bit, n = 0;
      while (dua_kata(soal + ':' + n) >>> geser !== 0) { n++; }
      self.postMessage(String(n));
    };
    return;
  }

  document.addEventListener('DOMContentLoaded', function () {
    var formulir = document.querySelector('form[data-bukti]');
    if (!formulir || !window.Worker) { return; }
    var bukti = formulir.elements.bukti, kabar = formulir.querySelector('[data-menghitung]');
    var selesai = false, tertunda = null, pekerja;
    function tuntas() {
      if (selesai) { return; }
      selesai = true;
      kabar.hidden = true;
      pekerja.terminate();
      if (tertunda) { kirim(tertunda.tombol); }
    }
    function kirim(tombol) {
      if (formulir.requestSubmit) { formulir.requestSubmit(tombol || undefined); } else { formulir.submit(); }
    }
    pekerja = new Worker(formulir.dataset.pekerja);
    pekerja.onmessage = function (pesan) { bukti.value = pesan.data; tuntas(); };
    pekerja.onerror = tuntas;
    setTimeout(tuntas, LAMA);
    pekerja.postMessage({ soal: formulir.elements.tanda.value, bit: Number(formulir.dataset.bukti) });
    // Menyimpan di ponsel tidak mengirim apa pun, jadi tidak perlu bukti. Peramban lama tidak menyebut tombolnya.
    var menyimpan = false;
    formulir.addEventListener('click', function (kejadian) { menyimpan = kejadian.target.name === 'simpan_ponsel'; });
    formulir.addEventListener('submit', function (kejadian) {
      if (selesai || menyimpan) { return; }
      kejadian.preventDefault();
      tertunda = { tombol: kejadian.submitter };
      kabar.hidden = false;
    });
  });
})();
