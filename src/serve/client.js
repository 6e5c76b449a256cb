// Added to pages by `annals serve`: loads the page anew when the site has changed, and shows what keeps it from changing.
(() => {
  "use strict";
  const { version } = document.currentScript.dataset;
  const place = `annals:${location.pathname}`;
  const panel = document.createElement("section");
  panel.className = "annals-problems";
  panel.lang = "en";
  panel.dir = "ltr";
  panel.setAttribute("role", "status");

  const add = (parent, name, text, className) => {
    const element = parent.appendChild(document.createElement(name));
    element.textContent = text;
    element.className = className || "";
    return element;
  };

  const show = (problems) => {
    panel.replaceChildren();
    const errors = problems.filter((problem) => problem.level === "error");
    if (!errors.length) return panel.remove();
    const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
    add(panel, "h2", `${count}: this is the site as it was before`);
    const list = add(panel, "ol", "");
    for (const problem of errors.slice(0, 50)) {
      const item = add(list, "li", "");
      if (problem.file) add(item, "code", `${problem.file}:${problem.start.line}:${problem.start.column}`);
      add(item, "p", problem.message);
      if (problem.help) add(item, "p", problem.help, "annals-help");
    }
    if (errors.length > 50) add(panel, "p", `${errors.length - 50} more are told in the terminal`);
    document.body.append(panel);
  };

  // Where the reader was: browsers lose it when a page was reached by a link.
  const scrolled = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  if (scrolled) scrollTo({ top: Number(scrolled), behavior: "instant" });

  const events = new EventSource("/.annals/events");
  events.addEventListener("site", (event) => {
    if (String(JSON.parse(event.data).version) === version) return;
    events.close();
    sessionStorage.setItem(place, scrollY);
    location.reload();
  });
  events.addEventListener("problems", (event) => show(JSON.parse(event.data)));
})();
