severity-refused = Refusé
severity-left-out = Écarté
severity-field-ignored = Champ ignoré
severity-not-counted = Non compté
severity-noted = À savoir

findings-severity = Conséquence
findings-any = Toutes
findings-place = Partie
findings-text = Rechercher
findings-shown = { $count ->
    [0] Rien parmi { $all } ne correspond.
   *[other] { $shown } sur { $all }
}
findings-export = Exporter en CSV
findings-copy = Copier en texte
findings-copied = Copié.
findings-not-copied = Le navigateur ne laisse pas cette page copier. Exportez plutôt en CSV.
findings-cut = Seuls les { $count } plus graves sont listés ; les comptes ci-dessous portent sur tous les enregistrements.
findings-name = À vérifier
findings-code = Code
findings-where = Endroit
findings-found = Trouvé
findings-what = Ce qui ne va pas
findings-hint = Que faire
records-in = { $all } enregistrements = { $used } utilisés + { $left } écartés
records-all = Toutes les sections
records-column = Total
