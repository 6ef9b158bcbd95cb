figure-lost = Points perdus
axis-week = Semaine
axis-year = Année
shared-all = Toutes les transactions partagées
shared-note = Les données ne connaissent que l’étape actuelle d’une transaction : une période passée compte comme en cours celles de ses transactions sourcées qui sont encore ouvertes.
shared-left-out = { $count ->
    [one] Il manque à { $count } transaction le jour qui décide où la compter.
   *[other] Il manque à { $count } transactions le jour qui décide où les compter.
}
chart-others = Autres
changes-chart = Points nouveaux et perdus
shared-chart = Le pipeline par mois
shared-created = Créées
shared-in-flight = En cours
shared-won = Gagnées
