# What breaks each rule of ontology/shapes/graph.ttl: a change to conforms.ttl under the rule's name.

#+ ArticleId
DELETE DATA { :article cw:articleId "Sample Post/7" }
#+ VersionOf
DELETE DATA { :version cw:versionOf :article }
#+ VersionText
INSERT DATA { :version cw:text "another text" }
#+ VersionHash
INSERT DATA { :version schema:sha256 "0123" }
#+ VersionStatus
INSERT DATA { :version cw:status "old" }
#+ ClaimSubject
INSERT DATA { :hurt cw:subject :roe }
#+ ClaimPredicate
DELETE DATA { :where cw:predicate cw:place }
#+ ClaimPredicateKnown
DELETE DATA { :where cw:predicate cw:place } ; INSERT DATA { :where cw:predicate cw:reportedIn }
#+ ClaimObject
INSERT DATA { :hurt cw:object :roe }
#+ ClaimObjectText
DELETE DATA { :hurt cw:objectText "About 12 guards" } ; INSERT DATA { :hurt cw:objectText "" }
#+ ClaimSpan
DELETE DATA { :hurt oa:hasTarget :words }
#+ ClaimQuoteLength
DELETE DATA { :quote oa:exact "About 12 guards" } ;
INSERT { :quote oa:exact ?long } WHERE { BIND(REPLACE("xxxxxxxxxxxxxxxxxxxx", "x", "sixteen letters ") AS ?long) }
#+ ClaimSpanVersion
INSERT DATA { :hurt cw:version :newer . :newer a cw:ArticleVersion }
#+ ClaimVersion
DELETE DATA { :hurt cw:version :version }
#+ ClaimSourceKind
DELETE DATA { :hurt cw:sourceKind "person" } ; INSERT DATA { :hurt cw:sourceKind "rumour" }
#+ ClaimCertainty
DELETE DATA { :hurt cw:certainty "estimated" } ; INSERT DATA { :hurt cw:certainty "sure" }
#+ ClaimPolarity
INSERT DATA { :hurt cw:polarity "denied" }
#+ ClaimAsOf
DELETE DATA { :hurt cw:asOf "2021-06-06"^^xsd:date } ; INSERT DATA { :hurt cw:asOf "Sunday" }
#+ ClaimConfidence
DELETE DATA { :hurt cw:confidence 0.85 } ; INSERT DATA { :hurt cw:confidence 0.853 }
#+ ClaimExtractor
DELETE DATA { :hurt cw:extractor "rules/1" } ; INSERT DATA { :hurt cw:extractor "rules" }
#+ ClaimStatus
INSERT DATA { :when cw:status "doubtful" }
#+ ClaimVia
INSERT DATA { :hurt cw:via :article }
#+ ClaimSpeaker
INSERT DATA { :hurt cw:speaker :article }
#+ ClaimSpeakerNamed
DELETE DATA { :hurt cw:speaker :roe }
#+ ClaimOccurred
DELETE DATA { :occurred cw:object cw:Ambush } ; INSERT DATA { :occurred cw:object cw:Person }
#+ ClaimToll
DELETE DATA { :hurt cw:object :guards } ; INSERT DATA { :hurt cw:object :roe }
#+ ClaimTime
DELETE DATA { :when cw:object :time } ; INSERT DATA { :when cw:object :place }
#+ ClaimPlace
DELETE DATA { :where cw:object :place } ; INSERT DATA { :where cw:object :time }
#+ SpanSource
DELETE DATA { :words oa:hasSource :version }
#+ SpanStart
DELETE DATA { :position oa:start 0 } ; INSERT DATA { :position oa:start -1 }
#+ SpanEnd
DELETE DATA { :position oa:end 15 }
#+ SpanOrder
DELETE DATA { :position oa:end 15 } ; INSERT DATA { :position oa:end 0 }
#+ SpanQuote
DELETE DATA { :quote oa:exact "About 12 guards" }
#+ SpanContext
DELETE DATA { :quote oa:prefix "" } ; INSERT DATA { :quote oa:prefix "thirty-three characters, too long" }
#+ CasualtyOutcome
DELETE DATA { :guards cw:outcome "wounded" } ; INSERT DATA { :guards cw:outcome "hurt" }
#+ CasualtyGroup
DELETE DATA { :guards cw:group "guards" }
#+ CasualtySide
DELETE DATA { :guards cw:side :force } ; INSERT DATA { :guards cw:side :article }
#+ CasualtyApproximate
DELETE DATA { :guards cw:approximate true } ; INSERT DATA { :guards cw:approximate "about" }
#+ CasualtyPeriod
INSERT DATA { :guards cw:start "2021-07-01"^^xsd:date }
#+ CasualtyClaim
DELETE DATA { :hurt cw:object :guards }
#+ Low
DELETE DATA { :guards cw:low 10 } ; INSERT DATA { :guards cw:low -1 }
#+ Best
INSERT DATA { :guards cw:best 11 }
#+ High
DELETE DATA { :guards cw:high 14 } ; INSERT DATA { :guards cw:high 14.5 }
#+ LowToBest
DELETE DATA { :guards cw:low 10 } ; INSERT DATA { :guards cw:low 13 }
#+ LowToHigh
DELETE DATA { :force cw:low 10 ; cw:best 12 } ; INSERT DATA { :force cw:low 15 }
#+ BestToHigh
DELETE DATA { :guards cw:best 12 } ; INSERT DATA { :guards cw:best 15 }
#+ TimeStart
DELETE DATA { :time cw:start "2021-06-05"^^xsd:date } ; INSERT DATA { :time cw:start "2021-06"^^xsd:gYearMonth }
#+ TimeEnd
INSERT DATA { :time cw:end "2021-06-07"^^xsd:date }
#+ TimeOrder
DELETE DATA { :time cw:start "2021-06-05"^^xsd:date } ; INSERT DATA { :time cw:start "2021-06-06"^^xsd:date }
#+ TimePrecision
DELETE DATA { :time cw:precision "day" } ; INSERT DATA { :time cw:precision "weekend" }
#+ TimePartOfDay
DELETE DATA { :time cw:partOfDay "night" } ; INSERT DATA { :time cw:partOfDay "overnight" }
#+ TimeBasis
DELETE DATA { :time cw:basis "stated" } ; INSERT DATA { :time cw:basis "guessed" }
#+ TimeClaim
DELETE DATA { :when cw:object :time }
#+ TimeKnown
DELETE DATA { :time cw:precision "day" }
#+ PlaceLatitude
DELETE DATA { :place cw:latitude 51.5 } ; INSERT DATA { :place cw:latitude 91.5 }
#+ PlaceLongitude
DELETE DATA { :place cw:longitude -0.1 } ; INSERT DATA { :place cw:longitude 180.1 }
#+ PlaceRadius
DELETE DATA { :place cw:radiusKm 5.0 } ; INSERT DATA { :place cw:radiusKm -5.0 }
#+ PlaceCountry
DELETE DATA { :place cw:country "GB" } ; INSERT DATA { :place cw:country "Britain" }
#+ PlaceGeonames
DELETE DATA { :place cw:geonames 2643743 } ; INSERT DATA { :place cw:geonames "Oldbridge" }
#+ PlacePoint
DELETE DATA { :place cw:longitude -0.1 }
#+ PlaceClaim
DELETE DATA { :where cw:object :place }
#+ ReportArticle
DELETE DATA { :report cw:reportedIn :article }
#+ ReportOccurred
DELETE DATA { :occurred cw:subject :report }
#+ IncidentType
DELETE DATA { :incident cw:incidentType cw:Ambush }
#+ IncidentLabel
DELETE DATA { :incident rdfs:label "ambush, Oldbridge, 2021-06-05" }
#+ IncidentOrder
DELETE DATA { :incident cw:start "2021-06-05"^^xsd:date } ; INSERT DATA { :incident cw:start "2021-06-09"^^xsd:date }
#+ EntityDescription
DELETE DATA { :roe cw:description "Maj. Roe" }
#+ EntityName
DELETE DATA { :roe cw:name "Roe" } ; INSERT DATA { :roe cw:name "" }
#+ EntityArticle
DELETE DATA { :roe cw:reportedIn :article }
#+ EntityMention
DELETE DATA { :roe cw:mention :words }
#+ LinkLeft
DELETE DATA { :link cw:left :report }
#+ LinkRight
INSERT DATA { :link cw:right "another report" }
#+ LinkSides
DELETE DATA { :link cw:right :other } ; INSERT DATA { :link cw:right :report }
#+ LinkJudgement
DELETE DATA { :link cw:judgement "same" } ; INSERT DATA { :link cw:judgement "identical" }
#+ LinkScore
DELETE DATA { :link cw:score 0.93 } ; INSERT DATA { :link cw:score 1.2 }
#+ LinkReason
DELETE DATA { :link cw:reason "same day" }
#+ LinkDecidedBy
DELETE DATA { :link cw:decidedBy "linker/1" }
#+ RunStarted
DELETE DATA { :run prov:startedAtTime "2021-06-06T09:00:00Z"^^xsd:dateTime }
#+ ActVerb
DELETE DATA { :act schema:name "reject" } ; INSERT DATA { :act schema:name "like" }
#+ ActAuthor
DELETE DATA { :act schema:author "Ana" }
#+ ActDate
DELETE DATA { :act schema:dateCreated "2021-06-07"^^xsd:date } ; INSERT DATA { :act schema:dateCreated "lately" }
#+ ActTarget
INSERT DATA { :act oa:hasTarget :another , :third . :another schema:identifier "a" . :third schema:identifier "b" }
#+ ActArticle
DELETE DATA { :acted schema:identifier "Sample Post/7" }
