library-not-kept-refused = Ce navigateur ne garde rien pour cette page, comme dans une fenêtre privée. Ce que vous créez reste jusqu’à sa fermeture : enregistrez une sauvegarde.
library-not-kept-full = Le navigateur n’a plus de place pour cette page. Ce que vous avez modifié reste jusqu’à sa fermeture : enregistrez une sauvegarde, puis supprimez ce qui ne sert plus.
library-not-kept-blocked = Un autre onglet, avec une version plus ancienne de cette page, gêne l’enregistrement. Fermez-le ; votre prochaine modification sera gardée avec ce qui attend.
library-not-kept-newer = Une version plus récente de cette page est passée par ici. Rechargez la page ; si vous avez modifié quelque chose, enregistrez d’abord une sauvegarde.

library-name-empty = Donnez un nom.
library-name-taken = « { $name } » est déjà pris. Choisissez un autre nom.
library-too-long = C’est trop long : { $most } caractères au plus peuvent être gardés.
library-too-many = C’est trop : { $most } au plus peuvent être gardés.
library-list-active = « { $name } » est une liste active : c’est son filtre qui dit qui en fait partie.
library-gone = Cet élément n’existe plus ; il a peut-être été supprimé dans un autre onglet.

restored-added = { $count ->
    [one] { $shown } élément a été ajouté.
   *[other] { $shown } éléments ont été ajoutés.
}
restored-replaced = { $count ->
    [one] { $shown } élément a été remplacé par celui de la sauvegarde.
   *[other] { $shown } éléments ont été remplacés par ceux de la sauvegarde.
}
restored-unchanged = { $count ->
    [one] { $shown } élément était déjà là.
   *[other] { $shown } éléments étaient déjà là.
}
restored-left-out = { $count ->
    [one] { $shown } élément était inutilisable et a été écarté.
   *[other] { $shown } éléments étaient inutilisables et ont été écartés.
}
restored-nothing = Cette sauvegarde est vide.
restore-too-large = Le fichier fait { $size } Mo, plus que les { $largest } Mo que peut avoir une sauvegarde.
restore-no-backup = Ce n’est pas une sauvegarde de listes, de rapports et de notes, ou elle est abîmée. Rien n’a été modifié.
restore-no-backup-hint = Choisissez un fichier que cette page a enregistré comme sauvegarde. Les données de partenaire s’ouvrent sur la page Données.
restore-newer = Une version plus récente de cette page a enregistré cette sauvegarde ({ $format }). Rien n’a été modifié.
restore-newer-hint = Rechargez la page pour avoir la dernière version, puis restaurez de nouveau.
