// Peningkatan kecil; semua halaman tetap berjalan tanpa berkas ini.
(function () {
  "use strict";
  var TUNGGU = 10000; // tombol hidup lagi sendiri, kalau-kalau pengiriman dibatalkan pengguna
  var akar = document.documentElement;
  akar.setAttribute("data-skrip", ""); // tombol yang memerlukan skrip tampil hanya bila skrip ini jalan

  // Terang atau gelap mengikuti perangkat sampai orangnya memilih. Pilihannya di kuki: halaman berikut sudah datang
  // dengan warnanya, tanpa skrip yang menahan tampilan.
  function ingatTema(tema) {
    akar.setAttribute("data-bs-theme", tema);
    document.cookie = "tema=" + tema + ";path=/;max-age=31536000;samesite=lax" + (location.protocol === "https:" ? ";secure" : "");
  }
  try {
    var lama = localStorage.getItem("tema"); // pilihan dari sebelum kuki dipakai
    if (lama === "light" || lama === "dark") { ingatTema(lama); localStorage.removeItem("tema"); }
  } catch (e) { /* ingatan peramban dimatikan */ }

  function tombolKirim(formulir) {
    return Array.prototype.filter.call(formulir.elements, function (e) { return e.type === "submit"; });
  }

  function lepas(formulir) {
    delete formulir.dataset.terkirim;
    tombolKirim(formulir).forEach(function (t) {
      if (t.dataset.dijaga !== undefined) { t.disabled = false; delete t.dataset.dijaga; }
    });
  }

  // Klik ganda menjadi satu kiriman. Tombol dimatikan sesudah peramban mengumpulkan isian,
  // jadi name dan value tombol yang ditekan tetap ikut terkirim.
  document.addEventListener("submit", function (e) {
    var formulir = e.target;
    if (formulir.method !== "post" || formulir.hasAttribute("data-tanpa-jaga")) return;
    if (formulir.dataset.terkirim !== undefined) { e.preventDefault(); return; }
    if (e.defaultPrevented) return; // htmx mengirim sendiri dan menjaga dengan hx-disabled-elt
    formulir.dataset.terkirim = "";
    setTimeout(function () {
      tombolKirim(formulir).forEach(function (t) {
        if (!t.disabled) { t.disabled = true; t.dataset.dijaga = ""; }
      });
    }, 0);
    setTimeout(function () { lepas(formulir); }, TUNGGU);
  });
  window.addEventListener("pageshow", function () {
    Array.prototype.forEach.call(document.forms, lepas); // kembali dari halaman berikut: tombol hidup
  });

  document.addEventListener("click", function (e) {
    var cetak = e.target.closest("[data-cetak]");
    if (cetak) { window.print(); return; }
    var salin = e.target.closest("[data-salin]");
    if (salin) { salinTeks(salin); return; }
    if (!e.target.closest("[data-tema]")) return;
    var kini = akar.getAttribute("data-bs-theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    ingatTema(kini === "dark" ? "light" : "dark");
  });

  // data-salin="#id" menyalin teks unsur itu; kabarnya masuk ke unsur [data-salin-kabar] (role=status) bila ada.
  function salinTeks(tombol) {
    var asal = document.querySelector(tombol.getAttribute("data-salin"));
    if (!asal || !navigator.clipboard) return;
    navigator.clipboard.writeText((asal.value || asal.textContent).trim()).then(function () {
      var kabar = document.querySelector("[data-salin-kabar]");
      if (kabar) kabar.textContent = "Tersalin.";
    });
  }

  document.addEventListener("keydown", function (e) {
    if (e.key === "Escape" && location.hash === "#menu-utama") location.hash = "#isi";
  });

  function fokusGalat() {
    var ringkas = document.querySelector("[data-galat-ringkas]");
    if (ringkas) ringkas.focus();
  }
  fokusGalat();
  document.addEventListener("htmx:afterSettle", fokusGalat);

  // Daftar yang barisnya dapat dicentang: pilih semua di halaman ini, pilih serentang dengan Shift, dan hitungannya.
  // Tombolnya dibuat di sini, jadi tanpa skrip tidak ada tombol mati.
  function daftarPilih(tabel) {
    var kotak = Array.prototype.slice.call(tabel.querySelectorAll("td.pilih-sel input[type=checkbox]:not(:disabled)"));
    var formulir = tabel.closest("form");
    if (kotak.length < 2 || !formulir) return;
    var bilah = formulir.querySelector(".bilah-aksi");
    if (!bilah) {
      bilah = document.createElement("div");
      bilah.className = "bilah-aksi";
      tabel.parentNode.insertBefore(bilah, tabel);
    }
    var semua = document.createElement("button"), kabar = document.createElement("span"), akhir = -1;
    semua.type = "button";
    semua.className = "btn btn-sm btn-sepi";
    kabar.setAttribute("role", "status");
    kabar.className = "kecil";
    bilah.appendChild(semua);
    bilah.appendChild(kabar);
    function dipilih() { return kotak.filter(function (k) { return k.checked; }).length; }
    function tulis() {
      var n = dipilih();
      semua.textContent = n === kotak.length ? "Kosongkan pilihan" : "Pilih semua di halaman ini";
      kabar.textContent = n ? n + " dipilih" : "";
    }
    semua.addEventListener("click", function () {
      var isi = dipilih() < kotak.length;
      kotak.forEach(function (k) { k.checked = isi; });
      tulis();
    });
    kotak.forEach(function (k, n) {
      k.addEventListener("click", function (e) {
        if (e.shiftKey && akhir >= 0)
          kotak.slice(Math.min(n, akhir), Math.max(n, akhir) + 1).forEach(function (s) { s.checked = k.checked; });
        akhir = n;
        tulis();
      });
    });
    tulis();
  }
  Array.prototype.forEach.call(document.querySelectorAll("table"), daftarPilih);
})();
