### Le calculateur de points : tiroir, page, devis, et le widget pour d’autres sites.

calc-title = Calculateur de points
nav-calculator = Calculateur
calc-open = Ouvrir le calculateur de points
calc-whole = Calculateur avec devis
calc-tab-points = Points
calc-tab-currency = Devise
calc-tabs = Parties du calculateur
calc-amount = Montant vendu (MRR)
calc-market = Marché du client
calc-market-hint = Standard ; ou un pays
calc-currency = Devise du client
calc-manages = Allez-vous aussi gérer ce client ?
calc-partners = Combien d’autres partenaires géreront ce client ?
calc-deal = Type de transaction
# $deal (String) - the default
calc-deal-hint = { $deal }, sauf autre choix
calc-fix = Corrigez le champ marqué pour voir le résultat.
calc-day = Règles du
# $day (String)
calc-day-hint = { $day }, sauf autre choix
calc-method = Méthode de conversion
calc-points-to-currency = Points en devise
calc-currency-to-points = Devise en points
calc-sold-points = Points vendus
calc-managed-points = Points gérés
calc-sold-value = Valeur vendue (MRR)
calc-managed-value = Valeur gérée (MRR)
calc-total-points = Total des points
calc-results = Résultats
calc-reset = Recommencer
calc-yes = Oui
calc-no = Non
# $id (String)
# $from (String)
calc-rules = Selon les règles { $id }, en vigueur depuis le { $from }.
calc-rates = Taux
calc-units = Unités des devises
# $name (String)
calc-approximate = { $name } : publié comme approximatif.
# $name (String)
calc-not-confirmed = { $name } : non confirmé.
calc-amount-empty = Saisissez un montant pour voir ses points.
calc-number-empty = Saisissez des points ou un montant à convertir.
calc-amount-negative = Un montant négatif ne donne pas de points : saisissez un nombre positif.
# $typed (String)
# $meant (String)
calc-amount-suffix = « { $typed } » n’est pas lu : saisissez le nombre entier, par exemple { $meant }.
# $most (String)
calc-amount-long = Cela fait plus de { $most } chiffres : vérifiez le montant.
# $character (String)
calc-amount-wrong = « { $character } » n’a pas sa place dans un nombre ici : saisissez des chiffres, par exemple 1234,50.
# $typed (String)
calc-amount-ambiguous = « { $typed } » peut se lire de deux façons. Laquelle voulez-vous dire ?
calc-digits = Il faudrait plus de décimales que l’on n’en peut calculer exactement : arrondissez le montant.
# $typed (String)
calc-market-wrong = « { $typed } » n’est ni un pays ni un marché de la liste : choisissez-en un, ou saisissez son code de deux lettres.
# $typed (String)
# $known (String)
calc-currency-wrong = Les règles n’ont pas d’unité pour « { $typed } », qui ne donne donc pas de points. Connues : { $known }.
# $most (String)
calc-partners-wrong = Saisissez combien d’autres partenaires : un nombre entier de 0 à { $most }.
# $typed (String)
calc-day-wrong = « { $typed } » n’est pas un jour : utilisez la forme 2025-02-25.
# $typed (String)
# $known (String)
calc-deal-wrong = « { $typed } » n’est pas un type de transaction : utilisez { $known }.
# $deal (String)
calc-no-rate = Les règles n’ont pas de taux pour { $deal } ce jour-là.
calc-no-managed = Le programme ne donne pas de points pour les clients gérés ce jour-là.
calc-no-way-back = Le taux y est de 0 : aucun montant ne donne ces points.

calc-quote = Devis
calc-add = Ajouter au devis
calc-lines = Lignes du devis
calc-line-remove = Retirer cette ligne
# $number (String)
calc-line = Ligne { $number }
# $count (String)
calc-managed-with = géré par vous et { $count } autre(s)
calc-managed-alone = géré par vous seul
calc-managed-none = pas géré par vous
calc-quote-empty = Remplissez le formulaire et ajoutez-le comme ligne ; plusieurs lignes sont additionnées.
calc-copy = Copier en texte
calc-copied = Copié.
calc-copy-failed = Le navigateur ne permet pas de copier ici. Sélectionnez le texte ci-dessous et copiez-le.
calc-copy-text = Le devis en texte
calc-save = Enregistrer le devis
calc-saved = Enregistré dans ce navigateur.
calc-quote-name = Nom du devis
calc-quotes = Devis enregistrés
calc-quotes-none = Aucun devis n’est enregistré dans ce navigateur.
calc-quote-load = Ouvrir
calc-clear = Vider le devis
# $total (String)
# $sold (String)
# $managed (String)
calc-quote-sum = Somme : { $total } points ({ $sold } vendus, { $managed } gérés)
# $points (String)
ladder-quoted = Le devis ajoute { $points }.
calc-effect = Son effet sur le niveau
# $tier (String)
# $spare (String)
calc-effect-reaches = Atteint { $tier }, avec { $spare } points d’avance.
# $tier (String)
# $spare (String)
calc-effect-stays = La performance reste { $tier }, avec { $spare } points d’avance.
calc-effect-none = N’atteint encore aucun niveau.
calc-effect-unknown = Les données n’en disent pas assez pour connaître le niveau.
# $tier (String)
# $missing (String)
calc-effect-next = Pour { $tier }, il manquerait encore : { $missing }.
calc-effect-day = Avec les points du fichier chargé à sa date, aux seuils des règles alors en vigueur.
# $points (String)
# $measure (String)
calc-missing = { $points } ({ $measure })
# $deal (String)
# $market (String)
# $managed (String)
calc-line-text = { $deal }, { $market }, { $managed }

calc-embed = Copier le code d’intégration
calc-embed-title = Le calculateur sur votre propre site
calc-embed-how = Façon
calc-embed-element = Élément personnalisé
calc-embed-frame = Iframe
calc-embed-locale = Langue
calc-embed-tab = S’ouvre sur
calc-embed-theme = Couleurs
calc-embed-theme-host = Comme le site
calc-embed-accent = Couleur d’accent
calc-embed-snippet = Code à coller
calc-embed-csp = Pour un site avec une Content-Security-Policy
calc-embed-csp-hint = Ajoutez ces sources à celles du site. Sans 'wasm-unsafe-eval', l’élément montre l’iframe de lui-même. Un style dans le code de l’élément demande 'unsafe-inline', ou va dans la feuille de styles du site.
calc-embed-preview = Aperçu
calc-embed-host = L’adresse ci-dessous est celle de cette copie de Tierwise : son hôte doit envoyer Access-Control-Allow-Origin pour embed/v1/ (voir le README).
