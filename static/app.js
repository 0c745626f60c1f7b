// Peningkatan kecil; semua halaman tetap berjalan tanpa berkas ini.
(function () {
  "use strict";
  var TUNGGU = 10000; // tombol hidup lagi sendiri, kalau-kalau pengiriman dibatalkan pengguna

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
    if (salin) salinTeks(salin);
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
})();
