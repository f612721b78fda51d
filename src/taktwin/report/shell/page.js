(function () {
  "use strict";
  var root = document.documentElement;
  var figures = JSON.parse(document.getElementById("figures").textContent);
  var config = { displayModeBar: false, responsive: true };

  function charts() {
    return Array.prototype.slice.call(document.querySelectorAll('[data-in="' + root.dataset.language + '"] .chart'));
  }
  function draw() {
    charts().forEach(function (div) {
      if (div.dataset.drawn) { Plotly.Plots.resize(div); return; }
      var figure = figures[root.dataset.language][div.dataset.figure];
      Plotly.newPlot(div, figure.data, figure.layout, config);
      div.dataset.drawn = "yes";
    });
  }
  function choose(language) {
    root.dataset.language = language;
    root.lang = language === "zh" ? "zh-CN" : "en";
    document.title = document.querySelector('[data-in="' + language + '"] h1').textContent;
    document.querySelectorAll(".languages button").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.value === language));
    });
    draw();
  }
  document.querySelectorAll(".languages button").forEach(function (button) {
    button.addEventListener("click", function () { choose(button.value); });
  });
  // On paper the charts must be as wide as the sheet, not as the window.
  function resize() { charts().forEach(function (div) { Plotly.Plots.resize(div); }); }
  window.addEventListener("beforeprint", resize);
  window.addEventListener("afterprint", resize);
  choose(/^#(en|zh)$/.test(location.hash) ? location.hash.slice(1) : root.dataset.language);
})();
