nav-history = Historique
history-title = Historique
history-intro = Tous les fichiers et réponses que vous avez ouverts, tels quels. Ils ne sont gardés que dans ce navigateur.
history-latest = votre dernier import
history-unread = Ce que ce navigateur garde n’a pas pu être lu.
history-unread-hint = Rouvrez le fichier depuis votre disque. D’autres instantanés s’ouvrent peut-être encore : voyez la page Historique.
history-newer = Une version plus récente de cette page est passée par ici.
history-newer-hint = Rechargez la page pour avoir la dernière version.
history-not-kept-notice = Ce navigateur n’a pas pu le garder : il reste jusqu’à la fermeture de la page.
history-why = Voir pourquoi
history-not-kept-refused = Ce navigateur ne garde rien pour cette page, comme dans une fenêtre privée. Ce qui est ouvert reste jusqu’à sa fermeture.
history-not-kept-full = Le navigateur n’a plus de place pour cette page. Ce qui est ouvert reste jusqu’à sa fermeture : supprimez des instantanés inutiles, puis rouvrez le fichier.
history-not-kept-blocked = Un autre onglet, avec une version plus ancienne de cette page, gêne l’enregistrement. Fermez-le, puis rouvrez le fichier.
history-not-kept-newer = Une version plus récente de cette page est passée par ici. Rechargez la page ; ce qui est gardé est toujours là.
history-not-kept-unreadable = Le navigateur n’a pas pu lire le fichier une seconde fois pour le garder. Il a peut-être été déplacé ou modifié : rouvrez-le.
history-loading = Lecture de ce que garde ce navigateur…
history-empty = Rien n’a encore été importé. Ouvrez un fichier ou une adresse sur la page Données : ce sera gardé ici.
history-off = Les imports ne sont pas gardés : l’option ci-dessous est désactivée.
history-views = Historique
history-snapshots = Instantanés
history-caption = Instantanés
history-open = Ouvrir
history-is-open = À l’écran
history-open-named = Ouvrir « { $name } »
history-rename-named = Renommer « { $name } »
history-delete-named = Supprimer « { $name } »
history-name = Nom de l’instantané
history-belongs = Appartient au compte
history-delete-hint = Le fichier tel quel est supprimé de ce navigateur. C’est définitif ; une archive de tout le conserve.
history-thin = Alléger
history-thin-named = Alléger « { $name } »
history-thin-hint = { $count ->
    [one] { $shown } réponse d’une adresse ({ $size }) est supprimée de ce navigateur, car une plus récente du même jour s’y trouve. Ce qui porte un nom à soi ou se trouve à l’écran reste. C’est définitif ; une archive de tout la conserve.
   *[other] { $shown } réponses d’une adresse ({ $size }) sont supprimées de ce navigateur, car une plus récente du même jour s’y trouve. Ce qui porte un nom à soi ou se trouve à l’écran reste. C’est définitif ; une archive de tout les conserve.
}
history-column-snapshot = Instantané
history-column-day = Jour des données
history-column-records = Enregistrements
history-column-points = Points d’alors
history-column-tier = Niveau atteint alors
history-column-size = Taille
history-actions = Actions
history-imported = Importé le { $moment }
history-again = à nouveau le { $moment }
history-moment = { $date }, { $time }
history-from-endpoint = adresse
history-records = { $count ->
    [one] { $shown } enregistrement
   *[other] { $shown } enregistrements
}
history-left-out = { $count ->
    [one] { $shown } écarté
   *[other] { $shown } écartés
}
history-fingerprint = SHA-256 : { $hash }
history-kilobytes = { $size } ko
history-megabytes = { $size } Mo
history-gigabytes = { $size } Go
history-choice = { $day } – { $name }

history-storage-title = Ce que garde ce navigateur
history-keep = Garder les fichiers importés dans ce navigateur
history-keep-hint = Sans cette option, rien de nouveau n’est gardé ; les instantanés présents restent jusqu’à ce que vous les supprimiez.
history-room = { $used } utilisés sur les { $quota } que le navigateur accorde à cette page.
history-room-unknown = Ce navigateur ne dit pas combien de place il y a.
history-persistent = Le navigateur a promis de ne rien supprimer de lui-même.
history-not-persistent = Le navigateur peut supprimer ce qui est gardé quand le disque est plein.
history-persist = Demander au navigateur de le garder
history-persist-refused = Le navigateur ne l’a pas promis. Il en décide selon votre usage de la page ; une archive est sûre dans tous les cas.
history-export = Tout enregistrer dans une archive
history-exported = { $count ->
    [one] { $shown } instantané est dans l’archive, avec son fichier tel quel.
   *[other] { $shown } instantanés sont dans l’archive, avec leurs fichiers tels quels.
}
history-export-unreadable = { $count ->
    [one] { $shown } instantané n’a pas pu être lu et n’y est pas.
   *[other] { $shown } instantanés n’ont pas pu être lus et n’y sont pas.
}
history-not-packed = Ce navigateur n’a pas pu créer l’archive. Rien n’a été enregistré ; réessayez avec plus de place sur le disque.
history-not-deleted = La suppression a échoué : rien n’a disparu. { $why }
history-too-large = Tous les instantanés ensemble dépassent les 4 Go d’une archive. Supprimez ceux dont vous n’avez plus besoin, puis enregistrez l’archive de nouveau.
history-restore = Restaurer une archive
history-restoring = Lecture de l’archive…
history-added = { $count ->
    [one] { $shown } instantané est revenu.
   *[other] { $shown } instantanés sont revenus.
}
history-unchanged = { $count ->
    [one] { $shown } était déjà là.
   *[other] { $shown } étaient déjà là.
}
history-damaged = { $count ->
    [one] { $shown } n’est pas tel qu’il a été enregistré et a été écarté.
   *[other] { $shown } ne sont pas tels qu’ils ont été enregistrés et ont été écartés.
}
history-nothing-in-archive = Il n’y a aucun instantané dans cette archive.
history-no-archive = Ce n’est pas une archive de cette page, ou elle est abîmée. Rien n’a été modifié. Les données de partenaire s’ouvrent sur la page Données.
history-archive-newer = Une version plus récente de cette page a enregistré cette archive ({ $format }). Rien n’a été modifié. Rechargez la page pour avoir la dernière version, puis restaurez-la.

account-switch = Compte
accounts-title = Les comptes côte à côte
accounts-column = Compte
accounts-sourced = MRR sourcé, 12 mois
accounts-paid = Commission versée, 12 mois
accounts-all = Tous les comptes
accounts-not-added = non additionnés : un niveau est celui d’un seul compte
accounts-note = Le dernier instantané de chaque compte, selon les règles en vigueur. Les montants sont additionnés par devise, pas les points.
accounts-loading = Calcul…

compare-title = Ce qui a changé depuis
compare-tab = Ce qui a changé depuis
compare-none = Il n’y a encore rien à comparer : il faut deux instantanés d’un même compte.
compare-before = Avant
compare-after = Après
compare-difference = Différence
compare-loading = Comparaison…
compare-totals = Totaux et niveaux
compare-total-name = Chiffre
compare-course = D’où vient la différence
compare-changes = Commencé ou terminé après le { $first }, jusqu’au { $last }
compare-restated = Dit autrement au sujet du { $day }
compare-same-past = L’instantané récent donne les mêmes points pour le jour de l’ancien : toute la différence est dans « Variations des points » de ces jours.
compare-other-past = L’instantané récent donne d’autres points pour le jour de l’ancien : des données ont été ajoutées, corrigées ou retirées depuis.
compare-backwards = Le second instantané est d’un jour antérieur au premier : la différence ne peut pas être suivie jour par jour.
compare-not-computed = Les points de l’un des deux instantanés ne sont pas calculés à partir des ventes et des mois : la différence ne peut pas être suivie jour par jour.
compare-new-count = { $count ->
    [one] { $shown } nouveau client
   *[other] { $shown } nouveaux clients
}
compare-lost-count = { $count ->
    [one] { $shown } client perdu
   *[other] { $shown } clients perdus
}
compare-points-count = { $shown } avec d’autres points
compare-fields-count = { $shown } avec d’autres champs
compare-clients = Clients
compare-only = Afficher
compare-only-changed = Tout ce qui a changé
compare-only-points = Autres points
compare-only-new = Nouveaux clients
compare-only-lost = Clients perdus
compare-only-fields = Autres champs
compare-only-all = Tous les clients
compare-search = Chercher des clients et des changements
compare-nothing = Aucun client ne correspond.
compare-count = { $count ->
    [one] { $chosen } sur { $all } client
   *[other] { $chosen } sur { $all } clients
}
compare-more = Afficher plus
compare-new = Nouveau
compare-lost = Perdu
compare-what = Nouveau ou perdu
compare-fields = Autres champs
compare-from-to = { $before } → { $after }
compare-field = { $field } : { $before } → { $after }
compare-heading-before = { $name } avant
compare-heading-after = { $name } après
compare-heading-difference = { $name } différence
