// Keys of an open meeting: the one that stands on a button presses it, Enter and the right arrow go on, the left arrow goes back. Not
// loaded when the account has turned them off. They press what is on the page, so that there is one way to do a thing.
const typing = "input, textarea, select, [contenteditable]";
const pressable = "a[href], button, summary, [tabindex]:not([tabindex='-1'])";

function controlFor(event) {
  if (event.key === "ArrowLeft") return document.querySelector("[data-step=back]");
  if (event.key === "ArrowRight" || event.key === "Enter") return document.querySelector("[data-step=on]");
  const key = event.key.toLowerCase();
  // With Shift only what cannot be typed without it.
  if (key.length !== 1 || (event.shiftKey && key !== key.toUpperCase())) return null;
  return [...document.querySelectorAll("[data-key]")].find((control) => control.dataset.key === key);
}

// In the form: Ctrl+Enter is done with what is written, Escape leaves the field.
function inForm(event, at) {
  const form = at.closest("form.beslut");
  if (!form) return;
  if (event.key === "Escape") at.blur();
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  (form.querySelector("[data-fields]:not([hidden]) button") ?? form.querySelector("[data-step=on]"))?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat) return;
  const at = event.target instanceof Element ? event.target : document.body;
  if (at.closest(typing)) {
    inForm(event, at);
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  // Enter on a link or a button is theirs; a scrolled table keeps its arrows.
  if (event.key === "Enter" && at.closest(pressable)) return;
  if (event.key.startsWith("Arrow") && at.closest(".rulla")) return;
  const control = controlFor(event);
  if (!control || control.disabled) return;
  event.preventDefault();
  if (control.matches("textarea")) control.focus();
  else control.click();
});
