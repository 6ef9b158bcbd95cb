quarter = T{ $number } { $year }
table-payments = Versements et commissions attendues
status-expected = Attendu

commission-paid = Versé sur les 12 derniers mois
commission-next = Prochain versement
commission-due = échéance le { $day }
commission-by-statement = D’après le relevé du { $statements }
commission-by-schedule = { $quarter }, estimé d’après vos ventes, non confirmé par { $vendor }
commission-nothing-due = Aucun relevé n’est en cours et aucune vente ne rapporte de commission.
commission-withheld = Retenu par { $vendor } :
commission-overdue = Échu et non versé :
commission-undated = { $count ->
    [one] { $shown } relevé versé ne dit pas quand il l’a été : il n’entre dans aucune somme.
   *[other] { $shown } relevés versés ne disent pas quand ils l’ont été : ils n’entrent dans aucune somme.
}
commission-chart = Versements par trimestre, en { $currency }
commission-chart-others = Les montants attendus en { $currencies } sont dans le tableau : leur cours en { $currency } n’est pas encore connu.
commission-recent = Versements récents et à venir
commission-recent-none = Aucun versement sur ces trimestres.
commission-expected-note = « Attendu » désigne ce que vos ventes rapporteront si rien ne change, dans les devises des ventes.
commission-labels-note = Estimé, En attente, Versé et Retenu sont nos propres termes, non confirmés par { $vendor }.
commission-go = Aller aux commissions
commission-missing = Ces données ne contiennent ni relevés de commission ni ventes.
commission-missing-how = On peut les ajouter à un fichier tierwise/1, dans les sections « commissions » et « sales ».

commissions-parts = Parties de la page des commissions
tab-statements = Relevés
tab-payments = Versements
statement-title = Relevé du { $quarter }
statement-lines-title = Détail
statement-no-lines = Ces données ne contiennent aucune ligne de ce relevé.
statement-lines-equal = La somme des lignes est égale au montant du relevé.
statement-lines-less = La somme des lignes est de { $sum } : { $difference } de moins que le montant du relevé.
statement-lines-more = La somme des lignes est de { $sum } : { $difference } de plus que le montant du relevé.
statement-lines-too-long = Les lignes ont plus de chiffres qu’on ne peut en additionner.
statement-unknown = Ces données ne contiennent pas de relevé « { $id } ».
statement-export = Exporter en CSV
statement-print = Imprimer
statement-close = Fermer le relevé
statement-choose = Choisissez un trimestre pour voir le détail de son relevé.
statements-none = Il n’y a pas encore de relevé.

payments-years = Par année civile
payments-years-note = Versé : d’après le jour du versement. Dû et attendu : d’après le jour d’échéance ; attendu pour les 12 prochains trimestres.
payments-year = Année
payments-currency = Devise
payments-paid = Versé
payments-stated = Dû d’après les relevés
payments-expected = Attendu d’après les ventes
payments-coming = Dû et attendu
payments-none = Rien n’a été versé ; rien n’est dû ni attendu.
payments-paid-none = Rien n’a encore été versé.
payments-coming-none = Rien n’est dû, rien n’est attendu.
