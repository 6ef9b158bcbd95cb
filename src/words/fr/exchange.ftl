rates-title = Taux de change
rates-intro = Les commissions attendues sont affichées dans les devises de vos ventes. Avec des taux de change, elles le sont aussi dans votre devise de versement, mois par mois, au taux du dernier jour du mois. Les taux restent dans ce navigateur.
rates-load = Charger des taux de change
rates-load-hint = XML ou CSV de la Banque centrale européenne, JSON d’Open Exchange Rates ou de Frankfurter, ou un CSV à vous avec les colonnes month, from, to, rate. Plusieurs à la fois sont possibles.
rates-none = Aucun taux de change n’est chargé.
rates-remove = Retirer
rates-remove-name = Retirer { $name }
rates-remove-all = Retirer tous les taux de change
rates-source-ecb = Banque centrale européenne
rates-source-open = Open Exchange Rates
rates-source-frankfurter = Frankfurter
rates-source-list = Votre propre liste
rates-files-title = Fichiers chargés
rates-source = Source
rates-days = Jours
rates-currencies = Devises
rates-count = Taux
rates-days-range = { $days ->
    [one] { $first }
   *[other] { $shown } jours, du { $first } au { $last }
}
rates-base = { $count ->
    [one] { $base } vers { $other }
   *[other] { $base } vers { $shown } autres
}
rates-in = { $all } au total = { $used } lus + { $left } écartés
rates-months-title = Fins de mois qui comptent
rates-month = Mois
rates-day = Taux du
rates-rates = Taux
rates-pair = 1 { $from } = { $rate } { $to }
rates-rule = Le taux d’un mois est celui du dernier jour du mois où la source a publié. Un mois en cours n’en a pas, sauf si votre propre liste l’indique.
rates-open = { $month } n’a pas de taux : { $source } ne va que jusqu’au { $day }.
rates-months-more = { $count ->
    [one] et { $shown } mois antérieur
   *[other] et { $shown } mois antérieurs
}
rates-loaded = { $count ->
    [0] { $name } a été chargé. Il n’atteint la fin d’aucun mois : rien ne peut être converti avec ce seul fichier.
    [one] { $name } a été chargé : les taux de { $shown } fin de mois.
   *[other] { $name } a été chargé : les taux de { $shown } fins de mois.
}
rates-removed = { $name } a été retiré.
rates-removed-all = Tous les taux de change ont été retirés.
rates-not-kept = Ce navigateur ne garde pas les taux : ils comptent jusqu’à la fermeture de la page.
rates-failed = { $name } n’a pas pu être chargé
rates-failed-kept = Les taux chargés auparavant comptent toujours.

problem-rates-unknown = Ce ne sont pas des taux de change sous une forme connue ({ $found }).
hint-rates-unknown = Chargez le XML ou le CSV de la Banque centrale européenne, le JSON d’Open Exchange Rates ou de Frankfurter, ou un CSV avec les colonnes month, from, to, rate.
problem-rates-zipped = C’est un classeur, ou une archive qui contient autre chose que des taux de change.
hint-rates-zipped = Décompressez l’archive et chargez les taux qu’elle contient, ou enregistrez la feuille en CSV.
problem-xml-broken = Le XML est abîmé : { $detail }.
hint-xml-broken = Récupérez le fichier de nouveau : il n’a peut-être pas été enregistré en entier.
problem-rate-average = C’est une moyenne sur { $found }, pas le taux d’un jour.
hint-rate-average = Les commissions sont converties au taux du dernier jour du mois. Chargez des taux quotidiens, ou la série de fin de période (E).

converted-title = Commissions attendues en { $currency }
converted-intro = Aux taux de fin de mois que vous avez chargés. Ce qui n’a pas encore de taux reste dans sa devise.
converted-quarter = Trimestre
converted-due = Échéance
converted-own = D’après les ventes
converted-in = En { $currency }
converted-how = Détail de la conversion
converted-rest = et { $amount } encore sans taux
converted-next = { $amount } à vos taux de fin de mois
converted-step = { $month } : { $step } ({ $source }, { $day })
converted-stated = { $amount } × { $rate } = { $result }
converted-through = { $amount } ÷ { $one } × { $other } = { $result } par { $base }
converted-turned = { $amount } ÷ { $one } = { $result } avec { $pair }
converted-missing = Les montants attendus en { $currencies } peuvent aussi être affichés en { $currency }, une fois chargés les taux de change de fin de mois.
converted-load = Charger des taux de change
converted-chart = Les montants attendus dans d’autres devises sont convertis en { $currency } là où il y a des taux de fin de mois.
