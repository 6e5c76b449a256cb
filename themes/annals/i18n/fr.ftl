### Tous les textes de l’interface en français.
### `$number` est un nombre prêt à lire ; `$count` est le même en tant que nombre et ne sert qu’à choisir le pluriel.

## Le cadre

skip-to-content = Aller au contenu
main-navigation = Rubriques
languages-navigation = Langues
breadcrumb = Vous êtes ici
made-with = Réalisé avec
licence = Licence des textes
contact = Contact

## Rubriques et types de page

home = Accueil
incidents = Incidents
services = Services
regions = Régions
causes = Causes
tags = Mots-clés
years = Années
incident = Incident
service = Service
region = Région
cause = Cause
tag = Mot-clé
year = Année
month = Mois
month-not-known = Mois inconnu
month-not-known-in = { $year }, mois inconnu
statistics = Statistiques
language = Langue
duration = Durée
by-year = Par année
all-incidents = Tous les incidents
ongoing-now = En cours
latest-incidents = Les plus récents
newer = Plus récent
older = Plus ancien
pages = Pages
all-pages = Toutes les pages
latest-on = Dernier :

## Décomptes

count-incidents =
    { $count ->
        [0] Aucun incident
        [one] { $number } incident
        [many] { $number } d’incidents
       *[other] { $number } incidents
    }
# D’une année ou d’un mois, si d’autres se trouvent ailleurs.
count-incidents-of =
    { $shown ->
        [one] { $number } incident sur { $total }
        [many] { $number } d’incidents sur { $total }
       *[other] { $number } incidents sur { $total }
    }
more-services =
    { $count ->
        [one] { $number } autre service
        [many] { $number } d’autres services
       *[other] { $number } autres services
    }
more-regions =
    { $count ->
        [one] { $number } autre région
        [many] { $number } d’autres régions
       *[other] { $number } autres régions
    }
more-causes =
    { $count ->
        [one] { $number } autre cause
        [many] { $number } d’autres causes
       *[other] { $number } autres causes
    }
page-position = Page { $page } sur { $pages }
extent = { $incidents }, de { $from } à { $to }
extent-single = { $incidents } en { $year }
language-marker = en { $language }

## Moments et durées

moment-approximate = vers { $moment }
moment-approximate-day = vers le { $day }
moment-approximate-time = vers { $time }
moment-approximate-clock = { $day }, vers { $time }
moment-uncertain = { $moment } (incertain)
interval = { $from } – { $to }
interval-end-not-known = { $from } – fin inconnue
interval-ongoing = { $from } – toujours en cours
from = début : { $moment }
until = fin : { $moment }
end-not-known = fin inconnue
ongoing = en cours
duration-about = environ { $duration }
planned = { $time } (prévu)
duration-between = entre { $from } et { $to }
duration-at-most = { $duration } au plus
duration-unknown = inconnue
duration-class-minutes = Moins de 15 minutes
duration-class-under-hour = De 15 à 60 minutes
duration-class-hours = De 1 à 4 heures
duration-class-half-day = De 4 à 12 heures
duration-class-day = De 12 à 24 heures
duration-class-days = De 1 à 7 jours
duration-class-weeks = Une semaine ou plus
duration-class-rough = Connue approximativement
duration-class-unknown = Fin inconnue
duration-class-ongoing = Toujours en cours
duration-class-announced = Prévus

## Chiffres

figure-at-least = au moins { $value }
figure-at-most = au plus { $value }
figure-between = de { $from } à { $to }
figure-with-unit = { $value } { $unit }
figure-at = { $figure } ({ $moment })

## Gravité

impact = Gravité
impact-none = Nulle
impact-minor = Mineure
impact-major = Majeure
impact-critical = Critique
impact-maintenance = Maintenance
impact-unknown = Inconnue

## État

status = État
status-investigating = En cours d’examen
status-identified = Origine identifiée
status-monitoring = Sous surveillance
status-resolved = Résolu
status-unknown = Inconnu
status-scheduled = Prévue
status-in-progress = En cours
status-verifying = En vérification
status-completed = Terminée

## Certitude

certainty-confirmed = confirmée
certainty-claimed = affirmée
certainty-suspected = supposée
certainty-disputed = contestée
certainty-unknown = certitude inconnue
cause-with-certainty = { $cause } ({ $certainty })
cause-said-by = { $cause } (selon { $by })
cause-with-certainty-said-by = { $cause } ({ $certainty }, selon { $by })

## Causes et familles de causes

cause-power = Alimentation électrique
cause-cooling = Refroidissement
cause-hardware = Matériel
cause-network = Réseau
cause-cable-cut = Câble coupé
cause-dns = DNS
cause-certificate = Certificat
cause-software = Logiciel
cause-configuration = Configuration
cause-capacity = Capacité
cause-dependency = Dépendance
cause-attack = Attaque
cause-government-directed = Décision des autorités
cause-natural-disaster = Catastrophe naturelle
cause-human-error = Erreur humaine
cause-maintenance = Maintenance
cause-unknown = Cause inconnue
family-physical = Physique
family-network = Réseau
family-software = Logiciel
family-operations = Exploitation
family-external = Extérieure
family-deliberate = Délibérée
family-unknown = Inconnue

## Sources

role-official = officielle
role-press = presse
role-crowd = utilisateurs
role-measurement = mesure
role-regulator = régulateur
role-other = autre source

## Objet des affirmations

about-date = Début
about-end = Fin
about-interval = Début et fin
about-regions = Régions
about-impact = Gravité
about-cause = Cause
about-status = État
about-figures = Chiffres

## Types de problème signalés par les utilisateurs

report-connection = Connexion
report-sending = Envoi
report-receiving = Réception
report-login = Identification
report-app = Application
report-website = Site
report-other = Autre

## Relations : vues de la page qui nomme l’autre, puis de l’autre page

relation-precursor = Annoncé par
relation-inverse-precursor = Signe avant-coureur de
relation-follows = Fait suite à
relation-inverse-follows = Suivi de
relation-same-cause = Même cause
relation-inverse-same-cause = Même cause
relation-context = Dans le contexte de
relation-inverse-context = Sert de contexte à
relation-duplicate = Doublon de
relation-inverse-duplicate = Aussi consigné sous
relation-part-of = Fait partie de
relation-inverse-part-of = Comprend
relation-see-also = Voir aussi
relation-inverse-see-also = Voir aussi
relation-not-to-be-confused-with = À ne pas confondre avec
relation-inverse-not-to-be-confused-with = À ne pas confondre avec

## La page d’un incident

key-facts = L’essentiel
began = Début
ended = Fin
lasted = Durée
planned-start = Début prévu
planned-end = Fin prévue
planned-duration = Durée prévue
cause-according-to = selon
justification = Motif avancé
updates = Au fil des heures
claims = Ce sur quoi les sources divergent
claim-sources = Selon
claim-followed = retenu ici
reports = Signalements d’utilisateurs
reports-note = Déclarations d’utilisateurs : elles disent qui s’est plaint, non combien de personnes ont été touchées.
reports-by = Recueillis par
report-kind = Problème
report-share = Part
report-time = Heure
report-count = Signalements
report-numbers = Les chiffres
report-peak = Maximum : { $number }, { $moment }.
sources = Sources
source = Source
source-archived = copie archivée
source-accessed = consulté :
footnotes = Notes
related = Incidents liés
neighbours = Autres incidents : { $service }
told-in = Aussi en
original-in = Traduction ; l’original est en
older-than-original = L’original a été modifié depuis cette traduction ; ces changements n’y figurent pas encore.
amendments = Modifications de cette page
cite = Pour citer cette page
citation = « { $title } », { $site }, incident : { $date }, { $id }.
citation-revised = « { $title } », { $site }, incident : { $date }, révision : { $revised }, { $id }.
citation-note = Incident : { $date }
source-file = Fichier source de cette page
edit-page = Proposer une correction
link-to-update = Lien vers cette mise à jour
course = { $was } → { $became }
fact-given = { $fact } : { $value }
fact-changed = { $fact } : { $was } → { $became }
fact-disputed = les sources divergent
fact-corrected = corrigé : { $date }
known = Ce qu’on savait, et quand
known-note = Ce qui était daté à chaque moment : le dernier état annoncé, et ce que cette page indiquait avant d’être corrigée. Les faits sans date sont donnés tels qu’ils sont à présent.
known-moment = Moment
known-status = Dernier état annoncé
known-elapsed = { $duration } après le début
known-amended = Page modifiée
known-until = jusqu’à la correction :
local-time = chez vous : { $time }
local-zone = Aussi à mon heure ({ $zone })
copy = Copier
copy-link = Copier le lien
copied = Copié
copy-by-hand = La copie n’est pas possible d’ici : le texte à copier est sélectionné.

## Dans le texte

prose-back = Retour au texte
prose-table = Tableau
prose-done = fait
prose-open = à faire
alert-note = Remarque
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention

## La page d’un service

fact-since = En service depuis
fact-until = Jusqu’à
fact-part-of = Fait partie de
fact-includes = Comprend
fact-provider = Dépend de
fact-homepage = Site
fact-group = Groupe
fact-aliases = Autres noms
numbers = En chiffres
timeline = Frise
timeline-text = Les incidents de { $service } de { $from } à { $to }, une ligne par année : { $incidents }.
timeline-text-single = Les incidents de { $service } en { $year } : { $incidents }.
years-left-out = De { $from } à { $to } : aucun incident
timeline-new =
    { $count ->
        [0] Aucun nouvel incident
        [one] { $number } nouvel incident
        [many] { $number } de nouveaux incidents
       *[other] { $number } nouveaux incidents
    }
timeline-continued =
    { $count ->
        [one] { $number } incident de l’année précédente s’est poursuivi
        [many] { $number } d’incidents de l’année précédente se sont poursuivis
       *[other] { $number } incidents de l’année précédente se sont poursuivis
    }
timeline-through =
    { $count ->
        [one] { $number } autre incident s’est poursuivi toute l’année
        [many] { $number } d’autres incidents se sont poursuivis toute l’année
       *[other] { $number } autres incidents se sont poursuivis toute l’année
    }
timeline-year = { $new } ; { $continued }
timeline-list = La même chose en liste
timeline-note = Chaque signe est un incident à sa place dans l’année ; une barre en montre la durée, quand elle se voit à cette échelle.
timeline-own =
    { $count ->
        [one] Pour ce service, { $number } incident a commencé, fini ou pesé autrement : la frise le montre ; les listes et les chiffres comptent l’incident entier.
        [many] Pour ce service, { $number } d’incidents ont commencé, fini ou pesé autrement : la frise le montre ; les listes et les chiffres comptent les incidents entiers.
       *[other] Pour ce service, { $number } incidents ont commencé, fini ou pesé autrement : la frise le montre ; les listes et les chiffres comptent les incidents entiers.
    }
bar-text = { $title } · { $start } · { $duration }
legend = Légende
legend-open = fin inconnue
legend-ongoing = en cours
legend-planned = prévu
legend-rough = moment approximatif

number-incidents = Incidents
number-total = Durée totale
number-median = Durée médiane
number-longest = Le plus long à coup sûr
number-between = Temps entre deux incidents
number-under-a-day = moins d’un jour
number-not-known = on ne sait pas
method-incidents = Les doublons et les notices retirées ne sont pas comptés.
method-known =
    { $count ->
        [0] Aucune durée n’est connue à la minute près.
        [one] D’après le seul incident dont la durée est connue.
        [many] D’après les { $number } d’incidents dont la durée est connue.
       *[other] D’après les { $number } incidents dont la durée est connue.
    }
method-unknown =
    { $count ->
        [one] { $number } incident dont la durée n’est pas connue assez exactement, ou qui n’est pas terminé, est laissé de côté.
        [many] { $number } d’incidents dont la durée n’est pas connue assez exactement, ou qui ne sont pas terminés, sont laissés de côté.
       *[other] { $number } incidents dont la durée n’est pas connue assez exactement, ou qui ne sont pas terminés, sont laissés de côté.
    }
method-length = { $known } { $unknown }
method-only-rough = D’après les incidents dont les heures sont approximatives ({ $number }) ; aucune durée n’est connue à la minute près.
method-rough = { $method } En comptant ceux dont les heures sont approximatives ({ $number }) : { $duration }.
method-total-merged = { $method } Les chevauchements comptent une seule fois.
method-longest = { $title }
method-between =
    { $count ->
        [one] Le seul intervalle entre deux débuts.
        [many] Médiane de { $number } d’intervalles entre les débuts.
       *[other] Médiane de { $number } intervalles entre les débuts.
    }

## Statistiques : chaque chiffre avec sa méthode

statistics-lead = Ce que ces archives peuvent compter, et comment. Chaque chiffre mène aux incidents dont il est fait, et ce qui est inconnu est compté comme inconnu.
statistics-lead-without-search = Ce que ces archives peuvent compter, et comment. Un chiffre mène aux incidents dont il est fait là où une liste ne réunit qu’eux, et ce qui est inconnu est compté comme inconnu.
total = Total
intervals = Intervalles
chart-sample = n = { $known } · inconnu : { $unknown }
chart-csv = Ces chiffres en CSV
chart-months = Mois par mois
method-months = Selon le mois de leur début, en UTC. Ceux dont le mois n’est pas connu ne comptent que pour l’année.
chart-durations = Combien de temps ils ont duré
column-durations = Durée
method-durations = Un incident figure dans une classe si ses heures n’en permettent aucune autre. Les classes s’allongent d’une ligne à l’autre.
chart-intervals = Temps entre deux incidents
column-intervals = Intervalle
method-intervals = En jours, d’un début au suivant, quand l’un et l’autre sont connus au jour près et qu’aucun autre ne peut se trouver entre eux.
gap-class-day = Le jour même ou le lendemain
gap-class-week = De 2 à 6 jours
gap-class-month = De 7 à 29 jours
gap-class-quarter = De 30 à 89 jours
gap-class-year = De 90 à 364 jours
gap-class-years = 365 jours ou plus
gap-longest = Le plus long : { $duration }, du { $from } au { $to }.
chart-causes = Par cause
column-causes = Cause
method-causes = Un incident qui a plusieurs causes compte sous chacune : la somme des parts peut dépasser le tout.
chart-regions = Par région
column-regions = Région
method-regions = Une région comprend celles qui s’y trouvent, et un incident compte dans chacune de celles qu’il a touchées : la somme des parts peut dépasser le tout.
region-not-named = Aucune région citée
more-in-file = { $more } dans le fichier CSV.
chart-services-regions = Services et régions
method-services-regions = Le nombre d’incidents qui ont touché l’un et l’autre. Une région comprend celles qui s’y trouvent.
matrix-part = Ne figurent ici que les services ({ $services }) et les régions ({ $regions }) qui comptent le plus d’incidents ; le fichier CSV les contient tous.
note-duration-rough = On sait quand ils ont commencé et fini, mais pas assez exactement pour dire combien de temps ils ont duré.

## Notes sur les listes

note-cause-unknown = Personne n’a établi pourquoi, ou personne ne l’a dit. C’est une réponse et non une lacune : la cause reste ouverte tant qu’aucune source ne la referme.
note-region-within = Comprend les incidents de toutes les régions qui s’y trouvent.
note-regions = Une région comprend ce qui s’est passé dans celles qui s’y trouvent ; des ensembles comme le Moyen-Orient en recoupent d’autres.
note-newest-of = Les { $number } plus récents sur { $total } figurent ici ; les autres se trouvent à leur année et sous ce qu’ils concernent.
note-part-of-year = { $number } sur { $total } figurent ici ; chaque mois a sa propre page.
note-part-of-year-without-month = { $number } sur { $total } figurent ici ; chaque mois a sa propre page, et ceux dont le mois est inconnu ont la leur.
note-causes = Une cause compte comme connue dès que quelqu’un l’a énoncée ; chaque page dit avec quelle certitude.
own-regions = Régions propres à ces archives
region-within = Se trouve dans
region-parts = Régions comprises
cause-family = Autres causes de cette famille
empty-list = Il n’y a encore rien ici.

## La recherche

search = Recherche
search-button = Rechercher
search-field = Rechercher dans ces archives
search-description = Chercher parmi tous les incidents par mot, lieu, date ou identifiant, dans n’importe quelle langue.
search-hint = Des mots dans n’importe quelle langue, un identifiant, un lieu ou une date ; « entre guillemets » pour des mots qui se suivent ; un tiret devant un mot écarte ce qui le contient.
search-without-script = La recherche a besoin de JavaScript. Sans lui, ces archives restent ouvertes par services, par lieux, par causes et par années :
search-narrow = Affiner
search-from = de
search-to = à
search-any = toutes
search-clear = Recommencer
search-sort = Ordre
search-sort-relevance = Les plus pertinents d’abord
search-sort-date = Les plus récents d’abord
search-more = Plus de résultats
search-searching = Recherche en cours…
search-none = Rien n’a été trouvé
search-failed = Les fichiers de recherche n’ont pas pu être lus. Vérifiez la connexion et relancez la recherche.
search-common = « { $word } » figure dans de nombreuses entrées ; seules celles qui contiennent aussi un mot plus rare de la recherche sont affichées.
search-missing = « { $word } » ne figure nulle part dans ces archives.
search-corrected = « { $word } » ne figure nulle part dans ces archives ; voici « { $found } ».
search-alike = « { $word } » ne figure nulle part dans ces archives ; des mots semblables ont été recherchés à la place.

## Pages qui ne disent qu’une chose

not-found-heading = Page introuvable
not-found-text = Aucune page ne répond à cette adresse. Elle a pu être déplacée, ou le lien est mal écrit.
moved-heading = Cette page a été déplacée
moved-text = Ce qui se trouvait ici est maintenant à une autre adresse.
told-elsewhere-heading = Pas encore raconté dans cette langue
told-elsewhere-text = Cet incident n’a pas été rédigé dans cette langue. On peut le lire en { $language }.
withdrawn-heading = Notice retirée
withdrawn-text = Cette notice a été retirée : { $reason }
go-home = Vers l’accueil
go-incidents = Vers tous les incidents

## Flux et données

data = Données et flux
data-heading = Données et flux
data-lead = Tout le contenu de ces archives, à suivre ou à emporter.
data-feeds = Flux
data-feeds-lead = Tout le contenu de ces archives, à suivre.
data-files = Données
data-files-lead = Tout le contenu de ces archives, à emporter.
data-downloads = Téléchargements
data-json = Tous les incidents en un document JSON
data-ndjson = Tous les incidents en JSON, un par ligne, avec toutes leurs langues
data-csv = Une ligne par incident, service et région, avec les codes ISO
data-incident-schema = Schéma JSON d’un incident
data-row-schema = Schéma JSON d’une ligne du tableau
data-package = Une description des fichiers pour les programmes (Frictionless Data Package)
data-page-note = À côté de la page de chaque incident se trouvent ses faits, sous le nom index.json.
data-unknown-note = Ce qu’on ignore est null, ou une case vide, et n’est jamais un nombre ; chaque incident dit ce qu’on ignore de lui, et pourquoi. Les moments sont aussi précis qu’on les connaît, en EDTF. Les doublons et les notices retirées n’y figurent pas.
data-identity-note = Les incidents gardent leurs identifiants dans les flux, les agendas et les données, quoi qu’il advienne de leurs titres, adresses ou traductions.
data-identity-lasts = Les incidents gardent leurs identifiants, quoi qu’il advienne de leurs titres, adresses ou traductions.
data-api = Pour les programmes qui lisent Statuspage
data-api-note = Les mêmes incidents, comme les donne l’API publique d’une Statuspage : tous, et non les cinquante derniers. Des archives ne surveillent rien : « operational » veut dire qu’aucun incident n’y est en cours.
feeds = Suivre
feed-atom = Incidents (Atom)
feed-json = Incidents (JSON Feed)
feed-updates = Mises à jour (Atom)
feed-calendar = Agenda (iCalendar)
feed-badge = Badge
feed-embed = Page à encadrer
feeds-elsewhere = Pour d’autres sites
feed-impact = Gravité : { $impact }
feed-unknown = Non connu : { $list }.
unknown-end = fin
unknown-impact = gravité
unknown-status = état
unknown-cause = cause
unknown-regions = régions
calendar-undated =
    { $count ->
        [one] { $number } incident est laissé de côté, car son jour n’est pas connu.
        [many] { $number } d’incidents sont laissés de côté, car leur jour n’est pas connu.
       *[other] { $number } incidents sont laissés de côté, car leur jour n’est pas connu.
    }
badge-latest = dernier : { $moment }
status-nothing-open = Aucun incident n’est en cours dans ces archives
status-open =
    { $count ->
        [one] { $number } incident est en cours
        [many] { $number } d’incidents sont en cours
       *[other] { $number } incidents sont en cours
    }
