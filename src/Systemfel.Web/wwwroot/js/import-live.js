// Follows an import while it is read or applied: asks for its state, puts it in place of the old, and reads the page anew at its end.
const pause = 1000;
let place = document.getElementById("laget");

async function look() {
  const answer = await fetch(`/import/${place.dataset.import}/laget`, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("laget");
  if (!fresh) return;
  if (fresh.dataset.pagar !== "ja") {
    location.reload();
    return;
  }
  // The status and the bar alone change: whoever stands on the link stays there.
  place.querySelector('[role="status"]').replaceChildren(...fresh.querySelector('[role="status"]').childNodes);
  place.querySelector("progress").value = fresh.querySelector("progress").value;
  place.querySelector("progress").max = fresh.querySelector("progress").max;
  setTimeout(follow, pause);
}

// Without network for a moment: asked again.
function follow() {
  look().catch(() => setTimeout(follow, pause * 5));
}

if (place?.dataset.pagar === "ja") setTimeout(follow, pause);
