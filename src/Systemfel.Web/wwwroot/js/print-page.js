// 'Skriv ut' opens the browser's own dialogue; without scripts the browser's menu does.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
