### Ce qu’un export dit de lui-même, ou pourquoi il a échoué.

export-too-many-rows = Une feuille de calcul contient au plus 1 048 575 lignes. Filtrez le rapport, ou exportez en CSV.
export-not-started = La partie de Tierwise qui écrit les feuilles de calcul n’a pas pu être chargée. Vérifiez votre connexion et réessayez, ou exportez en CSV.
export-stopped = L’écriture de la feuille de calcul a échoué. Réessayez, ou exportez en CSV. ({ $cause })
export-not-saved = Le navigateur a refusé d’enregistrer le fichier. Autorisez les téléchargements pour cette page, puis réessayez.
export-precision = Précision
export-precision-note = Une feuille de calcul garde 15 chiffres d’un nombre. Certains nombres en ont davantage ici ; l’export CSV les a tous.
