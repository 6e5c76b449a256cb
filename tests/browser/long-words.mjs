// A German site of names that are as long as German makes them.

import { project } from "./harness.mjs";

const SERVICE = "Rechtsschutzversicherungsgesellschaftsportal";
const TITLE = "Kraftfahrzeughaftpflichtversicherungsportal gestört";
const SOURCES =
  'sources: [{ id: amt, url: "https://example.org/", title: Rundfunkgebührenbefreiungsantragsbearbeitung }]\n';

/** Pages of each kind, below the root. */
export const LONG_PAGES = [
  "",
  "incidents/",
  "incidents/portal-2024-10-03/",
  "services/",
  "services/portal/",
  "regions/",
  "regions/netz/",
  "causes/",
  "tags/",
  "tags/stromversorgungsunterbrechung/",
  "years/",
  "years/2024/",
  "statistics/",
  "pages/glossar/",
  "search/?q=portal",
  "data/",
  "embed/portal/",
];

export function longWords(theme) {
  const incident = (title, date, more = "") =>
    `---\ntitle: ${title}\ndate: ${date}T10:30Z\nend: ${date}T12:00Z\nservices: [portal, amt]\nimpact: major\n` +
    `regions: [DE, netz]\ncause: power\ntags: [stromversorgungsunterbrechung]\n${more}---\n`;
  const told =
    SOURCES +
    'updates:\n  - { at: 2024-10-03T10:40Z, status: investigating, text: Grundstücksverkehrsgenehmigungszuständigkeitsübertragung }\n';
  return project({
    "site.toml": `title = "Störungsarchiv"\ntheme = "${theme}"\ndefault_language = "de"\nlanguages = ["de"]\n`,
    "content/services/portal.md":
      `---\nname: ${SERVICE}\nhomepage: https://status.stadtwerke-musterstadt.example.org/netzstatus\n---\nEin Dienst.\n`,
    "content/services/amt.md": "---\nname: Grundstücksverkehrsgenehmigungsstelle\n---\nEin Dienst.\n",
    "content/regions/netz.md": "---\nname: Donaudampfschifffahrtsgesellschaftsgebiet\nmembers: [AT]\n---\nEin Gebiet.\n",
    "content/pages/glossar.md":
      `---\ntitle: ${TITLE}\n---\n${SERVICE}\n\n| Dienst | Bedeutung |\n|---|---|\n| ${SERVICE} | ${SERVICE} |\n`,
    "content/incidents/portal-2024-10-03.md": incident(TITLE, "2024-10-03", told) + `${TITLE}[^amt].\n`,
    "content/incidents/portal-2023-02-03.md": incident(SERVICE, "2023-02-03", SOURCES) + "Kurz.\n",
  });
}
