// Alt+Up and Alt+Down press the buttons of the row that has focus.
document.querySelector("[data-order-keys]")?.removeAttribute("hidden");
document.querySelector(".ordning")?.addEventListener("keydown", (event) => {
  const step = { ArrowUp: "upp", ArrowDown: "ner" }[event.key];
  if (!step || !event.altKey || event.ctrlKey || event.metaKey) return;
  const button = event.target.closest("li")?.querySelector(`[data-step="${step}"]`);
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});
