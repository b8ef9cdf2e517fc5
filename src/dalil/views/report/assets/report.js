"use strict";
// Filters, draws the network, and leads from a claim to its words and back. Reads #data; sends nothing anywhere.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const SVG = "http://www.w3.org/2000/svg";
  const passing = data.claims.map(() => true);

  // The same folding as dalil.language.fold, so that what is typed meets what was folded there.
  const LETTERS = {
    "\u0671": "\u0627", "\u0676": "\u0648", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06d2": "\u064a", "\u06d0": "\u064a",
    "\u0629": "\u0647", "\u06c1": "\u0647", "\u06c3": "\u0647", "\u06d5": "\u0647", "\u06be": "\u0647",
    "\u06a9": "\u0643", "\u06aa": "\u0643", "\u066a": "%", "\u066b": ".", "\u066c": ",",
  };
  const digit = (c) => {
    let zero = c.codePointAt(0);
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && c.codePointAt(0) - zero < 9) zero -= 1;
    return String(c.codePointAt(0) - zero);
  };
  const fold = (text) =>
    [...text.normalize("NFKD")]
      .filter((c) => !/[\p{Mn}\p{Me}\p{Cf}\p{Cs}\u0640\u0621\u0654\u0655\u0670]/u.test(c))
      .map((c) => LETTERS[c] ?? (/[\u0660-\u0669\u06f0-\u06f9]/.test(c) ? digit(c) : c.toLowerCase()))
      .join("");

  // Filter
  const form = $("#filter");
  const shown = $("#shown");
  const passes = (claim, wanted) =>
    (wanted.publisher === "*" || claim.publisher === wanted.publisher) &&
    (!wanted.predicate || claim.predicate === wanted.predicate) &&
    (wanted.actor === "" || claim.actors.includes(Number(wanted.actor))) &&
    (!wanted.certainty || claim.certainty === wanted.certainty) &&
    wanted.words.every((word) => claim.text.includes(word)) &&
    ((!wanted.from && !wanted.to) ||
      (claim.dated && (!wanted.from || !claim.to || claim.to >= wanted.from) && (!wanted.to || !claim.from || claim.from <= wanted.to)));

  function applyFilter() {
    const wanted = Object.fromEntries(new FormData(form));
    wanted.words = fold(wanted.text).split(/\s+/).filter(Boolean);
    data.claims.forEach((claim, n) => { passing[n] = passes(claim, wanted); });
    for (const element of $$("[data-n]")) element.hidden = !passing[element.dataset.n];
    for (const element of $$("a.trigger")) element.classList.toggle("off", !numbers(element).some((n) => passing[n]));
    for (const row of $$("tr[data-edge]")) row.hidden = !data.edges[row.dataset.edge].claims.some((n) => passing[n]);
    const count = passing.filter(Boolean).length;
    const all = data.claims.length;
    shown.textContent = (count || !all ? shown.dataset.template : shown.dataset.none).replace("{n}", count).replace("{all}", all);
    markTies();
  }
  const numbers = (element) => element.dataset.claims.split(" ").map(Number);

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", applyFilter);
  form.addEventListener("reset", () => setTimeout(applyFilter));
  const opener = $("#open-filter");
  const openFilter = (open) => { form.hidden = !open; opener.setAttribute("aria-expanded", String(open)); };
  opener.addEventListener("click", () => { openFilter(form.hidden); if (!form.hidden) form.elements.text.focus(); });
  for (const button of $$("button.only")) {
    button.addEventListener("click", () => {
      form.reset();
      form.elements.actor.value = button.dataset.actor;
      openFilter(true);
      applyFilter();
      $("#documents").scrollIntoView();
    });
  }

  // Light or dark
  $("#theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  // From a claim to its words and back
  const light = (selector, on) => $$(selector).forEach((element) => element.classList.toggle("lit", on));
  function lightClaim(n, on) {
    light(`#c${n}`, on);
    light(`a.trigger[data-claims~="${n}"]`, on);
  }
  document.addEventListener("mouseover", (event) => showHover(event.target));
  document.addEventListener("focusin", (event) => showHover(event.target));
  document.addEventListener("mouseout", hideHover);
  document.addEventListener("focusout", hideHover);
  document.addEventListener("scroll", hideHover, { passive: true });

  const hover = $("#hover");
  let lit = [];
  function showHover(target) {
    const trigger = target.closest?.("a.trigger");
    const card = target.closest?.("article.claim");
    const own = trigger ? numbers(trigger) : card ? [Number(card.dataset.n)] : [];
    hideHover();
    lit = own;
    for (const n of lit) lightClaim(n, true);
    if (trigger) placeHover(trigger, own);
  }
  function placeHover(trigger, own) {
    hover.replaceChildren(...own.map((n) => {
      const copy = $(`#c${n}`).cloneNode(true);
      for (const element of [copy, ...$$("[id]", copy)]) element.removeAttribute("id");
      copy.removeAttribute("data-n");
      copy.hidden = false;
      copy.classList.remove("lit");
      const rules = $$("details dt", copy).map((what, i) => `${what.textContent}: ${$$("details code", copy)[i].textContent}`);
      const why = document.createElement("p");
      why.className = "id";
      why.textContent = rules.join(" · ");
      $("details", copy).replaceWith(why);
      return copy;
    }));
    hover.hidden = false;
    const at = trigger.getBoundingClientRect();
    const width = hover.offsetWidth;
    const below = at.bottom + 8 + hover.offsetHeight < innerHeight;
    hover.style.left = `${Math.max(8, Math.min(at.left + at.width / 2 - width / 2, innerWidth - width - 8))}px`;
    hover.style.top = `${below ? at.bottom + 8 : Math.max(8, at.top - hover.offsetHeight - 8)}px`;
  }
  function hideHover() {
    for (const n of lit) lightClaim(n, false);
    lit = [];
    hover.hidden = true;
  }
  // A claim that the filter hides cannot be led to: show all again first.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#c"]');
    const card = link && $(`article.claim${link.getAttribute("href")}`);
    if (card?.hidden) { form.reset(); applyFilter(); }
  });

  // The section in view
  const links = new Map($$(".links a").map((link) => [link.getAttribute("href").slice(1), link]));
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) {
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  $$("main > section").forEach((section) => watcher.observe(section));

  // Network: laid out by d3-force, whose random numbers are a fixed sequence, so the drawing is always the same
  const graph = $("#graph");
  let ties = [];
  let nodes = [];
  let chosen = null;
  const make = (name, attributes, parent) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent?.append(element);
    return element;
  };
  const radius = (node) => 5 + Math.min(13, 2.4 * Math.sqrt(node.claims));
  const short = (name) => ([...name].length > 26 ? `${[...name].slice(0, 25).join("")}…` : name);

  // Pushes apart what would overlap: the box of a node with its label under it. Sees every pair; at most 60 nodes.
  function partLabels() {
    for (let i = 0; i < nodes.length; i += 1) for (let j = i + 1; j < nodes.length; j += 1) {
      const [a, b] = [nodes[i], nodes[j]];
      const x = halfWidth(a) + halfWidth(b) - Math.abs(b.x - a.x);
      const y = 52 - Math.abs(b.y - a.y);
      if (x <= 0 || y <= 0) continue;
      const axis = x < y ? "x" : "y";
      const push = (Math.min(x, y) / 2) * 0.6 * (b[axis] >= a[axis] ? 1 : -1);
      a[axis] -= push;
      b[axis] += push;
    }
  }
  const halfWidth = (node) => Math.max(radius(node), 3.6 * [...node.label].length) + 8;

  function layOut(width, height) {
    const at = new Map(nodes.map((node) => [node.actor, node]));
    const pairs = new Map();
    for (const tie of ties) {
      const key = [tie.source, tie.target].sort((a, b) => a - b).join("-");
      tie.beside = pairs.get(key) ?? 0;
      pairs.set(key, tie.beside + 1);
    }
    const links = [...pairs.keys()].map((key) => key.split("-").map(Number)).map(([a, b]) => ({ source: at.get(a), target: at.get(b) }));
    d3.forceSimulation(nodes)
      .force("link", d3.forceLink(links).distance(95).strength(0.35))
      .force("charge", d3.forceManyBody().strength(-420).distanceMax(420))
      .force("x", d3.forceX(width / 2).strength(0.07))
      .force("y", d3.forceY(height / 2).strength(0.12))
      .force("labels", partLabels)
      .stop()
      .tick(320);
  }
  function fit() {
    const pad = 70;
    const xs = nodes.map((node) => node.x);
    const ys = nodes.map((node) => node.y);
    const [left, top] = [Math.min(...xs) - pad, Math.min(...ys) - 46];
    const [right, bottom] = [Math.max(...xs) + pad, Math.max(...ys) + 46];
    // Never larger than life: a small drawing stands in the middle.
    const width = Math.max(1000, right - left);
    graph.setAttribute("viewBox", [(left + right - width) / 2, top, width, bottom - top].map(Math.round).join(" "));
  }
  function path(tie, at) {
    const [a, b] = [at.get(tie.source), at.get(tie.target)];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = Math.hypot(dx, dy) || 1;
    // Ties of one pair fan out to alternating sides; a reversed pair keeps its side.
    const side = (tie.source < tie.target ? 1 : -1) * (tie.beside % 2 ? -1 : 1) * Math.ceil(tie.beside / 2) * 26;
    const [mx, my] = [(a.x + b.x) / 2 - (dy / length) * side, (a.y + b.y) / 2 + (dx / length) * side];
    const cut = (from, r) => {
      const far = Math.hypot(mx - from.x, my - from.y) || 1;
      return [from.x + ((mx - from.x) / far) * r, from.y + ((my - from.y) / far) * r];
    };
    const [start, end] = [cut(a, radius(a) + 2), cut(b, radius(b) + 7)];
    return `M${start.map((v) => v.toFixed(1))}Q${mx.toFixed(1)},${my.toFixed(1)} ${end.map((v) => v.toFixed(1))}`;
  }
  function draw() {
    const drawn = new Set(data.nodes.map((node) => node.actor));
    ties = data.edges.filter((edge) => drawn.has(edge.source) && drawn.has(edge.target)).map((edge) => ({ ...edge }));
    const tied = new Set(ties.flatMap((tie) => [tie.source, tie.target]));
    nodes = data.nodes.filter((node) => tied.has(node.actor)).map((node) => ({ ...node, label: short(node.name) }));
    const size = Math.max(1, nodes.length / 18);
    layOut(1000 * Math.sqrt(size), 560 * Math.sqrt(size));
    fit();
    const defs = make("defs", {}, graph);
    for (const kind of ["plain", "apart", "negative"]) {
      const colour = { plain: "var(--accent)", apart: "var(--soft)", negative: "var(--signal)" }[kind];
      const marker = make("marker", { id: `arrow-${kind}`, viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto" }, defs);
      make("path", { d: "M0 0.5L8 4L0 7.5z", style: `fill:${colour}` }, marker);
    }
    const at = new Map(nodes.map((node) => [node.actor, node]));
    for (const tie of ties) {
      const d = path(tie, at);
      tie.hit = make("path", { class: "hit", d, tabindex: 0, role: "button" }, graph);
      make("title", {}, tie.hit).textContent = `${at.get(tie.source).name} — ${tie.label} → ${at.get(tie.target).name}`;
      tie.line = make("path", { class: `tie ${tie.drawn}`, d, "marker-end": `url(#arrow-${tie.drawn})`, style: tie.drawn === "plain" ? `stroke-width:${Math.min(6, 1 + 0.8 * tie.claims.length)}` : "" }, graph);
      onChoose(tie.hit, () => choose(chosen === tie ? null : tie));
    }
    for (const node of nodes) {
      node.group = make("g", { class: `node ${node.type ?? ""}`, tabindex: 0, role: "button", transform: `translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})` }, graph);
      make("title", {}, node.group).textContent = node.name;
      make("circle", { r: radius(node).toFixed(1) }, node.group);
      make("text", { y: (tiesBelow(node, at) ? -radius(node) - 6 : radius(node) + 15).toFixed(1) }, node.group).textContent = node.label;
      onChoose(node.group, () => choose(chosen === node ? null : node));
    }
  }
  // The label goes where fewer ties run.
  const tiesBelow = (node, at) => ties.reduce((sum, tie) => {
    const other = tie.source === node.actor ? tie.target : tie.target === node.actor ? tie.source : node.actor;
    return sum + Math.sign(Math.round((at.get(other).y - node.y) / 20));
  }, 0) > 0;
  function onChoose(element, act) {
    element.addEventListener("click", act);
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); }
    });
  }
  function choose(what) {
    chosen = what;
    markTies();
    const claims = what?.hit ? what.claims : what ? ties.filter((tie) => touches(tie, what)).flatMap((tie) => tie.claims) : [];
    listClaims([...new Set(claims)].sort((a, b) => a - b));
  }
  const touches = (tie, node) => tie.source === node.actor || tie.target === node.actor;
  function markTies() {
    if (!graph) return;
    const near = new Set();
    for (const tie of ties) {
      const passed = tie.claims.some((n) => passing[n]);
      const on = passed && (!chosen || chosen === tie || (!chosen.hit && touches(tie, chosen)));
      if (on) near.add(tie.source).add(tie.target);
      tie.line.classList.toggle("dim", !on);
      tie.line.classList.toggle("lit", chosen === tie);
      tie.hit.style.display = passed ? "" : "none";
    }
    for (const node of nodes) {
      node.group.classList.toggle("dim", !near.has(node.actor) && chosen !== node);
      node.group.classList.toggle("lit", chosen === node);
    }
  }
  function listClaims(claims) {
    const list = document.createElement("ul");
    for (const n of claims.filter((number) => passing[number])) {
      const card = $(`#c${n}`);
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#c${n}`;
      link.textContent = $(".pred", card).textContent;
      item.append(link, " ", $(".sure", card).cloneNode(true), " ", ...($(".parties", card)?.cloneNode(true).childNodes ?? []), $(".who", card).cloneNode(true));
      list.append(item);
    }
    $("#ties").replaceChildren(...(claims.length ? [list] : []));
  }

  // On paper everything is open and nothing is filtered away by accident: what is hidden on screen stays hidden.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = $$("details:not([open])");
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));

  if (graph) {
    draw();
    graph.parentElement.scrollLeft = (graph.scrollWidth - graph.parentElement.clientWidth) / 2;
  }
  applyFilter();
})();
