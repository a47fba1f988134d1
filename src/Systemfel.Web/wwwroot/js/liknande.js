// Shows cases like the heading that is being written.
const form = document.querySelector('form[data-liknande]');
const place = document.getElementById('liknande');
const heading = form.elements.Title;
let timer;
let asked;

async function look(whoever = false) {
  asked?.abort();
  asked = new AbortController();
  const query = new URLSearchParams({ rubrik: heading.value });
  for (const box of form.querySelectorAll('input[name="Authorities"]:checked')) query.append('myndighet', box.value);
  if (form.elements.caseId.value) query.set('utom', form.elements.caseId.value);
  try {
    const response = await fetch(`${form.dataset.liknande}?${query}`, { signal: asked.signal });
    if (response.ok) show(await response.text(), whoever);
  } catch {
    // The list is a help: without it the report can be written all the same.
  }
}

function show(html, whoever) {
  // Whoever is about to count one of them keeps it.
  if (whoever !== true && (place.contains(document.activeElement) || place.querySelector('details[open]'))) return;
  const page = new DOMParser().parseFromString(html, 'text/html');
  place.replaceChildren(...page.body.childNodes);
  document.getElementById('liknar-antal').textContent = place.querySelector('h3')?.textContent ?? '';
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => look(), 700);
}

heading.addEventListener('input', soon);
form.addEventListener('change', (event) => {
  if (event.target.name === 'Authorities' && heading.value) soon();
});
// One of them has been counted: the list says so.
document.addEventListener('raknat', async () => {
  const had = place.contains(document.activeElement);
  await look(true);
  if (had) place.focus();
});
