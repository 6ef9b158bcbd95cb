panel-lists = Utiliser dans des listes
panel-export = Exporter les données non agrégées
panel-save = Enregistrer comme rapport
lists-clients = { $count ->
    [one] { $shown } client dans ces lignes.
   *[other] { $shown } clients dans ces lignes.
}
lists-create = Créer une nouvelle liste
lists-add = Ajouter à une liste statique existante
lists-none = Il n’y a pas encore de liste statique.
list-name = Nom de la liste
list-kind = Nature
list-static = Statique : ces clients, tels quels
list-active = Active : suit ces filtres
list-choose = Liste
submit = Valider
list-created = La liste « { $name } » a été créée.
list-added = { $count ->
    [0] Ils étaient déjà tous dans « { $name } ».
    [one] { $shown } client a été ajouté à « { $name } ».
   *[other] { $shown } clients ont été ajoutés à « { $name } ».
}
list-open = Ouvrir les listes

export-name = Nom du fichier
export-format = Format
export-csv = CSV (texte)
export-xlsx = XLSX (tableur)
export-columns = Colonnes
export-shown = Affichées
export-all = Toutes
export-rows = { $count ->
    [one] { $shown } ligne : celle que laissent les filtres.
   *[other] { $shown } lignes : toutes celles que laissent les filtres, dans l’ordre affiché.
}
export-filters = Les filtres sont inscrits dans la deuxième feuille du fichier (XLSX) ou dans son nom (CSV).
export-go = Exporter
export-busy = Écriture du fichier…
export-done = Le fichier a été enregistré.
export-about = À propos
about-report = Rapport
about-partner = Partenaire
about-as-of = Données au
about-range = Période
about-search = Recherche
about-filter = Filtre
about-order = Ordre
about-rows = Lignes
about-value = Nombre
about-sum = Somme des lignes
order-ascending = { $column }, du plus petit au plus grand
order-descending = { $column }, du plus grand au plus petit

save-name = Nom
save-description = Description
save-chart = Affiché comme
chart-kind-table = Tableau
chart-kind-bars = Barres
chart-kind-line = Courbe par mois
save-go = Enregistrer
save-and-add = Enregistrer et ajouter
save-hint = Un rapport enregistré garde sa question, pas ses lignes : il suit vos données.
report-saved = « { $name } » est parmi vos rapports.
report-pinned = « { $name } » est sur votre tableau.
reports-open = Ouvrir les rapports
board-open = Ouvrir mon tableau
