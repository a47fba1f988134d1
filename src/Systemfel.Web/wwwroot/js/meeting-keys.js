// Keys of an open meeting: the one that stands on a button presses it, Enter and the right arrow go on, the left arrow goes back. Not
// loaded when the account has turned them off. They press what is on the page, so that there is one way to do a thing.
//
// They are off while an error shows, and while a field holds text that is not saved: whoever goes on typing means the text.
const text = "input:not([type=checkbox], [type=radio], [type=hidden]), textarea";
const typing = `${text}, select, [contenteditable]`;
const pressable = "a[href], button, summary, [tabindex]:not([tabindex='-1'])";

const isUnsaved = (field) => !field.matches(":disabled") && (Boolean(field.dataset.unsaved) || field.value !== field.defaultValue);
const areOff = () => document.querySelector(".felsumma") !== null || [...document.querySelectorAll(text)].some(isUnsaved);

function controlFor(event) {
  if (event.key === "ArrowLeft") return document.querySelector("[data-step=back]");
  if (event.key === "ArrowRight" || event.key === "Enter") return document.querySelector("[data-step=on]");
  const key = event.key.toLowerCase();
  // With Shift only what cannot be typed without it.
  if (key.length !== 1 || (event.shiftKey && key !== key.toUpperCase())) return null;
  return [...document.querySelectorAll("[data-key]")].find((control) => control.dataset.key === key);
}

// Ctrl+Enter decides what is open, and otherwise is done with the note. In a form that is not the decision's it does nothing.
function finish(event, at) {
  const form = at.closest("form.beslut") ?? (at.closest("form") ? null : document.querySelector("form.beslut"));
  const open = form?.querySelector("[data-fields]:not([hidden]) button");
  const control = open ?? (at.closest("form.beslut") ? form.querySelector("[data-step=on]") : null);
  if (!control) return;
  event.preventDefault();
  control.click();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat) return;
  const at = event.target instanceof Element ? event.target : document.body;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    finish(event, at);
    return;
  }
  if (at.closest(typing)) {
    if (event.key === "Escape" && at.closest("form.beslut")) at.blur();
    return;
  }
  // A box or a round button keeps its Enter and its arrows.
  if (event.key.length > 1 && at.closest("input")) return;
  if (areOff()) return;
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
