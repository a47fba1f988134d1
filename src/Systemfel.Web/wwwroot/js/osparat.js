// Asks before one leaves a form in which something is typed and not saved. Cancelling is a choice of its own, and asks nothing.
for (const form of document.querySelectorAll('form[data-osparat]')) {
  // What came back with an error was typed too.
  let changed = form.dataset.osparat === 'ja';
  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('submit', () => { changed = false; });
  for (const link of form.querySelectorAll('a[data-avbryt]')) link.addEventListener('click', () => { changed = false; });
  addEventListener('beforeunload', (event) => { if (changed) event.preventDefault(); });
}
