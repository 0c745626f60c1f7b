// Berkas dikirim begitu dipilih, satu demi satu, dengan kemajuan, pembatalan, dan tombol ulang:
// <input type="file" data-unggah="alamat" data-maks="byte" accept=".pdf,.jpg">. Tanpa skrip ini berkas ikut terkirim bersama formulirnya.
(function () {
  "use strict";
  var BENTUK = "PDF, JPG, PNG, DOCX, atau XLSX";

  function unsur(nama, kelas, teks) {
    var e = document.createElement(nama);
    if (kelas) e.className = kelas;
    if (teks) e.textContent = teks;
    return e;
  }

  function besar(bita) {
    return (bita / 1048576).toFixed(1).replace(".", ",").replace(",0", "") + " MB";
  }

  function Pengunggah(masukan) {
    var diri = this;
    this.masukan = masukan;
    this.formulir = masukan.form;
    this.antre = [];
    this.berjalan = null;
    this.tertunda = null;
    this.status = unsur("p", "kecil redup mt-2 mb-0");
    this.status.setAttribute("role", "status");
    masukan.parentNode.appendChild(this.status);
    masukan.addEventListener("change", function () {
      Array.prototype.forEach.call(masukan.files, function (b) { diri.tambah(b); });
      masukan.value = "";
    });
    this.formulir.addEventListener("submit", function (e) {
      var sisa = diri.menunggu();
      if (!sisa) return;
      e.preventDefault();
      diri.tertunda = e.submitter || diri.formulir.querySelector("[type=submit]");
      diri.status.textContent = sisa + " berkas masih dikirim. Formulir menyusul sendiri sesudahnya.";
    });
  }

  Pengunggah.prototype.menunggu = function () {
    return this.antre.length + (this.berjalan ? 1 : 0);
  };

  Pengunggah.prototype.daftar = function () {
    var wadah = this.masukan.closest("fieldset");
    var ul = wadah.querySelector("ul.berkas");
    if (!ul) {
      ul = unsur("ul", "berkas");
      ul.setAttribute("aria-label", "Berkas bukti");
      this.masukan.closest(".lepas").insertAdjacentElement("afterend", ul);
    }
    return ul;
  };

  // Yang pasti ditolak peladen dikatakan sebelum dikirim: di jalur lambat jawabannya baru datang sesudah satu menit lebih.
  Pengunggah.prototype.halangan = function (berkas) {
    var maks = +this.masukan.dataset.maks, terima = this.masukan.accept.toLowerCase().split(",");
    var akhiran = berkas.name.toLowerCase().match(/\.[^.]*$/);
    if (!berkas.size) return "“" + berkas.name + "” kosong, jadi tidak dikirim. Pilih berkas yang ada isinya.";
    if (this.masukan.accept && (!akhiran || terima.indexOf(akhiran[0]) < 0))
      return "“" + berkas.name + "” bukan " + BENTUK + ", jadi tidak dikirim. Simpan ulang dalam salah satu bentuk itu, lalu pilih lagi.";
    if (maks && berkas.size > maks)
      return "“" + berkas.name + "” lebih dari " + besar(maks) + ", jadi tidak dikirim. Kirim ringkasan PDF atau perkecil fotonya.";
    return "";
  };

  Pengunggah.prototype.tambah = function (berkas) {
    var li = unsur("li"), halangan = this.halangan(berkas);
    this.daftar().appendChild(li);
    if (halangan) this.tolak(li, halangan);
    else this.antrekan(li, berkas);
  };

  Pengunggah.prototype.antrekan = function (li, berkas) {
    var diri = this, satu = { li: li, berkas: berkas, kiriman: null, bagian: 0, penuh: 0, jeda: 0 };
    satu.batal = unsur("button", "btn btn-sm btn-sepi", "Batalkan");
    satu.batal.type = "button";
    satu.batal.setAttribute("aria-label", "Batalkan kiriman " + berkas.name);
    satu.batal.onclick = function () { diri.batalkan(satu); };
    satu.bilah = unsur("progress");
    satu.bilah.max = berkas.size;
    satu.bilah.value = 0;
    satu.bilah.setAttribute("aria-label", "Mengirim " + berkas.name);
    satu.kabar = unsur("small", "", "Menunggu giliran, " + besar(berkas.size));
    li.className = "";
    li.replaceChildren(unsur("span"), unsur("span", "nama", berkas.name), satu.batal, satu.bilah, satu.kabar);
    this.antre.push(satu);
    this.lanjut();
  };

  // Satu demi satu: yang pertama cepat aman, dan sambungan yang putus hanya mengulang satu.
  Pengunggah.prototype.lanjut = function () {
    if (this.berjalan || !this.antre.length) return;
    this.berjalan = this.antre.shift();
    this.kirim(this.berjalan);
  };

  Pengunggah.prototype.kirim = function (satu) {
    var diri = this, kiriman = new XMLHttpRequest(), isi = new FormData();
    satu.kiriman = kiriman;
    satu.kabar.textContent = "0 % dari " + besar(satu.berkas.size);
    isi.append("berkas", satu.berkas);
    kiriman.open("POST", this.masukan.dataset.unggah);
    kiriman.setRequestHeader("X-CSRFToken", this.formulir.elements.csrfmiddlewaretoken.value);
    kiriman.upload.onprogress = function (e) {
      satu.bilah.max = e.total;
      satu.bilah.value = e.loaded;
      satu.bagian = Math.floor(100 * e.loaded / e.total);
      satu.kabar.textContent = satu.bagian < 100 ? satu.bagian + " % dari " + besar(satu.berkas.size) : "Terkirim, sedang diperiksa";
    };
    kiriman.onload = function () { diri.dijawab(satu); };
    kiriman.onerror = kiriman.ontimeout = function () {
      diri.ulangi(satu, "belum terkirim, sambungan terputus pada " + satu.bagian + " %. Isian lain tetap ada.");
    };
    kiriman.send(isi);
  };

  Pengunggah.prototype.dijawab = function (satu) {
    var k = satu.kiriman, polos = (k.getResponseHeader("Content-Type") || "").indexOf("text/plain") === 0;
    if (k.status === 200 && k.getResponseHeader("X-Berkas")) {
      var baru = document.createElement("template");
      baru.innerHTML = k.responseText;
      satu.li.replaceWith(baru.content);
      this.status.textContent = satu.berkas.name + " terkirim.";
      this.selesai(true);
    } else if (k.status === 422) {
      this.tolak(satu.li, k.responseText);
      this.selesai(false);
    } else if (k.status === 403) {
      this.ulangi(satu, polos ? "belum terkirim. " + k.responseText : "belum terkirim karena Anda sudah masuk lagi di tempat lain.");
    } else if (k.status === 503 && polos && satu.penuh < 30) {
      this.menanti(satu, +k.getResponseHeader("Retry-After") || 5);
    } else this.ulangi(satu, "belum terkirim, server sedang terganggu. Tunggu sebentar.");
  };

  // Terlalu banyak berkas besar tiba bersamaan: gilirannya tetap, dikirim lagi sendiri.
  Pengunggah.prototype.menanti = function (satu, detik) {
    var diri = this;
    satu.penuh += 1;
    satu.kabar.textContent = "Sedang banyak berkas dikirim bersamaan; dikirim lagi sendiri sebentar lagi.";
    satu.jeda = setTimeout(function () { diri.kirim(satu); }, detik * 1000);
  };

  // Tombol yang ditekan selagi berkas dikirim ditekan lagi sesudah semua sampai; satu yang tertahan membatalkannya.
  Pengunggah.prototype.selesai = function (sampai) {
    this.berjalan = null;
    if (!sampai) this.tertunda = null;
    this.lanjut();
    if (this.menunggu() || !this.tertunda) return;
    var tombol = this.tertunda;
    this.tertunda = null;
    tombol.click();
  };

  Pengunggah.prototype.batalkan = function (satu) {
    var milik = this.berjalan === satu;
    clearTimeout(satu.jeda);
    if (milik) satu.kiriman.abort();
    else this.antre = this.antre.filter(function (s) { return s !== satu; });
    this.tawarkan(satu, "dibatalkan, jadi tidak ikut terkirim.");
    if (milik) this.selesai(false);
  };

  Pengunggah.prototype.ulangi = function (satu, sebab) {
    this.tawarkan(satu, sebab);
    this.selesai(false);
  };

  Pengunggah.prototype.tawarkan = function (satu, sebab) {
    var diri = this, ulang = unsur("button", "btn btn-sm btn-kedua", "Kirim lagi"), pesan = "“" + satu.berkas.name + "” " + sebab;
    ulang.type = "button";
    ulang.setAttribute("aria-label", "Kirim lagi " + satu.berkas.name);
    ulang.onclick = function () {
      ulang.disabled = true;
      diri.segarkan(satu, function () { diri.antrekan(satu.li, satu.berkas); });
    };
    var ditekan = satu.li.contains(document.activeElement);
    satu.li.className = "gagal";
    satu.li.replaceChildren(unsur("span"), unsur("span", "nama", pesan), ulang);
    this.status.textContent = pesan + " Tekan “Kirim lagi”.";
    if (ditekan) ulang.focus();
  };

  // Masuk lagi di tab lain mengganti tanda formulir; yang baru diambil dari halaman ini juga, isian di layar tidak disentuh.
  Pengunggah.prototype.segarkan = function (satu, lalu) {
    if (!satu.kiriman || satu.kiriman.status !== 403) { lalu(); return; }
    fetch(location.href, { credentials: "same-origin" }).then(function (j) { return j.text(); }).then(function (isi) {
      var baru = new DOMParser().parseFromString(isi, "text/html").querySelector("input[name=csrfmiddlewaretoken]");
      if (baru) document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach(function (m) { m.value = baru.value; });
    }).then(lalu, lalu);
  };

  Pengunggah.prototype.tolak = function (li, pesan) {
    li.className = "gagal";
    li.replaceChildren(unsur("span"), unsur("span", "nama", pesan), unsur("span"));
    this.status.textContent = pesan;
  };

  Array.prototype.forEach.call(document.querySelectorAll("input[type=file][data-unggah]"), function (m) { new Pengunggah(m); });
})();
