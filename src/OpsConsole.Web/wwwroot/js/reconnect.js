// Blazor marks the bar with classes for the state of the connection; the two buttons are ours.
const bar = document.getElementById("components-reconnect-modal");
bar?.querySelector("[data-retry]").addEventListener("click", async () => {
  const kept = await Blazor.reconnect().catch(() => false);
  if (!kept) location.reload();
});
bar?.querySelector("[data-reload]").addEventListener("click", () => location.reload());
