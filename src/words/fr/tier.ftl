### La page du niveau : performance, perspectives, compte, évolution, répartition et points d’un client.

chart-expected = attendu
chart-today = Après le { $day }, ce qui suit est attendu d’après les expirations connues, et tracé en tirets.
column-sourced = Sourcés
column-assisted = Assistés
column-points-share = Part du total
column-next-expiry = Prochaine expiration
column-expires-in = Jours avant expiration
column-state = État
state-active = Actif
state-expired = Expiré
state-never = Sans points

tier-title = Niveau
nav-tier = Niveau
tier-parts = Parties de la page du niveau
tab-performance = Performance
tab-breakdown = Répartition des points
tier-day = Situation au
tier-today = Revenir au jour des données
tier-past = Situation au { $day }. Ce que les données ne savent que de leur propre jour (usage des outils, certifications, dernière activité, niveau crédité plus tard) n’est pas de ce jour-là, et ce qui est attendu des jours suivants sait ce qui est venu.
window = les points de contrôle du { $first } au { $last }
tier-review = Prochaine réévaluation
review-looks = Elle regarde { $window }. Si l’un d’eux atteint { $tier }, { $tier } reste ; si aucun ne l’atteint, le niveau retombe au plus haut que l’un d’eux a atteint.
review-held = { $tier } ne peut pas être perdu alors : il est sûr jusqu’au { $day }.
review-no-tier = Elle regarde { $window }. Sans niveau crédité, il n’y a rien à perdre.
review-derived = Elle regarde { $window }. Le niveau crédité n’est pas dans ces données ; d’après les points de leur passé, c’est { $tier } (non confirmé). Si l’un d’eux atteint { $tier }, { $tier } reste ; si aucun ne l’atteint, le niveau retombe au plus haut que l’un d’eux a atteint.
review-not-in-data = Elle regarde { $window }. Le niveau crédité n’est pas dans ces données.
review-uncertified = Elle regarde { $window }, mais d’après ces données aucune certification n’est valide ce jour-là ({ $state }) : { $tier } serait perdu, quoi qu’ils aient atteint.
tier-performance = Performance du niveau
performs-below = sous le niveau crédité
performs-same = le même que le niveau crédité
performs-above = au-dessus du niveau crédité
tracks-chart = Points, et ce que demande { $tier }
tracks-axis = Piste
track-combined = Combinés
track-asks = { $tier } demande
sum-of = vendus + gérés = total
sum-of-rounded = vendus + gérés = total, chacun arrondi pour lui-même
checkpoints-title = Points de contrôle de la fenêtre
checkpoint-met = { $tier } atteint
checkpoint-other = seulement { $tier } atteint
checkpoint-none-met = aucun niveau atteint
checkpoint-ahead = { $tier } si rien ne s’ajoute
# $total (String)
# $sold (String)
# $managed (String)
checkpoint-expected = Attendu alors, d’après les seules expirations connues : { $total } points, { $sold } vendus et { $managed } gérés.
# $tier (String) - the credited tier
# $missing (String) - points and their names
checkpoint-missing = Il manquerait alors pour { $tier } : { $missing }.
checkpoint-why = Pourquoi
checkpoints-none = Le niveau atteint aux points de contrôle n’est pas dans ces données.
insights-title = Perspectives du niveau
insight-keep = Garder { $tier }
insight-reach = Atteindre { $tier }
insight-top = Aucun niveau n’est au-dessus de { $tier }
insight-to-go = { $count ->
    [one] point au total à gagner
   *[other] points au total à gagner
}
insight-enough = Les points y sont.
insight-kept = Le point de contrôle du { $met } a déjà atteint { $tier } : il reste à la réévaluation du { $day }, quels que soient les points d’aujourd’hui.
insight-uncertified = { $tier } serait perdu à la réévaluation du { $day }, quels que soient les points : d’après ces données, aucune certification n’est valide ce jour-là.
insight-uncertified-not-confirmed = { $tier } serait perdu à la réévaluation du { $day }, quels que soient les points (non confirmé) : d’après ces données, aucune certification n’est valide ce jour-là.
insight-held = Il ne peut pas être perdu à la réévaluation du { $day } : il est sûr jusqu’au { $until }.
insight-deals = { $points } points par des ventes : { $count } × votre affaire sourcée habituelle d’environ { $amount } de MRR, marché { $market }, { $each } points chacune.
insight-sold-mrr = En une somme : un MRR sourcé de { $amounts } apporte { $points } points.
insight-managed-mrr = { $points } points gérés : des clients avec un MRR de { $amounts } que vous gérez seul.
insight-amount = { $amount } (marché : { $market })
insight-others = En outre : { $names }.
insight-note = Une affaire habituelle est celle du milieu de vos affaires sourcées des 12 derniers mois, dans la devise et le marché de la plupart.
account-title = Performance du compte
usage-asked = au moins { $least } est demandé
usage-shown = au moins { $least } était demandé ; aujourd’hui il est montré et non demandé (non confirmé)
certification-lacks = Chaque niveau demande une certification valide : sans elle, aucun niveau n’est atteint.
certification-soon = { $days ->
    [0] Elle finit aujourd’hui : un niveau en demande une valide.
    [one] Elle finit dans { $days } jour : un niveau en demande une valide.
   *[other] Elle finit dans { $days } jours : un niveau en demande une valide.
}
course-title = Évolution dans le temps
course-chart = Points par jour
course-chart-steps = Points, tous les { $days } jours
course-usual = Aussi loin que d’habitude
course-lines = Lignes horizontales : ce que demande { $tier } ; verticales : les points de contrôle.
course-lines-unconfirmed = Lignes horizontales : ce que demande { $tier }, non confirmé ; verticales : les points de contrôle.
course-lines-across = Lignes horizontales : ce que demande { $tier }.
course-lines-across-unconfirmed = Lignes horizontales : ce que demande { $tier }, non confirmé.
course-of-vendor = Ce sont les points de l’éditeur, tels que l’historique de vos données les donne. Un client manque aux jours d’avant le début de son historique.
course-ahead = Attendu jusqu’au { $day }, si rien n’est vendu et aucun client gagné.
course-review = Réévaluation

clients-caption = Clients et leurs points. Les flèches déplacent, Entrée ouvre.
clients-search = Trouver un client
clients-search-label = Trouver
filter-state = État
filter-expiring = Expire sous { $days } jours
clients-reset = Effacer tous les filtres
columns-pinned = Colonnes gardées en vue
column-earlier = Avancer { $column }
column-later = Reculer { $column }
mrr-note = Le MRR est celui de ce que vous gérez ou, si vous ne gérez rien, de ce que vous avez vendu et qui compte encore. D’un client dont le MRR est en plusieurs devises, la somme a chacune, et sa propre case aucune.
peek-none = Ce client n’est pas dans ces données.
peek-record = Ouvrir la fiche
peek-active-sold = Points vendus actifs
peek-active-managed = Points gérés actifs
peek-expired = Points expirés
peek-ahead = Points à venir
peek-earlier = Comptés autrement avant
peek-expires = expirent le { $day }
peek-lapses = { $days ->
    [0] actifs : la dernière activité les garde jusqu’au { $day }, c’est-à-dire aujourd’hui
    [one] actifs : la dernière activité les garde jusqu’au { $day }, dans { $shown } jour
   *[other] actifs : la dernière activité les garde jusqu’au { $day }, dans { $shown } jours
}
peek-lasts = actifs : aucune fin connue
peek-ends = actifs jusqu’à la fin de la relation le { $day }
peek-ended = finis le { $day } : { $cause }
peek-begins = dès le { $day }
peek-begins-otherwise = comptés ainsi dès le { $day } : { $cause }
peek-counted-otherwise = { $state } ; comptés autrement dès le { $day }
peek-split = { $partners ->
    [one] non partagé
   *[other] partagé par { $partners } partenaires
}
peek-shared-deal = Affaire partagée
peek-shared-client = Partagé
peek-working = { $mrr } / { $unit } × { $rate } × { $multiplier } = { $points }
peek-working-split = { $mrr } / { $unit } × { $rate } × { $multiplier } / { $partners } = { $points }
peek-rules = règles { $version }
peek-none-of = aucun
peek-keys = Client précédent et suivant : flèches gauche et droite.
peek-changes = actifs jusqu’au { $day } : { $cause }
peek-of = Points de { $name }
report-day = Situation au { $day }
