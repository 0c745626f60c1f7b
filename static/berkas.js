// Berkas dikirim begitu dipilih, satu per satu, dengan kemajuan dan tombol ulang: <input type="file" data-unggah="alamat" data-maks="byte">.
// Tanpa berkas ini berkas ikut terkirim bersama formulirnya.
(function () {
  "use strict";

  function Pengunggah(masukan) {
    var diri = this;
    this.masukan = masukan;
    this.formulir = masukan.form;
    this.menunggu = 0;
    this.tertunda = null;
    this.status = document.createElement("p");
    this.status.className = "kecil redup mt-2 mb-0";
    this.status.setAttribute("role", "status");
    masukan.parentNode.appendChild(this.status);
    masukan.addEventListener("change", function () {
      Array.prototype.forEach.call(masukan.files, function (b) { diri.tambah(b); });
      masukan.value = "";
    });
    this.formulir.addEventListener("submit", function (e) {
      if (!diri.menunggu) return;
      e.preventDefault();
      diri.tertunda = e.submitter || diri.formulir.querySelector("[type=submit]");
      diri.status.textContent = diri.menunggu + " berkas masih dikirim. Formulir menyusul sendiri sesudahnya.";
    });
  }

  // Tombol yang ditekan selagi berkas dikirim ditekan lagi sesudah semua sampai; satu yang tertahan membatalkannya.
  Pengunggah.prototype.selesai = function (sampai) {
    this.menunggu -= 1;
    if (!sampai) this.tertunda = null;
    if (this.menunggu || !this.tertunda) return;
    var tombol = this.tertunda;
    this.tertunda = null;
    tombol.click();
  };

  Pengunggah.prototype.daftar = function () {
    var wadah = this.masukan.closest("fieldset");
    var ul = wadah.querySelector("ul.berkas");
    if (!ul) {
      ul = document.createElement("ul");
      ul.className = "berkas";
      ul.setAttribute("aria-label", "Berkas bukti");
      this.masukan.closest(".lepas").insertAdjacentElement("afterend", ul);
    }
    return ul;
  };

  Pengunggah.prototype.tambah = function (berkas) {
    var li = document.createElement("li");
    this.daftar().appendChild(li);
    var maks = +this.masukan.dataset.maks;
    if (berkas.size > maks) {
      this.tolak(li, "“" + berkas.name + "” lebih dari " + Math.floor(maks / 1048576) + " MB, jadi tidak dikirim. Kirim ringkasan PDF atau perkecil fotonya.");
      return;
    }
    this.kirim(li, berkas);
  };

  function unsur(nama, kelas, teks) {
    var e = document.createElement(nama);
    if (kelas) e.className = kelas;
    if (teks) e.textContent = teks;
    return e;
  }

  Pengunggah.prototype.kirim = function (li, berkas) {
    var diri = this, kiriman = new XMLHttpRequest(), isi = new FormData(), bilah = document.createElement("progress");
    bilah.max = berkas.size || 1; bilah.value = 0;
    bilah.setAttribute("aria-label", "Mengirim " + berkas.name);
    li.className = "";
    li.replaceChildren(unsur("span", "", ""), unsur("span", "nama", berkas.name), bilah);
    isi.append("berkas", berkas);
    this.menunggu += 1;
    kiriman.open("POST", this.masukan.dataset.unggah);
    kiriman.setRequestHeader("X-CSRFToken", this.formulir.elements.csrfmiddlewaretoken.value);
    kiriman.upload.onprogress = function (e) { bilah.max = e.total; bilah.value = e.loaded; };
    kiriman.onload = function () {
      var sampai = kiriman.status === 200 && kiriman.getResponseHeader("X-Berkas");
      if (sampai) {
        var baru = document.createElement("template");
        baru.innerHTML = kiriman.responseText;
        li.replaceWith(baru.content);
        diri.status.textContent = berkas.name + " terkirim.";
      } else if (kiriman.status === 422) diri.tolak(li, kiriman.responseText);
      else diri.terputus(li, berkas);
      diri.selesai(sampai);
    };
    kiriman.onerror = kiriman.ontimeout = function () { diri.terputus(li, berkas); diri.selesai(false); };
    kiriman.send(isi);
  };

  Pengunggah.prototype.tolak = function (li, pesan) {
    li.className = "gagal";
    li.replaceChildren(unsur("span", "", ""), unsur("span", "nama", pesan), unsur("span", "", ""));
    this.status.textContent = pesan;
  };

  Pengunggah.prototype.terputus = function (li, berkas) {
    var diri = this, ulang = unsur("button", "btn btn-sm btn-kedua", "Kirim lagi");
    ulang.type = "button";
    ulang.setAttribute("aria-label", "Kirim lagi " + berkas.name);
    ulang.onclick = function () { diri.kirim(li, berkas); };
    li.className = "gagal";
    li.replaceChildren(unsur("span", "", ""), unsur("span", "nama", "“" + berkas.name + "” belum terkirim, sambungan terputus."), ulang);
    this.status.textContent = berkas.name + " belum terkirim. Tekan “Kirim lagi”.";
  };

  Array.prototype.forEach.call(document.querySelectorAll("input[type=file][data-unggah]"), function (m) { new Pengunggah(m); });
})();
