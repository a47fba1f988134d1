// Keys of an open meeting: 1-8 choose, Z undoes, Enter and the right arrow go on, the left arrow goes back. Not loaded when
// the account has turned them off. They press the buttons that are on the page, so that there is one way to do a thing.
const typing = "input, textarea, select, [contenteditable]";
const pressable = "a[href], button, summary, [tabindex]:not([tabindex='-1'])";

function buttonFor(key) {
  if (/^[1-9]$/.test(key)) return document.querySelector(`.vaxel [aria-keyshortcuts="${key}"]`);
  if (key === "z" || key === "Z") return document.querySelector("[data-undo]");
  if (key === "ArrowLeft") return document.querySelector("[data-step=back]");
  if (key === "ArrowRight" || key === "Enter") return document.querySelector("[data-step=on]");
  return null;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const at = event.target instanceof Element ? event.target : document.body;
  if (at.closest(typing)) return;
  // Enter on a link or a button is theirs; a scrolled table keeps its arrows.
  if (event.key === "Enter" && at.closest(pressable)) return;
  if (event.key.startsWith("Arrow") && at.closest(".rulla")) return;
  const button = buttonFor(event.key);
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});
