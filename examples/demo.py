"""The demonstration: builds a graph from the articles beside this file, and shows what can be asked of it.

python examples/demo.py [FOLDER]        the graph and the Gephi file go to FOLDER (default: demo)
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from builder import open_store
from builder.cli.main import main
from builder.cli.terminal import one_line

HERE = Path(__file__).resolve().parent


def say(text: str = "") -> None:
    print(text, flush=True)


def crosswire(*arguments: str) -> None:
    """Runs one command as a user would, and shows it."""
    say(f"$ crosswire {' '.join(arguments)}")
    status = main(arguments)
    if status:
        sys.exit(f"the demonstration failed: exit status {status}")
    say()


def demonstrate(folder: Path) -> None:
    store = folder / "crosswire.store"
    shutil.rmtree(store, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    sources = [str((HERE / name).relative_to(Path.cwd())) for name in ("news", "releases")]
    say("1. Articles become incidents and claims\n")
    crosswire("build", *sources, "--store", str(store), "--quiet")

    say("2. The same incident in several outlets is one incident (invented news, real places)\n")
    with open_store(store) as graph:
        incidents = [row for row in graph.query("incidents") if int(str(row["articles"])) > 1]
        for incident in incidents:
            say(f"   {one_line(incident['label'])}: {incident['articles']} articles")
            for report in graph.query("reports", incident=incident["incident"]):
                article = next(a for a in graph.query("articles") if a["article"] == report["article"])
                outlet = article["publisher"] or "an outlet that does not say its name"
                day = str(article["published"] or "undated")[:10]
                say(f"      {outlet}, {day}: {one_line(article['title'] or article['id'])}")
        reports = {report["report"] for row in incidents for report in graph.query("reports", incident=row["incident"])}
        links = [
            row for row in graph.query("same-incident") if row["judgement"] == "same" and row["reportA"] in reports
        ]
        if links:
            say("\n   Why the surest of these links was made: what speaks for it (+) and against it (-),")
            say(f"   which together make a score of {links[0]['score']}")
            for reason in str(links[0]["reasons"]).split("; "):
                say(f"      {reason}")
        conflicts = sorted(graph.query("conflicts"), key=lambda row: row["kind"] != "conflict")
        disputed = {row[claim] for row in conflicts for claim in ("claimA", "claimB")}
        told = [row for i in incidents for row in graph.query("casualties", incident=i["incident"])]
        claims = [row for row in told if row["claim"] not in disputed and row["sourceKind"] == "organisation"] or told
    say()

    say("3. Every claim leads to the very words that make it (here in brackets)\n")
    if claims:
        crosswire("claim", str(claims[0]["claim"]), "--store", str(store))

    say("4. Where sources disagree, both stand\n")
    for row in conflicts[:1]:
        say(f"   {row['kind']} in {row['slot']}: “{one_line(row['valueA'])}” against “{one_line(row['valueB'])}”")
        crosswire("claim", str(row["claimA"]), "--store", str(store))
        crosswire("claim", str(row["claimB"]), "--store", str(store))

    say("5. The graph for Gephi\n")
    target = folder / "incidents.gexf"
    crosswire("export", "gexf", "-o", str(target), "--store", str(store))
    say(f"Go on: crosswire query incidents --store {store}      (crosswire queries lists what can be asked)")
    say(f"Open in Gephi or Gephi Lite: {target}")


if __name__ == "__main__":
    demonstrate(Path(sys.argv[1] if len(sys.argv) > 1 else "demo"))
