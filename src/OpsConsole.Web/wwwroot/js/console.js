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

function step(by) {
  // With a drawer open the keys walk through what it shows, not through the rows behind it.
  const drawer = document.querySelector(".oc-dr");
  if (drawer) {
    drawer.querySelector(`[data-step="${by}"]`)?.click();
    return;
  }
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex(row => row === document.activeElement || row.closest("tr")?.contains(document.activeElement));
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
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
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector(".mud-dialog")) return;

    if (Date.now() - gone < 1500) {
      gone = 0;
      const link = document.querySelector(`#nav a[data-go="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (event.key === "g") gone = Date.now();
    else if (event.key === "?") { event.preventDefault(); shell.invokeMethodAsync("OpenKeys"); }
    else if (event.key === "Escape" && !event.target.closest(".oc-dr")) document.querySelector(".oc-dr [data-close]")?.click();
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
  });

  return { stop: () => ends.abort() };
}
