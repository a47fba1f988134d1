// Follows an open meeting: what the server tells is only that something has changed; the page then asks for itself and puts the
// new parts in the place of the old. What somebody is typing is never taken away.
const parts = [".framsteg", "nav.dagordning", "article.fall", ".beslut", ".vackta", "#beslutslista", ".avslut"];
// The case and the decision on it belong together; the other two are followed each by itself.
const item = ["article.fall", ".beslut"];
const typed = [item, [".vackta"], [".avslut"]];
const setting = "mote-folj";
const row = document.querySelector("[data-live]");
const status = row.querySelector("[data-live-status]");
const heard = row.querySelector("[data-live-said]");
const follow = row.querySelector("[data-follow]");
const leads = row.dataset.leads === "ja";
let shown = { version: Number(row.dataset.version), item: row.dataset.item, at: row.dataset.at };
let wanted = null;
let busy = false;
let lost = false;
let pause = 1000;

// What is seen above the item anyway is only read out; the rest stands there too.
const say = (text) => { status.textContent = text; };
const heading = () => document.querySelector("article.fall h1").textContent;

function isTyped(field) {
  if (field.type === "hidden" || field.disabled) return false;
  // What was typed before the page was refused stands there as if it had been stored.
  if (field.dataset.unsaved) return true;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((o) => o.defaultSelected));
  return field.value !== field.defaultValue;
}

function isWritingIn(part) {
  const place = document.querySelector(part);
  return place !== null && ([...place.querySelectorAll("input, textarea, select")].some(isTyped) || place.querySelector("[data-fields]:not([hidden])") !== null);
}

// The parts that somebody has begun something in.
const held = () => typed.filter((together) => together.some(isWritingIn)).flat();

// What is unfolded stays unfolded, also when the number in its heading is another.
const nameOf = (details) => details.querySelector("summary")?.textContent.replace(/\d+/g, "").trim();

function unfold(old, next) {
  const open = new Set([...old.querySelectorAll("details[open]")].map(nameOf));
  for (const details of next.querySelectorAll("details")) if (open.has(nameOf(details))) details.open = true;
}

// The same control in the new part keeps the focus; when it is gone, the heading of the item gets it.
function put(part, fresh) {
  const old = document.querySelector(part);
  const next = fresh.querySelector(part);
  if (!old || !next) return;
  const at = old.contains(document.activeElement) ? document.activeElement : null;
  const name = at?.id ? `#${CSS.escape(at.id)}` : at?.getAttribute("href") ? `[href="${CSS.escape(at.getAttribute("href"))}"]` : null;
  unfold(old, next);
  next.querySelectorAll("[autofocus]").forEach((e) => e.removeAttribute("autofocus"));
  old.replaceWith(next);
  if (at) ((name && next.querySelector(name)) ?? document.querySelector("article.fall h1"))?.focus();
}

function putRow(fresh) {
  const next = fresh.querySelector("[data-live]");
  row.querySelector(".direkttext").replaceChildren(...next.querySelector(".direkttext").childNodes);
  row.querySelector("[data-refresh]").href = next.querySelector("[data-refresh]").href;
  row.querySelector("[data-show]")?.remove();
  const show = next.querySelector("[data-show]");
  if (show) row.querySelector("[data-refresh]").before(show);
  return { version: Number(next.dataset.version), item: next.dataset.item, at: next.dataset.at };
}

async function fetchParts(follows) {
  const answer = await fetch(`${row.dataset.page}?punkt=${shown.at}&del=ja${row.dataset.view}${follows ? "&folj=true" : ""}`, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function catchUp() {
  if (busy) return;
  busy = true;
  let last = null;
  try {
    while (wanted) {
      const now = wanted;
      last = now;
      wanted = null;
      if (!now.open) {
        say("Mötet är inte öppet längre. Välj Uppdatera för att se hur det står.");
        continue;
      }
      const goes = follow.checked && now.item !== null && String(now.item) !== shown.at;
      if (now.version === shown.version && String(now.item ?? "") === shown.item && !goes) continue;
      const writing = held();
      const fresh = await fetchParts(goes && !writing.includes(item[0]));
      regain();
      // Somebody began to write while the answer was on its way: what was asked for no longer fits.
      if (held().join() !== writing.join()) {
        wanted ??= now;
        continue;
      }
      const before = { ...shown, text: row.querySelector(".direkttext").textContent.trim(), heading: heading() };
      for (const part of parts) if (!writing.includes(part)) put(part, fresh);
      shown = putRow(fresh);
      if (shown.at !== before.at) {
        history.replaceState(null, "", `${row.dataset.page}?punkt=${shown.at}${row.dataset.view}`);
        document.title = document.title.replace(before.heading, heading());
      }
      const text = row.querySelector(".direkttext").textContent.trim();
      if (writing.length > 0 && text !== before.text) say("Det du har börjat skriva står kvar.");
      if (shown.at !== before.at) heard.textContent = heading();
      else if (text !== before.text) heard.textContent = text;
    }
  } catch {
    // What came after it holds all that came before.
    wanted ??= last;
    lose(catchUp);
  } finally {
    busy = false;
  }
}

function lose(again) {
  lost = true;
  say("Anslutningen är bruten. Inget går förlorat: sidan hämtar det som har hänt när den är tillbaka.");
  if (!again) return;
  setTimeout(again, pause);
  pause = Math.min(pause * 2, 60000);
}

function regain() {
  if (lost) say("Anslutningen är tillbaka.");
  lost = false;
  pause = 1000;
}

function hear(event) {
  regain();
  wanted = JSON.parse(event.data);
  catchUp();
}

function connect() {
  const source = new EventSource(row.dataset.live);
  source.addEventListener("mote", hear);
  source.addEventListener("slut", () => {
    source.close();
    say("Du är utloggad, eller inte längre med i mötet. Det du har skrivit står kvar på sidan.");
  });
  // The browser tries again by itself, unless it was refused.
  source.addEventListener("error", () => lose(source.readyState === EventSource.CLOSED ? connect : null));
  addEventListener("pagehide", () => source.close(), { once: true });
}

function lead() {
  const form = row.querySelector("[data-show]");
  const chosen = new URLSearchParams(location.search).has("punkt") || row.dataset.item === "";
  if (!form || follow.checked || !chosen) return;
  fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => say("Punkten kunde inte visas för de andra. Välj Visa den här punkten för alla."));
}

const kept = localStorage.getItem(setting);
follow.checked = kept === null ? !leads : kept === "ja";
row.querySelector("[data-follow-choice]").hidden = false;
follow.addEventListener("change", () => {
  localStorage.setItem(setting, follow.checked ? "ja" : "nej");
  if (!follow.checked || shown.item === "") return;
  wanted = { version: shown.version, item: Number(shown.item), open: true };
  catchUp();
});
if (leads) lead();
connect();
// A page that the browser had put aside has closed its stream.
addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
