// Keeps the report as a draft while one writes: every ten seconds when something has changed, and when a field is left.
const form = document.querySelector('form[data-utkast]');
const status = document.getElementById('sparat');
let changed = false;
let saving = null;

async function save(options = {}) {
  if (!changed || saving) return;
  changed = false;
  saving = send(options);
  await saving;
  saving = null;
}

async function send(options) {
  try {
    const response = await fetch(form.dataset.utkast, { method: 'POST', body: new FormData(form), ...options });
    // A refusal says in its own words why.
    if (!response.ok && response.status !== 422) throw new Error(String(response.status));
    const draft = await response.json();
    if (!response.ok) changed = true;
    if (draft.id) {
      form.elements.draftId.value = draft.id;
      // A page that is loaded again shows the draft, not an empty form.
      history.replaceState(null, '', `${form.dataset.utkast}/${draft.id}`);
    }
    status.textContent = draft.status;
  } catch {
    changed = true;
    status.textContent = 'Inte sparat. Texten finns kvar här; den sparas när det går igen.';
  }
}

form.addEventListener('input', () => { changed = true; });
form.addEventListener('change', () => { changed = true; });
form.addEventListener('focusout', () => { save(); });
setInterval(() => { save(); }, 10_000);
addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') save({ keepalive: true });
});

// The form must not be sent between a draft's birth and our knowing its id, or the draft would be left behind.
form.addEventListener('submit', async (event) => {
  changed = false;
  if (!saving) return;
  event.preventDefault();
  const button = event.submitter;
  await saving;
  changed = false;
  form.requestSubmit(button);
});
