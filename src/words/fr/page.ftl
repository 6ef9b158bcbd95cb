language-name = Français

skip-to-content = Aller au contenu
nav-label = Principal
nav-dashboard = Tableau de bord
nav-data = Données
nav-rules = Règles
language-label = Langue
theme-label = Thème
theme-auto = Thème du système
theme-light = Thème clair
theme-dark = Thème sombre

as-of = Données au { $date }
points-refreshed = Points actualisés le { $date }
thresholds-not-confirmed = Seuils non confirmés
not-confirmed = non confirmé
not-in-data = absent de ces données
problems-chip = { $count ->
    [one] { $count } point à vérifier
   *[other] { $count } points à vérifier
}

sample-note = Données d’exemple : { $name } est une agence fictive.
sample-use-own = Utiliser vos données

loading = Chargement…
loading-source = Ouverture de { $source }…
cancel = Annuler
close = Fermer
try-again = Réessayer
drop-here = Déposez le fichier pour l’ouvrir
unnamed-partner = Partenaire

opened = { $clients ->
    [one] { $source } est ouvert : { $shown } client.
   *[other] { $source } est ouvert : { $shown } clients.
}
opened-left-out = { $left ->
    [one] { $left } enregistrement a été écarté.
   *[other] { $left } enregistrements ont été écartés.
}
opened-others = { $others ->
    [one] { $others } autre jeu de données était dans les fichiers : voyez
   *[other] { $others } autres jeux de données étaient dans les fichiers : voyez
}
opened-others-alone = { $others ->
    [one] { $others } autre jeu de données était dans les fichiers et n’est pas gardé : ouvrez-le seul pour le voir.
   *[other] { $others } autres jeux de données étaient dans les fichiers et ne sont pas gardés : ouvrez-les seuls pour les voir.
}
see-details = Voir le détail

stopped = Tierwise s’est arrêté à cause d’une erreur interne. Vos données n’ont pas été modifiées. Rechargez la page ; si cela se reproduit, signalez-le avec le texte de la console du navigateur.
part-missing = Cette partie de la page n’a pas pu être chargée. Vérifiez votre connexion et réessayez ; si cela se reproduit, rechargez Tierwise, qui a peut-être été mis à jour entre-temps.
