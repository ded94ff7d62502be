// Draws the figures of a report with Vega. Each plot's specification stands behind its place in the page; this script
// adds what plots share: colours, dashes and shapes of the optimizers, the look of axes, tooltips, and the legend that
// hides and shows optimizers. Every figure can be read without it: its numbers stand in a table beneath.
(function () {
  "use strict";
  const names = JSON.parse(document.getElementById("optimizers").textContent);

  // Colours that keep a contrast of 3 to 1 on white and on the dark ground, told apart also by dashes and shapes.
  const colours = ["#0072b2", "#d55e00", "#009e73", "#cc6fa0", "#a87900", "#7a6fd0", "#7f7f7f", "#3a8a9e"];
  const dashes = [[], [7, 3], [2, 2], [9, 3, 2, 3], [12, 4], [4, 1.5], [1, 3]];
  const shapes = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right"];
  const inTurn = (values) => names.map((_name, i) => values[i % values.length]);
  const scales = [
    { name: "colour", type: "ordinal", domain: names, range: inTurn(colours) },
    { name: "dash", type: "ordinal", domain: names, range: inTurn(dashes) },
    { name: "shape", type: "ordinal", domain: names, range: inTurn(shapes) },
  ];

  const ink = "currentColor", font = "system-ui, DejaVu Sans, sans-serif";
  const config = {
    background: null,
    axis: { domainColor: ink, tickColor: ink, labelColor: ink, titleColor: ink, gridColor: ink, gridOpacity: 0.13,
      domainOpacity: 0.6, tickOpacity: 0.6, labelFontSize: 12, titleFontSize: 13, titleFontWeight: "normal",
      labelFont: font, titleFont: font },
    text: { font },
  };

  // ---- the tooltip -------------------------------------------------------------------------------------------------

  const tip = document.createElement("div");
  tip.className = "tooltip";
  tip.hidden = true;
  tip.setAttribute("role", "status");
  document.body.appendChild(tip);

  function showTooltip(_handler, event, _item, value) {
    tip.hidden = value === null || value === undefined || value === "";
    if (tip.hidden) return;
    tip.textContent = String(value);
    const left = Math.min(event.pageX + 14, window.scrollX + document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = Math.max(0, left) + "px";
    tip.style.top = event.pageY + 14 + "px";
  }

  // ---- the legend --------------------------------------------------------------------------------------------------

  const svgNode = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key of Object.keys(attributes)) node.setAttribute(key, attributes[key]);
    return node;
  };

  function swatch(index) {
    const svg = svgNode("svg", { width: 30, height: 12, "aria-hidden": "true" });
    svg.appendChild(svgNode("line", { x1: 0, y1: 6, x2: 30, y2: 6, stroke: scales[0].range[index], "stroke-width": 2.5,
      "stroke-dasharray": scales[1].range[index].join(" ") }));
    return svg;
  }

  function legend(view, present) {
    const box = document.createElement("div");
    box.className = "legend";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Show or hide optimizers");
    const hidden = new Set();
    names.forEach((name, index) => {
      if (!present.includes(name)) return;
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-pressed", "true");
      button.appendChild(swatch(index));
      button.appendChild(document.createTextNode(name));
      button.addEventListener("click", () => {
        hidden.has(name) ? hidden.delete(name) : hidden.add(name);
        button.setAttribute("aria-pressed", String(!hidden.has(name)));
        view.signal("hidden", Array.from(hidden)).runAsync();
      });
      box.appendChild(button);
    });
    return box;
  }

  // ---- one plot ----------------------------------------------------------------------------------------------------

  function draw(place) {
    const spec = JSON.parse(place.nextElementSibling.textContent);
    spec.config = config;
    spec.autosize = { type: "pad", contains: "padding" };
    spec.scales = scales.concat(spec.scales);
    spec.signals = (spec.signals || []).concat([{ name: "hidden", value: [] }]);
    const view = new vega.View(vega.parse(spec), { renderer: "svg", hover: true, logLevel: vega.Warn });
    view.tooltip(showTooltip);
    view.description(place.dataset.label + ". The numbers stand in the table beneath.");
    if (spec.usermeta) place.parentNode.insertBefore(legend(view, spec.usermeta.legend), place);
    return view.initialize(place).runAsync();
  }

  const drawn = Array.from(document.querySelectorAll(".plot"), draw);
  Promise.all(drawn).then(() => { document.documentElement.dataset.drawn = String(drawn.length); });
})();
