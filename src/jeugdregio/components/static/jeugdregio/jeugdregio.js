// SPDX-License-Identifier: EUPL-1.2
// Progressive enhancement only: every page works without this file.
"use strict";

(() => {
  document.documentElement.classList.add("jr-script");

  // ---- charts: Vega is fetched only on a page that has one -------------------------------------
  const loaded = new Map();

  function loadScript(address) {
    if (!loaded.has(address)) {
      loaded.set(address, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`could not load ${address}`));
        document.head.append(script);
      }));
    }
    return loaded.get(address);
  }

  function colour(name) {
    return getComputedStyle(document.body).getPropertyValue(name).trim();
  }

  function config() {
    const ink = colour("--jr-inkt"), soft = colour("--jr-inkt-zacht"), line = colour("--jr-lijn");
    return {
      font: "Noto Sans",
      background: null,
      view: { stroke: null },
      range: { category: [colour("--jr-accent"), colour("--jr-warm"), "#7a8b97", "#86bfc9", "#b3261e"] },
      mark: { color: colour("--jr-accent") },
      bar: { color: colour("--jr-accent"), cornerRadiusEnd: 3 },
      line: { strokeWidth: 2.5 },
      axis: {
        labelColor: soft, titleColor: soft, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 600,
        gridColor: line, domainColor: line, tickColor: line, labelLimit: 190,
      },
      axisX: { labelOverlap: true, labelSeparation: 4, grid: false },
      axisY: { domain: false, ticks: false },
      legend: { labelColor: ink, titleColor: soft, labelFontSize: 12, orient: "top", title: null },
      locale: {
        number: { decimal: ",", thousands: ".", grouping: [3], currency: ["€ ", ""] },
      },
    };
  }

  async function drawChart(figure) {
    const source = document.getElementById(figure.dataset.grafiek);
    const place = figure.querySelector(".jr-grafiek__beeld");
    for (const address of figure.dataset.vega.split(" ")) await loadScript(address);
    const spec = JSON.parse(source.textContent);
    figure.classList.add("jr-grafiek--getekend");
    await window.vegaEmbed(place, { width: "container", autosize: { type: "fit-x", contains: "padding" }, ...spec }, {
      ast: true, // no eval under our Content-Security-Policy
      renderer: "canvas",
      actions: false,
      defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
      config: config(),
    });
  }

  function drawCharts(within) {
    for (const figure of within.querySelectorAll("[data-grafiek]:not([data-bezig])")) {
      figure.dataset.bezig = "";
      drawChart(figure).catch((error) => {
        figure.classList.remove("jr-grafiek--getekend"); // the table is there already
        console.error(error);
      });
    }
  }

  // ---- file drop zone -----------------------------------------------------------------------------
  function size(bytes) {
    const megabytes = bytes / 1e6;
    return megabytes < 0.1 ? `${Math.ceil(bytes / 1e3)} kB` : `${megabytes.toFixed(1).replace(".", ",")} MB`;
  }

  function describe(field) {
    const files = [...field.querySelector("input").files];
    const total = size(files.reduce((sum, file) => sum + file.size, 0));
    const text = files.length === 0 ? "" : files.length === 1
      ? `Gekozen: ${files[0].name} (${total})` : `Gekozen: ${files.length} bestanden (${total})`;
    field.querySelector("[data-gekozen]").textContent = text;
  }

  function enableDrop(field) {
    const zone = field.querySelector(".jr-bestanden__vlak");
    const input = field.querySelector("input");
    input.addEventListener("change", () => describe(field));
    for (const name of ["dragenter", "dragover"]) {
      zone.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.add("jr-bestanden__vlak--boven");
      });
    }
    for (const name of ["dragleave", "drop"]) {
      zone.addEventListener(name, () => zone.classList.remove("jr-bestanden__vlak--boven"));
    }
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length === 0) return;
      input.files = event.dataTransfer.files;
      describe(field);
    });
  }

  function enable(within) {
    drawCharts(within);
    for (const field of within.querySelectorAll("[data-bestanden]:not([data-bezig])")) {
      field.dataset.bezig = "";
      enableDrop(field);
    }
  }

  enable(document);
  document.body.addEventListener("htmx:load", (event) => enable(event.detail.elt));
})();
