// Looks for what may point at a person while one writes, and shows it below the field. What has not been checked is not sent.
const form = document.querySelector('form[data-granska]');
const texts = 'textarea, input[name="Title"], input[name="OtherName"]';
const choices = '[name="Municipality"], [name="Band"], [name="Authorities"]';
const pause = 400;
const patience = 8000;
const told = document.getElementById('granska-besked');
const trouble = document.getElementById('granska-fel');
let timer;
let asked;
let failed = false;

async function check() {
  clearTimeout(timer);
  asked?.abort();
  const mine = asked = new AbortController();
  const tooLate = setTimeout(() => mine.abort('late'), patience);
  performance.clearMarks('granska-paus');
  performance.mark('granska-paus');
  try {
    const response = await fetch(form.dataset.granska, { method: 'POST', body: new FormData(form), signal: mine.signal });
    // A page of its own kind is the sign-in: the check has not been made.
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (!page.getElementById('granska-fel')) throw new Error('no answer');
    if (asked !== mine) return;
    failed = false;
    show(page);
    performance.measure('granska', 'granska-paus');
  } catch {
    // Overtaken by a later one, which has the last word.
    if (asked !== mine) return;
    failed = true;
    const text = document.createElement('p');
    text.className = 'ruta varna';
    text.textContent = 'Texten kunde inte granskas, så den skickas inte. Den finns kvar här. Försök igen när du har kontakt med servern.';
    if (trouble.textContent.trim() !== text.textContent) trouble.replaceChildren(text);
  } finally {
    clearTimeout(tooLate);
  }
}

function show(page) {
  for (const box of page.querySelectorAll('.granskas')) {
    const here = document.getElementById(box.id);
    if (!here || here.contains(document.activeElement)) continue;
    // Only what differs is put in: a live region that is written anew is read aloud anew.
    if (here.innerHTML.trim() !== box.innerHTML.trim()) here.replaceChildren(...box.childNodes);
    if (here.dataset.falt) mark(form.elements[here.dataset.falt], here.id, here.querySelector('.granska') !== null);
  }
  tell();
}

// The field knows of the box below it.
function mark(field, box, open) {
  const ids = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id && id !== `${box}-rub`);
  if (open) ids.push(`${box}-rub`);
  if (ids.length > 0) field.setAttribute('aria-describedby', ids.join(' ')); else field.removeAttribute('aria-describedby');
  if (open || document.getElementById(`${field.id}-fel`)) field.setAttribute('aria-invalid', 'true'); else field.removeAttribute('aria-invalid');
}

// Said once, politely: how many, not all that stands in the boxes.
function tell() {
  const open = form.querySelectorAll('.granska > .fynd:not(.godkant)').length;
  const text = open === 0 ? (told.textContent === '' ? '' : 'Inget kvar att ta ställning till.')
    : open === 1 ? 'Ett ställe kan peka ut någon. Det visas under fältet.' : `${open} ställen kan peka ut någon. De visas under fälten.`;
  if (told.textContent !== text) told.textContent = text;
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(check, pause);
}

form.addEventListener('input', (event) => { if (event.target.matches(texts)) soon(); });
form.addEventListener('change', (event) => { if (event.target.matches(choices)) soon(); });

// After a check that failed the form is not sent before one has been made. The server has the last word all the same.
document.addEventListener('submit', async (event) => {
  if (event.target !== form || (!failed && navigator.onLine)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = event.submitter;
  await check();
  if (failed) trouble.focus(); else form.requestSubmit(button);
}, true);
