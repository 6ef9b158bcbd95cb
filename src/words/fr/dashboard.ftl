dashboard-title = Tableau de bord partenaire

progress-title = Progression dans le programme
tier-credited = Niveau crédité
tier-performing = Performance actuelle
tier-replayed = Déduit de vos données
replay-agrees = comme le disent vos données
replay-promoted = atteint au contrôle du { $day }
replay-kept = conservé le { $day }, atteint le { $met }
replay-held = maintenu le { $day }, protégé jusqu’au { $until }
replay-demoted = abaissé le { $day } : aucun contrôle depuis le { $from } n’a atteint mieux
replay-certification = perdu le { $day } : la certification n’était pas valide
replay-none = aucun contrôle depuis le { $from } n’a atteint un niveau
no-tier = Aucun niveau
tier-since = depuis le { $date }
tier-blocked = Il manque pour { $tier } : { $gates }
total-points = Total des points
sold-points = Points vendus
managed-points = Points gérés
of-which-sourced = dont sourcés
expiring = Vendus, expirent sous 90 jours
points-to-next = Points jusqu’à { $tier }
points-to-next-none = Points jusqu’au niveau suivant
points-to-next-top = le plus haut niveau est atteint
sourced-amount = Montant sourcé, 12 mois
sourced-mrr = MRR sourcé, 12 mois
csr = C$R, moyenne sur 12 mois
csr-short-history = { $months ->
    [one] sur { $months } mois seulement
   *[other] sur { $months } mois seulement
}
reported-differs = { $vendor } indique { $value }
reported-only = selon { $vendor }
reported-partial = selon { $vendor }, pour { $some } clients sur { $all }

ladder-text = { $total } points. { $tiers }
ladder-parts = { $sold } vendus, { $managed } gérés ; { $expiring } des points vendus expirent sous 90 jours.
ladder-notch = { $tier } à { $points }
ladder-empty = Le total est absent de ces données : l’échelle ne peut pas être tracée.

progression-title = Progression vers un niveau
get-to = Atteindre
minimum-sold = Minimum vendu
minimum-sourced = Minimum sourcé
minimum-managed = Minimum géré
minimum-certification = Certification
minimum-certifications = Certifications
minimum-tool-usage = Utilisation médiane des outils
either = { $a } ou { $b }
retention-csr = C$R, moyenne sur 12 mois
retention-grr = GRR, moyenne sur 12 mois
of = sur
to-go = encore { $points }
needs = il en faut { $points }
at-least = { $have }, au moins { $need }
met = atteint
no-minimum = pas de minimum
no-minimum-why = Les règles de { $version } n’en demandent pas.
certification-until = valable jusqu’au { $date }
certification-expired = expirée le { $date }
certification-none = aucune
goal-summary = { $count ->
    [0] Toutes les conditions de { $tier } sont remplies.
    [one] Il manque { $count } condition pour { $tier }.
   *[other] Il manque { $count } conditions pour { $tier }.
}
thresholds-not-confirmed-of = Les seuils de { $tier } ne sont pas confirmés par le programme.
type-thresholds = Saisir les vrais seuils

breakdown-title = Répartition des points
breakdown-caption = Points de chaque client au jour des données. Les en-têtes de colonne trient.
column-client = Client
column-sold = Vendus
column-managed = Gérés
column-total = Total
column-market = Marché
column-currency = Devise
filter-deal-type = Type de transaction
filter-market = Type de marché
filter-all = Tous
deal-partner-sourced = Sourcée par le partenaire
deal-partner-assisted = Assistée par le partenaire
deal-filter-note = Clients ayant des points actifs issus de transactions de ce type.
market-standard = Standard
market-growth = Croissance
market-multiplier = ×{ $multiplier }
clients-shown = { $count ->
    [one] { $shown } client sur { $all }
   *[other] { $shown } clients sur { $all }
}
clients-total = Somme des clients affichés
no-clients = Ces données ne contiennent aucun client.
no-clients-match = Aucun client ne correspond à ces filtres.
clear-filters = Effacer les filtres
opens-record = ouvre la fiche CRM dans un nouvel onglet
breakdown-more-rows = Les { $count } clients, toutes les colonnes et tous les filtres
breakdown-more = Toutes les colonnes et tous les filtres
