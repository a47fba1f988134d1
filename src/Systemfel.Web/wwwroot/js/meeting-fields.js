// A choice that needs more opens its fields at once; without scripts the button leads to the same page with the fields open. The
// form can be replaced while one looks at it (meeting-live.js), so that nothing here holds on to a part of it.

// Focus goes to what must be filled in and is empty; with good defaults to the button, so that Enter decides, another choice's key
// still chooses, and no list changes by an arrow.
function start(set) {
  const field = set.dataset.empty ? set.querySelector(`[name="${set.dataset.empty}"]`) : null;
  (field ?? set.querySelector("button")).focus();
}

function open(form, button) {
  for (const set of form.querySelectorAll("[data-fields]")) {
    const mine = set.dataset.fields === button.dataset.opens;
    set.hidden = !mine;
    set.disabled = !mine;
    if (mine) start(set);
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
// The browser gives the field at fault its focus when it next draws the page; whoever types on does not wait for that.
if (document.querySelector(".felsumma")) document.querySelector("[autofocus]")?.focus();
