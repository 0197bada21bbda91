// The interactive curve: the same data as the drawing, with a cursor that reads out each day.
// Arrow keys move along the days, Enter or a click shows the events of that day, Escape all again.

const data = JSON.parse(document.getElementById("curve-data").textContent);
const chart = document.getElementById("chart");
const still = chart.querySelector(".still");
const live = chart.querySelector(".live");
const names = ["routine", "dispute", "threat", "measures", "force", "sustained combat"];
const seconds = data.day.map((day) => Date.parse(day) / 1000);
const longDate = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const signed = (value) => (Math.round(value) > 0 ? "+" : Math.round(value) < 0 ? "−" : "") + Math.abs(Math.round(value));
const element = (tag, className, parent) => {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
};

const STRIP = 20, STATE = 10, GAP = 8;
let chosen = data.day.length - 1;
let plots = [], title;

const ranges = element("div", "ranges", live);
const plot = element("div", "plot", live);
const readout = element("div", "readout", live);
Object.entries({ tabindex: 0, role: "slider", "aria-label": "Day on the curve", "aria-valuemin": 0, "aria-valuemax": data.day.length - 1 })
  .forEach(([key, value]) => plot.setAttribute(key, value));

function stretches(column) {
  const found = [];
  data[column].forEach((value, i) => {
    const last = found.at(-1);
    if (last && last.value === value) last.to = i;
    else found.push({ value, from: i, to: i });
  });
  return found;
}
const rungs = stretches("rung"), states = stretches("state");
const missed = "not collected";
const unread = (i) => data.state[i] === "no data" || data.state[i] === missed;

function drawStrips(u) {
  const { ctx, bbox } = u, ratio = devicePixelRatio;
  const edge = (i) => Math.min(Math.max(u.valToPos(seconds[0] + i * 86400, "x", true), bbox.left), bbox.left + bbox.width);
  const top = bbox.top + bbox.height + GAP * ratio;
  ctx.save();
  ctx.font = `600 ${12 * ratio}px ${colour("--sans")}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const { value, from, to } of rungs) {
    const x = edge(from - .5), width = edge(to + .5) - x;
    if (value === null) {
      hatch(ctx, x, top, width, STRIP * ratio, ratio);
      ctx.fillStyle = colour("--soft");
      ctx.strokeStyle = colour("--sheet");
      ctx.lineWidth = 5 * ratio;
      ctx.lineJoin = "round";
      for (const write of width > 60 * ratio ? ["strokeText", "fillText"] : []) ctx[write]("no data", x + width / 2, top + STRIP * ratio / 2 + ratio);
      continue;
    }
    ctx.fillStyle = colour(`--r${value}`);
    ctx.fillRect(x, top, width, STRIP * ratio);
    ctx.fillStyle = colour(`--r${value}i`);
    if (width > 16 * ratio) ctx.fillText(width > 78 * ratio ? `${value} ${names[value]}` : value, x + width / 2, top + STRIP * ratio / 2 + ratio);
  }
  const second = top + (STRIP + GAP) * ratio;
  for (const { value, from, to } of states) {
    const x = edge(from - .5), width = edge(to + .5) - x, height = STATE * ratio;
    if (value === "no data") hatch(ctx, x, second, width, height, ratio);
    else if (value === missed) crossHatch(ctx, x, second, width, height, ratio);
    else {
      ctx.fillStyle = colour(value === "news" ? "--accent" : "--quiet");
      ctx.fillRect(x, second, width, height);
    }
  }
  ctx.restore();
}

// Lines that fall where those of "no data" rise.
function crossHatch(ctx, x, y, width, height, ratio) {
  ctx.save();
  ctx.translate(0, 2 * y + height);
  ctx.scale(1, -1);
  hatch(ctx, x, y, width, height, ratio, "--warn", 4);
  ctx.restore();
}

function hatch(ctx, x, y, width, height, ratio, stroke = "--hatch", gap = 5) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, width, height);
  ctx.clip();
  ctx.strokeStyle = colour(stroke);
  ctx.lineWidth = ratio;
  ctx.beginPath();
  for (let at = x - height; at < x + width; at += gap * ratio) {
    ctx.moveTo(at, y + height);
    ctx.lineTo(at + height, y);
  }
  ctx.stroke();
  ctx.restore();
}

function label(ctx, words, x, y) {
  ctx.save();
  ctx.globalAlpha = 1;
  ctx.font = `${12 * devicePixelRatio}px ${colour("--sans")}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = colour("--soft");
  ctx.strokeStyle = colour("--sheet");
  ctx.lineWidth = 5 * devicePixelRatio;
  ctx.lineJoin = "round";
  for (const write of ["strokeText", "fillText"]) ctx[write](words, x, y);
  ctx.restore();
}

function shadeVoid(u) {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.globalAlpha = .5;
  for (const { value, from, to } of states) {
    if (value !== missed && (value !== "no data" || to - from < 6)) continue;
    const start = Math.max(u.valToPos(seconds[from] - 43200, "x", true), bbox.left);
    const end = Math.min(u.valToPos(seconds[to] + 43200, "x", true), bbox.left + bbox.width);
    if (end <= start) continue;
    (value === missed ? crossHatch : hatch)(ctx, start, bbox.top, end - start, bbox.height, devicePixelRatio);
    if (value === missed && end - start > 92 * devicePixelRatio) label(ctx, missed, (start + end) / 2, bbox.top + 10 * devicePixelRatio);
  }
  ctx.restore();
}

function drawZero(u) {
  const { ctx, bbox } = u, y = u.valToPos(0, "y", true);
  ctx.save();
  ctx.strokeStyle = colour("--soft");
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

function axis(more) {
  return { stroke: colour("--soft"), font: `12px ${colour("--sans")}`, grid: { stroke: colour("--rule"), width: 1 }, ticks: { show: false }, ...more };
}
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function dayLabels(_, splits, __, ___, step) {
  let year = null;
  return splits.map((at) => {
    const day = new Date(at * 1000), first = day.getUTCFullYear() !== year;
    year = day.getUTCFullYear();
    if (step >= 360 * 86400) return `${year}`;
    const month = months[day.getUTCMonth()] + (first ? ` ${year}` : "");
    return step >= 28 * 86400 ? month : `${day.getUTCDate()} ${month}`;
  });
}
const daysAxis = (more) => axis({ grid: { show: false }, values: dayLabels, space: 78, incrs: [1, 2, 7, 14, 28, 61, 92, 184, 366, 731, 1827].map((n) => n * 86400), splits: daySplits, ...more });
// Marks at the first of each month or year where they are that far apart, else whole days.
function daySplits(_, __, low, high, step) {
  const marks = [], days = step / 86400, at = new Date(low * 1000);
  if (days < 28) for (let t = Math.ceil(low / 86400) * 86400; t <= high; t += step) marks.push(t);
  else {
    const every = days > 360 ? 12 * Math.round(days / 365) : Math.round(days / 30.5);
    let month = Math.ceil((at.getUTCFullYear() * 12 + at.getUTCMonth()) / every) * every;
    const start = () => Date.UTC(Math.floor(month / 12), month % 12) / 1000;
    for (; start() <= high; month += every) if (start() >= low) marks.push(start());
  }
  return marks;
}
const leftAxis = (most) => axis({ size: 44, splits: marks(most), values: (_, values) => values.map(signed) });
// Zero and whole steps, so that the outermost marks cover the line.
const wholeSteps = [1, 2, 5, 10, 20, 50];
const bounds = (most) => (_, low, high) => {
  const span = Math.max(high, 0) - Math.min(low, 0), step = wholeSteps.find((n) => span / n <= most) ?? 50;
  const bottom = Math.floor(Math.min(low, 0) / step) * step;
  return [bottom, Math.max(Math.ceil(high / step) * step, bottom + step, 0)];
};
const marks = (most) => (u) => {
  const { min, max } = u.scales.y, fits = (n) => min % n === 0 && max % n === 0 && (max - min) / n <= most + 2;
  const step = wholeSteps.find(fits) ?? 50;
  return Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, i) => min + i * step);
};

// Circles are drawn while they do not crowd each other.
function roomy(u, _, first, last) {
  let count = 0;
  for (let i = first; i <= last; i += 1) if (data.events[i]) count += 1;
  return count < u.bbox.width / devicePixelRatio / 6;
}

function build() {
  plots.forEach((u) => u.destroy());
  title?.remove();
  const width = plot.clientWidth;
  const known = data.value.map((v, i) => (unread(i) ? null : v));
  const unknown = data.value.map((v, i) => (unread(i) || unread(i - 1) || unread(i + 1) ? v : null));
  const news = data.value.map((v, i) => (data.events[i] ? v : null));
  const cursor = { sync: { key: "day" }, y: false, points: { show: false }, drag: { x: true, y: false } };
  const upper = new uPlot({
    width, height: 310, tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), "UTC"), legend: { show: false }, cursor,
    scales: { y: { range: bounds(6) } },
    axes: [daysAxis({ size: STRIP + STATE + GAP * 2 + 26, gap: STRIP + STATE + GAP * 2 + 6 }), leftAxis(6)],
    series: [
      {},
      { stroke: "transparent", points: { show: false } },
      { stroke: "transparent", points: { show: false } },
      { stroke: colour("--accent"), width: 2, points: { show: false } },
      { stroke: colour("--accent"), width: 1.5, dash: [1, 4], points: { show: false } },
      { stroke: "transparent", points: { show: roomy, size: 7, width: 1.8, stroke: colour("--accent"), fill: colour("--sheet") } },
    ],
    bands: [{ series: [2, 1], fill: colour("--band") }],
    hooks: { drawClear: [shadeVoid], drawAxes: [drawStrips, drawZero] },
  }, [seconds, data.low, data.high, known, unknown, news], plot);
  title = element("p", "panel", plot);
  title.textContent = "Its two parts: words and deeds";
  const lower = new uPlot({
    width, height: 120, tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), "UTC"), legend: { show: false }, cursor,
    scales: { y: { range: bounds(3) } },
    axes: [daysAxis({ size: 26 }), leftAxis(3)],
    series: [
      {},
      { stroke: colour("--words"), width: 1.8, points: { show: false } },
      { stroke: colour("--deeds"), width: 1.8, dash: [5, 3], points: { show: false } },
    ],
    hooks: { drawAxes: [drawZero] },
  }, [seconds, data.words, data.deeds], plot);
  plots = [upper, lower];
  for (const u of plots) {
    u.over.addEventListener("mousemove", (event) => follow(u, event));
    u.over.addEventListener("click", (event) => { follow(u, event); filter(chosen); });
    u.over.addEventListener("dblclick", unfilter); // it shows all days, so it shows all events too
  }
}

// A day with events attracts the cursor from a few pixels away: at a year's width days are thin.
function snap(u, index) {
  const here = u.valToPos(seconds[index], "x");
  let best = index, least = data.events[index] ? 0 : 6;
  for (let i = Math.max(0, index - 30); i < Math.min(seconds.length, index + 31); i += 1) {
    const away = Math.abs(u.valToPos(seconds[i], "x") - here);
    if (data.events[i] && away < least) [best, least] = [i, away];
  }
  return best;
}

function follow(u, event) {
  chosen = snap(u, u.posToIdx(event.clientX - u.over.getBoundingClientRect().left));
  describe();
}

function describe() {
  const i = chosen, count = data.events[i];
  const happened = unread(i) ? data.state[i] : count ? `${count} event${count === 1 ? "" : "s"}` : "quiet";
  const parts = [
    longDate.format(seconds[i] * 1000),
    `index ${signed(data.value[i])}`,
    `band ${signed(data.low[i])} to ${signed(data.high[i])}`,
    `words ${signed(data.words[i])}, deeds ${signed(data.deeds[i])}`,
  ];
  readout.replaceChildren();
  parts.forEach((text, n) => { element(n < 2 ? "b" : "span", "", readout).textContent = text; });
  const level = data.rung[i], unseen = level === null;
  const rung = element("span", `rung rung-${unseen ? "unseen" : level}`, readout);
  element("b", "", rung).textContent = unseen ? "" : level;
  rung.append(unseen ? "no data in 28 days" : names[level]);
  element("span", "", readout).textContent = happened;
  element("span", "hint", readout).textContent = count ? "click or Enter: show its events" : "drag to zoom, double-click to see all";
  plot.setAttribute("aria-valuenow", i);
  plot.setAttribute("aria-valuetext", [...parts, unseen ? "no data in 28 days" : `rung ${level} ${names[level]}`, happened].join(", "));
}

function move(index) {
  chosen = Math.min(Math.max(index, 0), seconds.length - 1);
  const u = plots[0];
  u.setCursor({ left: u.valToPos(seconds[chosen], "x"), top: u.valToPos(data.value[chosen], "y") });
  describe();
}

// One button a stretch of time that is shorter than the curve, and one for all of it.
function offer() {
  const choices = [["3 months", 92], ["1 year", 366], ["5 years", 1827]].filter(([, days]) => days < seconds.length);
  if (!choices.length) return;
  for (const [label, days] of [...choices, ["All", seconds.length]]) {
    const button = element("button", "", ranges);
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      const scale = { min: seconds[Math.max(0, seconds.length - days)], max: seconds.at(-1) };
      plots.forEach((u) => u.setScale("x", scale));
    });
  }
}

let scrolling;
const bar = document.getElementById("filter");

function filter(index) {
  const day = data.day[index];
  let shown = 0;
  document.querySelectorAll("#timeline .day").forEach((section) => {
    const within = section.dataset.first && section.dataset.first <= day && day <= section.dataset.last;
    section.hidden = !within;
    if (within) shown += section.querySelectorAll(".event").length;
  });
  bar.hidden = false;
  const what = shown === 0 ? "No events" : shown === 1 ? "1 event" : `${shown} events`;
  bar.querySelector("span").textContent = `${what} on ${longDate.format(seconds[index] * 1000)}`;
  // Not at once: the second click of a double click must still find the curve where it is.
  clearTimeout(scrolling);
  scrolling = setTimeout(() => document.getElementById("timeline").scrollIntoView({ block: "nearest" }), 400);
}

function unfilter() {
  clearTimeout(scrolling);
  document.querySelectorAll("#timeline .day").forEach((section) => { section.hidden = false; });
  bar.hidden = true;
}

const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 7, PageDown: -7 };
plot.addEventListener("keydown", (event) => {
  if (event.key in steps) move(chosen + steps[event.key]);
  else if (event.key === "Home") move(0);
  else if (event.key === "End") move(seconds.length - 1);
  else if (event.key === "Enter" || event.key === " ") filter(chosen);
  else if (event.key === "Escape") unfilter();
  else return;
  event.preventDefault();
});
bar.querySelector("button").addEventListener("click", unfilter);

live.hidden = false;
still.hidden = true;
build();
offer();
describe();
live.dataset.ready = "yes";
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", build);
new ResizeObserver(() => plots.forEach((u) => plot.clientWidth && u.setSize({ width: plot.clientWidth, height: u.height }))).observe(plot);
