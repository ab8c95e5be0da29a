// What only the browser knows or can do. Everything else is decided on the server.
const root = document.documentElement;
const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window: the choice lasts as long as the page */ } };

export const facts = () => ({ dark: root.dataset.theme === "dark", timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });

export function setTheme(dark) {
  root.dataset.theme = dark ? "dark" : "light";
  remember("opsconsole.theme", root.dataset.theme);
}

export const copy = text => navigator.clipboard.writeText(text);

export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

// --- What is being written is kept in this browser until the server has it. The boxes inside [data-keep] are kept by themselves as well:
// while the connection is down nobody else hears what is typed.
let typed = 0;
const slot = name => `opsconsole.kept.${name}`;
const read = name => { try { return JSON.parse(localStorage.getItem(slot(name))); } catch { return null; } };
function write(name, change) {
  const kept = read(name) ?? { text: null, fields: {} };
  try { localStorage.setItem(slot(name), JSON.stringify({ ...kept, ...change(kept), at: Date.now() })); } catch { /* no room: the server's copy is the only one */ }
}
export const keep = (name, text) => write(name, () => ({ text }));
export const kept = name => read(name);
export function forget(name) {
  // What was typed a moment ago may still be on its way to the server; the next save forgets it.
  if (Date.now() - typed > 1000) try { localStorage.removeItem(slot(name)); } catch { /* private window */ }
}

// --- Focus: a drawer takes it and gives it back to where it was.
let before = null;
export function enter(element) { before ??= document.activeElement; element?.focus({ preventScroll: true }); }
export function leave() { if (before?.isConnected) before.focus({ preventScroll: true }); before = null; }

// --- Keys
const typing = target => target.closest?.("input, textarea, select, [contenteditable=true]");
const rows = () => [...document.querySelectorAll("#main a[data-row], #main button[data-row], #main tbody a.o")].filter(row => row.offsetParent !== null);

// Steps asked for and not yet taken: a key that comes before the server has drawn what it steps on waits for it.
const Patience = 5000;
const steps = { due: 0, href: null, path: null, rest: 0, drawn: new MutationObserver(() => { walk(); regain(); }) };
const Wait = "wait", End = "end", Taken = "taken";

function step(by, held) {
  clearTimeout(steps.rest);
  steps.rest = setTimeout(() => { steps.drawn.disconnect(); steps.due = 0; steps.href = null; }, Patience);
  steps.drawn.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["href"] });
  if (steps.due === 0 || !held) steps.due += by;
  walk();
}

function walk() {
  while (steps.due !== 0) {
    const by = Math.sign(steps.due);
    // With a drawer open the keys walk through what it shows, not through the rows behind it.
    const drawer = document.querySelector(".oc-dr");
    const answer = drawer ? stepInDrawer(drawer, by) : stepInRows(by);
    if (answer === Wait) return;
    steps.due = answer === End ? 0 : steps.due - by;
  }
}

// A grid that draws its rows anew drops the focus; the row is found again by what it opens.
const lost = () => steps.href !== null && steps.path === location.pathname && document.activeElement === document.body;
function regain() { if (lost()) rows().find(row => row.href === steps.href)?.focus({ preventScroll: true }); }

function stepInDrawer(drawer, by) {
  const links = [...drawer.querySelectorAll("[data-step]")];
  // A link to where we are belongs to the case before.
  if (links.some(link => link.href === location.href)) return Wait;
  const link = links.find(found => found.dataset.step === `${by}`);
  if (!link) return End;
  link.click();
  return Taken;
}

function stepInRows(by) {
  const all = rows();
  const grid = document.querySelector("#main .oc-grid");
  if (all.length === 0) return grid ? Wait : End;
  let at = all.findIndex(row => row === document.activeElement || row.closest("tr")?.contains(document.activeElement));
  if (at < 0 && lost()) {
    at = all.findIndex(row => row.href === steps.href);
    if (at < 0 && grid) return Wait;
  }
  if (at < 0 && !startsAtTop(all[0])) return Wait;
  const next = all[at < 0 ? 0 : at + by];
  if (!next) return all[at] && hasMore(all[at], by) ? Wait : End;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  [steps.href, steps.path] = [next.href ?? null, location.pathname];
  return Taken;
}

// A grid that has just been drawn may for a moment begin with a later row.
function startsAtTop(row) {
  const box = row.closest(".mud-table-container"), line = row.closest("tr");
  return !box || box.scrollTop > 0 || line.offsetTop <= line.closest("table").tHead.offsetHeight + 1;
}

// Of a long list only the rows in view are drawn; more come as it is scrolled.
function hasMore(row, by) {
  const box = row.closest(".mud-table-container");
  return box && (by > 0 ? box.scrollTop + box.clientHeight < box.scrollHeight - 1 : box.scrollTop > 0);
}

export function listen(shell) {
  const ends = new AbortController();
  const on = (target, type, handler) => target.addEventListener(type, handler, { signal: ends.signal });
  let gone = 0;

  on(window, "opsconsole:theme", () => shell.invokeMethodAsync("ThemeChanged", root.dataset.theme === "dark"));

  on(document, "click", event => {
    if (event.target.closest("[data-nav-toggle]")) {
      const mini = root.dataset.nav !== "mini";
      if (mini) root.dataset.nav = "mini"; else delete root.dataset.nav;
      remember("opsconsole.nav", mini ? "mini" : "full");
    } else if (event.target.closest("[data-nav-open]")) {
      root.dataset.navOpen = "";
      document.querySelector("#nav a")?.focus();
    } else if (event.target.closest("[data-nav-close], #nav a")) {
      delete root.dataset.navOpen;
    }
  });

  on(document, "input", event => {
    const name = event.target.closest?.("[data-keep]")?.dataset.keep, field = event.target.dataset.field;
    if (!name || !field) return;
    typed = Date.now();
    write(name, kept => ({ fields: { ...kept.fields, [field]: event.target.value } }));
  });

  on(document, "pointerdown", () => { steps.href = null; });

  on(document, "keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && document.querySelector("[data-save]")) {
      event.preventDefault();
      document.querySelector("[data-save]").click();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      shell.invokeMethodAsync("OpenSearch");
      return;
    }
    if (event.key === "Escape") delete root.dataset.navOpen;
    if (event.key === "Escape" && event.target.matches?.("[data-key]")) event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector(".mud-dialog")) return;

    if (Date.now() - gone < 1500) {
      gone = 0;
      const link = document.querySelector(`#nav a[data-go="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    // A page's own keys: each presses what carries it. Enter stays with the link or button that has the focus.
    const own = document.querySelector(`#main [data-key="${CSS.escape(event.key)}"]`);
    if (own && !(event.key === "Enter" && event.target.closest("a, button, summary"))) {
      event.preventDefault();
      if (own.matches("input, textarea")) own.focus(); else if (!event.repeat) own.click();
      return;
    }
    if (event.key === "g") gone = Date.now();
    else if (event.key === "?") { event.preventDefault(); shell.invokeMethodAsync("OpenKeys"); }
    else if (event.key === "Escape" && !event.target.closest(".oc-dr")) document.querySelector(".oc-dr [data-close]")?.click();
    else if (event.key === "j") step(1, event.repeat);
    else if (event.key === "k") step(-1, event.repeat);
  });

  return { stop: () => ends.abort() };
}
