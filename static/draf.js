// Ketikan disimpan sendiri: <form data-draf="kunci" data-draf-dasar="versi">. Tanpa berkas ini tombol simpan tetap bekerja.
// Tidak pernah mengirim formulirnya; dua tab dengan tulisan berbeda menjadi dua utas di peladen.
(function () {
  "use strict";
  var JEDA = 1500; // paling lama ketikan menunggu sebelum dikirim
  var ULANG = 3000;
  var ALAMAT = document.currentScript.dataset.alamat;
  var BUKAN = /^(hidden|file|password|submit|button|reset|image)$/;

  function acak() {
    var angka = new Uint32Array(4);
    crypto.getRandomValues(angka);
    return Array.prototype.map.call(angka, function (a) { return ("0000000" + a.toString(16)).slice(-8); }).join("");
  }

  function kendali(formulir) {
    return Array.prototype.filter.call(formulir.elements, function (e) { return e.name && !BUKAN.test(e.type) && e.tagName !== "FIELDSET"; });
  }

  function kumpul(formulir) {
    var isi = {};
    kendali(formulir).forEach(function (e) {
      var daftar = isi[e.name] = isi[e.name] || [];
      if (e.type === "checkbox" || e.type === "radio") { if (e.checked) daftar.push(e.value); }
      else if (e.multiple) { Array.prototype.forEach.call(e.selectedOptions, function (o) { daftar.push(o.value); }); }
      else daftar.push(e.value);
    });
    return isi;
  }

  function isikan(formulir, isi) {
    var ke = {};
    kendali(formulir).forEach(function (e) {
      if (!(e.name in isi)) return;
      if (e.type === "checkbox" || e.type === "radio") e.checked = isi[e.name].indexOf(e.value) >= 0;
      else if (e.multiple) Array.prototype.forEach.call(e.options, function (o) { o.selected = isi[e.name].indexOf(o.value) >= 0; });
      else { ke[e.name] = ke[e.name] || 0; e.value = isi[e.name][ke[e.name]++] || ""; }
    });
  }

  function sama(formulir, isi) {
    var kini = kumpul(formulir);
    return Object.keys(isi).every(function (n) { return !(n in kini) || JSON.stringify(kini[n]) === JSON.stringify(isi[n]); });
  }

  function Penjaga(formulir) {
    var diri = this;
    this.f = formulir;
    this.kunci = formulir.dataset.draf;
    this.dasar = formulir.dataset.drafDasar || "";
    this.ingatan = "draf:" + this.kunci;
    this.penulis = acak();
    this.langkah = this.versi = this.lain = 0;
    this.tersentuh = this.berhenti = this.sedang = this.lagi = false;
    this.akhir = JSON.stringify(kumpul(formulir));
    this.tempat = document.createElement("div");
    formulir.insertBefore(this.tempat, formulir.firstChild);
    this.status = formulir.querySelector("[data-draf-kabar]");
    if (!this.status) {
      this.status = document.createElement("p");
      this.status.className = "simpan-sendiri mt-2 mb-0";
      formulir.appendChild(this.status);
    }
    this.status.setAttribute("role", "status");
    this.bidang("draf_kunci_id", this.kunci);
    this.ganti(acak(), 0);
    formulir.addEventListener("input", function () { diri.ubah(); });
    formulir.addEventListener("change", function () { diri.ubah(); });
    formulir.addEventListener("submit", function (e) {
      diri.berhenti = true; clearTimeout(diri.jam); diri.jam = 0;
      setTimeout(function () { if (e.defaultPrevented) diri.berhenti = false; }, 0); // tertahan: tetap jaga ketikannya
    });
    this.muat(true);
  }

  Penjaga.prototype.bidang = function (nama, nilai) {
    var e = this.f.querySelector("input[name=" + nama + "]");
    if (!e) {
      e = document.createElement("input");
      e.type = "hidden"; e.name = nama; e.autocomplete = "off";
      this.f.appendChild(e);
    }
    e.value = nilai;
  };

  Penjaga.prototype.ganti = function (utas, versi) {
    this.utas = utas; this.versi = versi;
    this.bidang("draf_utas_id", utas);
  };

  Penjaga.prototype.kabar = function (teks) {
    if (this.status.textContent !== teks) this.status.textContent = teks;
  };

  Penjaga.prototype.ubah = function () {
    var diri = this;
    this.tersentuh = true;
    if (this.berhenti || this.jam) return;
    this.jam = setTimeout(function () { diri.kirim(); }, JEDA);
  };

  Penjaga.prototype.kirim = function (segera) {
    var diri = this, teks = JSON.stringify(kumpul(this.f));
    clearTimeout(this.jam); this.jam = 0;
    if (this.berhenti || teks === this.akhir) return;
    if (this.sedang && !segera) { this.lagi = true; return; }
    this.sedang = true;
    fetch(ALAMAT, {
      method: "POST", credentials: "same-origin", redirect: "error", keepalive: teks.length < 50000,
      headers: { "X-CSRFToken": this.f.elements.csrfmiddlewaretoken.value },
      body: new URLSearchParams({
        kunci: this.kunci, dasar: this.dasar, utas: this.utas, penulis: this.penulis,
        langkah: ++this.langkah, versi: this.versi, isi: teks
      })
    }).then(function (j) {
      return j.json().then(function (isi) { if (!j.ok) throw new Error(isi.pesan); return isi; });
    }).then(function (isi) {
      if (isi.selesai) { diri.ganti(acak(), 0); diri.ubah(); return; }
      diri.akhir = teks;
      diri.ganti(isi.utas, isi.versi);
      try { sessionStorage.setItem(diri.ingatan, isi.utas); } catch (e) { /* tanpa ingatan tab */ }
      diri.kabar("Tersimpan " + isi.pada);
      if (isi.lain !== diri.lain) { diri.lain = isi.lain; diri.muat(false); }
    }).catch(function (galat) {
      var pesan = galat && galat.message && galat.name === "Error" ? galat.message : "Sambungan terputus; dicoba lagi sebentar lagi.";
      diri.kabar("Belum tersimpan. " + pesan);
      if (!diri.jam && !diri.berhenti) diri.jam = setTimeout(function () { diri.kirim(); }, ULANG);
    }).then(function () {
      diri.sedang = false;
      if (diri.lagi) { diri.lagi = false; diri.ubah(); }
    });
  };

  // Tampilkan utas lain. Saat dibuka: satu utas dengan dasar yang sama langsung dipulihkan, selebihnya dipilih orangnya.
  Penjaga.prototype.muat = function (dibuka) {
    var diri = this;
    fetch(ALAMAT + "?kunci=" + encodeURIComponent(this.kunci), { credentials: "same-origin", redirect: "error" })
      .then(function (j) { return j.ok ? j.text() : ""; })
      .then(function (html) { diri.gambar(html, dibuka); })
      .catch(function () { if (dibuka) setTimeout(function () { diri.muat(true); }, ULANG); });
  };

  Penjaga.prototype.gambar = function (html, dibuka) {
    var diri = this, ingat = "", terikat = this.f.hasAttribute("data-draf-terikat");
    try { ingat = sessionStorage.getItem(this.ingatan) || ""; } catch (e) { /* tanpa ingatan tab */ }
    this.tempat.innerHTML = html;
    var daftar = Array.prototype.filter.call(this.tempat.children, function (b) {
      var isi = JSON.parse(b.dataset.drafIsi);
      var milik = b.dataset.drafUtas === diri.utas || (dibuka && terikat && b.dataset.drafUtas === ingat);
      if (dibuka && (milik || sama(diri.f, isi)) && !diri.tersentuh) diri.ganti(b.dataset.drafUtas, +b.dataset.drafVersi);
      if (milik || sama(diri.f, isi)) { b.remove(); return false; }
      diri.namai(b);
      return true;
    });
    this.lain = dibuka ? daftar.length : this.lain;
    if (!dibuka) return;
    if (terikat) { this.akhir = ""; this.kirim(); return; } // halaman galat memuat ketikan terbaru
    if (daftar.length === 1 && !this.tersentuh && daftar[0].dataset.drafDasar === this.dasar) this.pulihkan(daftar[0]);
  };

  Penjaga.prototype.namai = function (b) {
    var diri = this;
    Array.prototype.forEach.call(b.querySelectorAll("[data-draf-nama]"), function (dt) {
      var e = diri.f.elements[dt.dataset.drafNama];
      var label = e && e.labels && e.labels[0];
      if (label) dt.textContent = label.textContent.trim();
    });
    b.querySelector("[data-draf-pakai]").onclick = function () { diri.pakai(b); };
    b.querySelector("[data-draf-buang]").onclick = function () { diri.buang(b); };
  };

  Penjaga.prototype.pakai = function (b) {
    var diri = this;
    if (this.tersentuh) this.kirim(true); // yang sedang diketik tetap menjadi utas sendiri
    isikan(this.f, JSON.parse(b.dataset.drafIsi));
    this.ganti(b.dataset.drafUtas, +b.dataset.drafVersi);
    this.penulis = acak(); this.langkah = 0;
    this.akhir = JSON.stringify(kumpul(this.f));
    b.remove();
    setTimeout(function () { diri.muat(false); }, ULANG);
  };

  Penjaga.prototype.pulihkan = function (b) {
    var diri = this, semula = kumpul(this.f);
    isikan(this.f, JSON.parse(b.dataset.drafIsi));
    this.ganti(b.dataset.drafUtas, +b.dataset.drafVersi);
    this.akhir = JSON.stringify(kumpul(this.f));
    b.querySelector("p").innerHTML = "<b>Ketikan Anda yang belum dikirim dipulihkan ke formulir.</b> Periksa, lalu simpan atau ajukan.";
    b.querySelector("[data-draf-pakai]").remove();
    b.querySelector("dl") && b.querySelector("dl").remove();
    b.querySelector("[data-draf-buang]").textContent = "Kembalikan isi semula";
    b.querySelector("[data-draf-buang]").onclick = function () {
      isikan(diri.f, semula);
      diri.akhir = JSON.stringify(semula);
      diri.ganti(acak(), 0);
      diri.buang(b);
    };
  };

  Penjaga.prototype.buang = function (b) {
    fetch(ALAMAT + "buang/", {
      method: "POST", credentials: "same-origin", redirect: "error",
      headers: { "X-CSRFToken": this.f.elements.csrfmiddlewaretoken.value },
      body: new URLSearchParams({ id: b.dataset.drafId })
    }).then(function (j) { if (j.ok || j.status === 404) b.remove(); }).catch(function () { /* boleh ditekan lagi */ });
  };

  var semua = Array.prototype.map.call(document.querySelectorAll("form[data-draf]"), function (f) { return new Penjaga(f); });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") semua.forEach(function (p) { if (p.tersentuh) p.kirim(true); });
  });
  window.addEventListener("pageshow", function (e) {
    if (e.persisted) semua.forEach(function (p) { p.berhenti = false; p.penulis = acak(); p.langkah = 0; p.ganti(acak(), 0); });
  });
})();
