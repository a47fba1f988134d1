// A choice that needs more opens its fields at once; without scripts the button leads to the same page with the fields open. The
// form can be replaced while one looks at it (meeting-live.js), so that nothing here holds on to a part of it.
function open(form, button) {
  for (const set of form.querySelectorAll("[data-fields]")) {
    const mine = set.dataset.fields === button.dataset.opens;
    set.hidden = !mine;
    set.disabled = !mine;
    if (mine) set.querySelector("input, select, textarea")?.focus();
  }
  for (const other of form.querySelectorAll(".vaxel button")) {
    other.classList.toggle("vald", other === button);
    other.setAttribute("aria-pressed", String(other === button));
  }
  const byDefault = form.querySelector("[data-default]");
  byDefault.value = button.value;
  byDefault.disabled = false;
  showDates(form);
}

document.addEventListener("click", (event) => {
  // Razor writes data-opens="" for a choice without fields.
  const button = event.target instanceof Element ? event.target.closest("form.beslut .vaxel [data-opens]:not([data-opens=''])") : null;
  if (!button) return;
  event.preventDefault();
  open(button.form, button);
});

// 'Annat datum' is asked for only when it is chosen.
function showDates(form) {
  for (const select of form.querySelectorAll("[data-until]")) {
    select.closest("fieldset").querySelector("input[type=date]").closest(".falt").hidden = select.value !== "date";
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-until]")) showDates(event.target.form);
});
const form = document.querySelector("form.beslut");
if (form) showDates(form);
