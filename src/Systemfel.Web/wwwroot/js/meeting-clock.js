// 'Visa klocka': off until somebody asks for it; the time of day, once a minute.
const button = document.querySelector("[data-clock]");
if (button) {
  const words = button.textContent;
  const clock = new Intl.DateTimeFormat("sv-SE", { hour: "2-digit", minute: "2-digit" });
  let timer = 0;
  const show = () => { button.textContent = `${words.replace("Visa", "Dölj")} ${clock.format(new Date())}`; };
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    clearInterval(timer);
    if (on) {
      show();
      timer = setInterval(show, 20000);
    } else {
      button.textContent = words;
    }
  });
}
