data-title = Données
data-privacy = Vos données restent dans ce navigateur. Rien n’est envoyé ; seule l’adresse que vous donnez est interrogée.
data-open-title = Ouvrir vos données
data-file-choose = Choisir un fichier
data-file-hint = ou déposez-les n’importe où sur la page. JSON Tierwise, pages d’API de partner_clients, CSV, XLSX, ou un ZIP de ceux-ci.
data-endpoint-label = Adresse d’un point d’accès JSON
data-endpoint-hint = Il doit autoriser cette page à le lire (CORS) ou se trouver sur le même site.
data-endpoint-open = Ouvrir
data-sample-open = Ouvrir l’exemple
data-sample = Exemple
data-current-title = Ce qui est ouvert
data-source = Source
data-kind = Format
kind-own = Données Tierwise, version 1
kind-api-pages = Pages d’API de partner_clients
kind-csv = CSV
kind-spreadsheet = Classeur (XLSX)
kind-several = Plusieurs fichiers ou tableaux
data-day = Jour des données
data-sections = Enregistrements
data-section = Section
data-used = Utilisés
data-left-out = Écartés
data-not-in-data-title = Absent de ces données
section-clients = Clients
section-sales = Ventes
section-managed = Périodes de gestion
section-deals = Transactions partagées
section-renewals = Renouvellements
section-commissions = Relevés de commissions
section-retention = Rétention par mois
section-team = Équipe
section-reported-clients = Points indiqués par client
section-reported-history = Points indiqués aux jours précédents
section-partner = Partenaire
section-reported = Chiffres indiqués
data-problems-title = À vérifier
data-problems-none = Tout a pu être lu et compté.
data-problems-more = { $count ->
    [one] et { $count } autre du même genre
   *[other] et { $count } autres du même genre
}
data-files = { $count ->
    [one] { $first } et { $count } autre fichier
   *[other] { $first } et { $count } autres fichiers
}
data-progress = { $done } sur { $all } Mo
data-checking = vérification des enregistrements
data-nothing = Aucune donnée n’est encore ouverte.

failed-title = Impossible d’ouvrir ces données
failed-source = Impossible d’ouvrir { $source }
failed-kept = Ce qui est affiché ci-dessous est toujours ce qui était ouvert avant.

failed-status = L’adresse a répondu avec le statut { $status }.
failed-status-hint-404 = Il n’y a rien à cette adresse. Vérifiez qu’elle est bien écrite, ou demandez à la personne qui gère le point d’accès où sont les données.
failed-status-hint-401 = Le point d’accès demande une identification. Donnez son jeton sur la page Données ; si vous l’avez fait, demandez à la personne qui le gère si le jeton est encore valable.
failed-status-hint-500 = L’erreur vient du point d’accès. Réessayez plus tard ou prévenez la personne qui le gère.
failed-status-hint = Demandez à la personne qui gère le point d’accès ce que ce statut y signifie.
failed-timeout = { $seconds ->
    [one] L’adresse n’a pas répondu en { $seconds } seconde.
   *[other] L’adresse n’a pas répondu en { $seconds } secondes.
}
failed-timeout-hint = Réessayez ; si elle reste muette, téléchargez les données et ouvrez-les comme fichier.
failed-unreachable = L’adresse est injoignable.
failed-unreachable-hint = Vérifiez l’adresse et votre connexion. Si tout est juste, son certificat n’est peut-être pas valable, ou la personne qui héberge cette page n’autorise pas une telle adresse (connect-src dans la Content-Security-Policy).
failed-address = « { $address } » n’est pas une adresse.
failed-address-hint = Donnez une adresse complète qui commence par https:// (ou http:// sur cet ordinateur), ou un chemin sur ce site.
failed-unreadable = Le navigateur n’a pas pu lire le fichier.
failed-unreadable-hint = Il a peut-être été déplacé ou modifié depuis, ou c’est un dossier. Choisissez-le de nouveau.
failed-stopped = Le programme qui lit les fichiers s’est arrêté : { $cause }
failed-stopped-hint = Rien d’autre n’est perdu. Le fichier est peut-être endommagé, malveillant ou trop grand pour la mémoire de ce navigateur.
failed-columns = { $count ->
    [one] Les en-têtes du tableau ne sont pas connus.
   *[other] Les en-têtes de { $count } tableaux ne sont pas connus.
}
failed-columns-hint = Dites sur la page Données ce que sont ses colonnes ; rien ne change avant que vous ayez vu ce qui serait lu.
failed-rules = Les règles du programme n’ont pas pu être chargées : { $detail }
failed-rules-hint = Rechargez la page. Si cela persiste, le fichier de règles manque ou est abîmé : regardez le dossier rules/ là où cette page est hébergée, ou l’adresse après ?rules= .
failed-program = Un fichier du programme de cette page n’a pas pu être chargé.
failed-program-hint = Vérifiez votre connexion et recommencez. Si cela se reproduit, rechargez la page : il existe peut-être une version plus récente.
