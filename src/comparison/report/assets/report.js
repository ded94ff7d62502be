// Draws the figures of a report with Vega from the study's summary, which stands in the page as JSON. Every figure can
// be read without it: its numbers stand in a table beneath.
(function () {
  "use strict";
  const study = JSON.parse(document.getElementById("study").textContent);
  const problems = new Map(study.summary.problems.map((p) => [p.problem, p]));
  const width = 680, height = 340;

  // Colours that keep a contrast of 3 to 1 on white and on the dark ground, told apart also by dashes and shapes.
  const colours = ["#0072b2", "#d55e00", "#009e73", "#cc6fa0", "#a87900", "#7a6fd0", "#7f7f7f", "#3a8a9e"];
  const dashes = [[], [7, 3], [2, 2], [9, 3, 2, 3], [12, 4], [4, 1.5], [1, 3]];
  const shapes = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right"];
  const names = study.optimizers;
  const look = new Map(names.map((name, i) => [name,
    { colour: colours[i % colours.length], dash: dashes[i % dashes.length], shape: shapes[i % shapes.length] }]));
  const scales = [
    { name: "colour", type: "ordinal", domain: names, range: names.map((n) => look.get(n).colour) },
    { name: "dash", type: "ordinal", domain: names, range: names.map((n) => look.get(n).dash) },
    { name: "shape", type: "ordinal", domain: names, range: names.map((n) => look.get(n).shape) },
  ];

  const quiet = "currentColor";
  const config = {
    background: null,
    axis: { domainColor: quiet, tickColor: quiet, labelColor: quiet, titleColor: quiet, gridColor: quiet,
      gridOpacity: 0.13, domainOpacity: 0.6, tickOpacity: 0.6, labelFontSize: 12, titleFontSize: 13, titleFontWeight: "normal",
      labelFont: "system-ui, DejaVu Sans, sans-serif", titleFont: "system-ui, DejaVu Sans, sans-serif" },
    text: { font: "system-ui, DejaVu Sans, sans-serif" },
  };

  const number = (v) => (typeof v === "number" ? v : null);
  const short = (v, digits) => (typeof v === "number" ? String(Number(v.toPrecision(digits || 4))) : v === null ? "-" : String(v));
  const accuracyWords = (p) => (p.metric === "accuracy" ? "accuracy" : "loss");

  // ---- one view: hidden series, tooltip, legend -------------------------------------------------------------------

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

  const svgNode = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key of Object.keys(attributes)) node.setAttribute(key, attributes[key]);
    return node;
  };

  function legend(view, present) {
    const box = document.createElement("div");
    box.className = "legend";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Show or hide optimizers");
    const hidden = new Set();
    for (const name of names.filter((n) => present.has(n))) {
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-pressed", "true");
      const swatch = svgNode("svg", { width: 30, height: 12, "aria-hidden": "true" });
      swatch.appendChild(svgNode("line", { x1: 0, y1: 6, x2: 30, y2: 6, stroke: look.get(name).colour, "stroke-width": 2.5,
        "stroke-dasharray": look.get(name).dash.join(" ") }));
      button.appendChild(swatch);
      button.appendChild(document.createTextNode(name));
      button.addEventListener("click", () => {
        hidden.has(name) ? hidden.delete(name) : hidden.add(name);
        button.setAttribute("aria-pressed", String(!hidden.has(name)));
        view.signal("hidden", Array.from(hidden)).runAsync();
      });
      box.appendChild(button);
    }
    return box;
  }

  function draw(place, spec, present) {
    spec.config = config;
    spec.autosize = spec.autosize || { type: "pad", contains: "padding" };
    spec.signals = (spec.signals || []).concat([{ name: "hidden", value: [] }]);
    const view = new vega.View(vega.parse(spec), { renderer: "svg", hover: true, logLevel: vega.Warn });
    view.tooltip(showTooltip);
    view.description(place.dataset.label + ". The numbers stand in the table beneath.");
    if (present) place.parentNode.insertBefore(legend(view, present), place);
    return view.initialize(place).runAsync();
  }

  const visible = { signal: "indexof(hidden, datum.optimizer) < 0 ? 1 : 0" };
  const visibleGroup = (field, shown) => ({ signal: `indexof(hidden, parent.${field || "optimizer"}) < 0 ? ${shown} : 0` });
  const axis = (orient, scale, title, more) => Object.assign({ orient, scale, title, grid: true }, more || {});
  const logOrLinear = (values) => {
    const positive = values.filter((v) => typeof v === "number" && v > 0);
    const all = values.filter((v) => typeof v === "number");
    return positive.length === all.length && all.length > 0 && Math.max(...positive) / Math.min(...positive) > 20;
  };

  // Lines of all optimizers over x, with points and, where there are lower and upper values, a band.
  function lines(data, x, y, options) {
    const marks = [];
    if (options.band) {
      marks.push({ type: "area", from: { data: "series" }, interactive: false, encode: {
        enter: { x: { scale: "x", field: "x" }, y: { scale: "y", field: "lower" }, y2: { scale: "y", field: "upper" },
          fill: { scale: "colour", field: "optimizer" }, interpolate: { value: options.interpolate || "linear" } },
        update: { fillOpacity: visibleGroup("optimizer", 0.14) } } });
    }
    marks.push({ type: "line", from: { data: "series" }, interactive: false, encode: {
      enter: { x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" }, strokeWidth: { value: 2.25 },
        stroke: { scale: "colour", field: "optimizer" }, strokeDash: { scale: "dash", field: "optimizer" },
        interpolate: { value: options.interpolate || "linear" }, clip: { value: true } },
      update: { strokeOpacity: visibleGroup("optimizer", 1) } } });
    if (!options.noPoints) {
      marks.push({ type: "symbol", from: { data: "series" }, encode: {
        enter: { x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" }, size: { value: 46 },
          shape: { scale: "shape", field: "optimizer" }, fill: { scale: "colour", field: "optimizer" },
          tooltip: { field: "tip" } },
        update: { opacity: visible, size: { value: 46 } }, hover: { size: { value: 150 } } } });
    }
    return {
      width, height, padding: 5,
      data: [{ name: "points", values: data }].concat(options.data || []),
      scales: scales.concat([x, y]),
      axes: [axis("bottom", "x", options.xTitle, options.xAxis), axis("left", "y", options.yTitle, options.yAxis)],
      marks: [{ type: "group", from: { facet: { name: "series", data: "points", groupby: "optimizer" } },
        encode: { enter: { width: { signal: "width" }, height: { signal: "height" }, clip: { value: Boolean(options.clip) } } }, marks }]
        .concat(options.marks || []),
    };
  }

  const domain = { data: "points", field: "x" };
  const xScale = (type, more) => Object.assign({ name: "x", type, domain, range: "width", nice: false, zero: false, padding: 8 }, more || {});
  const yScale = (type, fields, more) => Object.assign({ name: "y", type, range: "height", nice: true, zero: false,
    domain: { data: "points", fields: fields || ["y"] } }, more || {});
  const presentIn = (data) => new Set(data.map((d) => d.optimizer));

  // ---- the figures -------------------------------------------------------------------------------------------------

  const figures = {};

  // Median, quartiles (thick) and 95% interval (thin) of one figure, an optimizer a row.
  figures.intervals = function (place, problem, which) {
    const pick = which === "steps" ? (o) => o.to_target && o.to_target.steps : (o) => o.score;
    const data = problem.optimizers.filter((o) => pick(o) && number(pick(o).median) !== null).map((o) => {
      const d = pick(o);
      const within = (v) => (number(v) === null ? d.median : v);
      return { optimizer: o.optimizer, y: d.median, low: within(d.low), high: within(d.high), q1: within(d.lower_quartile),
        q3: within(d.upper_quartile), tip: `${o.optimizer}\nmedian ${short(d.median)}\nquartiles ${short(d.lower_quartile)} to ` +
          `${short(d.upper_quartile)}\n95% interval ${short(d.low)} to ${short(d.high)}\n${o.finished} of ${o.runs} runs ended` };
    });
    const title = which === "steps" ? "steps to target" : `test ${accuracyWords(problem)}`;
    const log = which === "steps" && logOrLinear(data.map((d) => d.low).concat(data.map((d) => d.high)));
    const rule = (from, to, size) => ({ type: "rule", from: { data: "points" }, encode: {
      enter: { x: { scale: "x", field: from }, x2: { scale: "x", field: to }, y: { scale: "y", field: "optimizer", band: 0.5 },
        stroke: { scale: "colour", field: "optimizer" }, strokeWidth: { value: size }, tooltip: { field: "tip" } },
      update: { opacity: visible } } });
    return draw(place, { width: width - 80, height: Math.max(60, 34 * data.length), padding: 5,
      data: [{ name: "points", values: data }],
      scales: scales.concat([
        { name: "x", type: log ? "log" : "linear", range: "width", zero: false, nice: false, padding: 10, domain: { data: "points", fields: ["low", "high", "q1", "q3", "y"] } },
        { name: "y", type: "band", range: "height", domain: data.map((d) => d.optimizer), padding: 0.2 }]),
      axes: [axis("bottom", "x", title), axis("left", "y", undefined, { grid: false })],
      marks: [rule("low", "high", 1.5), rule("q1", "q3", 6), { type: "symbol", from: { data: "points" }, encode: {
        enter: { x: { scale: "x", field: "y" }, y: { scale: "y", field: "optimizer", band: 0.5 }, size: { value: 110 },
          shape: { scale: "shape", field: "optimizer" }, fill: { scale: "colour", field: "optimizer" }, stroke: { value: "currentColor" }, tooltip: { field: "tip" } },
        update: { opacity: visible, size: { value: 110 } }, hover: { size: { value: 220 } } } }] }, presentIn(data));
  };

  figures.curve = function (place, problem, column) {
    const data = [];
    for (const o of problem.optimizers) {
      for (const p of o.curves[column]) {
        data.push({ optimizer: o.optimizer, x: p.epoch, y: p.median, lower: p.lower_quartile, upper: p.upper_quartile,
          tip: `${o.optimizer}, epoch ${p.epoch} (step ${p.step})\nmedian ${short(p.median)}\nquartiles ${short(p.lower_quartile)} to ${short(p.upper_quartile)}\n${p.runs} runs` });
      }
    }
    const log = column.includes("loss") && logOrLinear(data.map((d) => d.y));
    const epochs = Math.max(...data.map((d) => d.x));
    return draw(place, lines(data, xScale("linear"), yScale(log ? "log" : "linear", ["y", "lower", "upper"]),
      { band: true, xTitle: "epoch", yTitle: column.replace("_", " ") + (log ? " (logarithmic)" : ""), noPoints: false,
        xAxis: { tickMinStep: 1, tickCount: Math.min(10, epochs), format: "d" } }), presentIn(data));
  };

  figures.sensitivity = function (place, problem) {
    const data = [], diverged = [];
    for (const o of problem.optimizers) {
      for (const p of o.sensitivity.points) {
        const point = { optimizer: o.optimizer, x: p.rate, y: number(p.score), best: p.rate === o.sensitivity.best_rate, good: p.good };
        point.tip = `${o.optimizer}, learning rate ${short(p.rate)}\n` + (point.y === null ? "diverged" : `validation ${accuracyWords(problem)} ${short(p.score)}`) +
          `\n${p.diverged} of ${p.runs} runs diverged` + (point.best ? "\nbest" : point.good ? "\ngood" : "");
        (point.y === null ? diverged : data).push(point);
      }
    }
    const log = problem.metric === "loss" && logOrLinear(data.map((d) => d.y));
    const offset = new Map(names.map((n, i) => [n, 8 + 7 * i]));
    diverged.forEach((d) => { d.offset = offset.get(d.optimizer); });
    const rates = data.concat(diverged).map((d) => d.x);
    const spec = lines(data, xScale("log", { domain: [Math.min(...rates), Math.max(...rates)] }), yScale(log ? "log" : "linear"), {
      xTitle: "learning rate", yTitle: `validation ${accuracyWords(problem)}`, xAxis: { format: "~g", tickCount: 8 },
      data: [{ name: "diverged", values: diverged }],
      marks: [{ type: "text", from: { data: "diverged" }, encode: {
        enter: { x: { scale: "x", field: "x" }, y: { field: "offset" }, text: { value: "\u00d7" }, align: { value: "center" }, baseline: { value: "middle" },
          fontSize: { value: 15 }, fontWeight: { value: "bold" }, fill: { scale: "colour", field: "optimizer" }, tooltip: { field: "tip" } },
        update: { opacity: visible } } },
      { type: "symbol", from: { data: "points" }, interactive: false, encode: {
        enter: { x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" }, size: { value: 190 }, shape: { value: "circle" },
          stroke: { scale: "colour", field: "optimizer" }, strokeWidth: { value: 1.5 }, fill: { value: "transparent" } },
        update: { opacity: { signal: "datum.best && indexof(hidden, datum.optimizer) < 0 ? 1 : 0" } } } }] });
    return draw(place, spec, presentIn(data.concat(diverged)));
  };

  figures.budget = function (place, problem) {
    const data = [];
    for (const o of problem.optimizers) {
      for (const p of o.budget) {
        if (number(p.expected) === null) continue;
        data.push({ optimizer: o.optimizer, x: p.budget, y: p.expected, tip: `${o.optimizer}, ${p.budget} settings tried\n` +
          `expected best ${short(p.expected)}\nwith replacement ${short(p.expected_with_replacement)}\nall diverge with probability ${short(p.all_diverge, 2)}` });
      }
    }
    const log = problem.metric === "loss" && logOrLinear(data.map((d) => d.y));
    return draw(place, lines(data, xScale("linear"), yScale(log ? "log" : "linear"), { xTitle: "settings tried",
      yTitle: `expected best validation ${accuracyWords(problem)}`, xAxis: { tickMinStep: 1, format: "d" } }), presentIn(data));
  };

  figures.profiles = function (place) {
    const data = [];
    for (const p of study.summary.profiles) {
      const at = (tau) => p.ratios.filter((r) => r <= tau).length / p.instances;
      const taus = [1].concat(p.ratios.filter((r) => r > 1 && r < 4), [4]);
      for (const tau of taus) {
        data.push({ optimizer: p.optimizer, x: tau, y: at(tau), tip: `${p.optimizer}\nwithin ${short(tau)} times the fastest: ${short(100 * at(tau), 3)}%\nscore ${short(p.score)}` });
      }
    }
    return draw(place, lines(data, xScale("linear", { domain: [1, 4], padding: 0 }), yScale("linear", ["y"], { domain: [0, 1.02], nice: false }),
      { xTitle: "steps to target, as a multiple of the fastest (tau)", yTitle: "share of problems and seeds", interpolate: "step-after", yAxis: { format: "%", values: [0, 0.25, 0.5, 0.75, 1] } }), presentIn(data));
  };

  figures.wins = function (place, problem) {
    const order = problem.optimizers.map((o) => o.optimizer);
    const cells = [];
    for (const w of problem.wins) {
      const cell = (a, b, wins, losses, sign) => {
        const difference = typeof w.median_difference === "number" ? short(sign * w.median_difference) : short(w.median_difference);
        cells.push({ a, b, share: w.pairs === 0 ? 0.5 : (wins + w.ties / 2) / w.pairs, clear: w.corrected_p < 0.05,
          text: w.pairs === 0 ? "-" : `${wins}/${w.pairs}${w.corrected_p < 0.05 ? "*" : ""}`,
          tip: `${a} against ${b}\n${wins} wins, ${w.ties} ties, ${losses} losses\nmedian paired difference ${difference}\np = ${short(w.p, 3)}, corrected ${short(w.corrected_p, 3)}` });
      };
      cell(w.a, w.b, w.wins, w.losses, 1);
      cell(w.b, w.a, w.losses, w.wins, -1);
    }
    const side = Math.max(200, 64 * order.length);
    return draw(place, { width: side, height: Math.max(120, 40 * order.length), padding: 5,
      data: [{ name: "cells", values: cells }],
      scales: [{ name: "x", type: "band", domain: order, range: "width" }, { name: "y", type: "band", domain: order, range: "height" },
        { name: "shade", type: "linear", domain: [0, 0.5, 1], range: ["#b35806", "#8a8a8a", "#2166ac"], interpolate: "rgb" }],
      axes: [{ orient: "top", scale: "x", title: "against" }, { orient: "left", scale: "y", title: "wins of" }],
      marks: [{ type: "rect", from: { data: "cells" }, encode: { enter: {
        x: { scale: "x", field: "b" }, y: { scale: "y", field: "a" }, width: { scale: "x", band: 1, offset: -2 }, height: { scale: "y", band: 1, offset: -2 },
        fill: { scale: "shade", field: "share" }, tooltip: { field: "tip" } },
        update: { stroke: { value: "transparent" } }, hover: { stroke: { value: "currentColor" } } } },
      { type: "text", from: { data: "cells" }, interactive: false, encode: { enter: {
        x: { scale: "x", field: "b", band: 0.5 }, y: { scale: "y", field: "a", band: 0.5 }, text: { field: "text" }, align: { value: "center" }, baseline: { value: "middle" },
        fill: { value: "#ffffff" }, fontSize: { value: 13 }, fontWeight: { signal: "datum.clear ? 'bold' : 'normal'" } } } }] });
  };

  // The real surface in colour, lines of equal loss, and the paths of all optimizers.
  figures.trajectory = function (place, _problem, index) {
    const t = study.trajectories[Number(index)];
    const xs = t.surface.x, ys = t.surface.y, cells = [], path = [], ends = [];
    const dx = xs[1] - xs[0], dy = ys[1] - ys[0];
    const losses = [].concat(...t.surface.loss).filter((v) => typeof v === "number").sort((a, b) => a - b);
    const rank = (v) => { let low = 0, high = losses.length; while (low < high) { const m = (low + high) >> 1; losses[m] < v ? low = m + 1 : high = m; } return low / losses.length; };
    t.surface.loss.forEach((row, j) => row.forEach((v, i) => {
      if (typeof v === "number") cells.push({ x: xs[i] - 0.54 * dx, x2: xs[i] + 0.54 * dx, y: ys[j] - 0.54 * dy, y2: ys[j] + 0.54 * dy, rank: rank(v), tip: `loss ${short(v)} at (${short(xs[i], 3)}, ${short(ys[j], 3)})` });
    }));
    for (const p of t.paths) {
      p.step.forEach((step, i) => path.push({ optimizer: p.optimizer, x: p.x[i], y: p.y[i],
        tip: `${p.optimizer}, step ${step}\n${t.axes === "exact" ? "" : "real "}loss ${short(p.loss[i])}` }));
      if (p.x.length > 0) ends.push({ optimizer: p.optimizer, x: p.x[p.x.length - 1], y: p.y[p.y.length - 1] });
    }
    const share = (s) => ` (${short(100 * s, 3)}% of the variance)`;
    const exact = t.axes === "exact";
    const spec = {
      width: 600, height: 440, padding: 5,
      data: [{ name: "cells", values: cells }, { name: "points", values: path }, { name: "ends", values: ends },
        { name: "contours", values: t.contours.map((c) => ({ x: c[0], y: c[1], x2: c[2], y2: c[3] })) }],
      scales: scales.concat([
        { name: "x", type: "linear", domain: [xs[0], xs[xs.length - 1]], range: "width", zero: false, nice: false },
        { name: "y", type: "linear", domain: [ys[0], ys[ys.length - 1]], range: "height", zero: false, nice: false },
        { name: "shade", type: "linear", domain: [0, 1], range: ["#ffffff", "#9aa3b2"], interpolate: "rgb" }]),
      axes: [{ orient: "bottom", scale: "x", title: exact ? "first parameter" : "first direction" + share(t.shares[0]) },
        { orient: "left", scale: "y", title: exact ? "second parameter" : "second direction" + share(t.shares[1]) }],
      marks: [{ type: "group", encode: { enter: { width: { signal: "width" }, height: { signal: "height" }, clip: { value: true } } }, marks: [
        { type: "rect", from: { data: "cells" }, encode: { enter: { x: { scale: "x", field: "x" }, x2: { scale: "x", field: "x2" },
          y: { scale: "y", field: "y" }, y2: { scale: "y", field: "y2" }, fill: { scale: "shade", field: "rank" }, tooltip: { field: "tip" } } } },
        { type: "rule", from: { data: "contours" }, interactive: false, encode: { enter: { x: { scale: "x", field: "x" }, x2: { scale: "x", field: "x2" },
          y: { scale: "y", field: "y" }, y2: { scale: "y", field: "y2" }, stroke: { value: "#4a5363" }, strokeOpacity: { value: 0.55 }, strokeWidth: { value: 0.8 } } } },
        { type: "group", from: { facet: { name: "series", data: "points", groupby: "optimizer" } }, marks: [
          { type: "line", from: { data: "series" }, interactive: false, encode: { enter: { x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" },
            stroke: { scale: "colour", field: "optimizer" }, strokeDash: { scale: "dash", field: "optimizer" }, strokeWidth: { value: 2.5 } },
            update: { strokeOpacity: visibleGroup("optimizer", 1) } } },
          { type: "symbol", from: { data: "series" }, encode: { enter: { x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" }, size: { value: 22 },
            fill: { scale: "colour", field: "optimizer" }, tooltip: { field: "tip" } }, update: { opacity: visible, size: { value: 22 } }, hover: { size: { value: 110 } } } }] },
        { type: "symbol", from: { data: "ends" }, interactive: false, encode: { enter: { x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" }, size: { value: 150 },
          shape: { scale: "shape", field: "optimizer" }, fill: { scale: "colour", field: "optimizer" }, stroke: { value: "#000000" } }, update: { opacity: visible } } }] }],
    };
    return draw(place, spec, presentIn(path));
  };

  const drawn = [];
  for (const place of document.querySelectorAll(".plot")) {
    const figure = figures[place.dataset.kind];
    drawn.push(figure(place, problems.get(place.dataset.problem), place.dataset.arguments));
  }
  Promise.all(drawn).then(() => { document.documentElement.dataset.drawn = String(drawn.length); });
})();
