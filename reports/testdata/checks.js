// What the browser tests ask of a page. Each check returns what is wrong, in words.
var checks = (function () {
  "use strict";

  // shownTexts visits every text node that is meant for the eye.
  function shownTexts(visit) {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode, e = text.parentElement;
      if (!text.data.trim() || e.closest(".hidden, .skip, script, noscript")) continue;
      // On a phone there is no room for pictures beside numbers nor for empty cells,
      // and the cells of some tables carry their heads themselves.
      if ((e.closest(".wide") || text.data === "–") && !e.checkVisibility()) continue;
      if (e.closest("thead") && getComputedStyle(e.closest("thead")).clipPath !== "none") continue;
      visit(text, e, text.data.trim().slice(0, 60));
    }
  }

  function rects(text, from, to) {
    const range = document.createRange();
    range.setStart(text, from);
    range.setEnd(text, to);
    return [...range.getClientRects()];
  }

  // brokenWords are those that stand on two lines though they would fit on one.
  function brokenWords(text) {
    const fits = 14;
    return [...text.data.matchAll(/\S+/g)].filter((m) => {
      if (m[0].length > fits || /[-/–]/.test(m[0])) return false;
      const lines = rects(text, m.index, m.index + m[0].length);
      return lines.length > 1 && lines.at(-1).top > lines[0].top + 5;
    }).map((m) => m[0]);
  }

  // whole finds text over the edge of the page or of its box, words broken in two,
  // and boxes that scroll or hide what does not fit.
  function whole() {
    const edge = document.documentElement.clientWidth, out = [];
    const wide = document.documentElement.scrollWidth;
    if (wide > edge) {
      const over = [...document.querySelectorAll("main *")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > edge + 0.5);
      out.push(`the page is ${wide} px wide at ${edge}: ${over.map((e) => e.outerHTML.slice(0, 60)).slice(0, 3).join(" ")}`);
    }
    shownTexts((text, e, words) => {
      if (!e.checkVisibility()) return;
      const lines = rects(text, 0, text.length);
      const over = (left, right) => lines.some((r) => r.left < left || r.right > right);
      if (over(-0.5, edge + 0.5)) out.push("over the edge of the page: " + words);
      if (e.closest("svg")) return;
      const box = e.closest("td, th, dt, dd, li, p, h1, h2, h3, h4, summary")?.getBoundingClientRect();
      if (box && over(box.left - 1, box.right + 1)) out.push("over the edge of its box: " + words);
      if (e.closest("code")) return;
      for (const word of brokenWords(text)) out.push(`broken in two: ${word} in ${words}`);
    });
    for (const e of document.querySelectorAll("main *")) {
      if (e.closest("svg, .hidden") || !e.checkVisibility() || getComputedStyle(e).overflowX === "visible") continue;
      if (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) out.push("cut: " + e.outerHTML.slice(0, 80));
    }
    return out;
  }

  // missing finds texts that are nowhere to be seen.
  function missing() {
    const out = [];
    shownTexts((text, e, words) => {
      const seen = e.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true });
      if (!seen || !rects(text, 0, text.length).some((r) => r.height > 0)) out.push(words);
    });
    return out;
  }

  function light([r, g, b]) {
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  }

  function contrast(a, b) {
    const [less, more] = [light(a), light(b)].sort((m, n) => m - n);
    return (more + 0.05) / (less + 0.05);
  }

  // faint finds texts and marks of drawings with too little contrast to the paper.
  // Hairlines may be faint, they carry no meaning.
  function faint(textLeast, markLeast) {
    const out = [], probe = document.body.appendChild(document.createElement("i"));
    probe.style.forcedColorAdjust = "none";
    const resolved = (colour) => {
      probe.style.color = colour;
      return getComputedStyle(probe).color;
    };
    const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
    const paper = getComputedStyle(document.documentElement).backgroundColor, hair = resolved("var(--hair)");
    const see = (e, colour, least) => {
      if (colour === "none" || [hair, resolved(paper)].includes(resolved(colour))) return;
      const got = contrast(numbers(resolved(colour)), numbers(paper));
      if (got < least) out.push(`${colour} on ${paper}: ${got.toFixed(2)} of ${least}, ${e.outerHTML.slice(0, 120)}`);
    };
    for (const e of document.querySelectorAll("main svg :is(path, rect, circle, line, text)")) {
      if (!e.checkVisibility() || e.closest("defs, clipPath")) continue;
      const style = getComputedStyle(e), text = e.tagName === "text";
      const box = e.getBBox();
      if (box.width && box.height) see(e, style.fill, text ? textLeast : markLeast);
      if (!text) see(e, style.stroke, markLeast);
    }
    for (const e of document.querySelectorAll(".bar i")) {
      const colour = getComputedStyle(e).backgroundColor;
      if (colour === paper) out.push("as the paper: " + e.outerHTML);
      see(e, colour, markLeast);
    }
    probe.remove();
    return out;
  }

  // crowded finds labels of a chart that lie over each other.
  function crowded() {
    const out = [];
    for (const svg of document.querySelectorAll(".chart svg")) {
      const labels = [...svg.querySelectorAll("text")].map((e) => ({ words: e.textContent.slice(0, 40), box: e.getBoundingClientRect() }));
      labels.forEach((a, i) => labels.slice(i + 1).forEach((b) => {
        const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (width > 2 && height > 4) out.push(`one over the other: ${a.words} | ${b.words}`);
      }));
    }
    return out;
  }

  // says tells whether a sentence can be seen.
  function says(sentence) {
    const even = (s) => s.replace(/\s+/g, " ").trim();
    return [...document.querySelectorAll("h1, h2, p")].some((e) => e.checkVisibility() && e.getBoundingClientRect().height > 0 && even(e.innerText) === even(sentence));
  }

  // moving finds what moves by itself.
  function moving() {
    return document.getAnimations().map((a) => "moves: " + (a.effect?.target?.outerHTML ?? "").slice(0, 80));
  }

  // attack tries what a hostile text could, had it come through as markup.
  function attack() {
    window.refused = new Set();
    document.addEventListener("securitypolicyviolation", (e) => refused.add(e.effectiveDirective));
    const add = (tag, fields) => document.body.appendChild(Object.assign(document.createElement(tag), fields));
    add("script", { textContent: "document.body.dataset.ran = 1" });
    add("div", { innerHTML: "<b onclick='document.body.dataset.ran = 2'>x</b>" }).firstChild.click();
    add("img", { src: "https://example.org/a.png" });
    add("iframe", { src: "https://example.org/" });
    add("link", { rel: "stylesheet", href: "https://example.org/a.css" });
    fetch("https://example.org/").catch(() => {});
    return true;
  }

  return { whole, missing, faint, crowded, says, moving, attack };
})();
