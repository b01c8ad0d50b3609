"""What a real consultation carries, put into a demonstration that is measured."""

import html
import json
import re
import sqlite3
import urllib.parse


def furnish(server):
    """What a real consultation carries: extra questions that all answer, and a file beside three contributions out of
    five, in turn a text, a picture, a text for instructors (1.5 GB of them in 100,000). Its comments are those of the
    demonstration, which grow with its size.

    The questions are asked as an administrator does. Answers and files are then written while the program is stopped,
    the files as copies of those that it wrote itself. Leaves the server stopped."""
    _, form, opener = server.sign_in("administrateur")
    for rubric in ("besoin", "service"):
        address = f"{server.base}/administration/questions/services-2021/{rubric}"
        carried = ""
        for title, kind in [("Effet attendu", "text"), ("Logiciel", "line"), ("Urgence", "choice")]:
            fields = {"_form": form, "action": "ajouter", "intitule": title, "genre": kind, "partie": "En plus",
                      "options": "Cette année\nPlus tard" if kind == "choice" else "", "definition": carried}
            carried = definition(opener.open(address, urllib.parse.urlencode(fields).encode()).read().decode())
        fields = {"_form": form, "action": "publier", "definition": carried}
        opener.open(address, urllib.parse.urlencode(fields).encode()).read()
    server.stop()
    with sqlite3.connect(server.database) as database:
        answers = json.dumps({"effet-attendu": ["Deux heures par semaine, et des habitants mieux reçus."],
                              "logiciel": ["Un tableur, et un registre en papier"], "urgence": ["cette-annee"]},
                             ensure_ascii=False, separators=(",", ":"))
        # The demonstration asks questions of its own about services: those of the newest version are answered.
        database.execute("""
          UPDATE contribution_version SET answers = ?, questionnaire_id = (
            SELECT questionnaire.id FROM questionnaire JOIN contribution ON contribution.rubric = questionnaire.rubric
            AND contribution.consultation_id = questionnaire.consultation_id
            WHERE contribution.id = contribution_version.contribution_id
            ORDER BY questionnaire.version DESC LIMIT 1)""", [answers])
        for file, in database.execute("SELECT id FROM attachment ORDER BY id LIMIT 3").fetchall():
            # Numbers that tell from which file it is a copy.
            database.execute("""
              INSERT INTO attachment (id, token, contribution_id, audience, kind, description, mark, size, received,
                begun_at, whole_at, published_event_id)
              SELECT contribution.id * 10 + ?1, printf('%010d', contribution.id * 10 + ?1), contribution.id, audience,
                attachment.kind, description, mark, size, received, begun_at, whole_at, attachment.published_event_id
              FROM contribution JOIN attachment ON attachment.id = ?1 WHERE contribution.id % 5 = ?1""", [file])
            for table, columns in [("attachment_piece", ["number", "bytes"]),
                                   ("attachment_text", ["event_id", "reading", "is_cut", "text"])]:
                database.execute(f"""
                  INSERT INTO {table} (attachment_id, {", ".join(columns)})
                  SELECT contribution.id * 10 + ?1, {", ".join(f"{table}.{column}" for column in columns)}
                  FROM contribution JOIN {table} ON attachment_id = ?1 WHERE contribution.id % 5 = ?1""", [file])


def definition(page):
    """The questions that the page of an administrator carries."""
    return html.unescape(re.search(r'name="definition" value="([^"]*)"', page).group(1))
