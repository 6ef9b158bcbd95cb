endpoint-token = Jeton (bearer), si le point d’accès en demande un
endpoint-token-hint = Il n’est envoyé qu’à cette adresse, jamais en http vers un autre ordinateur, et n’entre jamais dans l’adresse de la page. Si la case n’est pas cochée, il est oublié à la fermeture de cette page.
endpoint-token-remember = Retenir le jeton sur cet ordinateur
endpoint-token-held = Un jeton pour cette adresse est gardé jusqu’à la fermeture de cette page.
endpoint-token-remembered = Un jeton pour cette adresse est retenu sur cet ordinateur.
endpoint-token-forget = L’oublier
endpoint-token-not-stored = Ce navigateur ne retient rien ici ; le jeton est gardé jusqu’à la fermeture de cette page.

endpoint-refresh = Actualiser
endpoint-refreshing = Actualisation…
endpoint-unchanged = Rien n’a changé au point d’accès.
endpoint-every-label = Actualiser tout seul
endpoint-every-never = Jamais
endpoint-every = { $count ->
    [one] Chaque minute
   *[other] Toutes les { $count } minutes
}
endpoint-every-hour = Toutes les heures
endpoint-every-hint = Seulement tant que la page est visible ; ce qui a été manqué est rattrapé quand elle l’est de nouveau.

endpoint-age = Âge
endpoint-fetched = Réception : { $time }, { $age }
endpoint-checked = Réception : { $time }, inchangé { $age }
endpoint-failing = { $line } ; la dernière actualisation a échoué
endpoint-age-now = à l’instant
endpoint-age-minutes = { $count ->
    [one] il y a { $count } minute
   *[other] il y a { $count } minutes
}
endpoint-age-hours = { $count ->
    [one] il y a { $count } heure
   *[other] il y a { $count } heures
}
endpoint-age-days = { $count ->
    [one] il y a { $count } jour
   *[other] il y a { $count } jours
}

endpoint-waiting = { $seconds ->
    [one] Nouvel essai dans { $seconds } seconde (essai { $next } sur { $tries }).
   *[other] Nouvel essai dans { $seconds } secondes (essai { $next } sur { $tries }).
}
endpoint-not-refreshed = Impossible d’actualiser { $source }
endpoint-last = Dernière réponse : { $time }.

endpoint-cors = Le point d’accès répond, mais n’autorise pas cette page à le lire (CORS).
endpoint-cors-hint = La personne qui le gère doit ajouter cet en-tête à chaque réponse : Access-Control-Allow-Origin: { $origin }
endpoint-cors-hint-token = La personne qui le gère doit ajouter ces en-têtes à chaque réponse, aussi à une requête OPTIONS, qui arrive sans le jeton : Access-Control-Allow-Origin: { $origin } et Access-Control-Allow-Headers: Authorization, If-None-Match
endpoint-cors-hint-file = Cette page a été ouverte depuis un fichier et n’a pas d’origine ; le point d’accès doit donc autoriser toutes les pages : Access-Control-Allow-Origin: *
endpoint-cors-hint-file-token = Cette page a été ouverte depuis un fichier et n’a pas d’origine ; le point d’accès doit donc autoriser toutes les pages, aussi dans sa réponse à une requête OPTIONS : Access-Control-Allow-Origin: * et Access-Control-Allow-Headers: Authorization, If-None-Match
endpoint-mixed = Cette page est venue en https ; le navigateur ne la laisse donc interroger aucune adresse http (contenu mixte).
endpoint-mixed-hint = Donnez l’adresse en https:// si le point d’accès en a une. Sinon, téléchargez les données et ouvrez-les comme fichier.
endpoint-unsafe = Le jeton n’a pas été envoyé : en http, n’importe qui sur le trajet pourrait le lire.
endpoint-unsafe-hint = Donnez l’adresse en https://, ou ouvrez-la sans jeton.
endpoint-token-bad = Ce n’est pas un jeton : il contient une espace ou un signe qui ne peut pas être envoyé.
endpoint-token-bad-hint = Copiez-le de nouveau, en entier et rien d’autre, sans le mot « Bearer ».
endpoint-redirected = L’adresse renvoie à une autre, où le jeton ne doit pas suivre.
endpoint-redirected-hint = Donnez l’adresse que le point d’accès a vraiment.
endpoint-credentials = L’adresse contient un nom ou un mot de passe, et les navigateurs n’interrogent pas de telles adresses.
endpoint-credentials-hint = Retirez-le. Si le point d’accès demande une identification, donnez un jeton sur la page Données.
endpoint-broken = La réponse a commencé, puis s’est interrompue.
endpoint-broken-hint = Vérifiez l’adresse et votre connexion. Si cela se reproduit, prévenez la personne qui gère le point d’accès.
endpoint-busy-hint = Il a été interrogé trop souvent. Réessayez plus tard, ou actualisez moins souvent.
