lists-empty = Il n’y a pas encore de liste. Ouvrez les lignes derrière un nombre et choisissez « Utiliser dans des listes ».
lists-caption = Vos listes de clients
column-name = Nom
column-clients = Clients
column-created = Créé le
list-kind-static = Statique
list-kind-active = Active
rename = Renommer
merge = Fusionner
delete = Supprimer
edit = Modifier
duplicate = Dupliquer
pin = Ajouter à mon tableau
pinned = Sur mon tableau
list-back = Toutes les listes
reports-back = Tous les rapports
list-members = Clients de la liste
list-more = Afficher plus
list-no-members = Aucun client n’est dans cette liste.
list-not-in-data-now = absent des données ouvertes
list-active-note = Une liste active suit ses filtres : { $filters }.
list-static-note = Une liste statique reste telle quelle, quelles que soient les données ouvertes.
list-gone = Cette liste n’existe pas dans ce navigateur.
report-gone = Ce rapport n’existe pas dans ce navigateur.
merge-title = Fusionner « { $name } » avec d’autres listes
merge-name = Nom de la liste fusionnée
merge-with = Avec
merge-none = Il n’y a pas d’autre liste statique avec laquelle fusionner.
merge-hint = Les listes fusionnées sont supprimées. Un client présent dans plusieurs d’entre elles n’y figure qu’une fois.
rename-title = Renommer « { $name } »
delete-title = Supprimer « { $name } » ?
delete-hint = C’est définitif. Une sauvegarde sur la page Données la conserve.
edit-title = Modifier « { $name } »
keep-changes = Enregistrer les modifications

reports-empty = Il n’y a pas encore de rapport enregistré. Ouvrez les lignes derrière un nombre et choisissez « Enregistrer comme rapport ».
reports-caption = Vos rapports enregistrés
column-shown-as = Affiché comme
report-unreadable = Ce rapport vient d’une autre version de cette page et ne peut pas être affiché.

board-empty = Votre tableau est vide. Enregistrez un rapport avec « Enregistrer et ajouter », ou ajoutez-en un sur la page Rapports.
board-to-reports = Vers les rapports
tile-earlier = Avancer { $name }
tile-later = Reculer { $name }
tile-wider = Élargir { $name }
tile-narrower = Rétrécir { $name }
tile-remove = Retirer { $name } du tableau

backup-title = Listes, rapports et notes
backup-count = { $count ->
    [0] Vous n’avez encore créé ni liste, ni rapport, ni note.
    [one] { $shown } élément est conservé dans ce navigateur uniquement, jamais envoyé ailleurs.
   *[other] { $shown } éléments sont conservés dans ce navigateur uniquement, jamais envoyés ailleurs.
}
backup-save = Enregistrer une sauvegarde
backup-restore = Restaurer une sauvegarde
kept-loading = Lecture de ce qui est conservé dans ce navigateur…
