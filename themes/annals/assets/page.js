// The page of an incident: the reader's own time beside UTC, and addresses to copy. Everything else stands without it.
(() => {
  "use strict";

  const tools = document.querySelector(".tools");
  if (!tools) return;
  const words = JSON.parse(tools.dataset.words);
  const filled = (key, ...texts) => words[key].replace(/\{(\d)\}/g, (_, number) => texts[number]);
  const element = (name, className, textContent) => Object.assign(document.createElement(name), { className, textContent });

  // ---- The reader's time: only beside moments that have a clock time, and only where it isn't UTC

  const [label, status] = [tools.querySelector("label"), tools.querySelector("[role]")];
  const [box, name] = label.children;
  const kept = "annals-local-time";
  const format = (options) => new Intl.DateTimeFormat(tools.dataset.locale, { calendar: "gregory", ...options });
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" };
  const day = { day: "numeric", month: "long" };
  const first = (text) => (/^fr/.test(tools.dataset.locale) ? text.replace(/^1(?=\s\p{L})/u, "1er") : text);
  let formats; // made for those who need them: the first one takes longer than all the rest of this

  function localTime({ dateTime, dataset }) {
    formats ??= [day, { ...day, timeZone: "UTC" }, clock, { ...day, ...clock }].map(format);
    const [date, dateInUtc, time, both] = formats.map((one) => first(one.format(new Date(dateTime))));
    const isSameDay = date === dateInUtc;
    let text = isSameDay ? time : both;
    if (/[~%]/.test(dataset.doubt)) text = isSameDay ? filled("about", time) : filled("aboutClock", date, time);
    return filled("local", /[?%]/.test(dataset.doubt) ? filled("uncertain", text) : text);
  }

  function zoneName() {
    const parts = format({ timeZoneName: "long" }).formatToParts(new Date(times[0].dateTime));
    return parts.find(({ type }) => type === "timeZoneName").value;
  }

  // A reader who lets nothing be kept is shown both times on each page.
  function remembered(value) {
    try {
      if (value) localStorage.setItem(kept, value);
      return localStorage.getItem(kept);
    } catch {
      return value;
    }
  }

  const isElsewhere = ({ dateTime }) => new Date(dateTime).getTimezoneOffset() !== 0;
  const times = [...document.querySelectorAll("[data-local] time[datetime*=T]")].filter(isElsewhere);
  const locals = times.map((time) => {
    const local = element("span", "local", localTime(time));
    const head = time.closest(".at");
    if (head) head.append(" ", local);
    else time.after(" ", local);
    return local;
  });

  function show() {
    for (const local of locals) local.hidden = !box.checked;
  }

  if (locals.length) {
    name.textContent = filled("zone", zoneName());
    box.checked = remembered() !== "no";
    box.onchange = () => {
      remembered(box.checked ? "yes" : "no");
      show();
    };
    label.hidden = false;
    show();
  }

  // ---- Addresses and citations to copy

  const address = (document.querySelector("link[rel=canonical]") ?? location).href.split("#")[0];

  async function copy(text, button) {
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = words.copied;
    } catch {
      copyByHand(text, button);
    }
  }

  // Without leave to write, an old command may still do it; else the text stays selected for the reader to copy.
  function copyByHand(text, button) {
    const field = element("textarea", "byhand", text);
    field.readOnly = true;
    field.setAttribute("aria-label", words.copy);
    button.after(field);
    field.select();
    const isCopied = document.execCommand("copy");
    status.textContent = isCopied ? words.copied : words.byHand;
    if (isCopied) button.focus();
    else field.onblur = () => field.remove();
    if (isCopied) field.remove();
  }

  const offer = (button, text) => Object.assign(button, { type: "button", onclick: () => copy(text, button) });

  const page = tools.querySelector("button");
  offer(page, address);
  for (const link of document.querySelectorAll(".updates .at > a")) {
    const button = offer(element("button", "copy", page.textContent), address + link.hash);
    button.setAttribute("aria-label", `${page.textContent}: ${link.textContent}`);
    link.parentElement.append(" ", button);
  }
  for (const text of document.querySelectorAll(".cite pre")) {
    text.before(offer(element("button", "copy", words.copy), text.textContent));
  }
  tools.hidden = false;
})();
