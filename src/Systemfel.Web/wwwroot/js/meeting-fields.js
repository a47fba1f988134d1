// Razor writes data-opens="" where there is nothing to open.
// A choice that needs more opens its fields at once; without scripts the button leads to the same page with the fields open.
const form = document.querySelector("form.beslut");
const fields = [...form.querySelectorAll("[data-fields]")];
const byDefault = form.querySelector("[data-default]");
const buttons = [...form.querySelectorAll(".vaxel button")];

function open(button) {
  const move = button.dataset.opens;
  for (const set of fields) {
    const mine = set.dataset.fields === move;
    set.hidden = !mine;
    set.disabled = !mine;
    if (mine) set.querySelector("input, select, textarea")?.focus();
  }
  for (const other of buttons) {
    other.classList.toggle("vald", other === button);
    other.setAttribute("aria-pressed", String(other === button));
  }
  byDefault.value = button.value;
  byDefault.disabled = false;
}

form.addEventListener("click", (event) => {
  // Razor writes data-opens="" for a choice without fields.
  const button = event.target.closest(".vaxel [data-opens]:not([data-opens=''])");
  if (!button) return;
  event.preventDefault();
  open(button);
});

// 'Annat datum' is asked for only when it is chosen.
for (const select of form.querySelectorAll("[data-until]")) {
  const other = select.closest("fieldset").querySelector("input[type=date]").closest(".falt");
  const show = () => { other.hidden = select.value !== "date"; };
  select.addEventListener("change", show);
  show();
}
