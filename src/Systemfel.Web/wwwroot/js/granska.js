// Looks for what may point at a person while one writes, and shows it below the field.
const form = document.querySelector('form[data-granska]');
const texts = 'textarea, input[name="Title"], input[name="OtherName"]';
let timer;
let asked;

async function check() {
  asked?.abort();
  asked = new AbortController();
  try {
    const response = await fetch(form.dataset.granska, { method: 'POST', body: new FormData(form), signal: asked.signal });
    if (response.ok) show(new DOMParser().parseFromString(await response.text(), 'text/html'));
  } catch {
    // Nothing is lost: the whole text is checked again when it is sent.
  }
}

function show(page) {
  for (const box of page.querySelectorAll('.granskas')) {
    const here = document.getElementById(box.id);
    if (!here || here.contains(document.activeElement)) continue;
    // Only what differs is put in: a live region that is written anew is read aloud anew.
    if (here.innerHTML.trim() !== box.innerHTML.trim()) here.replaceChildren(...box.childNodes);
  }
}

form.addEventListener('input', (event) => {
  if (!event.target.matches(texts)) return;
  clearTimeout(timer);
  timer = setTimeout(check, 600);
});
