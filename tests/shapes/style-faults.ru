# What breaks each rule of ontology/shapes/style.ttl: a change to style-conforms.ttl under the rule's name.

#+ Label
DELETE DATA { cw:weapon rdfs:label "weapon" }
#+ Definition
INSERT DATA { cw:weapon skos:definition "A second definition." }
#+ Example
DELETE DATA { cw:weapon skos:example "'a mine'" }
#+ ScopeNote
INSERT DATA { cw:weapon skos:scopeNote "Beware of people." }
#+ ClassName
INSERT DATA { cw:small_boat a owl:Class ; rdfs:label "boat" ; skos:definition "A boat." ; skos:example "'a skiff'" }
#+ PropertyName
INSERT DATA { cw:Weapons a owl:ObjectProperty ; rdfs:label "w" ; skos:definition "A weapon." ; skos:example "'a gun'" }
#+ IncidentWords
DELETE DATA { cw:Ambush cw:evokedByVerb "ambush" }
#+ LowerCase
INSERT DATA { cw:Ambush cw:evokedByVerb "Waylay" }
#+ NoImports
INSERT DATA { cw:Ambush owl:sameAs cw:Attack }
