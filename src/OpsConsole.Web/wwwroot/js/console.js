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

  on(document, "keydown", event => {
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
