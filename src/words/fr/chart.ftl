chart-summary = { $title }, de { $from } à { $to }.
chart-series = { $name } : plus grande valeur { $largest } ({ $day }), dernière valeur { $last }.
chart-series-missing = { $name } : absent de ces données.
chart-mark = { $name } : ligne à { $value }.
chart-mark-over = { $name } : ligne à { $value } de { $first } à { $last }.

chart-as-table = Afficher en tableau
chart-save-png = Enregistrer en PNG
chart-save-svg = Enregistrer en SVG
chart-loading = Tracé du graphique…
chart-failed = Le graphique n’a pas pu être tracé : un fichier du programme n’a pas pu être chargé. Le tableau contient les mêmes chiffres.
chart-not-saved = L’image n’a pas pu être créée. Le tableau contient les mêmes chiffres.
