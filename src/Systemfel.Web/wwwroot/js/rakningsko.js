// Counts ('Jag har sett samma sak') wait on this device while there is no network, and are sent once there is. What is kept: which
// case, month, municipality and band, and whose count it is. Never a word of text. The form's key makes it safe to send one twice.
const place = document.getElementById('rakningsko');
const account = place.dataset.konto;
const shelf = 'systemfel.rakningar';
const patience = 15_000;
// A network that has just come back may lose the first try: the next comes soon, those after it more and more seldom.
const [soon, seldom] = [2_000, 30_000];
const told = place.querySelector('[role="status"]');
const list = place.querySelector('ul');
let flushing = null;
let pause = soon;
let next = 0;
let note = '';
// Whether it is asked what is to become of the counts before signing out: a try that fails meanwhile leaves the question where it is.
let leaving = false;

function all() {
  try {
    const kept = JSON.parse(localStorage.getItem(shelf) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

// Another account's counts stay where they are: neither shown nor sent.
const mine = () => all().filter((count) => count.account === account);
const waiting = () => mine().filter((count) => !count.refused);

function keep(counts) {
  if (counts.length === 0) localStorage.removeItem(shelf); else localStorage.setItem(shelf, JSON.stringify(counts));
}

function change(key, how) {
  keep(all().map((count) => (count.key === key ? how(count) : count)).filter(Boolean));
}

const counts = (n) => (n === 1 ? '1 räkning' : `${n} räkningar`);

function show(reason = '') {
  leaving &&= all().length > 0;
  if (leaving) return;
  const left = waiting().length;
  const text = [note, left > 0 ? `${counts(left)} väntar ${reason || 'på nät'}.` : ''].filter(Boolean).join(' ');
  if (told.textContent !== text) told.textContent = text;
  list.replaceChildren(...mine().filter((count) => count.refused).map(refusal));
  list.hidden = list.children.length === 0;
  place.classList.toggle('ruta', text !== '' || !list.hidden);
}

function refusal(count) {
  const row = document.createElement('li');
  const text = document.createElement('p');
  text.textContent = `${count.number} räknades inte. ${count.refused}`;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'knapp tat';
  button.textContent = 'Ta bort';
  const which = document.createElement('span');
  which.className = 'dolt';
  which.textContent = ` beskedet om ${count.number}`;
  button.append(which);
  button.addEventListener('click', () => {
    change(count.key, () => null);
    show();
    place.focus();
  });
  row.append(text, button);
  return row;
}

// Sends what waits, one by one, and stops at the first that cannot be sent now.
function flush(direct = null, tells = false) {
  flushing ??= send(direct, tells).finally(() => {
    flushing = null;
    tryLater();
  });
  return flushing;
}

function tryLater() {
  clearTimeout(next);
  if (waiting().length === 0) {
    pause = soon;
    return;
  }
  next = setTimeout(() => flush(), pause);
  pause = Math.min(pause * 2, seldom);
}

async function send(direct, tells) {
  let sent = 0;
  let reason = '';
  for (const count of waiting()) {
    const answer = await post(count, tells && count.key === direct);
    if (answer.wait) {
      reason = answer.wait;
      break;
    }
    if (answer.refused) {
      change(count.key, (c) => ({ ...c, refused: answer.refused }));
    } else {
      change(count.key, () => null);
      if (count.key !== direct) sent += 1;
    }
  }
  if (sent > 0) {
    note = sent === 1 ? '1 räkning är skickad.' : `${sent} räkningar är skickade.`;
    document.dispatchEvent(new Event('raknat'));
  }
  show(reason);
}

async function post(count, tells) {
  const body = new URLSearchParams({
    konto: account, id: count.id, month: count.month, municipality: count.municipality, band: count.band, countKey: count.key,
    __RequestVerificationToken: document.querySelector('input[name="__RequestVerificationToken"]')?.value ?? '',
  });
  if (tells) body.set('besked', 'true');
  const limit = new AbortController();
  const tooLate = setTimeout(() => limit.abort(), patience);
  try {
    const response = await fetch('/rakna/ko', { method: 'POST', body, redirect: 'manual', signal: limit.signal });
    if (response.ok) return {};
    if (response.status === 422) return { refused: (await response.json()).besked };
    if (response.status === 404) return { refused: 'Systemfelet finns inte längre, eller så har du inte tillgång till det.' };
    // Signed out, another account, a form that is too old: it waits for its own account.
    if (response.type === 'opaqueredirect' || [400, 401, 403, 409].includes(response.status)) return { wait: 'tills du har loggat in igen' };
    return { wait: 'på servern' };
  } catch {
    return { wait: 'på nät' };
  } finally {
    clearTimeout(tooLate);
  }
}

function read(form, button) {
  const suffix = button.name === 'count' ? `-${button.value}` : '';
  const value = (name) => form.elements[name + suffix]?.value ?? '';
  return {
    account, id: button.value, number: button.dataset.nummer, month: value('month'), municipality: value('municipality'), band: value('band'),
    key: value('countKey') || form.elements.key.value,
  };
}

document.addEventListener('submit', async (event) => {
  const [form, button] = [event.target, event.submitter];
  if (form.matches('form[action="/konto/logga-ut"]')) {
    leave(event, form);
    return;
  }
  if (!button?.dataset.nummer) return;
  const count = read(form, button);
  try {
    if (!all().some((c) => c.key === count.key)) keep([...all(), count]);
  } catch {
    // Nothing can be kept here: the form goes its ordinary way.
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  note = '';
  await flushing;
  await flush(count.key, button.name === 'id');
  const left = mine().find((c) => c.key === count.key);
  if (left) {
    button.closest('details').open = false;
    place.focus();
  } else if (button.name === 'count') {
    document.dispatchEvent(new Event('raknat'));
  } else {
    location.assign(form.dataset.tillbaka);
  }
}, true);

// Signing out empties the browser's storage, whoever's the counts are. It is said first.
function leave(event, form) {
  const n = mine().length;
  const others = all().length - n;
  if (n + others === 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  leaving = true;
  place.classList.add('ruta');
  told.textContent = [
    n > 0 && `${counts(n)} är inte skickad${n === 1 ? '' : 'e'}. Loggar du ut tas ${n === 1 ? 'den' : 'de'} bort från den här enheten.`,
    others > 0 && `${counts(others)} från ett annat konto på den här enheten tas ${n > 0 ? 'också ' : ''}bort om du loggar ut.`,
  ].filter(Boolean).join(' ');
  const row = document.createElement('li');
  const out = document.createElement('button');
  out.type = 'button';
  out.className = 'knapp tat';
  out.textContent = 'Logga ut och ta bort';
  out.addEventListener('click', () => {
    keep([]);
    form.submit();
  });
  const stay = document.createElement('button');
  stay.type = 'button';
  stay.className = 'knapp tyst tat';
  stay.textContent = 'Stanna kvar';
  stay.addEventListener('click', () => {
    leaving = false;
    show();
    place.focus();
    flush();
  });
  row.append(out, stay);
  list.replaceChildren(row);
  list.hidden = false;
  out.focus();
}

addEventListener('online', () => {
  pause = soon;
  flush();
});
addEventListener('storage', (event) => { if (event.key === shelf) show(); });
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible' && waiting().length > 0) flush(); });
show();
if (waiting().length > 0) flush();
