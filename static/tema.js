// Theme switch: follows the device until the person chooses; the choice is kept in this browser only.
(function () {
  var akar = document.documentElement, simpan = null;
  akar.setAttribute("data-skrip", ""); // buttons that need a script show only when there is one
  try { simpan = localStorage.getItem("tema"); } catch (e) { /* storage off: follow the device */ }
  if (simpan === "light" || simpan === "dark") akar.setAttribute("data-bs-theme", simpan);
  document.addEventListener("click", function (e) {
    var tombol = e.target.closest("[data-tema]");
    if (!tombol) return;
    var kini = akar.getAttribute("data-bs-theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    var baru = kini === "dark" ? "light" : "dark";
    akar.setAttribute("data-bs-theme", baru);
    try { localStorage.setItem("tema", baru); } catch (e2) { /* the choice lasts for this page */ }
  });
})();
