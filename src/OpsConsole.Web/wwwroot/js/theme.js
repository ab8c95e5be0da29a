// Runs before the first paint: a module or the circuit would come too late and the wrong theme would flash.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const read = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const apply = () => { root.dataset.theme = read("opsconsole.theme") ?? (system.matches ? "dark" : "light"); };
  apply();
  if (read("opsconsole.nav") === "mini") root.dataset.nav = "mini";
  system.addEventListener("change", () => { apply(); dispatchEvent(new Event("opsconsole:theme")); });
})();
