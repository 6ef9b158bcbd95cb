### La page sans connexion, ses nouvelles versions et ses copies enregistrées.

update-ready = Une nouvelle version de Tierwise est prête. Rechargez la page quand cela vous convient ; ce que vous êtes en train de saisir serait perdu.
update-reload = Recharger maintenant

copy-title = Enregistrer ce tableau de bord dans un fichier
copy-text = Un fichier HTML avec tout le programme et les données ouvertes. Il s’ouvre d’un double clic sur tout ordinateur, sans connexion, et montre les mêmes chiffres. Les seuils que vous avez saisis et les taux de change que vous avez chargés l’accompagnent ; vos listes, rapports, notes et devis, non.
copy-hide = Masquer les noms des clients
copy-hide-hint = Les clients deviennent « Client 1 », les personnes « Personne 1 » et les transactions « Transaction 1 », partout les mêmes. Les domaines, les adresses des fiches, les e-mails et les textes sur des personnes sont retirés. Chaque chiffre reste tel quel, tout comme le nom de votre agence.
copy-save = Enregistrer dans un fichier
copy-busy = Le fichier est en préparation…
copy-saved = Le fichier a été enregistré.
copy-source-hidden = Données sans les noms des clients
copy-failed-nothing = Aucune donnée n’est encore ouverte : ouvrez-en d’abord, puis enregistrez.
# $status (String) - the HTTP status
copy-failed-status = Le fichier dont une copie est faite, tierwise.html, ne se trouve pas à côté de cette page (statut { $status }). Signalez-le à qui gère cette page : sa copie de Tierwise est incomplète.
copy-failed-page = Le fichier dont une copie est faite, tierwise.html, n’a pas pu être chargé. Il faut une connexion : vérifiez la vôtre, puis réessayez.
copy-failed-no-page = Ce qui se trouve à côté de cette page sous le nom tierwise.html est autre chose. Signalez-le à qui gère cette page : sa copie de Tierwise est incomplète.
copy-failed-pack = Le navigateur n’a pas pu lire les données ouvertes. Si leur fichier a été déplacé ou modifié, ouvrez-le de nouveau, puis enregistrez.

# $day (String) - the day on which it was saved
copy-note = Ceci est une copie, enregistrée le { $day }. Tout y reste tel que ce jour-là.
# $day (String) - the day on which it was saved
copy-note-hidden = Ceci est une copie sans les noms des clients, enregistrée le { $day }. Tout y reste tel que ce jour-là.
# $source (String) - what the data is called
# $day (String) - the day on which it was saved
copy-source = { $source }, dans une copie enregistrée le { $day }

alias-client = Client
alias-person = Personne
alias-deal = Transaction
