// Papan kalibrasi: tombol panah dan geseran hanya mengisi formulir yang sama; tanpa berkas ini semuanya tetap berjalan.
(function () {
  "use strict";
  var papan = document.querySelector("[data-papan]");
  if (!papan) return;
  var kabar = document.querySelector("[data-papan-kabar]");
  var sel = Array.prototype.map.call(papan.tBodies[0].rows, function (baris) {
    return Array.prototype.slice.call(baris.querySelectorAll("td"));
  });
  var angkat = null; // { tautan, baris, kolom } selama sebuah nama sedang digeser dengan tombol panah

  function letak(td) {
    for (var b = 0; b < sel.length; b += 1) {
      var k = sel[b].indexOf(td);
      if (k >= 0) return { baris: b, kolom: k };
    }
    return null;
  }

  function tandai(td) {
    sel.forEach(function (baris) { baris.forEach(function (satu) { satu.classList.toggle("tuju", satu === td); }); });
  }

  function lepas() {
    if (angkat) angkat.tautan.classList.remove("diangkat");
    angkat = null;
    tandai(null);
  }

  // Formulir orang itu sudah terbuka: isi. Belum: buka halamannya dengan kotak tujuan sudah terpilih.
  function isi(orang, td) {
    var formulir = document.querySelector('[data-pindah="' + orang + '"]');
    lepas();
    if (!formulir) {
      location.href = "?orang=" + orang + "&ke=" + encodeURIComponent(td.dataset.kotak) + "#pilihan";
      return;
    }
    formulir.elements.menjadi.value = td.dataset.kotak;
    kabar.textContent = "Tujuan: " + td.dataset.sebutan + ". Tulis alasannya, lalu tekan Pindahkan.";
    formulir.elements.alasan.focus();
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-perlu-skrip]"), function (e) { e.hidden = false; });

  var ARAH = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  papan.addEventListener("keydown", function (e) {
    var tautan = e.target.closest("[data-orang]");
    if (!tautan) return;
    if (e.key === "Escape" && angkat) { lepas(); kabar.textContent = "Batal digeser."; return; }
    if (e.key === "Enter" && angkat && angkat.tautan === tautan) {
      e.preventDefault();
      isi(tautan.dataset.orang, sel[angkat.baris][angkat.kolom]);
      return;
    }
    var arah = ARAH[e.key];
    if (!arah || e.altKey || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    if (!angkat || angkat.tautan !== tautan) {
      lepas();
      var asal = letak(tautan.closest("td"));
      angkat = { tautan: tautan, baris: asal.baris, kolom: asal.kolom };
      tautan.classList.add("diangkat");
    }
    angkat.baris = Math.min(2, Math.max(0, angkat.baris + arah[0]));
    angkat.kolom = Math.min(2, Math.max(0, angkat.kolom + arah[1]));
    var td = sel[angkat.baris][angkat.kolom];
    tandai(td);
    kabar.textContent = tautan.firstChild.textContent + " ke " + td.dataset.sebutan + ". Enter untuk menulis alasan, Esc untuk batal.";
  });
  papan.addEventListener("focusout", lepas);

  Array.prototype.forEach.call(papan.querySelectorAll("[data-orang]"), function (tautan) { tautan.draggable = true; });
  var diseret = null;
  papan.addEventListener("dragstart", function (e) {
    var tautan = e.target.closest("[data-orang]");
    if (!tautan) return;
    diseret = tautan.dataset.orang;
    e.dataTransfer.effectAllowed = "move";
    e.dataTransfer.setData("text/plain", diseret);
  });
  papan.addEventListener("dragover", function (e) {
    var td = e.target.closest("td[data-kotak]");
    if (!td || !diseret) return;
    e.preventDefault();
    tandai(td);
  });
  papan.addEventListener("dragend", function () { diseret = null; tandai(null); });
  papan.addEventListener("drop", function (e) {
    var td = e.target.closest("td[data-kotak]");
    if (!td || !diseret) return;
    e.preventDefault();
    var orang = diseret;
    diseret = null;
    isi(orang, td);
  });
})();
