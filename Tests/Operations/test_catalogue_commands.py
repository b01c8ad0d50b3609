"""Files publiccode.yml, checked and brought into the catalogue by the commands."""

import contextlib
import sqlite3

from installation import coporter

SHEET = """publiccodeYmlVersion: "0.5"
name: Guichet des écoles
url: https://forge.example/guichet.git
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
description:
  fr:
    shortDescription: Inscrire un enfant à l’école et à la cantine
    longDescription: >
      Les familles inscrivent leurs enfants à l’école, à la cantine et à la garderie depuis une seule page, et la
      mairie répond depuis une autre. Le même dossier sert chaque année ; rien n’est redemandé.
    features: [Inscriptions, Cantine]
legal:
  license: EUPL-1.2
maintenance:
  type: internal
  contacts:
    - name: Ville de Dax
localisation:
  localisationReady: false
  availableLanguages: [fr]
"""


def test_a_file_is_checked_and_each_problem_has_its_place(tmp_path):
    file = tmp_path / "publiccode.yml"
    file.write_text(SHEET)
    assert "conforme à la norme" in coporter("catalogue", "check", file)
    file.write_text(SHEET.replace("EUPL-1.2", "Maison-1.0"))
    assert f"{file}:15:12: error: legal/license:" in coporter("catalogue", "check", file, fails=True)
    for unreadable in (tmp_path / "absent.yml", tmp_path):
        assert coporter("catalogue", "check", unreadable, fails=True).startswith(f"{unreadable}:1:1: error: ")
    file.write_bytes(b"\xff\xfe\x00[")
    assert f"{file}:1:" in coporter("catalogue", "check", file, fails=True)


def test_a_folder_is_brought_into_the_catalogue_and_the_same_again_changes_nothing(file, tmp_path):
    coporter("directory", "import", "--database", file)
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        siren = database.execute("SELECT siren FROM organisation WHERE siren IS NOT NULL ORDER BY id").fetchone()[0]

    def sheets():
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            return database.execute("SELECT name, version FROM sheet").fetchall()

    folder = tmp_path / "services"
    (folder / "guichet").mkdir(parents=True)
    (folder / "guichet" / "publiccode.yml").write_text(SHEET)
    bring = ["catalogue", "import", folder, "--organisation", siren, "--database", file]
    assert "rien n’a été changé" in coporter(*bring, "--dry-run") and sheets() == []
    assert "fiche créée, « Guichet des écoles »" in coporter(*bring)
    assert "fiche inchangée" in coporter(*bring)
    assert sheets() == [("Guichet des écoles", 1)]
    (folder / "autre").mkdir()
    (folder / "autre" / "publiccode.yml").write_text("name: [\n")
    said = coporter(*bring, fails=True)
    assert "autre/publiccode.yml:" in said and ": error: " in said and "1 refusé(s)" in said
    assert sheets() == [("Guichet des écoles", 1)]
