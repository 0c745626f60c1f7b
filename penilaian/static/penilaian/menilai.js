// Meja penilai. Tanpa berkas ini tombol contoh tetap bekerja lewat peladen, dan simpan lewat tombolnya.
(function () {
  "use strict";
  var formulir = document.getElementById("f-rating");
  if (!formulir) return;

  // Kotak umpan balik berada di luar unsur form; peristiwanya diteruskan supaya ketikan ikut tersimpan sendiri.
  Array.prototype.forEach.call(formulir.elements, function (e) {
    if (formulir.contains(e)) return;
    e.addEventListener("input", function () { formulir.dispatchEvent(new Event("input")); });
  });

  // Ketikan yang dipulihkan tidak boleh tersembunyi di kotak yang terlipat.
  new MutationObserver(function () {
    Array.prototype.forEach.call(document.querySelectorAll("details.umpan:not([open])"), function (d) {
      if (d.querySelector("textarea").value.trim()) d.open = true;
    });
  }).observe(formulir, { childList: true, subtree: true });

  // Contoh disisipkan tanpa memuat ulang; bagian kurung siku pertama dipilih supaya langsung diganti.
  document.addEventListener("click", function (e) {
    var tombol = e.target.closest("[data-contoh]");
    var kotak = tombol && document.getElementById(tombol.dataset.contoh);
    if (!kotak) return;
    e.preventDefault();
    var awal = kotak.value.trim() ? kotak.value.trim() + "\n" : "";
    kotak.value = awal + tombol.dataset.teks;
    var dari = kotak.value.indexOf("[", awal.length), sampai = kotak.value.indexOf("]", dari);
    kotak.focus();
    if (dari >= 0) kotak.setSelectionRange(dari, sampai + 1);
    kotak.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
