/* Kunci sandi: tampilkan tombolnya hanya di peramban yang mampu, dan sebut dengan kata bila dibatalkan. */
(function () {
  'use strict'
  if (window.PublicKeyCredential) {
    document.querySelectorAll('[data-kunci-sandi]').forEach(function (satu) { satu.hidden = false })
  }
  document.addEventListener('allauth.error', function (kejadian) {
    kejadian.preventDefault()
    var tombol = document.getElementById('kunci-masuk') || document.getElementById('pakai-kunci') ||
      document.getElementById('tambah-kunci')
    if (!tombol) { return }
    var pesan = document.getElementById('kunci-pesan')
    if (!pesan) {
      pesan = document.createElement('p')
      pesan.id = 'kunci-pesan'
      pesan.className = 'kecil redup mt-2 mb-0'
      pesan.setAttribute('role', 'status')
      tombol.after(pesan)
    }
    pesan.textContent = 'Kunci sandi belum terbaca atau dibatalkan. Ulangi, atau pakai cara lain.'
  })
})()
